"""The search's index: what it holds, what it weighs, and that all it names is there."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros import checks
from macros.exports import search
from macros.library import Library
from macros.render import page_address
from macros.text import fill

from . import toys
from .links import Site
from .search import engine
from .sites import ROOT

MOST = 80_000  # bytes of the index, compressed
VENDOR = ROOT / "overrides" / "assets" / "vendor"


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / search.PATH).read_bytes())
    return read


def unpacked(index: dict[str, Any]) -> list[set[str]]:
    """The words of each section, in the order of the index."""
    parts: list[set[str]] = [set() for page in index["pages"] for _ in page["parts"]]
    for word, steps in zip(index["words"].split(" "), index["steps"].split(" "), strict=True):
        number = 0
        for character in steps:
            number += ord(character) - 0x41 if ord(character) < 0xC0 else ord(character) - 0xC0 + 60
            parts[number].add(word)
    return parts


def test_the_index_is_light(site: Path) -> None:
    assert len(gzip.compress((site / search.PATH).read_bytes(), 9)) <= MOST


def test_the_themes_own_index_holds_no_pages(site: Path) -> None:
    theirs = json.loads((site / search.THEMES).read_bytes())
    assert theirs["docs"] == []
    assert "separator" in theirs["config"]  # by which the theme marks words on a page


def test_every_place_of_the_index_is_there(site: Path, index: dict[str, Any]) -> None:
    built = Site(site)
    named = [page["at"] for page in index["pages"]]
    named += [f"{page['at']}#{part['at']}" for page in index["pages"] for part in page["parts"] if part["at"]]
    named += [offer["at"] for offer in index["fallback"]]
    assert [(place, why) for place in named if (why := built.broken("index.html", place))] == []


def test_every_page_can_be_found_but_those_that_are_not_to_be(index: dict[str, Any], library: Library) -> None:
    wanted = {page_address(path) for path, head in library.heads.items() if head.searchable}
    assert {page["at"] for page in index["pages"]} == wanted
    assert [page["at"] for page in index["pages"] if not page["title"] or not page["about"]] == []


def test_a_text_stands_at_its_home_alone(index: dict[str, Any], library: Library) -> None:
    """The words of a script are in the section of its moment's page, and in none of the pages that show it."""
    parts = iter(unpacked(index))
    words = {f"{page['at']}#{part['at']}": next(parts) for page in index["pages"] for part in page["parts"]}
    script = library.scripts["open-angry-call"]
    said = set(search.words(fill(script.variants[0].body, lambda _: " ")).split()) - set(index["ignored"])
    assert said <= words[f"scripts/{script.moment}/#script-{script.id}"]
    assert not said <= set().union(
        *(held for place, held in words.items() if place.startswith("situations/angry-caller/"))
    )


def test_the_toys_index(tmp_path: Path) -> None:
    library = checks.load(toys.copy(tmp_path / "docs"), "docs")
    index = json.loads(search.files(library)[search.PATH])
    page = next(one for one in index["pages"] if one["at"] == "situations/toy-late/")
    assert (page["title"], page["kind"], page["weight"], page["list"]) == ("The toy is late", 0, 130, False)
    assert page["queries"][:2] == ["late", "where is it"]
    first = index["pages"][0]
    assert (first["at"], first["kind"], first["weight"], first["list"]) == ("", -1, 50, True)
    assert index["kinds"] == ["Situation", "Card"]
    assert index["fallback"][0]["at"] == "decide/repair/"


def test_words_of_a_text() -> None:
    assert (
        search.words("They can’t pay; the invoice (“overdue”) can't wait!") == "they cant pay the invoice overdue wait"
    )
    assert search.words("Say it, say it", frozenset({"it"})) == "say"


def test_vendored_libraries_are_the_recorded_ones() -> None:
    recorded = yaml.safe_load(Path(__file__).with_name("vendored.yml").read_text("utf-8"))
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    assert files == {name: about["sha256"] for name, about in recorded.items()}
    assert [name for name in files if "ermission" not in (VENDOR / name).read_text("utf-8")] == []  # their licences


def test_the_queries_are_two_halves_of_real_pages(library: Library) -> None:
    pages = {search.catalogue.at(page) for page in library.pages.values()}
    halves = {half: engine.queries(half) for half in ("tune", "held")}
    assert {query.text for query in halves["tune"]} & {query.text for query in halves["held"]} == set()
    assert set().union(*(query.right for half in halves.values() for query in half)) <= pages
