"""Every page of the built handbook, opened once: nothing fails, nothing is asked of another host, axe finds nothing
in either palette, and nothing is wider than the screen. Colours are looked at once for each kind of text; the theme's
frame, and a screen that is much wider than all words, on a page of each kind: the others have the same.

The context itself fails the test for an error in the console, an exception, or a foreign request.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page, expect

from ..editions import BEARS, HANDBOOK, walked
from ..kinds import OF
from .conftest import COLOURS, FRAME, mark_unseen, violations

PARTS = {HANDBOOK: 12, BEARS: 1}  # so that the workers of a run share them evenly
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
SCREEN = {"width": 2560, "height": 300}  # only its width is looked at


def _pages(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).parent.as_posix() + "/" for path in site.rglob("index.html"))
    return [path.removeprefix("./") for path in found if not path.startswith("go/")]


def _too_wide(page: Page) -> int:
    """Pixels by which the page scrolls sideways."""
    root = "document.documentElement"
    return int(page.evaluate(f"Math.max(0, {root}.scrollWidth - {root}.clientWidth)"))


@pytest.mark.parametrize(
    ("edition", "part"), [(name, part) for name, parts in PARTS.items() for part in range(parts)], indirect=["edition"]
)
def test_a_page_opens_without_a_fault_and_everyone_can_use_it(page: Page, edition: str, site: Path, part: int) -> None:
    pages = _pages(site)
    assert pages
    page.add_init_script(AXE_SCRIPT)  # sent once, not with every page
    parts, kinds = PARTS[edition], OF[edition]
    own = pages[len(pages) * part // parts : len(pages) * (part + 1) // parts]  # of few folders, which look alike
    faults = [f"/{path}: {fault}" for path in own for fault in _faults(page, path, whole=path in kinds)]
    assert not faults, "\n".join(faults)


@walked
def test_so_does_the_page_for_what_is_not_there(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(reduced_motion="reduce", tolerate=("404 (",)).new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    assert _faults(page, "no/such/page", whole=True) == []
    assert failed == [page.url]


def test_a_new_kind_of_text_is_looked_at_and_a_known_one_once(page: Page) -> None:
    page.goto("guide/apologising/")
    seen: set[int] = set()
    assert mark_unseen(page, seen)
    assert not mark_unseen(page, seen)
    page.locator("article h1").evaluate(
        """h1 => {
          const faint = Object.assign(document.createElement("p"), { className: "faint", textContent: "Hardly seen" })
          faint.style.cssText = "color: #bbb; background: #fff"
          h1.after(faint)
        }"""
    )
    assert mark_unseen(page, seen)
    (fault,) = violations(page, *COLOURS)
    assert "Hardly seen" in fault
    page.locator(".faint").evaluate("faint => document.querySelector('.md-footer').append(faint)")
    (fault,) = violations(page, *COLOURS, without=FRAME)  # the frame is left out, what is new in it is not
    assert "Hardly seen" in fault


_seen: set[int] = set()  # what this worker has looked at for its colours, by day and by night


def _faults(page: Page, path: str, *, whole: bool) -> list[str]:
    """What is wrong with a page, at the desk by day, then by night, on a phone; `whole`: its frame too, and wide."""
    if page.url.startswith("http"):
        page.evaluate("document.documentElement.hidden = true")  # or the page before is laid out once more
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    page.goto(path)
    wide = {DESK["width"]: _too_wide(page)}
    faults = [] if page.locator("h1").count() == 1 else ["not one h1"]
    unseen = mark_unseen(page, _seen)
    faults += violations(page, without=(*(() if unseen else COLOURS), *(() if whole else FRAME)))
    if unseen:
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()
        # The night changes nothing but colours.
        faults += [f"dark: {fault}" for fault in violations(page, *COLOURS)]
    for size in (SCREEN, PHONE) if whole else (PHONE,):
        page.set_viewport_size(size)
        wide[size["width"]] = _too_wide(page)
    faults += [f"scrolls sideways by {by} px at {width} px" for width, by in wide.items() if by]
    if whole:
        faults += [f"on a phone: {fault}" for fault in violations(page, "target-size", "meta-viewport")]
    return faults
