"""The Markdown of every page of the handbook: what it never holds, and that its links lead somewhere."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from macros.exports import catalogue, documents
from macros.library import Library

from ..editions import walked
from ..links import Site
from ..test_documents import links, parsed, tokens


@pytest.fixture(scope="module")
def written(built: Site, library: Library) -> dict[str, str]:
    """The published Markdown by its path, read from the built site."""
    return {path: built.text(path) for path in (documents.path(catalogue.at(page)) for page in library.pages.values())}


LAYOUT = re.compile(r"\{\{|\}\}|\{%|\{:|\{ ?[.#]|^(?:!!!|\?\?\?|===) |:material-", re.MULTILINE)


@walked
def test_it_holds_no_html_and_no_macro(written: dict[str, str]) -> None:
    for path, text in written.items():
        found = tokens(text)
        assert [token.content for token in found if token.type.startswith("html")] == [], path
        said = [token.content for token in found if token.type == "text"]
        assert [words for words in said if LAYOUT.search(words)] == [], path


@walked
def test_it_begins_with_the_title_and_the_description(written: dict[str, str], library: Library) -> None:
    for page in library.pages.values():
        heading, words, *_ = tokens(written[documents.path(catalogue.at(page))])
        assert (heading.type, heading.tag) == ("heading_open", "h1")
        assert "".join(part.content for part in words.children or []) == catalogue.title(library, page)


@walked
def test_it_says_what_the_page_says(written: dict[str, str], built: Site) -> None:
    """Headings of a page are those of its Markdown, in order: numbers and severities stand in both."""
    for path, text in written.items():
        (article,) = built.pages[path.removesuffix(".md") + ".html"].root.xpath("//article")
        shown = [
            " ".join("".join(heading.xpath(".//text()[not(ancestor::a[@class='headerlink'])]")).split())
            for heading in article.xpath(".//h1 | .//h2[not(ancestor::card-deck)]")
        ]
        found = parsed(text)
        titles = [
            "".join(part.content for part in following.children or [])
            for token, following in pairwise(found)
            if token.type == "heading_open" and token.tag in ("h1", "h2")
        ]
        if not any(token.tag == "h2" for token in found):
            del shown[1:]  # items, which a page that is nothing else has one level up
        assert [_letters(title) for title in titles] == [_letters(title) for title in shown], path


def _letters(title: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\(?\d+ minutes\)?", "", title.lower()))


@walked
def test_its_links_lead_somewhere(written: dict[str, str], built: Site) -> None:
    for path, text in written.items():
        for address in set(links(text)):
            assert address.startswith("https://"), (path, address)
            assert built.broken(path, address) == "", (path, address)


@walked
def test_the_list_of_pages_holds_every_page_once(written: dict[str, str], built: Site) -> None:
    text = built.text("llms.txt")
    listed = [address.removeprefix(built.url) for address in links(text)]
    assert sorted(address for address in listed if address.endswith(".md")) == sorted(written)
    assert [address for address in listed if built.broken("llms.txt", address)] == []
    read = parsed(text)
    assert [token.tag for token in read if token.type == "heading_open"].count("h1") == 1
    assert read[3].type == "blockquote_open"
