"""Every page of the built handbook, opened once: nothing fails, nothing is asked of another host, axe finds nothing
in either palette, and nothing is wider than the screen.

The context itself fails the test for an error in the console, an exception, or a foreign request.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..kinds import KINDS
from .conftest import violations

WORKERS = 4  # parts, so that the workers of a run share them
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
SCREEN = {"width": 2560, "height": 1440}


def _pages(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).parent.as_posix() + "/" for path in site.rglob("index.html"))
    return [path.removeprefix("./") for path in found if not path.startswith("go/")] + ["no/such/page"]


def _too_wide(page: Page) -> int:
    """Pixels by which the page scrolls sideways."""
    root = "document.documentElement"
    return int(page.evaluate(f"Math.max(0, {root}.scrollWidth - {root}.clientWidth)"))


@pytest.mark.parametrize("part", range(WORKERS))
@pytest.mark.parametrize("page", [{"tolerate": ("404",)}], indirect=True)
def test_a_page_opens_without_a_fault_and_everyone_can_use_it(page: Page, site: Path, part: int) -> None:
    pages = _pages(site)
    assert len(pages) > 100
    faults = []
    for path in pages[part::WORKERS]:
        page.goto(path)
        faults += [f"/{path}: {fault}" for fault in _faults(page)]
        if path in KINDS:
            faults += [f"/{path} on a phone: {fault}" for fault in violations(page, "target-size", "meta-viewport")]
    assert not faults, "\n".join(faults)


def _faults(page: Page) -> list[str]:
    """What is wrong with the open page, at the desk by day, then by night, on a wide screen, on a phone."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    faults = [] if page.locator("h1").count() == 1 else ["not one h1"]
    faults += violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()
    faults += [f"dark: {fault}" for fault in violations(page, "color-contrast", "link-in-text-block")]
    for size in (DESK, SCREEN, PHONE):
        page.set_viewport_size(size)
        if wide := _too_wide(page):
            faults.append(f"scrolls sideways by {wide} px at {size['width']} px")
    return faults
