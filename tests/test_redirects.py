"""The pages of old addresses: one script for all, whatever they lead to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs_redirects import plugin

from macros.publish import archive, hosting, redirects

OLD = "old/index.html"


def old(target: str) -> str:
    """The page that mkdocs-redirects writes."""
    return str(plugin.HTML_TEMPLATE.format(url=target))


@pytest.mark.parametrize(("path", "up"), [("old.html", ""), ("old/index.html", "../"), ("a/b/index.html", "../../")])
def test_the_script_is_the_sites_own(path: str, up: str) -> None:
    page = redirects.page(old("../new/#a"), path)
    assert 'content="0; url=../new/#a"' in page
    assert re.findall(r"<script[^>]*>[^<]*</script>", page) == [f'<script src="{up}{redirects.SCRIPT}"></script>']


def test_the_script_stands_after_what_it_reads() -> None:
    page = redirects.page(old("../new/"), OLD)
    assert page.count("<script") == 1
    assert 0 < page.index('http-equiv="refresh"') < page.index(redirects.SCRIPT)


def test_what_it_says_is_ours() -> None:
    said = re.sub(r"<[^>]*>", " ", redirects.page(old("../new/"), OLD)).split()
    assert said == ["handbook:says.frame.moved", "handbook:says.frame.moved_to"]


@pytest.mark.parametrize(
    "page",
    [
        "<script>location.reload()</script><p>Prose</p>",
        '<meta http-equiv="refresh" content="0; url=../../a/">',
        '<script src="location.js"></script><meta http-equiv="refresh" content="0; url=../a/">',
        '<script type="application/json">"location"</script><meta http-equiv="refresh" content="0; url=../a/">',
    ],
)
def test_other_pages_stay(page: str) -> None:
    assert redirects.page(page, OLD) == page


def test_twice_is_once() -> None:
    page = redirects.page(old("../new/"), OLD)
    assert redirects.page(page, OLD) == page


@pytest.fixture
def renamed(changed: Path) -> Path:
    """A toy site with thirty old addresses."""
    return changed / "early"


def test_a_policy_does_not_grow_with_renames(renamed: Path) -> None:
    (rules,) = json.loads((renamed / hosting.FOLDER / "headers.json").read_text("utf-8")).values()
    assert rules == hosting.headers()
    for number in (0, 29):
        page = (renamed / f"old-{number}" / "index.html").read_text("utf-8")
        assert re.findall(r"<script[^>]*>", page) == [f'<script src="../{redirects.SCRIPT}">']
        assert (renamed / redirects.SCRIPT).is_file()


def test_an_old_address_on_a_disk_leads_to_a_file(renamed: Path) -> None:
    site = {path.relative_to(renamed).as_posix(): path.read_bytes() for path in renamed.rglob("*") if path.is_file()}
    page = archive.files(site)["old-0/index.html"].decode()
    assert 'content="0; url=../checklists/broken-toy/index.html"' in page
    assert 'href="../checklists/broken-toy/index.html"' in page
    assert '../checklists/broken-toy/"' not in page
