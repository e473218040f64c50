"""Short addresses: each leads to the exact place or to a choice, in any folder and without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from macros import checks
from macros.exports import shortlinks
from macros.library import Library

from . import toys

SITE = Path(__file__).parent.parent / "docs"
ROOT = "https://toys.example.org/handbook/"


@pytest.fixture
def toy(tmp_path: Path) -> Library:
    return checks.load(toys.copy(tmp_path / "docs"))


def targets(page: html.HtmlElement) -> list[str]:
    return page.xpath("//main//a/@href")


def refresh(page: html.HtmlElement) -> str:
    return "".join(page.xpath("//meta[@http-equiv='refresh']/@content"))


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


def test_an_old_id_of_a_script_leads_where_it_is_told_now(toy: Library) -> None:
    item = toy.scripts["settle-it"]
    toy.scripts["settle-it"] = item.model_copy(update={"aliases": ("make-good",)})
    found = pages(toy)
    for name in ("make-good", "script-make-good", "settle-it"):
        assert refresh(found[name]) == "0; url=../../scripts/closing/#script-settle-it"
    assert shortlinks.shortest(toy)["script", "settle-it"] == "go/settle-it/"


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


def test_equal_libraries_give_equal_bytes(toy: Library) -> None:
    assert shortlinks.files(toy, ROOT) == shortlinks.files(checks.load(toy.docs), ROOT)
    assert shortlinks.files(toy, ROOT.rstrip("/")) == shortlinks.files(toy, ROOT)


def test_the_short_addresses_that_pages_show_lead_straight_on() -> None:
    """An example that opens a choice would teach the wrong thing."""
    library = checks.load(SITE)
    known = shortlinks.names(library)
    shown = [
        (page.path, name) for page in library.pages.values() for name in re.findall(r"/go/([a-z0-9-]+)/", page.text)
    ]
    assert shown
    assert [(path, name) for path, name in shown if len(known.get(name, ())) != 1] == []
