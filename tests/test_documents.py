"""The Markdown of a page: golden cases, and links without an address."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from macros import checks
from macros.exports import catalogue, documents
from macros.library import Library

from . import toys
from .goldens import cases, expected, read

READER = MarkdownIt("commonmark").enable("table")


@pytest.fixture
def toy(tmp_path: Path) -> Library:
    return checks.load(toys.copy(tmp_path / "docs"), "docs")


@cache
def parsed(text: str) -> list[Any]:
    """The tokens of a text; a page of the handbook takes long, and several tests look at each."""
    return READER.parse(text)


def tokens(text: str) -> list[Any]:
    """What a reader of Markdown finds, in a row."""
    return [part for token in parsed(text) for part in (token, *(token.children or []))]


def links(text: str) -> list[str]:
    return [str(token.attrGet("href")) for token in tokens(text) if token.type == "link_open"]


@cases("documents")
def test_a_page_gives_this_markdown(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    given = read(case)
    library = checks.load(toys.copy(tmp_path / "docs", given.get("edits")), "docs")
    page = library.pages[given["page"]]
    found = documents.document(library, page, catalogue.root(given.get("site_url", "")))
    assert found == expected(case, found, pytestconfig)


def test_every_macro_has_its_markdown(toy: Library) -> None:
    assert set(documents._macros(toy, toy.pages["index.md"], "")) == set(checks.MACROS)


# Without the site's own address ---------------------------------------------------------


def test_links_are_relative_where_the_address_is_not_known(toy: Library, tmp_path: Path) -> None:
    made = documents.files(toy)
    for path, content in made.items():
        for address in set(links(content.decode())):
            if not address.startswith("https://"):
                assert not address.startswith("/"), (path, address)
                where = (tmp_path / "site" / path).parent / address.partition("#")[0]
                below = where.resolve().relative_to((tmp_path / "site").resolve()).as_posix()
                page = f"{below}/index.md".removeprefix("./")
                assert below in made or page in made or below == "handbook.json" or below == "links.json", (
                    path,
                    address,
                )


def test_equal_libraries_give_equal_bytes(toy: Library) -> None:
    assert documents.files(toy, "https://x.example.org") == documents.files(
        checks.load(toy.docs), "https://x.example.org/"
    )
