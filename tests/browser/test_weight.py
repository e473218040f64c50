"""What a visit costs in requests and bytes, and that nothing shifts while a page comes to rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import bench_pages
from tests.serving import serving


@pytest.mark.parametrize("path", ["", "situations/angry-caller/", "scripts/", "cards/"])
def test_a_visit_is_light_and_still(browser: Browser, site: Path, path: str) -> None:
    with serving(site, packed=True) as address:
        seen = bench_pages.visit(browser, address, path)
    assert seen["requests"] <= bench_pages.MOST_REQUESTS
    assert seen["first"] <= bench_pages.MOST_FIRST
    assert seen["next"] <= bench_pages.MOST_NEXT
    assert seen["shift"] == 0
