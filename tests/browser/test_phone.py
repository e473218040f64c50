"""On a phone, with a client on the line: what to do, where it ends and the first words, at a glance or by one press."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.kinds import KINDS

from . import fonts

HEIGHT = 844
TOUCH = {"viewport": {"width": 390, "height": HEIGHT}, "has_touch": True, "is_mobile": True}
WORDS = 360  # px at most from a section's heading to the first line of a script: what stands between is read first
# Where each part's first line begins and its last one ends, in the window.
LINES = """(selector) => {
  const element = [...document.querySelectorAll(selector)].find((one) => one.getClientRects().length)
  const range = document.createRange()
  range.selectNodeContents(element)
  const boxes = [...range.getClientRects()].filter(({ width }) => width)
  return [Math.min(...boxes.map(({ top }) => top)), Math.max(...boxes.map(({ bottom }) => bottom))]
}"""
# Of each row that is one link: how high it is, and whether its corners and its middle belong to the link.
ROWS = """(rows) => rows.map((row) => {
  row.scrollIntoView({ block: "center", behavior: "instant" })
  const { left, top, width, height } = row.getBoundingClientRect()
  const link = row.querySelector("a")
  const points = [[0.03, 0.1], [0.97, 0.1], [0.5, 0.5], [0.03, 0.9], [0.97, 0.9]]
  const hit = ([x, y]) => link.contains(document.elementFromPoint(left + x * width, top + y * height))
  return { words: link.textContent, height, whole: points.every(hit) }
})"""

# What is pressed and lower or narrower than 24 px, but for what stands in a sentence (WCAG 2.2, 2.5.8), what grows by a
# box laid over it, and boxes whose words are pressed as well.
SMALL = """() => {
  const sees = (element) => getComputedStyle(element).visibility === "visible" && element.getClientRects().length
  const within = (element) => {
    let block = element.parentElement
    while (getComputedStyle(block).display === "inline") block = block.parentElement
    const words = [...block.childNodes].some((node) => node.nodeType === 3 && /[a-z]/i.test(node.data))
    return words && getComputedStyle(element).display === "inline"
  }
  const grown = (element) => {
    const { content, position } = getComputedStyle(element, "::after")
    return content !== "none" && position === "absolute"
  }
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((element) => sees(element) && !within(element) && !grown(element))
    .filter((element) => !(element.matches("input") && element.closest("label")))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 1 && height > 1 && Math.min(width, height) < 24)
    .map(([{ outerHTML }, { width, height }]) => `${width} x ${height}: ${outerHTML.slice(0, 120)}`)
}"""

# Of each number of a card: on how many lines it stands, and the px between it and the card's words.
NUMBERS = """(numbers) => numbers.map((number) => {
  const range = document.createRange()
  range.selectNodeContents(number)
  const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
  const words = number.closest(".card").querySelector(".card__body")
  const space = words.getBoundingClientRect().left - range.getBoundingClientRect().right
  return { number: number.textContent, lines: tops.size, space }
})"""


@pytest.mark.parametrize("font", [fonts.WIDE, fonts.NARROW])
def test_a_situation_shows_its_steps_its_end_and_its_first_words_on_one_screen(
    contexts: Callable[..., BrowserContext], site: Path, font: str
) -> None:
    page = contexts(font=font, reduced_motion="reduce", **TOUCH).new_page()
    situations = sorted(path.parent.name for path in (site / "situations").glob("*/index.html"))
    assert situations
    faults = [f"{name}: {fault}" for name in situations for fault in _faults(page, f"situations/{name}/")]
    assert not faults, "\n".join(faults)


def _faults(page: Page, path: str) -> list[str]:
    page.goto(path)
    parts = {"steps": "#do-this-now + ol", "stop line": ".hb-stop", "first words": ".hb-first"}
    below = [
        f"the {name} end at {end:.0f} px of {HEIGHT}"
        for name, selector in parts.items()
        if (end := _lines(page, selector)[1]) > HEIGHT
    ]
    jump = page.locator(".hb-jump a")
    box = jump.bounding_box()
    assert box
    if box["height"] < 44 or box["y"] + box["height"] > HEIGHT:
        below.append(f"“{jump.inner_text()}” is no target on the first screen: {box}")
    jump.tap()
    page.wait_for_function("() => scrollY > 0")
    heading, words = _lines(page, "#say-this")[0], _lines(page, ".script__variant .script__body")[0]
    if not 48 <= heading < HEIGHT / 4:  # below the header
        below.append(f"the press leads to {heading:.0f} px of the window")
    if words - heading > WORDS:
        below.append(f"{words - heading:.0f} px from the heading to the words")
    return below


def _lines(page: Page, selector: str) -> Any:
    return page.evaluate(LINES, selector)


def test_the_words_of_a_script_come_before_its_tools_and_its_conditions(page: Page) -> None:
    page.goto("scripts/apologising/")
    order = page.locator("copy-script").first.evaluate(
        """script => ["variants", "choices", "bar", "use", "next", "why"]
             .map((part) => script.querySelector(`.script__${part}`).getBoundingClientRect().top)"""
    )
    assert order == sorted(order)


@pytest.mark.parametrize("path", ["", "situations/", "decide/", "checklists/", "guide/", "practice/"])
def test_a_row_with_one_link_is_that_link_and_fits_a_thumb(contexts: Callable[..., BrowserContext], path: str) -> None:
    page = contexts(reduced_motion="reduce", **TOUCH).new_page()
    page.goto(path)
    rows = page.locator("article > ul > li, .hb-tiles li, .hb-later li").filter(
        has=page.locator("xpath=self::*[count(.//a)=1]")
    )
    found = rows.evaluate_all(ROWS)
    assert len(found) > 4
    small = [row for row in found if row["height"] < 44 or not row["whole"]]
    assert not small, small


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_pressed_fits_a_thumb(contexts: Callable[..., BrowserContext], kind: str) -> None:
    page = contexts(reduced_motion="reduce", **TOUCH).new_page()
    page.goto(kind, wait_until="networkidle")
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("path", ["cards/", "cards/angry-client/"])
def test_the_number_of_a_card_stands_on_one_line_beside_its_words(
    contexts: Callable[..., BrowserContext], path: str
) -> None:
    page = contexts(font=fonts.WIDE, **TOUCH).new_page()
    page.goto(path)
    numbers = page.locator(".card__number strong").evaluate_all(NUMBERS)
    assert numbers
    assert not [one for one in numbers if one["lines"] != 1 or one["space"] < 0]
