"""Every page on paper: how many sheets it takes and says it takes, how it ends, and whether it can be followed there.

Pages are printed many at once (paper.joined). That each comes out as it does alone is held by a few; what Ctrl+P
gives, with scripts and without, is in test_print.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from macros.kinds.scene.model import Scene
from macros.kinds.tree.model import Question, Tree
from macros.library import Library
from macros.render.address import address as page_of
from macros.render.address import page_address
from macros.text import paragraphs, plain

from ..editions import BEARS, HANDBOOK, walked
from . import fonts, paper
from .paper import squeeze

SIZES = ("A4", "Letter")
ONE_SHEET = ("checklists", "cards", "paths")  # collections whose pages are one sheet each
SHORT = ("situations", "trees", "scenarios")  # those whose short form is
LEAST = 7  # lines of a last sheet, its number aside
ALONE = {
    HANDBOOK: ("situations/angry-caller/", "decide/abuse/", "cards/abuse/", "scripts/apologising/", "start/support/"),
    BEARS: ("situations/toy-broke/", "decide/refund/", "cards/lost-bear/", "scripts/opening/", "start/counter/"),
}
# What <print-page> and <copy-script> mark: the short form, and all variants but the first.
MARK_SHORT = """() => {
  document.documentElement.dataset.print = "short"
  for (const part of document.querySelectorAll(".script__variant ~ .script__variant")) part.classList.add("is-off")
}"""
# What the pages say that they take, in their order: null where they offer nothing.
SAID = """async () => {
  const parts = [...document.querySelectorAll("print-page details")]
  for (const part of parts) part.open = true
  await new Promise(requestAnimationFrame)
  await new Promise(setTimeout)
  return [...document.querySelectorAll("body")].map((body) => {
    return body.querySelector("print-page [data-act=whole]")?.textContent ?? null
  })
}"""
# Frames that a sheet's end would cut: of each kind of element one, for its style is that of all.
FRAMES = """() => {
  const seen = new Set(), found = []
  const sides = ["Top", "Right", "Bottom", "Left"]
  for (const element of document.querySelectorAll(".md-content *")) {
    const kind = `${element.parentElement.className} > ${element.localName}.${element.className}`
    if (seen.has(kind) || !element.checkVisibility?.()) continue
    seen.add(kind)
    const style = getComputedStyle(element)
    const framed = sides.every((side) => parseFloat(style[`border${side}Width`]))
    if (!framed || !/^(block|flow-root|list-item|grid|flex|table)$/.test(style.display)) continue
    let whole = element
    while (whole && getComputedStyle(whole).breakInside === "auto") whole = whole.parentElement
    if (!whole) found.push(kind)
  }
  return found
}"""


@walked
@pytest.mark.parametrize("font", [fonts.WIDE, fonts.NARROW])
def test_every_page_on_paper(
    contexts: Callable[..., BrowserContext], edition: str, address: str, home: str, library: Library, font: str
) -> None:
    """Whole, and in short where that is offered as one sheet, in both papers."""
    page = contexts(font=font).new_page()
    single = {page_of(kind, id_, library) for kind in ONE_SHEET for id_ in getattr(library, kind)}
    short = {page_of(kind, id_, library) for kind in SHORT for id_ in getattr(library, kind)}
    walked = {page_of("trees", id_, library): tree for id_, tree in library.trees.items()}
    walked |= {page_of("scenarios", id_, library): scene for id_, scene in library.scenarios.items()}
    faults: list[str] = []
    alone: dict[str, int] = {}
    for part in paper.joined(
        page, address, sorted(map(page_address, library.pages), key=lambda path: path not in short)
    ):
        told = dict(zip(part, page.evaluate(SAID), strict=True))
        for path, size, sheets in _printed(page, home, part):
            found = [*_ends(sheets, single=path in single)]
            if path in walked:
                found += _lost(walked[path], sheets, library)
            if path in single or told[path]:
                found += _untrue(told[path] or "", len(sheets))
            faults += [f"{path} on {size}: {fault}" for fault in found]
            if path in ALONE[edition]:
                alone.setdefault(path, len(sheets))
        faults += [f"{kind}: print.css takes a frame that a sheet's end cuts" for kind in page.evaluate(FRAMES)]
        if not short.isdisjoint(part):
            for path, size, sheets in _printed(page, home, part, MARK_SHORT):
                if path in short and (len(sheets) > 1 or len(lines(sheets[0])) < LEAST):
                    faults.append(f"{path} on {size}: in short {len(sheets)} sheets: shorten its first screen")
    assert not faults, "\n".join(["", *faults])
    for path, count in alone.items():  # as it is joined, so it is by itself
        page.goto(path)
        assert len(paper.printed(page)) == count, path
    assert set(alone) == set(ALONE[edition])


def _printed(page: Page, home: str, part: list[str], mark: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """Every page that stands there, on every paper, and its sheets. A mark is gone when it is printed."""
    for size in SIZES:
        if mark:
            page.evaluate(mark)
        for path, sheets in paper.sheets(page, home, part, size).items():
            yield path, size, sheets


def lines(sheet: str) -> list[str]:
    """What stands on a sheet, line by line."""
    return [line for line in sheet.splitlines() if line.strip()]


def _ends(sheets: list[str], *, single: bool) -> Iterator[str]:
    """What is wrong with how a page's sheets end."""
    last = lines(sheets[-1])
    if len(sheets) > 1 and single:
        yield f"{len(sheets)} sheets; the last: {' / '.join(last)[:80]}: shorten its steps or notes, until it is one"
    elif len(sheets) > 1 and len(last) < LEAST:
        yield f"sheet {len(sheets)} holds no more than: {' / '.join(last)}: print.css keeps what ends a page together"
    for before, after in itertools.pairwise(map(lines, sheets)):
        if before[-1:] == after[:1]:
            yield f"cut between two sheets: {before[-1]}: what print.css keeps together there is more than a sheet"


