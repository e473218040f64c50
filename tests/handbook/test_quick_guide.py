"""The handbook's quick guide, as it was published: few pages, and addresses that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from macros.exports.book import quick
from macros.library import Library

from ..test_cards import SITE, codes


@pytest.fixture(scope="module", params=quick.SHEETS)
def printed(site: Path, request: pytest.FixtureRequest) -> bytes:
    return (site / f"downloads/quick-guide-{request.param}.pdf").read_bytes()


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_it_is_two_sheets_of_paper(printed: bytes) -> None:
    """More than eight pages are no quick guide: take the least needed checklist out of its page."""
    with pypdfium2.PdfDocument(printed) as document:
        assert len(document) == 4


def test_no_page_is_left_with_a_few_lines(printed: bytes) -> None:
    with pypdfium2.PdfDocument(printed) as document:
        for number, page in enumerate(document):
            wide, high = page.get_size()
            for left in (0, wide / 2) if number else (0,):  # beside the last page is the cover
                told = page.get_textpage().get_text_bounded(left, 0, left + wide / 2, high).split("\n")
                assert len(told) <= 1 or len(told) > 8, told  # one line is the foot of a page to write on


def test_every_situation_is_on_it_with_an_address_that_leads_there(
    printed: bytes, site: Path, library: Library
) -> None:
    said = text(printed)
    shorts = re.findall(r"\bgo/[a-z0-9-]+", said)
    assert [short for short in shorts if not (site / short / "index.html").is_file()] == []
    listed = [row for row in quick.told(library, SITE)["places"] if "short" in row]
    assert len(listed) == len(library.situations)
    assert [row["short"] for row in listed if row["short"] not in shorts] == []


def test_a_phone_is_led_to_the_handbook(printed: bytes) -> None:
    ((address, width),) = codes(printed, dpi=100)
    assert address == SITE
    assert width >= 20
