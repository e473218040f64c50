"""The whole handbook on paper, as a careful typesetter looks at it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from macros.exports.book import content, printed
from macros.library import Library

from ..browser.paper import letters
from ..test_cards import SITE

FOOT = 17 / 25.4 * 72  # points: the margin that book.typ leaves


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_page_ends_its_column_with_its_title(paper: str, site: Path, library: Library) -> None:
    """Below each title, and the line that says what the page is for, more of the page stands in the same column."""
    leaves = [leaf for chapter in content.book(library, SITE).chapters for leaf in chapter.leaves]
    summaries = {letters(leaf.title): letters(leaf.summary) for leaf in leaves}
    alone, looked_at = [], 0
    with pypdfium2.PdfDocument(site / f"downloads/handbook-{paper}.pdf") as document:
        for mark in document.get_toc():
            title, place = letters(mark.get_title()), mark.get_dest()
            assert place is not None
            if title not in summaries or mark.level != 1:
                continue
            looked_at += 1
            page = document[place.get_index()]
            x, y = place.get_view()[1][:2]
            left, right = (0, page.get_width() / 2) if x < page.get_width() / 2 else (page.get_width() / 2, None)
            below = letters(page.get_textpage().get_text_bounded(left, FOOT, right, y))
            if below in title + summaries[title]:
                alone.append((mark.get_title(), place.get_index() + 1))
    assert looked_at > len(leaves) / 2
    assert alone == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_column_ends_with_what_only_leads_on(paper: str, site: Path, library: Library) -> None:
    """A label ("Warm, email:") stands with what it names, and nothing runs out of its column, be it an address."""
    blocks = [block for chapter in content.book(library).chapters for leaf in chapter.leaves for block in leaf.blocks]
    strong = [
        block["words"] for block in blocks if block["is"] == "par" and {w["is"] for w in block["words"]} == {"strong"}
    ]
    names = {letters(content.said(words)) for words in strong}
    labels, over, looked_at = [], [], 0
    with pypdfium2.PdfDocument(site / f"downloads/handbook-{paper}.pdf") as document:
        indexed = next(mark for mark in document.get_toc() if letters(mark.get_title()) == "WhatpeoplesayfromAtoZ")
        place = indexed.get_dest()
        assert place is not None
        for number in range(1, place.get_index()):
            page = document[number]
            wide, top = page.get_size()
            left = (printed.COMMON[0] - wide) / 2  # the setting begins at 0
            right = left + wide
            text, middle, gutter = page.get_textpage(), (left + right) / 2, 9 / 25.4 * 72 / 2 - 2
            over += [number + 1] * bool(text.get_text_bounded(middle - gutter, FOOT, middle + gutter, top).strip())
            over += [number + 1] * bool(
                text.get_text_bounded(printed.COMMON[0] - 16 / 25.4 * 72 + 2, FOOT, right, top).strip()
            )
            for edges in ((left, middle), (middle, right)):
                lines = text.get_text_bounded(edges[0], FOOT, edges[1], top).split("\n")
                looked_at += 1
                labels += [(number + 1, lines[-1])] * (letters(lines[-1]) in names)
    assert looked_at > 400
    assert len(names) > 10
    assert labels == []
    assert over == []


def test_room_for_a_number_is_as_wide_as_the_number(site: Path, library: Library) -> None:
    """White of a digit or two before a bracket is room that was kept for longer numbers (`LETTERS`, printed.py)."""
    whole = content.book(library, SITE)
    printed.expect(whole)
    with pypdfium2.PdfDocument(site / "downloads/handbook-a4.pdf") as document:
        pages = {
            (letters(mark.get_title()), above): place.get_index() + 1
            for mark, above in inside(document)
            if (place := mark.get_dest())
        }
    found = [
        (leaf.digits, len(str(page)))
        for chapter in whole.chapters
        for leaf in chapter.leaves
        if (page := pages.get((letters(leaf.title), letters(chapter.title))))
    ]
    assert len(found) > 100
    assert [pair for pair in found if pair[0] < pair[1]] == []
    assert sum(kept > needed for kept, needed in found) <= len(found) / 20


def inside(document: pypdfium2.PdfDocument) -> Iterator[tuple[Any, str]]:
    """Each page's bookmark, and the title of its chapter."""
    above = ""
    for mark in document.get_toc():
        if mark.level == 0:
            above = letters(mark.get_title())
        elif mark.level == 1:
            yield mark, above


def test_a_page_begins_with_what_to_do(library: Library) -> None:
    """What goes beyond the articles comes when all is said: who opens the page needs the first step."""
    beyond = library.words.sources.beyond
    for leaf in (leaf for chapter in content.book(library, SITE).chapters for leaf in chapter.leaves):
        above = itertools.takewhile(lambda block: block["is"] != "heading", leaf.blocks)
        told = [content.said(block["words"]) for block in above if "words" in block]
        assert not [words for words in told if words.startswith(beyond)], leaf.at
        item = library.situations.get(leaf.at.removeprefix("situations/").rstrip("/"))
        if item and item.extends:
            assert content.said(leaf.blocks[-1]["words"]).startswith(beyond)