def _untrue(told: str, takes: int) -> Iterator[str]:
    """One sheet is one; of more, about as many, but for a third: both fonts and both papers are told the same."""
    count = re.fullmatch(r"The page: (1) sheet|The whole page: (?:(1) sheet|about (\d+) sheets)", told)
    said = int(next(filter(None, count.groups()))) if count else 0
    if abs(said - takes) > (0 if takes == 1 else max(1, max(said, takes) / 3)):
        yield f"takes {takes} sheets and says {told!r}: measure SHEETS in elements/print-page.js anew"


def _lost(item: Tree | Scene, sheets: list[str], library: Library) -> Iterator[str]:
    """What a tree or a scene lacks on paper: the way from step to step, and what its steps lead to on screen."""
    text = squeeze("".join(sheets))
    steps = len(item.nodes) if isinstance(item, Tree) else len(item.turns) + 1
    yield from (f"nothing leads to {number}" for number in range(2, steps + 1) if f"goto{number}" not in text)
    if isinstance(item, Scene):
        play = [sheet for sheet in map(squeeze, sheets) if squeeze(library.words.practice.play_client) in sheet]
        if (
            len(play) != 1
            or not play[0].startswith(squeeze(library.words.practice.sheet))
            or squeeze(library.words.practice.play_observer) not in play[0]
        ):
            yield "the sheet to play it by is no sheet of its own"
        return
    yield from _cut(item, sheets)
    outcomes = [node for node in item.nodes if not isinstance(node, Question)]
    for name in {name for node in outcomes for name in node.scripts}:
        for paragraph in paragraphs(library.scripts[name].variants[0].body):
            longest = max(re.split(r"\[\[\w+\]\]|\n", paragraph), key=len)
            if squeeze(longest) not in text:
                yield f"the words of {name}: {longest}"
    for name in {node.checklist for node in outcomes if node.checklist}:
        for one in library.checklists[name].items:
            if squeeze(plain(one.text)) not in text:
                yield f"an item of {name}: {one.id}"


def _cut(tree: Tree, sheets: list[str]) -> Iterator[str]:
    """Steps that go on overleaf: a sheet on which a step begins begins with one, and so with its number.

    Below the last step stand words and lists of several, and a PDF names them before it.
    """
    waiting = {squeeze(plain(node.question if isinstance(node, Question) else node.outcome)) for node in tree.nodes}
    for number, sheet in enumerate(sheets, 1):
        begun = {heading for heading in waiting if heading in squeeze(sheet)}
        waiting -= begun
        if begun and waiting and number > 1 and not re.match(r"\d+\s", sheet):
            yield f"a step is cut: on sheet {number} it goes on with: {lines(sheet)[0]}"
