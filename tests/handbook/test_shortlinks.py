"""Short addresses of the built handbook: each leads to the exact place or to a choice."""

from __future__ import annotations

from macros.exports import catalogue, shortlinks
from macros.library import Library

from ..editions import walked
from ..links import Site
from ..test_shortlinks import refresh, targets


@walked
def test_every_item_is_reached_by_its_kind_and_id(library: Library, built: Site) -> None:
    for kind in ("situations", "trees", "scripts", "checklists", "cards", "paths", "scenarios"):
        for id_ in getattr(library, kind):
            entry = catalogue.item(library, kind, id_)
            page = built.pages[f"go/{entry.kind}-{id_}/index.html"]
            assert page.redirect == f"../../{entry.address}"
            assert targets(page.root) == [page.redirect]


@walked
def test_every_short_address_lands(library: Library, built: Site) -> None:
    found = shortlinks.names(library)
    assert {f"go/{name}/index.html" for name in found} == {name for name in built.files if name.startswith("go/")}
    broken = []
    for name, entries in found.items():
        file = f"go/{name}/index.html"
        assert targets(built.pages[file].root) == [f"../../{entry.address}" for entry in entries]
        assert bool(refresh(built.pages[file].root)) == (len(entries) == 1)
        broken += [(name, to) for to in targets(built.pages[file].root) if built.broken(file, to)]
    assert broken == []


@walked
def test_they_need_no_script_and_load_only_their_style(library: Library, built: Site) -> None:
    for name in shortlinks.names(library):
        file = f"go/{name}/index.html"
        root = built.pages[file].root
        assert not root.xpath("//script | //*[@style] | //@*[starts-with(name(), 'on')]")
        for address in root.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"):
            assert address.startswith("../../")
            assert not built.broken(file, address)


@walked
def test_no_search_finds_them(built: Site, library: Library) -> None:
    assert '"at":"go/' not in built.text("search/index.json").replace(" ", "")
    assert "/go/" not in built.text("sitemap.xml")
    for name in shortlinks.names(library):
        robots = built.pages[f"go/{name}/index.html"].root.xpath("//meta[@name='robots']/@content")
        assert robots == ["noindex"]


@walked
def test_they_preview_as_the_page_they_stand_for(library: Library, built: Site) -> None:
    for name, entries in shortlinks.names(library).items():
        file = f"go/{name}/index.html"
        said = {meta.get("property"): meta.get("content") for meta in built.pages[file].root.xpath("//meta[@property]")}
        assert said["og:title"]
        assert said["og:description"]
        assert not built.broken(file, said["og:image"])
        if len(entries) == 1:
            assert said["og:title"] == entries[0].title
            assert said["og:url"] == built.url + entries[0].address
            assert built.pages[file].root.xpath("//link[@rel='canonical']/@href") == [built.url + entries[0].page]
