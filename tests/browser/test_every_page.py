"""Every page of the built handbook, opened once: nothing fails, and nothing is asked of another host.

The context itself fails the test for an error in the console, an exception, or a foreign request.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

WORKERS = 4  # parts, so that the workers of a run share them


def _pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).parent.as_posix() + "/" for path in site.rglob("index.html"))


@pytest.mark.parametrize("part", range(WORKERS))
def test_a_page_opens_without_a_fault_or_a_foreign_request(page: Page, site: Path, part: int) -> None:
    pages = [path for path in _pages(site) if not path.startswith("go/")]
    assert len(pages) > 100
    for path in pages[part::WORKERS]:
        page.goto(path.removeprefix("./"))
        assert page.locator("h1").count() == 1, path
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px"


def test_no_page_is_wider_than_a_small_phone(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in [path for path in _pages(site) if path.count("/") == 2 and not path.startswith("go/")][::6]:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px at 320 px"
