"""What Firefox and WebKit print: nothing is cut through, and what names something stands with what it names."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from ..browser.paper import letters
from .driver import Browser
from .paper import printed

# Of each kind: scripts, steps and replies stand in columns of text, cards in a grid.
KINDS = (
    "situations/may-harm-themselves/",
    "decide/live-call/",
    "decide/abuse/",
    "scripts/opening/",
    "practice/shouting-caller/",
    "cards/",
)
TITLES = """[...document.querySelectorAll(
  ".md-typeset > :is(h2, h3), .script__title, .practice__question, .tension__title",
)].map((title) => title.firstChild.textContent.trim())"""
INK = 140  # darker is print


@pytest.mark.parametrize("path", KINDS)
def test_no_line_is_cut_at_the_end_of_a_sheet(
    browser: Browser, fonted: dict[str, str], tmp_path: Path, path: str
) -> None:
    """Letters that end a sheet and begin the next at its very edge have lost their lower half there."""
    file = printed(browser, fonted, path, tmp_path / "page.pdf", "a4", "portrait")
    with pypdfium2.PdfDocument(file) as document:
        shown = [page.render(scale=2, grayscale=True).to_pil() for page in document]
    sheets = [picture.point(lambda grey: 255 * (grey < INK)) for picture in shown]
    assert len(sheets) > 1
    edges = [edge for sheet in sheets if (edge := sheet.getbbox())]
    assert len(edges) == len(sheets), "a sheet is blank"
    first, last = min(edge[1] for edge in edges), max(edge[3] for edge in edges) - 1
    both = [(strokes(above, last - 1), strokes(below, first + 1)) for above, below in itertools.pairwise(sheets)]
    assert [pair for pair in both if min(pair) > 8] == [], both  # fewer: the lines of a frame that goes on


def strokes(sheet: Image.Image, row: int) -> int:
    """How often a row of a picture meets ink."""
    line = sheet.crop((0, row, sheet.width, row + 1)).tobytes()
    return len(re.findall(rb"\xff+", line))


@pytest.mark.parametrize("path", KINDS)
def test_no_title_is_left_at_the_end_of_a_sheet(
    browser: Browser, fonted: dict[str, str], tmp_path: Path, path: str
) -> None:
    """Neither knows `break-after: avoid`: print.css gives a title room for what it names."""
    browser.open(path)
    titles = {letters(title) for title in browser.get(TITLES)}
    file = printed(browser, fonted, path, tmp_path / "page.pdf", "a4", "portrait")
    with pypdfium2.PdfDocument(file) as document:
        ends = [lowest(page) for page in document][:-1]
    assert [line for line in ends if letters(line) in titles] == []


def lowest(page: pypdfium2.PdfPage) -> str:
    """The last line of a sheet; text comes in another order than it stands."""
    text = page.get_textpage()
    _, bottom, _, top = min((text.get_rect(number) for number in range(text.count_rects())), key=lambda box: box[1])
    return " ".join(text.get_text_bounded(0, bottom - 1, page.get_width(), top + 1).split())
