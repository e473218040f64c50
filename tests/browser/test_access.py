"""What axe cannot see: focus, forced colours, motion, reflow, spaced text, shifts, and what a screen reader is told.

Each by the page kinds it matters to; single elements have keyboard walks of their own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from ..editions import walked
from ..kinds import KINDS, OF
from ..serving import Quiet, serving
from .conftest import STILL, violations
from .dialog import DIALOG, FIELD, ask

FOCUSED = ("", "situations/angry-caller/", "decide/abuse/", "scripts/", "checklists/during-angry-call/", "cards/deck/")
STOPS = 40  # of Tab; the content of every kind begins well before

# The element with the focus: what it is, whether the focus shows on it or on what stands for it (the words beside a
# hidden box, what covers a row), and whether any of it can be seen. The theme takes the tabs away while the page
# is scrolled, and brings them back a frame after the focus has scrolled it to the top: so a few frames are given.
STOP = """async () => {
  const shows = (el) => [null, "::after"].some((part) => {
    const { outlineStyle, outlineWidth, content } = getComputedStyle(el, part)
    return (!part || content !== "none") && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
  })
  const el = document.activeElement
  if (!el || el === document.body) return null
  const stands = [el, el.nextElementSibling, el.parentElement, ...["li", ".card", "label"].map((of) => el.closest(of))]
  const around = el.closest("label, li, summary")
  const drawn = el.getBoundingClientRect().width ? el : el.nextElementSibling // a hidden box, and its label
  const seen = () => {
    for (const box of drawn.getClientRects())
      for (const x of [0.1, 0.5, 0.9])
        for (const y of [0.1, 0.5, 0.9]) {
          const hit = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height)
          if (hit && (drawn.contains(hit) || (around?.contains(hit) && !hit.contains(around))))
            return true
        }
    return false
  }
  const place = [...document.querySelectorAll("*")].indexOf(el)
  const words = (el.getAttribute("aria-label") || el.textContent).trim().slice(0, 30)
  const name = `${el.localName}.${el.className} ${words}`
  let stop
  for (let frames = 0; frames < 10; frames++) {
    stop = { place, name, shows: stands.some((one) => one && shows(one)), seen: seen() }
    if (stop.shows && stop.seen) break
    await new Promise(requestAnimationFrame)
  }
  return stop
}"""


@pytest.mark.parametrize("path", FOCUSED)
@pytest.mark.parametrize("width", [390, 1280])
def test_focus_is_seen_and_never_hidden_forwards_and_back(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    faults = []
    for key in ("Tab", "Shift+Tab"):
        places = set()
        for _ in range(STOPS):
            page.keyboard.press(key)
            if stop := page.evaluate(STOP):
                places.add(stop["place"])
                if not (stop["shows"] and stop["seen"]):
                    faults.append(f"{key}: {stop}")
        assert len(places) > STOPS / 2, f"{key} leads to {len(places)} places"
    assert not faults, "\n".join(dict.fromkeys(faults))


# Notes every shift that can be seen, from the first moment; by whom it was made is told as it happens, before that
# may be gone. A browser also tells of the space between two words, which nobody sees move to the next line.
SHIFTS = """
  window.shifts = []
  const words = (node) => node && (node.outerHTML ?? node.data).trim().slice(0, 60)
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const seen = sources.map(({ node }) => words(node)).filter((told) => told !== "")
      if (value >= 0.0005 && (seen.length || !sources.length)) shifts.push([value.toFixed(4), ...seen].join(" | "))
    }
  }).observe({ type: "layout-shift", buffered: true })
"""


class _InPieces(Quiet):
    """Sends what is seen first of a page a few tags at a time, as a slow line or a slow reader would have it."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        text = source.read()
        start = text.find(b"<article")
        if start < 0:
            outputfile.write(text)
            return
        outputfile.write(text[:start])
        outputfile.flush()
        time.sleep(0.3)  # the styles are here, and the first paint is near
        for at in range(start, start + 12_000, 400):
            outputfile.write(text[at : at + 400])
            outputfile.flush()
            time.sleep(0.02)
        outputfile.write(text[start + 12_000 :])


