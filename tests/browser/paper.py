"""What a page looks like on paper: its PDF, opened and measured. Lengths are millimetres from the top left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
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
    """One page of the PDF. Texts are squeezed."""

    width: float
    height: float
    text: str  # all of it but the page's number
    lowest: str  # the last line of that, as the eye sees it
    lines: tuple[Line, ...]
    picture: Image.Image  # grey, two dots a millimetre


def squeeze(text: str) -> str:
    """`text` without what two renderings may differ in: white space, hyphens, ligatures, invisible characters."""
    return re.sub(r"[\s\x02\u00ad\u200b\ufffe\ufeff‐-]+", "", unicodedata.normalize("NFKC", text))


def printed(shown: Page) -> list[Sheet]:
    """The page as its browser prints it, backgrounds and all, on the paper it asks for, else A4."""
    pdf = shown.pdf(prefer_css_page_size=True, format="A4", print_background=True)
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_sheet(page, f"{number}/{len(document)}") for number, page in enumerate(document, 1)]
    finally:
        document.close()


def _sheet(pdf: pypdfium2.PdfPage, number: str) -> Sheet:
    width, height = pdf.get_size()
    text = pdf.get_textpage()
    lines = tuple(_lines(text, height))
    end = max((line.bottom for line in lines if line.bottom < height * MM - FOOT + 1), default=0)
    edge = height - end / MM
    sheet = Sheet(
        width * MM,
        height * MM,
        _text(text).removeprefix(number),
        squeeze(text.get_text_bounded(bottom=max(edge - 1, FOOT / MM), top=edge + 2 / MM)),
        lines,
        pdf.render(scale=2 * MM, grayscale=True).to_pil(),
    )
    text.close()
    return sheet


def _text(text: pypdfium2.PdfTextPage) -> str:
    """All text, squeezed, upright first: letters that stand on their side would come in between."""
    letters: tuple[list[str], list[str]] = ([], [])
    for index in range(text.count_chars()):
        turned = abs(raw.FPDFText_GetCharAngle(text, index)) > 0.1
        letters[turned].append(chr(raw.FPDFText_GetUnicode(text, index)))
    return squeeze("".join(letters[0])) + squeeze("".join(letters[1]))


def _lines(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Line]:
    """Runs of text; what stands side by side on a line, less than two letters apart, is one run."""
    run: Line | None = None
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top)
        part = Line(words, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
        if run and part.top < run.bottom and run.top < part.bottom and -1 < part.left - run.right < 3:
            tops, bottoms = (run.top, part.top), (run.bottom, part.bottom)
            run = Line(run.text + part.text, run.left, min(tops), part.right, max(bottoms))
            continue
        if run:
            yield run
        run = part
    if run:
        yield run
