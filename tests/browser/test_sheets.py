"""Every page on paper: how many sheets it takes, how it ends, and whether it can be followed there.

Pages are printed many at once (paper.joined), in the font in which least fits. That each comes out as it does alone
is a test of its own; what Ctrl+P gives, with scripts and without, is in test_print.
"""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page

from macros.kinds.tree.model import Question
from macros.library import Library
from macros.render.address import address, page_address
from macros.text import paragraphs, plain

from . import paper
from .paper import squeeze

SIZES = ("A4", "Letter")
ONE_SHEET = ("checklists", "cards", "paths")  # collections whose pages are one sheet each
SHORT = ("situations", "trees", "scenarios")  # those whose short form is
LEAST = 7  # lines of a last sheet, its number aside
ALONE = ("situations/angry-caller/", "decide/abuse/", "cards/abuse/", "scripts/apologising/", "start/support/")
# What <print-page> and <copy-script> mark: the short form, and all variants but the first.
MARK_SHORT = """() => {
  document.documentElement.dataset.print = "short"
  for (const part of document.querySelectorAll(".script__variant ~ .script__variant")) part.classList.add("is-off")
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


@pytest.fixture
def still(page: Page) -> Page:
    """A page to join others in."""
    return paper.still(page)


def lines(sheet: str) -> list[str]:
    """What stands on a sheet, but for its number."""
    return [line for line in sheet.splitlines() if line.strip() and not re.fullmatch(r"\d+ / \d+", line.strip())]


def test_no_page_ends_with_a_few_lines_and_what_is_to_hang_up_is_one_sheet(still: Page, library: Library) -> None:
    single = {address(kind, id_, library) for kind in ONE_SHEET for id_ in getattr(library, kind)}
    few, long, cut, framed, alone = [], [], [], set(), {}
    for part in paper.joined(still, [page_address(path) for path in library.pages]):
        for size in SIZES:
            for path, sheets in paper.sheets(still, part, size).items():
                last = lines(sheets[-1])
                if len(sheets) > 1 and path in single:
                    long.append(f"{path}: {len(sheets)} sheets of {size}; the last: {' / '.join(last)[:80]}")
                elif len(sheets) > 1 and len(last) < LEAST:
                    few.append(f"{path}: sheet {len(sheets)} of {size} holds no more than: {' / '.join(last)}")
                for before, after in itertools.pairwise(map(lines, sheets)):
                    if before[-1:] == after[:1]:
                        cut.append(f"{path}: a line is cut between two sheets of {size}: {before[-1]}")
                if path in ALONE and size == "A4":
                    alone[path] = len(sheets)
        still.emulate_media(media="print")
        framed.update(still.evaluate(FRAMES))
        still.emulate_media(media="null")
    assert not long, "\n".join([*long, "shorten its steps or notes, until it is one sheet"])
    assert not few, "\n".join([*few, f"print.css keeps what ends a page together: at least {LEAST} lines"])
    assert not cut, "\n".join([*cut, "what print.css keeps together there is more than a sheet holds"])
    assert not framed, "\n".join([*framed, "print.css takes the frame of what a sheet's end may cut"])
    for path, count in alone.items():  # as it is joined, so it is by itself
        still.goto(path)
        assert len(paper.printed(still)) == count, path
    assert set(alone) == set(ALONE)


def test_what_is_offered_as_one_sheet_is_one(still: Page, library: Library) -> None:
    """The short form of every situation, tree and scene."""
    long = []
    paths = [address(kind, id_, library) for kind in SHORT for id_ in getattr(library, kind)]
    for part in paper.joined(still, paths, MARK_SHORT):
        for size in SIZES:
            for path, sheets in paper.sheets(still, part, size).items():
                assert len(lines(sheets[0])) > LEAST, path
                if len(sheets) > 1:
                    long.append(f"{path} takes {len(sheets)} sheets of {size}")
    assert not long, "\n".join([*long, "shorten its first screen or its scripts, until its short form is one sheet"])


def test_a_tree_can_be_followed_on_paper(still: Page, library: Library) -> None:
    """Every script's words, every item and where to go next."""
    trees = {address("trees", id_, library): tree for id_, tree in library.trees.items()}
    for part in paper.joined(still, trees):
        for path, sheets in paper.sheets(still, part).items():
            tree, text = trees[path], squeeze("".join(sheets))
            outcomes = [node for node in tree.nodes if not isinstance(node, Question)]
            for name in {name for node in outcomes for name in node.scripts}:
                for paragraph in paragraphs(library.scripts[name].variants[0].body):
                    longest = max(re.split(r"\[\[\w+\]\]|\n", paragraph), key=len)
                    assert squeeze(longest) in text, f"{path}: the words of {name}"
            for name in {node.checklist for node in outcomes if node.checklist}:
                for item in library.checklists[name].items:
                    assert squeeze(plain(item.text)) in text, f"{path}: {name}: {item.id}"
            for number in range(2, len(tree.nodes) + 1):
                assert f"goto{number}" in text, f"{path}: nothing leads to {number}"


def test_a_scene_can_be_followed_on_paper(still: Page, library: Library) -> None:
    """Turns have numbers, each is gone to, and the sheet to play it by is a sheet."""
    scenes = {address("scenarios", id_, library): scene for id_, scene in library.scenarios.items()}
    for part in paper.joined(still, scenes):
        for path, found in paper.sheets(still, part).items():
            sheets = [squeeze(sheet) for sheet in found]
            text = "".join(sheets)
            assert all(f"goto{number}" in text for number in range(2, len(scenes[path].turns) + 2)), path
            (play,) = [sheet for sheet in sheets if squeeze("You play the client") in sheet]
            assert re.sub(r"^\d+/\d+", "", play).startswith(squeeze("Role-play sheet")), path
            assert squeeze("You watch") in play, path
