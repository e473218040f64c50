"""The search's engine in a blank page of a real browser, without the dialog: fast, and the same code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

from macros.exports import learnt, search, stems

from ..sites import ROOT

LOADER = (
    ROOT / "overrides" / "assets" / "js" / "lib" / "engine.js"
)  # which tells the browser what the engine is made of
SCRIPTS = tuple(re.findall(r'^  "(.*)",$', LOADER.read_text("utf-8"), re.MULTILINE))
MADE = (stems.PATH, learnt.PATH)  # of these, what a build makes
QUERIES = Path(__file__).with_name("queries.yml")


@dataclass(frozen=True)
class Query:
    """What somebody typed, and the addresses of the pages that are a right first result."""

    text: str
    right: frozenset[str]


def queries(half: str) -> list[Query]:
    """The queries of a half, "tune" or "held"."""
    raw = yaml.safe_load(QUERIES.read_text("utf-8"))
    return [Query(one["query"], frozenset(one["right"])) for one in raw if one["half"] == half]


def dangers(name: str = "danger") -> list[dict[str, Any]]:
    """What people type in danger, by the page that protects; what only sounds like it has no page."""
    groups: list[dict[str, Any]] = yaml.safe_load(QUERIES.with_name(f"{name}.yml").read_text("utf-8"))
    return groups


@dataclass(frozen=True)
class Figures:
    """How well a search did: the shares of queries with a right page first and in the first three; mean reciprocal
    rank.
    """

    first: float
    three: float
    mrr: float

    def __str__(self) -> str:
        return f"first {self.first:.3f}  three {self.three:.3f}  MRR {self.mrr:.3f}"


def figures(asked: list[Query], found: list[list[str]]) -> Figures:
    """The figures of what was found: for each query the addresses of pages in order."""
    places = [
        next((place for place, page in enumerate(pages, 1) if page in query.right), 0)
        for query, pages in zip(asked, found, strict=True)
    ]
    count = len(places)
    return Figures(
        sum(place == 1 for place in places) / count,
        sum(1 <= place <= 3 for place in places) / count,
        sum(1 / place for place in places if place) / count,
    )


def of_site(site: Path) -> dict[str, bytes]:
    """What macros/exports/search.py made for a built site."""
    return {path: (site / path).read_bytes() for path in (search.PATH, *MADE)}


def scripts(made: Mapping[str, bytes]) -> dict[str, str]:
    """What the engine is made of, in order, by what macros/exports/search.py made."""
    return {path: (made.get(path) or (ROOT / "overrides" / path).read_bytes()).decode() for path in SCRIPTS}


def unfolded(folded: str) -> list[str]:
    """The words of an index, as overrides/assets/js/search/words.js reads them."""
    found = [""]
    for alike, rest in re.findall("([A-Z])([^A-Z]*)", folded):
        found.append(found[-1][: ord(alike) - ord("A")] + rest)
    return found[1:]


class Engine:
    """The engine inside a page, over what macros/exports/search.py made."""

    def __init__(self, page: Page, made: Mapping[str, bytes]) -> None:
        self.page = page
        for script in scripts(made).values():
            page.add_script_tag(content=script)
        page.evaluate("text => { window.engine = handbookSearch.build(JSON.parse(text)) }", made[search.PATH].decode())

    def search(self, query: str) -> dict[str, Any]:
        """What the dialog would be given."""
        found: dict[str, Any] = self.page.evaluate("query => engine.search(query)", query)
        return found

    def marked(self, asked: list[str], mark: str) -> list[str]:
        """The queries whose answers have a mark: "foreign", "nothing" or "unsure"."""
        program = "([asked, mark]) => asked.filter((query) => engine.search(query)[mark])"
        found: list[str] = self.page.evaluate(program, [asked, mark])
        return found

    def pages(self, asked: list[str]) -> list[list[str]]:
        """For each query the addresses of the pages found, in order."""
        program = """asked => asked.map((query) => {
          return engine.search(query).items.map(([first]) => first.location.split("#")[0])
        })"""
        found: list[list[str]] = self.page.evaluate(program, asked)
        return found

    def protects(self, query: str, guards: set[str]) -> bool:
        """Whether one of the pages that protect stands first, or pages that protect stand beside what was found."""
        found = self.search(query)
        first = found["items"][0][0]["location"].split("#")[0] if found["items"] else ""
        return bool(found["beside"]) or first in guards
