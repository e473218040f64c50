"""The whole handbook on paper, as a careful typesetter looks at it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from macros.exports.book import content
from macros.library import Library

from ..test_cards import SITE

FOOT = 17 / 25.4 * 72  # points: the margin that book.typ leaves


def letters(text: str) -> str:
    """A text without what lines and marks of print do to it."""
    return "".join(re.findall(r"\w", text))


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
