"""Short addresses: each leads to the exact place or to a choice, in any folder and without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from macros import checks
from macros.exports import catalogue, shortlinks
from macros.library import Library

from . import toys
from .links import Site

ROOT = "https://toys.example.org/handbook/"


@pytest.fixture
def toy(tmp_path: Path) -> Library:
    return checks.load(toys.copy(tmp_path / "docs"))


@pytest.fixture(scope="module")
def built(site: Path) -> Site:
    return Site(site)


def targets(page: html.HtmlElement) -> list[str]:
    return page.xpath("//main//a/@href")


def refresh(page: html.HtmlElement) -> str:
    return "".join(page.xpath("//meta[@http-equiv='refresh']/@content"))


# In the built site ----------------------------------------------------------------------


def test_every_item_is_reached_by_its_kind_and_id(library: Library, built: Site) -> None:
    for kind in ("situations", "trees", "scripts", "checklists", "cards", "paths", "scenarios"):
        for id_ in getattr(library, kind):
            entry = catalogue.item(library, kind, id_)
            page = built.pages[f"go/{entry.kind}-{id_}/index.html"]
            assert page.redirect == f"../../{entry.address}"
            assert targets(page.root) == [page.redirect]


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


def test_they_need_no_script_and_load_only_their_style(library: Library, built: Site) -> None:
    for name in shortlinks.names(library):
        file = f"go/{name}/index.html"
        root = built.pages[file].root
        assert not root.xpath("//script | //*[@style] | //@*[starts-with(name(), 'on')]")
        for address in root.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"):
            assert address.startswith("../../")
            assert not built.broken(file, address)


def test_no_search_finds_them(built: Site, library: Library) -> None:
    index = built.text("search/search_index.json")
    assert '"location":"go/' not in index.replace(" ", "")
    assert "/go/" not in built.text("sitemap.xml")
    for name in shortlinks.names(library):
        robots = built.pages[f"go/{name}/index.html"].root.xpath("//meta[@name='robots']/@content")
        assert robots == ["noindex"]


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


# The rule for names ---------------------------------------------------------------------


def pages(library: Library, site_url: str = "") -> dict[str, html.HtmlElement]:
    return {
        path.removeprefix("go/").removesuffix("/index.html"): html.document_fromstring(content)
        for path, content in shortlinks.files(library, site_url).items()
    }


def renamed(library: Library, kind: str, old: str, new: str) -> None:
    collection = getattr(library, kind)
    collection[new] = collection.pop(old).model_copy(update={"id": new})


def test_an_id_of_its_own_leads_there(toy: Library) -> None:
    found = pages(toy)
    assert refresh(found["close-the-case"]) == "0; url=../../checklists/close-the-case/"
    assert refresh(found["checklist-close-the-case"]) == "0; url=../../checklists/close-the-case/"


def test_a_shared_id_gives_a_choice(toy: Library) -> None:
    """The toy site has a card and a checklist called broken-toy."""
    found = pages(toy)
    assert refresh(found["broken-toy"]) == ""
    assert targets(found["broken-toy"]) == ["../../checklists/broken-toy/", "../../cards/broken-toy/"]
    assert refresh(found["card-broken-toy"]) == "0; url=../../cards/broken-toy/"
    assert refresh(found["checklist-broken-toy"]) == "0; url=../../checklists/broken-toy/"


def test_an_id_that_reads_like_kind_and_id_gives_way(toy: Library) -> None:
    renamed(toy, "checklists", "close-the-case", "card-broken-toy")
    found = pages(toy)
    assert refresh(found["card-broken-toy"]) == "0; url=../../cards/broken-toy/"
    assert refresh(found["checklist-card-broken-toy"]) == "0; url=../../checklists/card-broken-toy/"


def test_the_shortest_address_leads_nowhere_else(toy: Library) -> None:
    short = shortlinks.shortest(toy, ROOT)
    assert short["checklist", "close-the-case"] == f"{ROOT}go/close-the-case/"
    assert short["card", "broken-toy"] == f"{ROOT}go/card-broken-toy/"
    renamed(toy, "checklists", "close-the-case", "card-broken-toy")
    short = shortlinks.shortest(toy)
    assert short["card", "broken-toy"] == "go/card-broken-toy/"
    assert short["checklist", "card-broken-toy"] == "go/checklist-card-broken-toy/"


def test_words_of_the_data_stay_words(toy: Library) -> None:
    words = "<b>\"Tom\" & 'co'</b>"
    toy.cards["broken-toy"] = toy.cards["broken-toy"].model_copy(update={"title": words, "when": words})
    page = pages(toy, ROOT)["card-broken-toy"]
    assert page.xpath("string(//h1)") == words
    assert page.xpath("//meta[@name='description']/@content") == [words]
    assert not page.xpath("//b")


def test_without_an_address_of_the_site_nothing_absolute_is_said(toy: Library) -> None:
    for page in pages(toy).values():
        assert not page.xpath("//link[@rel='canonical'] | //meta[@property='og:url' or @property='og:image']")
        assert not [address for address in page.xpath("//@href") if "://" in address or address.startswith("/")]


def test_equal_libraries_give_equal_bytes(library: Library, toy: Library) -> None:
    assert shortlinks.files(toy, ROOT) == shortlinks.files(checks.load(toy.docs), ROOT)
    assert shortlinks.files(library, ROOT.rstrip("/")) == shortlinks.files(library, ROOT)
