"""The index of the handbook's search: what it holds, what it weighs, and that all it names is there."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from macros.exports import learnt, search
from macros.library import Library
from macros.render.address import page_address

from ..editions import walked
from ..links import Site
from ..search import engine

MOST = 0.27  # bytes of the index for a byte of the words it finds, both compressed: it grows no faster than they do
MOST_ALL = 110_000  # bytes of all of it, compressed
MOST_LEARNT = 85_000  # bytes of what was learnt, compressed: it is fetched beside the index
MOST_NET = 16_000  # bytes of the safety net, compressed: it is fetched with the index


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / search.PATH).read_bytes())
    return read


def test_the_index_is_light(site: Path) -> None:
    words = b"".join(path.read_bytes() for path in sorted(site.rglob("index.md")))
    whole = json.loads((site / search.PATH).read_bytes())
    net = json.dumps(whole.pop("danger"), ensure_ascii=False, separators=(",", ":")).encode()
    found = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    index, text, danger = (len(gzip.compress(content, 9)) for content in (found, words, net))
    assert index / text <= MOST
    assert len(gzip.compress((site / search.PATH).read_bytes(), 9)) <= MOST_ALL
    assert danger <= MOST_NET
    assert len(gzip.compress((site / learnt.PATH).read_bytes(), 9)) <= MOST_LEARNT


@walked
def test_every_place_of_the_index_is_there(site: Path, index: dict[str, Any]) -> None:
    built = Site(site)
    named = [page["at"] for page in index["pages"]]
    parts = [(page["at"], line.split(" ")[0]) for page in index["pages"] for line in page["parts"].splitlines()]
    named += [f"{at}#{anchor}" for at, anchor in parts if anchor]
    named += [offer["at"] for offer in index["fallback"]]
    assert [(place, why) for place in named if (why := built.broken("index.html", place))] == []


@walked
def test_every_page_can_be_found_but_those_that_are_not_to_be(index: dict[str, Any], library: Library) -> None:
    wanted = {page_address(path) for path, head in library.heads.items() if head.searchable}
    assert {page["at"] for page in index["pages"]} == wanted
    assert [page["at"] for page in index["pages"] if not page["title"] or not page["about"]] == []


def test_the_queries_are_two_halves_of_real_pages(library: Library) -> None:
    pages = {search.catalogue.at(page) for page in library.pages.values()}
    halves = {half: engine.queries(half) for half in ("tune", "held")}
    assert {query.text for query in halves["tune"]} & {query.text for query in halves["held"]} == set()
    gone = set().union(*(query.right for half in halves.values() for query in half)) - pages
    assert not gone, (
        f"tests/search/queries.yml names pages that are no more: {sorted(gone)}; name where their words are"
    )
