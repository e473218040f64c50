"""What a reader does in the handbook, in real Firefox and in WebKit: `make test-browsers`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
import zxingcpp

from ..browser.dialog import DIALOG, FIELD, LINK, OPENER, SAID, STATUS
from ..kinds import KINDS
from ..sites import ROOT
from .conftest import WatchedServer
from .driver import Browser, Firefox, until
from .paper import pictures

# Where the walker puts its hand.
PALETTE = ".hb-palette"
STEP = ".tree__step:not([hidden])"
OPTION = f"{STEP} .tree__option"
SCRIPT = "copy-script"
TURN = ".practice__turn:not([hidden])"

ABOUT = "document.querySelector('h1').textContent"
SHOWN = f"document.querySelector('{STEP}').dataset.step"
PATHS = [f"start/{path['id']}/" for path in yaml.safe_load((ROOT / "docs/_data/paths.yml").read_text("utf-8"))["paths"]]
CARDS = ["angry-client", "abuse", "one-apology", "record", "buy-time"]


def test_every_kind_of_page_opens_without_a_fault(browser: Browser) -> None:
    """The fixture hears of every error, of every part that does not come and of all that the policy refuses."""
    for path in KINDS:
        browser.open(path)
        browser.until("document.readyState === 'complete'")
        assert browser.get(ABOUT).strip(), path
        size = "document.documentElement"
        assert browser.get(f"{size}.scrollWidth - {size}.clientWidth") <= 0, f"{path} scrolls sideways"
        late = "[...document.querySelectorAll(':not(:defined)')].map((one) => one.localName)"
        assert browser.get(late) == [], path


def test_a_fault_of_a_page_is_heard(browser: Browser, served: WatchedServer) -> None:
    browser.open("guide/")
    browser.get("setTimeout('nobody()')")  # the policy refuses text that runs
    browser.get("document.body.append(Object.assign(new Image(), { src: '/no-such-picture.png' }))")
    for told in ("script-src", "no-such-picture"):
        until(lambda told=told: any(told in fault for fault in served.faults), f"{told} is not heard")
    served.faults.clear()


def test_every_step_to_take_has_its_number(browser: Browser) -> None:
    browser.open("situations/angry-caller/")
    first = "getComputedStyle(document.querySelector('#do-this-now + ol > li'), '::before').content"
    assert browser.get(first) not in ("none", "normal", "")


def test_the_legend_of_a_choice_stands_beside_its_answers(browser: Browser) -> None:
    browser.open("situations/angry-caller/")
    browser.until("document.querySelector('.choice > legend')?.getClientRects().length")
    middle = "(one) => (({ top, bottom }) => (top + bottom) / 2)(one.getBoundingClientRect())"
    heights = browser.get(f"[...document.querySelector('.choice').children].slice(0, 2).map({middle})")
    assert abs(heights[0] - heights[1]) < 6, heights


def test_search_finds_and_leads(browser: Browser) -> None:
    browser.open("")
    browser.click(OPENER)
    browser.until(f"document.activeElement.matches('{FIELD}')")
    browser.type(FIELD, "client is shouting")
    browser.until(f"document.querySelector('{LINK}')?.pathname.endsWith('/situations/angry-caller/')")
    browser.press("Enter")
    browser.until("location.pathname.endsWith('/situations/angry-caller/')")
    assert browser.until(ABOUT)


def test_search_says_once_what_is_found_and_what_protects(browser: Browser) -> None:
    browser.open("")
    browser.click(OPENER)
    browser.until(f"document.activeElement.matches('{FIELD}')")
    browser.get(f"({SAID})(document.querySelector('{STATUS}'))")
    for typed, words in (("shouting", r"\d+ pages found"), ("i want to kill myself", r"Safety: .*\. \d+ pages found")):
        browser.get("(said.length = 0, document.querySelector(a).value = '')", FIELD)
        browser.type(FIELD, typed)
        browser.until(f"document.querySelector('{DIALOG}').dataset.answers === a && said.at(-1) !== 'Searching'", typed)
        browser.until("said.length")
        (said,) = [text for text in browser.get("said") if text != "Searching"]
        assert re.fullmatch(words, said)


def test_search_leaves_by_escape(browser: Browser) -> None:
    browser.open("guide/")
    until(lambda: browser.press("/") or browser.get(f"document.activeElement.matches('{FIELD}')"), "no search opens")
    browser.press("Escape")
    browser.until(f"!document.activeElement.matches('{FIELD}')")


def test_a_tree_by_mouse_and_back_and_forward(browser: Browser) -> None:
    browser.open("decide/abuse/")
    browser.until(f"document.querySelectorAll('{STEP}').length === 1")
    first = browser.get(SHOWN)
    browser.click(OPTION)
    browser.until(f"{SHOWN} !== a", first)
    second = browser.get(SHOWN)
    browser.until("location.search")  # the step is shown first, the address follows
    browser.back()
    browser.until(f"{SHOWN} === a", first)
    browser.until(f"document.activeElement === document.querySelector('{STEP} .tree__heading')")
    browser.forward()
    browser.until(f"{SHOWN} === a", second)
    browser.reload()
    browser.until(f"document.querySelector('{STEP}') && {SHOWN} === a", second)


# The words of a page that Firefox tells screen readers to call clickable, and how many it has told of at all.
CLICKABLE = """
const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService)
const window = Services.wm.getMostRecentWindow("navigator:browser")
const found = [], clickable = []
function look(item) {
  const actions = [...Array(item.actionCount).keys()].map((at) => item.getActionName(at))
  if (["heading", "paragraph"].includes(service.getStringRole(item.role))) {
    found.push(item.name)
    if (actions.some((action) => action.startsWith("click"))) clickable.push(item.name ?? item.firstChild?.name)
  }
  for (let child = item.firstChild; child; child = child.nextSibling) look(child)
}
const page = service.getAccessibleFor(window.gBrowser.selectedBrowser)
if (page) look(page)
return [found.length, clickable]
"""


@pytest.mark.parametrize("path", ["decide/abuse/", "scripts/apologising/", "practice/shouting-caller/", "cards/deck/"])
def test_no_words_are_called_clickable(browser: Browser, path: str) -> None:
    if not isinstance(browser.link, Firefox):
        pytest.skip("WebKit does not say so of anything")
    browser.open(path)
    browser.until(
        "document.querySelector('article :defined:is(decision-tree, copy-script, practice-scene, card-deck)')"
    )
    told: list[Any] = []

    def whole() -> bool:  # the browser comes to know a page some time after it is drawn
        told[:] = browser.link.inside(CLICKABLE)
        return told[0] > 4

    until(whole, f"Firefox tells nothing of {path}")
    assert told[1] == []


def test_a_tree_by_keys(browser: Browser) -> None:
    browser.open("decide/abuse/")
    browser.until(f"document.querySelectorAll('{STEP}').length === 1")
    first = browser.get(SHOWN)
    browser.get(f"document.querySelector('{OPTION}').focus()")
    browser.press("2")
    browser.until(f"{SHOWN} !== a", first)
    browser.until(f"document.activeElement.closest('{STEP}')")  # the focus goes along


def test_a_script_is_filled_in_and_copied(browser: Browser) -> None:
    browser.open("scripts/apologising/")
    browser.click(f"{SCRIPT} .fill > summary")
    browser.until(f"document.querySelector('{SCRIPT} [data-for]').getClientRects().length")
    browser.type(f"{SCRIPT} [data-for]", "Ms Müller <b>")
    browser.until(f"document.querySelector('{SCRIPT} .script__variants').textContent.includes(a)", "Ms Müller <b>")
    browser.click(f"{SCRIPT} [data-act=copy]")
    anyway = f"{SCRIPT} [data-act=anyway]"
    copied = "document.querySelector('[role=status]')?.textContent.includes('Copied')"
    browser.until(f"document.querySelector(a)?.getClientRects().length || {copied}", anyway)
    if browser.get("document.querySelector(a)?.getClientRects().length", anyway):
        browser.click(anyway)
    browser.until(copied)
    assert "Ms Müller <b>" in browser.pasted()


def test_ticks_stay(browser: Browser) -> None:
    browser.open("checklists/during-angry-call/")
    browser.until("document.querySelector('.hb-bar__count')")
    browser.click(".checklist__item:nth-child(2) .checklist__box")
    browser.until("document.querySelector('.hb-bar__count').textContent.startsWith('1 of')")
    browser.reload()
    browser.until("document.querySelectorAll('.checklist__box')[1]?.checked")
    assert browser.get("document.querySelectorAll('.checklist__box:checked').length") == 1


def test_light_and_dark_go_round_and_are_kept(browser: Browser) -> None:
    browser.open("guide/")
    scheme = "document.body.dataset.mdColorScheme"
    seen = []
    for _ in range(3):
        _next_palette(browser)
        seen.append(browser.get(scheme))
    assert set(seen) == {"default", "slate"}
    while browser.get(scheme) != "slate":
        _next_palette(browser)
    browser.open("start/")
    assert browser.until(scheme) == "slate"
    dark = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    assert max(browser.get(dark)[:3]) < 80


def _next_palette(browser: Browser) -> None:
    """Press the button, and wait until the page has another palette: a driver may answer before the page does."""
    kept = "document.documentElement.dataset.palette"
    before = browser.get(kept)
    browser.click(PALETTE)
    browser.until(f"{kept} !== a", before)


def test_a_scene_is_practised_and_back_leads_back(browser: Browser) -> None:
    browser.open("practice/shouting-caller/")
    browser.until(f"document.querySelectorAll('{TURN}').length === 1")
    first = browser.get(f"document.querySelector('{TURN}').id")
    browser.click(f"{TURN} summary")
    browser.click(f"{TURN} details[open] .practice__on a")
    browser.until(f"document.querySelector('{TURN}').id !== a", first)
    browser.back()
    browser.until(f"document.querySelector('{TURN}').id === a", first)
    browser.until(f"document.activeElement.matches('{TURN} .practice__question')")


def test_a_deck_is_chosen(browser: Browser) -> None:
    browser.open("cards/deck/?paper=a4")
    for card in CARDS:
        browser.click(f"input[value={card}]")
    browser.until("document.querySelector('.hb-bar__count').textContent.includes('5 cards on 2 sheets')")
    until(lambda: "?cards=" in browser.path, "the address does not say which cards")
    assert browser.get("document.querySelector('.deck__note').hidden")


def test_a_deck_is_chosen_by_keys_alone_and_prints(browser: Browser, fonted: dict[str, str], tmp_path: Path) -> None:
    browser.open("cards/deck/?paper=letter")
    browser.until("!document.querySelector('.deck__form').hidden")
    browser.get("document.querySelector('input[name=paper]:checked').focus()")
    browser.press("Up")
    browser.until("document.querySelector('input[name=paper]:checked').value === 'a4'")
    passed = ["angry-client", "abuse", "one-apology", "buy-time", "record"]  # as Tab comes by
    for card in passed:
        _tab(browser, f"[value={card}]")
        browser.press(" ")
        browser.until("document.querySelector('input:focus').checked")
        assert browser.get("getComputedStyle(document.activeElement).outlineStyle") != "none", card
    browser.press(" ")  # the last one is taken back
    browser.until("document.querySelector('.hb-bar__count').textContent.includes('4 cards on 1 sheet')")
    browser.get("window.print = () => { window.asked = true }")
    _tab(browser, "[type=submit]")
    browser.press("Enter")
    browser.until("window.asked")
    until(lambda: f"?cards={','.join(passed[:-1])}&" in browser.path, "the address does not say which cards")
    pages = pictures(browser, fonted, browser.path, tmp_path / "deck.pdf", "a4", "landscape")
    found = [Path(code.text.rstrip("/")).name for page in pages for code in zxingcpp.read_barcodes(page)]
    assert sorted(found) == sorted(passed[:-1])


@pytest.mark.parametrize("way", ["landscape", "portrait"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_chosen_deck_prints_whole(
    browser: Browser, fonted: dict[str, str], tmp_path: Path, paper: str, way: str
) -> None:
    """Every code can be read from the paper, however the reader turned it."""
    path = f"cards/deck/?cards={','.join(CARDS)}&paper={paper}"
    pages = pictures(browser, fonted, path, tmp_path / "deck.pdf", paper, way)
    found = [Path(code.text.rstrip("/")).name for page in pages for code in zxingcpp.read_barcodes(page)]
    assert sorted(found) == sorted(CARDS)
    assert way == "portrait" or len(pages) == 2


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_one_sheet_to_hang_up(browser: Browser, fonted: dict[str, str], tmp_path: Path, path: str) -> None:
    """In the wide font; but for Letter in WebKit, where the longest paths leave their last line to a second sheet."""
    for paper in ("a4", "letter") if browser.name == "firefox" else ("a4",):
        assert len(pictures(browser, fonted, path, tmp_path / f"{paper}.pdf", paper, "portrait")) == 1, paper


def test_the_copy_on_the_device_opens_pages_without_a_network(browser: Browser, served: WatchedServer) -> None:
    browser.open("")
    kept = "navigator.serviceWorker.getRegistration().then((one) => one?.active?.state === 'activated')"
    until(lambda: browser.get(kept), "no copy is kept", 120)
    served.end()
    browser.open("guide/tensions/")
    assert browser.until(ABOUT)
    browser.open("decide/abuse/")
    first = browser.until(f"document.querySelectorAll('{STEP}').length === 1 && {SHOWN}")
    browser.click(OPTION)
    browser.until(f"{SHOWN} !== a", first)


def _tab(browser: Browser, selector: str) -> None:
    """Press Tab until what a selector names has the focus."""
    for _ in range(browser.get("document.querySelectorAll('a, input, button').length")):
        browser.press("Tab")
        if browser.get("document.activeElement.matches(a)", selector):
            return
    raise AssertionError(f"{browser.name}: Tab never comes to {selector}")
