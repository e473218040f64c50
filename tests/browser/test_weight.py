"""What a visit costs in requests and bytes, and that nothing shifts while a page comes to rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import bench_pages
from tests.serving import Quiet, serving

from . import fonts

PHONES = (320, 360, 390, 412)
# Where the name of the handbook has stood, from the first frame to the last.
PLACES = """
  window.places = []
  const look = () => {
    const name = document.querySelector(".hb-name")
    if (name) {
      const { left, top, right, bottom } = name.getBoundingClientRect()
      const place = [left, top, right, bottom].join(" ")
      if (places.at(-1) !== place) places.push(place)
    }
    requestAnimationFrame(look)
  }
  look()
"""


@pytest.mark.parametrize("font", [fonts.WIDE, fonts.NARROW])
@pytest.mark.parametrize("path", ["", "situations/angry-caller/", "scripts/", "cards/"])
def test_a_visit_is_light_and_still(browsers: Callable[[str], Browser], site: Path, path: str, font: str) -> None:
    with serving(site, packed=True) as address:
        seen = bench_pages.visit(browsers(font), address, path)
    assert seen["requests"] <= bench_pages.MOST_REQUESTS
    assert seen["first"] <= bench_pages.MOST_FIRST
    assert seen["next"] <= bench_pages.most_next((site / path / "index.html").read_bytes())
    assert seen["shift"] == 0


class _Halting(Quiet):
    """Sends a page up to the name in its header, and the rest once that may have been drawn."""

    place: ClassVar = b'<button class="md-header__button md-icon hb-palette"'

    def copyfile(self, source: Any, outputfile: Any) -> None:
        before, place, rest = source.read().partition(self.place)
        outputfile.write(before)
        outputfile.flush()
        time.sleep(0.3 if place else 0)
        outputfile.write(place + rest)


class _HaltingAtPrint(_Halting):
    """The same in the middle of what offers to print."""

    place = b"<summary>Print<"


def test_what_offers_to_print_is_drawn_whole(page: Page, site: Path) -> None:
    """On a slow machine a page may be drawn wherever it has come to."""
    page.add_init_script(f"({bench_pages.SHIFT})()")
    with serving(site, _HaltingAtPrint) as address:
        page.goto(f"{address}situations/angry-caller/")
        expect(page.locator("print-page summary")).to_be_visible()
        assert page.evaluate("shifted") == 0


@pytest.mark.parametrize("font", [fonts.WIDE, fonts.NARROW])
def test_the_name_in_the_header_never_breaks_anew(
    contexts: Callable[..., BrowserContext], site: Path, font: str
) -> None:
    page = contexts(font=font).new_page()
    page.add_init_script(PLACES)
    with serving(site, _Halting) as address:
        for width in PHONES:
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(address)
            page.wait_for_function("() => places.length")  # a busy machine may not have drawn the loaded page yet
            places = page.evaluate("places")
            assert len(places) == 1, f"at {width} px: {places}"
