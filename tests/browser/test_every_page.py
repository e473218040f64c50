"""Every page of the built handbook, opened once: nothing fails, nothing is asked of another host, axe finds nothing
in either palette, and nothing is wider than the screen.

The context itself fails the test for an error in the console, an exception, or a foreign request.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..kinds import KINDS
from .conftest import violations

PARTS = 12  # so that the workers of a run share them evenly
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
SCREEN = {"width": 2560, "height": 1440}

# The elements that show words of their own, each with all that its colours hang on: what a stylesheet can tell it by,
# and what it stands in. Those of a kind that was looked at before are left out.
NEW = """(seen) => {
  const css = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join()
  const tells = ({ name, value }) => {
    if (name === "class" || name === "style") return name + value
    if (name === "id") return css.includes(`#${value}`) ? `#${value}` : ""
    return css.includes(`[${name}`) ? name + (name === "href" ? "" : value) : ""
  }
  const kept = new Map([[null, ""]])
  const kind = (el) => {
    if (!kept.has(el))
      kept.set(el, `${kind(el.parentElement)}>${el.localName} ${[...el.attributes].map(tells).join("")}`)
    return kept.get(el)
  }
  const words = (el) => el.matches("input, select, textarea") ||
    [...el.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
  const found = new Map()
  for (const el of document.body.querySelectorAll("*"))
    if (words(el) && el.checkVisibility({ visibilityProperty: true })) found.set(kind(el), el)
  window.unlike = [...found].filter(([kind]) => !seen.includes(kind)).map(([, el]) => el)
  return [...found.keys()]
}"""


def _pages(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).parent.as_posix() + "/" for path in site.rglob("index.html"))
    return [path.removeprefix("./") for path in found if not path.startswith("go/")]


def _too_wide(page: Page) -> int:
    """Pixels by which the page scrolls sideways."""
    root = "document.documentElement"
    return int(page.evaluate(f"Math.max(0, {root}.scrollWidth - {root}.clientWidth)"))


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The kinds of text that this worker has looked at by night."""
    return set()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_page_opens_without_a_fault_and_everyone_can_use_it(
    page: Page, site: Path, seen: set[str], part: int
) -> None:
    pages = _pages(site)
    assert len(pages) > 100
    faults = [f"/{path}: {fault}" for path in pages[part::PARTS] for fault in _faults(page, path, seen)]
    assert not faults, "\n".join(faults)


def test_so_does_the_page_for_what_is_not_there(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(reduced_motion="reduce", tolerate=("404 (",)).new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    assert _faults(page, "no/such/page", set()) == []
    assert failed == [page.url]


def _faults(page: Page, path: str, seen: set[str]) -> list[str]:
    """What is wrong with a page, at the desk by day, then by night, on a wide screen, on a phone."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    page.goto(path)
    faults = [] if page.locator("h1").count() == 1 else ["not one h1"]
    faults += violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()
    faults += [f"dark: {fault}" for fault in _night(page, seen)]
    for size in (DESK, SCREEN, PHONE):
        page.set_viewport_size(size)
        if wide := _too_wide(page):
            faults.append(f"scrolls sideways by {wide} px at {size['width']} px")
    if path in KINDS or path == "no/such/page":
        faults += [f"on a phone: {fault}" for fault in violations(page, "target-size", "meta-viewport")]
    return faults


def _night(page: Page, seen: set[str]) -> list[str]:
    """What is wrong with the colours of what is unlike all before; by day, each place was looked at."""
    seen.update(page.evaluate(NEW, list(seen)))
    if not page.evaluate("unlike.length"):
        return []
    return violations(page, "color-contrast", "link-in-text-block", within="{ include: unlike }")
