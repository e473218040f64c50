"""The Markdown of every page: golden cases, what it never holds, and that its links lead somewhere."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from macros import checks
from macros.exports import catalogue, documents
from macros.library import Library
from macros.problems import Invalid

from . import toys
from .goldens import cases, expected, read
from .links import Site

READER = MarkdownIt("commonmark").enable("table")


@pytest.fixture
def toy(tmp_path: Path) -> Library:
    return checks.load(toys.copy(tmp_path / "docs"), "docs")


@pytest.fixture(scope="module")
def built(site: Path) -> Site:
    return Site(site)


@pytest.fixture(scope="module")
def written(built: Site, library: Library) -> dict[str, str]:
    """The published Markdown by its path, read from the built site."""
    return {path: built.text(path) for path in (documents.path(catalogue.at(page)) for page in library.pages.values())}


def tokens(text: str) -> list[Any]:
    """What a reader of Markdown finds, in a row."""
    return [part for token in READER.parse(text) for part in (token, *(token.children or []))]


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


# Every page of the handbook -------------------------------------------------------------

LAYOUT = re.compile(r"\{\{|\}\}|\{%|\{:|\{ ?[.#]|^(?:!!!|\?\?\?|===) |:material-", re.MULTILINE)


def test_it_holds_no_html_and_no_macro(written: dict[str, str]) -> None:
    for path, text in written.items():
        found = tokens(text)
        assert [token.content for token in found if token.type.startswith("html")] == [], path
        said = [token.content for token in found if token.type == "text"]
        assert [words for words in said if LAYOUT.search(words)] == [], path


def test_it_begins_with_the_title_and_the_description(written: dict[str, str], library: Library) -> None:
    for page in library.pages.values():
        heading, words, *_ = tokens(written[documents.path(catalogue.at(page))])
        assert (heading.type, heading.tag) == ("heading_open", "h1")
        assert "".join(part.content for part in words.children or []) == catalogue.title(library, page)


def test_it_says_what_the_page_says(written: dict[str, str], built: Site) -> None:
    """Headings of a page are those of its Markdown, in order: numbers and severities stand in both."""
    for path, text in written.items():
        (article,) = built.pages[path.removesuffix(".md") + ".html"].root.xpath("//article")
        shown = [
            " ".join("".join(heading.xpath(".//text()[not(ancestor::a[@class='headerlink'])]")).split())
            for heading in article.xpath(".//h1 | .//h2[not(ancestor::card-deck)]")
        ]
        found = READER.parse(text)
        titles = [
            "".join(part.content for part in following.children or [])
            for token, following in pairwise(found)
            if token.type == "heading_open" and token.tag in ("h1", "h2")
        ]
        assert [_letters(title) for title in titles] == [_letters(title) for title in shown], path


def _letters(title: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\(?\d+ minutes\)?", "", title.lower()))


def test_its_links_lead_somewhere(written: dict[str, str], built: Site) -> None:
    for path, text in written.items():
        for address in set(links(text)):
            assert address.startswith("https://"), (path, address)
            assert built.broken(path, address) == "", (path, address)


def test_the_list_of_pages_holds_every_page_once(written: dict[str, str], built: Site) -> None:
    text = built.text("llms.txt")
    listed = [address.removeprefix(built.url) for address in links(text)]
    assert sorted(address for address in listed if address.endswith(".md")) == sorted(written)
    assert [address for address in listed if built.broken("llms.txt", address)] == []
    parsed = READER.parse(text)
    assert [token.tag for token in parsed if token.type == "heading_open"].count("h1") == 1
    assert parsed[3].type == "blockquote_open"


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


def test_what_has_no_markdown_is_told(toy: Library) -> None:
    toy.pages["guide/tensions.md"].text += "\n{{ team.name | pretty }}\n"
    with pytest.raises(Invalid) as told:
        documents.files(toy)
    assert [problem.file for problem in told.value.problems] == ["docs/guide/tensions.md"]
