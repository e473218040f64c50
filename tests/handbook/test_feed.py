"""The handbook's feed leads somewhere, and every page names it."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from macros.exports import feed
from macros.library import Library

from ..editions import walked
from ..links import Site
from ..test_feed import ATOM


@walked
def test_every_entry_of_the_handbook_leads_somewhere(site: Path, library: Library) -> None:
    built = Site(site)
    root = etree.fromstring((site / "feed.xml").read_bytes())
    assert len(root.findall("a:entry", ATOM)) == len(library.changes) >= 1
    links = [str(link.get("href")) for link in root.iter(f"{{{feed.ATOM}}}link")]
    assert [link for link in links if not link.startswith(built.url) or built.broken("feed.xml", link)] == []


@walked
def test_every_page_names_the_feed(site: Path) -> None:
    built = Site(site)
    for name, page in built.pages.items():
        if name.endswith("index.html") and not page.redirect and not name.startswith("go/"):
            (address,) = page.root.xpath("//link[@type='application/atom+xml']/@href")
            assert built.broken(name, address) == ""
