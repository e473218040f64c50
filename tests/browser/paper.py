"""What a page looks like on paper: its PDF, opened and measured. Lengths are millimetres from the top left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from playwright.sync_api import Page

MM = 25.4 / 72  # millimetres in a point
FOOT = 16  # the margin at the foot of a page, where only its number stands
A4 = (210, 297)


@dataclass(frozen=True)
class Line:
    """A run of text on a page, and the box around it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """One page of the PDF."""

    width: float
    height: float
    lines: tuple[Line, ...]
    picture: Image.Image  # grey, two dots a millimetre

    @property
    def text(self) -> str:
        """All text above the foot, squeezed."""
        return squeeze("".join(line.text for line in self.above_foot))

    @property
    def above_foot(self) -> list[Line]:
        """The lines of the page itself, without its number."""
        return [line for line in self.lines if line.bottom < self.height - FOOT + 1]

    @property
    def lowest(self) -> str:
        """The last line as the eye sees it, squeezed; pieces of one line are put together."""
        body = self.above_foot
        end = max((line.bottom for line in body), default=0)
        return squeeze("".join(line.text for line in sorted(body, key=lambda line: line.left) if line.bottom > end - 2))


def squeeze(text: str) -> str:
    """`text` without white space, invisible characters and ligatures: what two renderings have in common."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\ufeff]+", "", unicodedata.normalize("NFKC", text))


def printed(page: Page) -> list[Sheet]:
    """The page as its browser prints it, on the paper it asks for, else A4."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))
    try:
        return [_sheet(document[index]) for index in range(len(document))]
    finally:
        document.close()


def _sheet(pdf: pypdfium2.PdfPage) -> Sheet:
    width, height = pdf.get_size()
    picture = pdf.render(scale=2 * MM, grayscale=True).to_pil()
    return Sheet(width * MM, height * MM, tuple(_lines(pdf, height)), picture)


def _lines(pdf: pypdfium2.PdfPage, height: float) -> Iterator[Line]:
    text = pdf.get_textpage()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top)
        yield Line(words, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
    text.close()