@pytest.fixture(scope="module")
def slow_address(site: Path) -> Iterator[str]:
    with serving(site, _InPieces) as address:
        yield address


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_arrives(
    contexts: Callable[..., BrowserContext], slow_address: str, width: int
) -> None:
    """Of the handbook alone: below the short pages of a toy stands what must move while they still come."""
    context = contexts(viewport={"width": width, "height": 844}, base_url=slow_address)
    context.add_init_script(SHIFTS)
    context.add_init_script(STILL)
    tabs = [context.new_page() for _ in range(6)]  # while one loads, the others come to rest
    moved = {}
    for start in range(0, len(KINDS), len(tabs)):
        opened = list(zip(tabs, KINDS[start:], strict=False))
        for tab, path in opened:
            tab.goto(path, wait_until="commit")
        for tab, path in opened:
            tab.wait_for_load_state("networkidle")
            if shifts := tab.evaluate("new Promise((done) => requestAnimationFrame(() => done(shifts)))"):
                moved[path] = shifts
    assert not moved, moved


def test_nothing_moves_for_who_asked_for_less_motion(page: Page) -> None:
    for path in ("", "decide/abuse/", "practice/shouting-caller/", "cards/deck/"):
        page.goto(path)
        slow = page.evaluate(
            """() => [...document.querySelectorAll("*")].flatMap((el) => ["", "::before", "::after"].flatMap((part) => {
              const { animationName, animationDuration, transitionDuration } = getComputedStyle(el, part || null)
              const times = [transitionDuration, animationName === "none" ? "" : animationDuration].join().split(",")
              return times.some((time) => parseFloat(time) > 0.01) ? [`${el.localName}.${el.className}${part}`] : []
            }))"""
        )
        assert slow == [], path
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@walked
def test_at_400_percent_what_stays_in_place_leaves_room_to_read(page: Page, edition: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 %
    for path in OF[edition][:-1]:
        page.goto(path)
        page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
        page.wait_for_function(
            "() => scrollY >= Math.min(900, document.documentElement.scrollHeight - innerHeight - 1)"
        )
        covered = page.evaluate(
            """() => {
              let rows = 0
              for (let y = 2; y < innerHeight; y += 4) {
                let el = document.elementFromPoint(innerWidth / 2, y)
                while (el && !["fixed", "sticky"].includes(getComputedStyle(el).position)) el = el.parentElement
                if (el) rows += 4
              }
              return rows / innerHeight
            }"""
        )
        assert covered <= 0.5, f"{path}: {covered:.0%} of the height"


@walked
def test_text_may_be_spaced_out(contexts: Callable[..., BrowserContext], edition: str) -> None:
    """WCAG 1.4.12: no words are cut off, and none run out of the page, with the spacing readers may set."""
    spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    cut = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((el) => {
      const { overflowX, overflowY, visibility, clipPath } = getComputedStyle(el)
      const held = (flow) => flow === "hidden" || flow === "clip"
      const box = el.getBoundingClientRect()
      if (!(held(overflowX) || held(overflowY)) || visibility === "hidden") return false
      if (box.width < 4 || box.height < 4) return false
      if (el.closest("details:not([open]), .hb-unseen, .hb-ask, .md-sidebar--primary, svg")) return false
      if (clipPath !== "none") return false
      return el.scrollWidth > el.clientWidth + 2 || el.scrollHeight > el.clientHeight + 2
    }).map((el) => `${el.localName}.${el.className}: ${el.textContent.trim().slice(0, 40)}`)"""
    page = contexts(bypass_csp=True).new_page()  # as a reader's own style sheet does
    for path in OF[edition][:-1]:
        page.goto(path)
        page.add_style_tag(content=spaced + " p { margin-bottom: 2em !important }")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(cut) == [], f"{path} at {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"


def _look(item: Locator) -> list[str]:
    """How the element is painted, as far as a state can show."""
    of = ["borderTopColor", "borderBottomColor", "backgroundColor", "color", "outlineStyle", "stroke", "strokeWidth"]
    return item.evaluate("(el, of) => of.map((name) => getComputedStyle(el)[name])", of)


def test_states_show_where_colours_are_forced(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(viewport={"width": 1280, "height": 900}, forced_colors="active").new_page()
    page.goto("scripts/apologising/")
    tones = page.locator(".choice").first.locator(".choice__option > span")
    assert _look(tones.nth(0)) != _look(tones.nth(1)), "the chosen tone looks like the others"
    tabs = page.locator(".md-tabs__link")
    current = page.locator(".md-tabs__item--active > .md-tabs__link")
    assert _look(current) != _look(tabs.last), "the current tab looks like the others"
    page.goto("checklists/during-angry-call/")
    boxes = page.get_by_role("checkbox")
    before = boxes.first.screenshot()
    boxes.first.check()
    page.mouse.move(0, 0)
    page.keyboard.press("Escape")
    assert boxes.first.screenshot() != before, "a tick does not show"
    page.goto("decide/abuse/")
    option = page.locator(".tree__option").first
    assert option.evaluate("el => getComputedStyle(el).borderTopStyle") == "solid"


# What a screen reader is told: role, name and state, whatever the words.
NAMED = '"[^"]+"'


def _told(item: Locator) -> list[str]:
    """The accessibility tree of `item`, one node a line, without the quotes YAML puts around a colon."""
    lines = (line.strip() for line in item.aria_snapshot().splitlines())
    return [re.sub(r"^- '(.*)'(:?)$", r"- \1\2", line) for line in lines]


def _lines(item: Locator, role: str) -> list[str]:
    """The lines of the accessibility tree below `item` that have the role, each with its name and states."""
    return [line for line in _told(item) if re.match(rf"- {role}\b", line)]


def _each_named(lines: list[str], role: str) -> None:
    assert lines, f"no {role}"
    for line in lines:
        assert re.match(rf"- {role} ({NAMED}|/)", line), line


def test_a_checklist_is_told_as_named_boxes_with_their_state(page: Page) -> None:
    page.goto("checklists/during-angry-call/")
    listed = page.locator("check-list")
    boxes = _lines(listed, "checkbox")
    _each_named(boxes, "checkbox")
    assert len(boxes) == listed.locator(".checklist__item").count()
    assert len(set(boxes)) == len(boxes)
    listed.get_by_role("checkbox").first.check()
    assert "[checked]" in _lines(listed, "checkbox")[0]
    _each_named(_lines(listed, "button"), "button")


def test_a_script_is_told_as_a_named_region_with_named_choices(page: Page) -> None:
    page.goto("scripts/apologising/")
    script = page.locator("section.script").first
    _each_named(_lines(script, "region"), "region")
    groups = _lines(script, "group")
    assert sum(bool(re.match(rf"- group {NAMED}", line)) for line in groups) >= 2, groups
    radios = _lines(script, "radio")
    _each_named(radios, "radio")
    assert sum("[checked]" in line for line in radios) == 2  # a tone and a channel
    _each_named(_lines(script, "button"), "button")
    script.locator("summary").first.click()
    _each_named(_lines(script, "textbox"), "textbox")


def test_the_list_of_scripts_is_told_as_named_fields_and_a_count(page: Page) -> None:
    page.goto("scripts/")
    index = page.locator("script-index")
    _each_named(_lines(index, "combobox"), "combobox")
    fields = _lines(index, "searchbox") + _lines(index, "textbox")
    assert len(fields) == 1
    assert re.search(NAMED, fields[0])
    assert _lines(index, "heading")


def test_a_tree_is_told_as_one_headed_question_with_links(page: Page) -> None:
    page.goto("decide/abuse/")
    tree = page.locator("decision-tree")
    assert len(_lines(tree, "heading")) == 1
    links = _lines(tree, "link")
    _each_named(links, "link")
    options = tree.locator(".tree__option:visible")
    assert options.count() <= len(links)
    options.first.click()
    heading = tree.locator(".tree__heading:visible")
    expect(heading).to_be_focused()  # so that the new step is read
    _each_named(_lines(tree, "heading"), "heading")


def test_a_scene_is_told_as_questions_with_replies_to_open(page: Page) -> None:
    page.goto("practice/shouting-caller/")
    scene = page.locator("practice-scene")
    assert _lines(scene, "heading")
    summaries = scene.locator("summary:visible")
    assert summaries.count() >= 2
    for index in range(summaries.count()):
        assert summaries.nth(index).inner_text().strip()
    summaries.first.click()
    assert summaries.first.evaluate("el => el.parentElement.open")


def test_the_deck_is_told_as_named_groups_of_named_boxes(page: Page) -> None:
    page.goto("cards/deck/")
    deck = page.locator("card-deck")
    boxes = _lines(deck, "checkbox")
    _each_named(boxes, "checkbox")
    assert len(set(boxes)) == len(boxes)
    groups = [line for line in _lines(deck, "group") if re.match(rf"- group {NAMED}", line)]
    assert len(groups) >= 4
    radios = _lines(deck, "radio")
    _each_named(radios, "radio")
    assert sum("[checked]" in line for line in radios) == 1


def test_the_link_kit_is_told_as_named_fields_a_count_and_what_was_picked(page: Page) -> None:
    page.goto("start/link-kit/")
    kit = page.locator("link-kit")
    fields = _lines(kit, "searchbox") + _lines(kit, "textbox")
    assert len(fields) == 1
    _each_named([line.replace("searchbox", "textbox") for line in fields], "textbox")
    _each_named(_lines(kit, "combobox"), "combobox")
    kit.get_by_role("searchbox").or_(kit.get_by_role("textbox")).fill("shouting")
    expect(kit.locator(".kit__pick").first).to_be_visible()
    _each_named(_lines(kit, "button"), "button")
    kit.locator(".kit__pick").first.press("Enter")
    picked = kit.get_by_role("heading")
    expect(picked).to_be_focused()  # so that it is read, and its buttons follow
    buttons = _lines(kit, "button")
    _each_named(buttons, "button")
    assert len(set(buttons)) == len(buttons)


def test_clearing_the_device_is_told_as_a_button_and_then_its_outcome(page: Page) -> None:
    page.goto("about/privacy/")
    part = page.locator("clear-device")
    assert len(_lines(part, "button")) == 1
    _each_named(_lines(part, "button"), "button")
    part.get_by_role("button").press("Enter")
    outcome = part.locator("p")
    expect(outcome).not_to_be_empty()
    expect(page.get_by_role("status")).to_have_text(outcome.inner_text())


def test_the_palette_is_told_as_one_button_that_says_what_is_so(page: Page) -> None:
    page.goto("")
    names = []
    for _ in range(3):
        told = [line for line in _lines(page.locator(".md-header"), "button") if "Colours" in line]
        assert len(told) == 1
        names += told
        page.locator(".hb-palette").press("Space")
    assert len(set(names)) == 3


def test_the_search_button_opens_the_search_with_the_focus_in_it(page: Page) -> None:
    page.goto("")
    find = page.locator("article [data-act=find]")
    find.focus()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(find).to_be_focused()


def test_without_javascript_no_button_promises_a_search(plain_page: Page) -> None:
    plain_page.goto("")
    buttons = plain_page.locator("[data-act=find]")
    assert buttons.count() == 2
    for button in buttons.all():
        expect(button).to_be_hidden()


def test_without_javascript_the_menu_stands_below_the_page(plain_page: Page) -> None:
    plain_page.set_viewport_size({"width": 390, "height": 844})
    plain_page.goto("situations/angry-caller/")
    (menu,) = [link for link in plain_page.get_by_role("link", name="Menu").all() if link.is_visible()]
    menu.click()
    pages = plain_page.get_by_role("navigation", name="Handbook")
    expect(pages).to_be_in_viewport()
    expect(pages.get_by_role("link", name="Checklists")).to_be_visible()


def test_the_search_is_told_as_a_dialog_with_a_named_field_a_status_and_named_links(page: Page) -> None:
    page.goto("")
    ask(page, "shouting")
    dialog = page.get_by_role("dialog", name="Search")
    _each_named(_lines(dialog, "textbox"), "textbox")
    expect(dialog.get_by_role("status")).to_contain_text("found")
    links = _lines(dialog, "link")
    _each_named(links, "link")
    assert len(links) == dialog.locator("a").count()
    assert violations(page) == []


def test_each_page_of_the_site_is_behind_an_open_dialog(page: Page) -> None:
    """Neither Tab nor a reading cursor leaves what is open."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("situations/angry-caller/")
    for opener in (".md-header [data-act=find]", "button.hb-menu"):
        page.locator(opener).click()
        for _ in range(3):
            page.keyboard.press("Tab")
            assert page.evaluate("!document.activeElement.closest('main, header, footer')")
        page.keyboard.press("Escape")
        expect(page.locator(opener)).to_be_focused()


def test_the_menu_of_a_small_screen_is_a_button(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("situations/angry-caller/")
    name = page.locator("h1").evaluate("heading => heading.firstChild.data.trim()")
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    drawer = page.get_by_role("dialog", name="Menu")
    current = drawer.get_by_role("link", name=name)
    expect(current).to_be_focused()  # the list begins where the reader is
    expect(current).to_have_attribute("aria-current", "page")
    expect(drawer.locator("a[href$='checklists/']").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    menu.click()
    drawer.locator("a[href$='#write-down']").click()  # a section of this page
    expect(drawer).to_be_hidden()
    expect(page.locator("#write-down")).to_be_in_viewport()
    menu.click()
    page.set_viewport_size({"width": 1280, "height": 900})  # there it stands beside the text
    expect(drawer).to_be_hidden()
    expect(page.locator(".md-sidebar--primary #hb-nav")).to_be_visible()


def test_the_section_that_is_read_is_marked_beside_the_text(page: Page) -> None:
    page.goto("situations/angry-caller/")
    marked = page.locator(".hb-toc [aria-current]")
    for heading in ("write-down", "say-this"):
        page.locator(f"#{heading}").evaluate("heading => heading.scrollIntoView()")
        expect(marked).to_have_count(1)
        expect(marked).to_have_attribute("href", f"#{heading}")
