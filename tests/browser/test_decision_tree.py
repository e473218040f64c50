"""A decision tree on a page: one step at a time, its walk in the address, notes, map and print."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from macros import render, text
from macros import tree as graph
from macros.library import Library
from macros.models import Question, Tree

from ..sites import ROOT
from .conftest import violations

TREES = sorted(path.stem for path in (ROOT / "docs/_data/trees").glob("*.yml"))
PAGE = "decide/live-call/"
LIVE = yaml.safe_load((ROOT / "docs/_data/trees/live-call.yml").read_text(encoding="utf-8"))


def _pair(question: str, step: str) -> str:
    """What the address says of the first answer to a question that leads to a step."""
    node = next(node for node in LIVE["nodes"] if node["id"] == question)
    label = next(option["label"] for option in node["options"] if option.get("next") == step)
    return f"live-call.{question}={text.slug(label)}"


# A walk whose last question is also asked on a shorter way; its outcome has scripts and a checklist.
FIRST = _pair("what-now", "about-what")
SECOND = _pair("about-what", "whole-story")
THIRD = _pair("whole-story", "sum-up-and-check")
OUTCOME = f"{PAGE}?{FIRST}&{SECOND}&{THIRD}#sum-up-and-check"


def _shown(page: Page, tree: str | None = None) -> Locator:
    """The step that is shown, of all trees or of one."""
    return page.locator(f"decision-tree{f'[data-tree={tree}]' if tree else ''} .tree__step:not([hidden])")


def _at(page: Page, step: str, tree: str | None = None) -> None:
    """Exactly one step is shown, and it is this one."""
    expect(_shown(page, tree)).to_have_count(1)
    expect(_shown(page, tree)).to_have_attribute("data-step", step)


def _on_map(step: str) -> str:
    return f'.map__step[*|href="#{step}"]'


def _ready(page: Page) -> None:
    expect(page.locator(".tree__trail").first).to_be_attached()


def _start(page: Page, tree: str) -> str:
    """The id of a tree's first step."""
    return page.locator(f"decision-tree[data-tree={tree}]").get_attribute("data-start") or ""


def _answer(page: Page, number: int, tree: str | None = None) -> None:
    _shown(page, tree).locator(".tree__option").nth(number).click()


def _answered(page: Page, tree: str | None = None) -> list[str]:
    rows = page.locator(f"decision-tree{f'[data-tree={tree}]' if tree else ''} .tree__told")
    return rows.all_inner_texts()


def _instant(page: Page, path: str) -> None:
    """Open a page, and mark it: the theme follows links itself once it has read the sitemap."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.kept = true")


def _without_theme(page: Page) -> None:
    """Leave out the theme's script, which would fetch the page again after the first change of the hash."""
    page.route("**/bundle*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))


# Without JavaScript ----------------------------------------------------------------------


def test_without_javascript_all_steps_stand_and_link_to_each_other(plain_page: Page) -> None:
    plain_page.goto(PAGE)
    steps = plain_page.locator(".tree__step")
    for step in steps.all():
        expect(step).to_be_visible()
        expect(step.locator(".tree__number")).to_be_visible()
    expect(plain_page.locator(".tree__trail, .tree__keys")).to_have_count(0)
    plain_page.locator(".tree__option").first.click()
    heading = plain_page.locator("#about-what")
    expect(heading).to_be_in_viewport()
    assert plain_page.url.endswith(f"{PAGE}#about-what")
    goto = plain_page.locator(".tree__goto").first
    assert goto.inner_text().endswith(f" {heading.locator('.tree__number').inner_text()}")


def test_without_javascript_the_map_opens_and_links_to_the_steps(plain_page: Page) -> None:
    plain_page.goto(PAGE)
    plain_page.locator(".tree__map > summary").click()
    plain_page.locator(_on_map("own-the-gap")).click()
    expect(plain_page.locator("#own-the-gap")).to_be_in_viewport()


# Every tree, every step ------------------------------------------------------------------

WALK = """async () => {
  const tree = document.querySelector("decision-tree")
  const shown = () => [...tree.querySelectorAll(".tree__step:not([hidden])")].map((step) => step.dataset.step)
  const report = {}
  for (const step of tree.querySelectorAll(".tree__step")) {
    const { step: id } = step.dataset
    const popped = new Promise((done) => addEventListener("popstate", () => setTimeout(done), { once: true }))
    history.replaceState(null, "", location.pathname)
    location.hash = id
    await popped
    const seen = { shown: shown(), focus: document.activeElement.id, title: document.title, answers: {} }
    seen.name = step.querySelector(".tree__name").textContent
    seen.marked = [...tree.querySelectorAll(".map__step[aria-current]")].map((box) => box.href.baseVal.slice(1))
    seen.numbers = step.querySelectorAll(".tree__option").length
    for (const option of step.querySelectorAll(".tree__option")) {
      const { answer, next } = option.dataset
      if (next) {
        option.click()
        seen.answers[answer] = shown()
        tree.querySelector('[data-act="back"]').click()
      } else seen.answers[answer] = new URL(option.href).pathname
    }
    seen.back = shown()
    seen.does = step.querySelectorAll(".tree__do > li").length
    seen.facts = [...step.querySelectorAll(".tree__record, .tree__next-step")].map((part) => part.textContent)
    seen.severity = step.querySelector(".tree__severity")?.textContent ?? ""
    seen.notes = step.querySelectorAll('[data-act="notes"]').length
    seen.parts = [...step.querySelectorAll(".tree__scripts > ul a, .tree__checklist > p a")].map((link) => link.href)
    seen.why = step.querySelectorAll(".tree__why :is(li, p)").length
    report[id] = seen
  }
  return report
}"""


@pytest.mark.parametrize("id_", TREES)
def test_every_step_of_every_tree(page: Page, library: Library, site: Path, id_: str) -> None:
    tree = library.trees[id_]
    _without_theme(page)
    page.route("**/scripts/**", lambda route: route.fulfill(body="", content_type="text/html"))
    page.route("**/checklists/**", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(f"decide/{id_}/")
    _ready(page)
    report: dict[str, Any] = page.evaluate(WALK)
    assert set(report) == {node.id for node in tree.nodes}
    for node in tree.nodes:
        seen = report[node.id]
        assert seen["shown"] == seen["back"] == [node.id] == seen["marked"], node.id
        assert seen["focus"] == node.id
        if node.id != tree.start:
            assert seen["title"].startswith(seen["name"])
        if isinstance(node, Question):
            led = {
                text.slug(option.label): [option.next] if option.next else f"/decide/{option.tree}/"
                for option in node.options
            }
            assert seen["answers"] == led, node.id
        else:
            assert seen["does"] == len(node.steps)
            assert all(seen["facts"])
            assert len(seen["facts"]) == 2
            assert seen["severity"]
            assert seen["notes"] == 1
            assert seen["why"] >= 1
            assert len(seen["parts"]) == len(node.scripts) + bool(node.checklist)
            _stands(site, seen["parts"])


def _stands(site: Path, links: list[str]) -> None:
    """What an outcome opens in place is on the page that its link names."""
    for link in links:
        path, _, anchor = re.sub(r"^https?://[^/]+/", "", link).partition("#")
        root = html.parse(site / path / "index.html").getroot()
        name = f'script="{anchor.removeprefix("script-")}"' if anchor else f'checklist="{path.split("/")[1]}"'
        assert root.xpath(f'//section[contains(@class, "hb ")]/*[@data-{name}]'), link


def _paths(tree: Tree, at: str, passed: tuple[tuple[str, str], ...] = ()) -> Iterator[tuple[str, list[Any]]]:
    """Every walk there is: the step it comes to and [question, answer] pairs."""
    yield at, [list(pair) for pair in passed]
    node = graph.by_id(tree)[at]
    for option in node.options if isinstance(node, Question) else ():
        if option.next:
            yield from _paths(tree, option.next, (*passed, (at, text.slug(option.label))))


@pytest.mark.parametrize("id_", TREES)
def test_every_walk_is_read_back_from_its_address(page: Page, library: Library, id_: str) -> None:
    tree = library.trees[id_]
    edges = [
        [node.id, [[text.slug(option.label), option.next] for option in getattr(node, "options", ())]]
        for node in tree.nodes
    ]
    _without_theme(page)
    page.route("**/walk.js", lambda route: route.fulfill(path=ROOT / "overrides/assets/js/lib/walk.js"))
    page.goto("404.html")
    wrong = page.evaluate(
        """async ([edges, start, walks]) => {
          const { read, answer } = await import("/walk.js")
          const graph = new Map(edges.map(([step, ways]) => [step, new Map(ways)]))
          return walks.filter(([at, given]) => {
            const walk = read(graph, start, given, at)
            let taken = { from: start, at: start, answers: new Map() }
            for (const [, told] of given) taken = answer(taken, graph, told)
            const back = given.length ? read(graph, start, given, given[0][0]) : walk
            return !walk.fits || walk.at !== at || walk.from !== start || !back.fits || taken.at !== at
              || taken.dropped?.length
              || [walk, back, taken].some(({ answers }) => String([...answers]) !== String(given))
          })
        }""",
        [edges, tree.start, list(_paths(tree, tree.start))],
    )
    assert wrong == []


# Walking ---------------------------------------------------------------------------------


def test_one_step_at_a_time_with_the_answers_so_far(page: Page) -> None:
    page.goto(PAGE)
    _at(page, "what-now")
    expect(page.locator(".tree__trail")).to_be_hidden()
    _answer(page, 0)
    _at(page, "about-what")
    _answer(page, 0)
    _at(page, "whole-story")
    _answer(page, 1)
    _at(page, "sum-up-and-check")
    assert page.url.endswith(OUTCOME)
    assert len(_answered(page)) == 3
    for row in page.locator(".tree__path > li").all():
        asked = row.locator(".tree__asked").inner_text()
        expect(row.get_by_role("button")).to_have_accessible_name(f"Change: {asked}")
    page.get_by_role("button", name="Back", exact=True).click()
    _at(page, "whole-story")
    expect(_shown(page).locator("[aria-current]")).to_have_attribute("data-answer", THIRD.split("=")[1])
    page.get_by_role("button", name="Start again").click()
    _at(page, "what-now")
    assert page.url.endswith(f"{PAGE}#what-now")
    assert _answered(page) == []


def test_by_keyboard_alone_from_the_top_of_the_page_to_copied_notes(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.tree__option')"):
            break
    page.keyboard.press("Enter")
    _at(page, "about-what")
    for step, press in (("about-what", "1"), ("whole-story", "2")):
        expect(page.locator(f"#{step}")).to_be_focused()
        name = page.locator(f"#{step} .tree__name").inner_text()
        assert page.title().startswith(name)
        page.keyboard.press(press)
    expect(page.locator("#sum-up-and-check")).to_be_focused()
    page.keyboard.press("Tab")
    expect(_shown(page).get_by_role("button", name="Copy notes")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-status")).to_contain_text("Copied")


def test_number_keys_choose_only_inside_the_tree_and_alone(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    page.keyboard.press("1")
    _at(page, "what-now")
    page.locator(".md-search__input").focus()
    page.keyboard.press("1")
    page.locator(".md-search__input").press("Escape")
    _at(page, "what-now")
    page.locator("#what-now").focus()
    for keys in ("Control+1", "Alt+1", "9", "0", "a"):
        page.locator("#what-now").dispatch_event(
            "keydown",
            {"key": keys[-1], "ctrlKey": "Control" in keys, "altKey": "Alt" in keys, "bubbles": True},
        )
        _at(page, "what-now")
    page.evaluate(
        """() => {
          window.heard = []
          addEventListener("keydown", ({ key }) => heard.push(key))
          const input = document.createElement("input")
          document.querySelector("#what-now").after(input)
          input.focus()
        }"""
    )
    page.keyboard.press("1")
    _at(page, "what-now")
    page.locator("#what-now").focus()
    page.keyboard.press("2")
    _at(page, "what-is-known")
    assert page.evaluate("heard") == ["1"]  # the key that chose went no further, so the theme has not seen it


def test_answers_carry_the_number_that_chooses_them(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    names = [node["name"]["value"] for node in tree["nodes"] if node.get("role", {}).get("value") == "link"]
    for number, option in enumerate(_shown(page).locator(".tree__option").all(), 1):
        assert option.bounding_box()["height"] >= 44  # type: ignore[index]
        label = option.locator(".tree__label").inner_text()
        assert any(re.match(rf"{number}\W*{re.escape(label)}", name) for name in names), names


def test_the_browsers_back_and_forward_and_a_reload(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    for number in (0, 0, 1):
        _answer(page, number)
    _at(page, "sum-up-and-check")
    for step in ("whole-story", "about-what", "what-now"):
        page.go_back()
        _at(page, step)
        expect(page.locator(f"#{step}")).to_be_focused()
    for step in ("about-what", "whole-story", "sum-up-and-check"):
        page.go_forward()
        _at(page, step)
    page.reload()
    _at(page, "sum-up-and-check")
    expect(page.locator("#sum-up-and-check")).to_be_focused()
    assert len(_answered(page)) == 3
    page.go_back()
    _at(page, "whole-story")
    assert len(_answered(page)) == 2


def test_a_shared_link_shows_the_same_step(page: Page) -> None:
    page.goto(OUTCOME)
    _at(page, "sum-up-and-check")
    assert len(_answered(page)) == 3
    assert page.title().startswith(page.locator("#sum-up-and-check .tree__name").inner_text())
    expect(page.locator(".tree__note")).to_be_empty()


def test_a_link_to_a_step_alone_shows_it_and_claims_no_answers(page: Page) -> None:
    page.goto(f"{PAGE}#whole-story")
    _at(page, "whole-story")
    expect(page.locator(".tree__note")).not_to_be_empty()
    assert _answered(page) == []
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_hidden()
    _answer(page, 1)
    _at(page, "sum-up-and-check")
    page.reload()
    _at(page, "sum-up-and-check")
    assert len(_answered(page)) == 1
    page.get_by_role("button", name="Start again").click()
    _at(page, "what-now")
    expect(page.locator(".tree__trail")).to_be_hidden()


def test_arriving_and_leaving_by_instant_navigation(page: Page) -> None:
    _instant(page, "decide/")
    page.locator(".md-content a[href$='live-call/']").first.click()
    _at(page, "what-now")
    _answer(page, 0)
    _at(page, "about-what")
    named = page.title()
    assert named.startswith(page.locator("#about-what .tree__name").inner_text())
    page.go_back()
    _at(page, "what-now")
    page.go_forward()
    _at(page, "about-what")
    page.locator(".md-sidebar--primary a[href$='offer/']").click()
    _at(page, _start(page, "offer"), "offer")
    assert page.title().startswith(page.locator("h1").evaluate("heading => heading.firstChild.data"))
    page.go_back()
    _at(page, "about-what", "live-call")
    expect(page).to_have_title(named)
    expect(page.locator("#about-what")).to_be_focused()
    assert page.evaluate("window.kept")


@pytest.mark.parametrize("theme", ["instant", "plain", "none"])
def test_a_link_to_a_heading_of_the_page_does_not_cost_the_walk(page: Page, theme: str) -> None:
    if theme == "none":
        _without_theme(page)
    if theme == "instant":
        _instant(page, PAGE)
    else:
        page.goto(PAGE)
    _ready(page)
    _answer(page, 0)
    _answer(page, 0)
    for _ in range(2):  # the theme fetches the page again the first time
        page.locator(".md-sidebar--secondary a[href$='#why']").click()
        expect(page).to_have_url(re.compile("#why$"))
        expect(page.locator("#why")).to_be_in_viewport()
        page.wait_for_load_state("networkidle")
        _at(page, "whole-story")
        page.go_back()
        _at(page, "whole-story")
    page.go_back()
    _at(page, "about-what")
    assert page.evaluate("window.kept") == (True if theme == "instant" else None)


def test_a_link_of_the_page_to_a_step_shows_it(page: Page) -> None:
    _instant(page, PAGE)
    _answer(page, 0)
    page.evaluate(
        """() => {
          const link = document.createElement("a")
          link.href = location.pathname + "#own-the-gap"
          link.textContent = "there"
          document.querySelector("#why").append(link)
        }"""
    )
    page.get_by_role("link", name="there").click()
    page.wait_for_load_state("networkidle")
    _at(page, "own-the-gap")
    assert _answered(page) == []
    expect(page.locator("#own-the-gap")).to_be_focused()
    page.go_back()
    _at(page, "about-what")


def test_the_page_from_the_back_forward_cache(page: Page) -> None:
    _without_theme(page)
    page.goto(PAGE)
    _ready(page)
    _answer(page, 0)
    page.goto("checklists/")
    page.go_back()
    _at(page, "about-what")
    _answer(page, 0)
    _at(page, "whole-story")
    page.go_back()
    _at(page, "about-what")


def test_storage_may_be_blocked(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(tolerate=("denied",)).new_page()  # the theme's own palette throws here
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name,"
        " { get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    page.goto(PAGE)
    _ready(page)
    for number in (0, 0, 1):
        _answer(page, number)
    _at(page, "sum-up-and-check")
    expect(page.locator("copy-script").first).to_be_visible()
    page.reload()
    _at(page, "sum-up-and-check")
    assert len(_answered(page)) == 3


# Changing --------------------------------------------------------------------------------


def test_a_browser_that_refuses_new_addresses_does_not_stop_the_walk(page: Page) -> None:
    """As some do in a sandbox, or after many in a row."""
    page.add_init_script("history.pushState = () => { throw new DOMException('no', 'SecurityError') }")
    page.goto(PAGE)
    for number in (1, 2):
        _answer(page, 1)
        expect(page.locator(".tree__path > li")).to_have_count(number)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")  # it is recorded


def test_changing_an_early_answer_keeps_what_still_fits_and_tells_what_does_not(page: Page) -> None:
    page.goto(OUTCOME)
    _ready(page)
    told = _answered(page)
    page.locator(".tree__path").get_by_role("button").first.click()
    _at(page, "what-now")
    assert _answered(page) == told
    _answer(page, 0)  # the same again leads back to where we were
    _at(page, "sum-up-and-check")
    assert _answered(page) == told
    page.locator(".tree__path").get_by_role("button").first.click()
    _answer(page, 4)  # on this way the second question is not asked, and the third is
    _at(page, "sum-up-and-check")
    assert _answered(page)[1:] == told[2:]
    expect(page.locator(".tree__note")).to_contain_text(told[1])
    expect(page.locator(".tree__note")).not_to_contain_text(told[2])
    expect(page.locator(".hb-status")).to_contain_text(told[1])
    assert SECOND not in page.url
    page.locator(".tree__path").get_by_role("button").first.click()
    _answer(page, 1)
    _at(page, "what-is-known")
    expect(page.locator(".tree__note")).to_contain_text(told[2])
    page.go_back()
    page.go_back()
    _at(page, "sum-up-and-check")


# Addresses that do not fit ---------------------------------------------------------------

ELSEWHERE = _pair("what-next", "ask-what-would-fix-it")
STALE = {
    "an answer that is gone": (f"?{FIRST}&live-call.about-what=gone#whole-story", "about-what"),
    "a step not on the way": (f"?{FIRST}#own-the-gap", "about-what"),
    "a question not on the way": (f"?{FIRST}&{ELSEWHERE}#about-what", "about-what"),
    "a question that is gone": ("?live-call.gone=yes#about-what", "about-what"),
    "a step that is gone": (f"?{FIRST}&{SECOND}#gone", "whole-story"),
    "an image": ("#<img src=x onerror=alert(1)>", "what-now"),
    "a script": ("?live-call.what-now=<script>alert(1)</script>#javascript:alert(1)", "what-now"),
    "10 kB": (f"#{'a' * 10_000}", "what-now"),
    "10 kB of answers": (f"?{FIRST}&{'&'.join(f'live-call.x{n}=y' for n in range(600))}", "about-what"),
    "names of the prototype": (
        "?live-call.__proto__=x&live-call.constructor=y&__proto__.x=y&constructor=z#__proto__",
        "what-now",
    ),
    "not well formed": ("?live-call.%=%E0%A4%A&=&.&live-call.=#%E0%A4%A", "what-now"),
}


@pytest.mark.parametrize(("query", "step"), STALE.values(), ids=STALE.keys())
def test_an_address_that_does_not_fit_opens_the_furthest_step_and_says_so(page: Page, query: str, step: str) -> None:
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          window.messages = []
          new MutationObserver(() => {
            const text = document.querySelector(".hb-status")?.textContent
            if (text && text !== messages.at(-1)) messages.push(text)
          }).observe(document.body, { childList: true, subtree: true, characterData: true })
        })"""
    )
    page.goto(PAGE + query)
    _ready(page)
    _at(page, step)
    expect(page.locator(".tree__note")).not_to_be_empty()
    page.wait_for_function("messages.length")  # noted as it was said: after six seconds it is taken away
    (said,) = page.evaluate("messages")
    assert page.locator("decision-tree img, decision-tree script").count() == 0
    _answer(page, 0)
    expect(page.locator(".tree__note")).not_to_contain_text(said)
    keys = re.findall(r"[?&]([^=&#]*)=", page.url)
    assert all(re.fullmatch(r"live-call\.[a-z0-9-]+", key) for key in keys), keys


def test_a_step_is_announced_by_focus_and_title_only(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    _answer(page, 0)
    _answer(page, 0)
    page.wait_for_timeout(150)
    expect(page.locator(".hb-status:not(:empty)")).to_have_count(0)
    assert page.locator("decision-tree [aria-live], decision-tree [role=status]").count() == 0


# Outcomes --------------------------------------------------------------------------------


def test_an_outcome_opens_its_scripts_and_checklist_in_place(page: Page, library: Library) -> None:
    page.goto(OUTCOME)
    node = graph.by_id(library.trees["live-call"])["sum-up-and-check"]
    parts = _shown(page).locator(".tree__part")
    expect(parts).to_have_count(len(node.scripts) + bool(node.checklist))  # type: ignore[union-attr]
    expect(parts.locator("copy-script:defined").first).to_be_visible()
    expect(parts.locator("check-list:defined").first).to_be_visible()
    assert _shown(page).locator("[id]:not(h2)").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids))
    parts.get_by_role("checkbox").first.check()
    before = page.url
    parts.get_by_role("button", name="Copy this script").first.click()
    assert page.url == before
    _at(page, "sum-up-and-check")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(".tree__part")).to_have_count(0)
    _answer(page, 1)
    expect(parts.get_by_role("checkbox").first).to_be_checked()


def test_where_a_script_does_not_come_its_link_stays(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(tolerate=("Failed to load resource",)).new_page()
    page.route("**/scripts/**", lambda route: route.abort())
    page.route("**/checklists/**", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    page.goto(OUTCOME)
    _at(page, "sum-up-and-check")
    page.wait_for_timeout(300)
    expect(page.locator(".tree__part")).to_have_count(0)
    for link in _shown(page).locator(".tree__scripts > ul a, .tree__checklist > p a").all():
        expect(link).to_be_visible()


def test_a_script_that_comes_late_does_not_stand_at_another_step(page: Page) -> None:
    held: list[Route] = []
    page.route("**/scripts/**", lambda route: held.append(route))
    page.goto(OUTCOME)
    _at(page, "sum-up-and-check")
    page.get_by_role("button", name="Back", exact=True).click()
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    expect(page.locator("copy-script")).to_have_count(0)


def _check_notes(notes: str, page: Page, library: Library) -> None:
    tree = library.trees["live-call"]
    node = graph.by_id(tree)["sum-up-and-check"]
    lines = [line.strip() for line in notes.split("\n")]
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d \(.*\d{4}\)$", lines[0])
    assert tree.title in lines
    for asked, told in zip(page.locator(".tree__asked").all(), _answered(page), strict=True):
        at = lines.index(f"- {asked.inner_text()}")
        assert lines[at + 1] == told
    assert any(node.outcome in line for line in lines)  # type: ignore[union-attr]
    for number, step in enumerate(node.steps, 1):  # type: ignore[union-attr]
        assert f"{number}. {text.plain(step)}" in lines
    assert f"Write down: {node.record}" in lines  # type: ignore[union-attr]
    assert f"Agreed next step: {node.next_step}" in lines  # type: ignore[union-attr]
    assert lines[-1] == page.url
    assert not re.search(r"[ \t]$|\n\n\n|[<>]", notes, re.MULTILINE)


def test_notes_on_the_clipboard(page: Page, library: Library) -> None:
    page.goto(OUTCOME)
    _shown(page).get_by_role("button", name="Copy notes").click()
    expect(page.locator(".hb-status")).to_contain_text("notes")
    _check_notes(page.evaluate("navigator.clipboard.readText()"), page, library)


def test_notes_in_a_box_where_there_is_no_clipboard(page: Page, library: Library) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(OUTCOME)
    _shown(page).get_by_role("button", name="Copy notes").click()
    box = _shown(page).get_by_role("textbox", name="Text to copy")
    expect(box).to_be_focused()
    _check_notes(box.input_value(), page, library)
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == box.input_value()


@pytest.mark.parametrize("instant", [True, False])
def test_a_walk_goes_on_in_another_tree_and_so_do_its_notes(page: Page, library: Library, instant: bool) -> None:
    if instant:
        _instant(page, PAGE)
    else:
        page.goto(PAGE)
    _ready(page)
    _answer(page, 0)
    door = _shown(page).locator(".tree__option:not([data-next])").first
    label = door.locator(".tree__label").inner_text()
    door.click()
    expect(page.locator("decision-tree[data-tree=abuse] .tree__path > li")).to_have_count(1)
    _at(page, _start(page, "abuse"))
    assert FIRST in page.url
    expect(page.locator(".tree__told")).to_contain_text(label)
    expect(page.locator(f"#{_start(page, 'abuse')}")).to_be_focused()
    page.keyboard.press("3")
    page.keyboard.press("1")
    _shown(page).get_by_role("button", name="Copy notes").click()
    expect(page.locator(".hb-status")).to_contain_text("notes")
    notes = page.evaluate("navigator.clipboard.readText()")
    titles = [library.trees[id_].title for id_ in ("live-call", "abuse")]
    assert notes.index(titles[0]) < notes.index(label) < notes.index(titles[1])
    page.reload()
    expect(page.locator(".tree__path > li")).to_have_count(3)
    page.locator(".tree__path").get_by_role("link", name=f"Change: {titles[0]}").click()
    _at(page, "about-what", "live-call")


# Two trees on a page ---------------------------------------------------------------------


def test_two_trees_on_a_page_keep_each_others_walk(page: Page, library: Library, site: Path) -> None:
    other = render.tree(library, "apology", render.Place(PAGE))
    body = (site / PAGE / "index.html").read_text(encoding="utf-8")
    body = body.replace("</article>", f"{other}</article>")
    page.route(f"**/{PAGE}*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(PAGE)
    expect(page.locator(".tree__trail")).to_have_count(2)
    start = _start(page, "apology")
    _answer(page, 0, "live-call")
    _answer(page, 0, "live-call")
    page.locator("decision-tree[data-tree=live-call]").get_by_role("button", name="Back", exact=True).click()
    _at(page, "about-what", "live-call")
    _at(page, start, "apology")
    _answer(page, 0, "apology")
    second = _shown(page, "apology").get_attribute("data-step") or ""
    for _ in range(2):
        _at(page, "about-what", "live-call")
        _at(page, second, "apology")
        expect(page.locator(f"#apology--{second}")).to_be_focused()
        assert len(_answered(page, "live-call")) == 2
        page.reload()
    page.go_back()
    _at(page, "about-what", "live-call")
    _at(page, start, "apology")
    page.go_back()
    _at(page, "whole-story", "live-call")
    page.keyboard.press("2")
    _at(page, "sum-up-and-check", "live-call")
    _at(page, start, "apology")


# The map ---------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", TREES)
def test_the_map_is_legible_and_its_text_stays_in_its_boxes(page: Page, id_: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"decide/{id_}/")
    _ready(page)
    page.locator(".tree__map > summary").click()
    sizes = page.evaluate(
        """() => {
          const svg = document.querySelector("svg.map")
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
          const scroll = document.querySelector(".tree__scroll")
          const drawn = (el) => { // left and right, in the drawing's own units
            const { left, right } = el.getBoundingClientRect()
            return [left, right].map((at) => (at - svg.getBoundingClientRect().left) / scale)
          }
          return {
            fonts: [...svg.querySelectorAll("text:not(.map__number)")].map((text) => {
              return parseFloat(getComputedStyle(text).fontSize) * scale
            }),
            wide: scroll.scrollWidth - scroll.clientWidth,
            boxes: [...svg.querySelectorAll(".map__box")].map(drawn),
            texts: [...svg.querySelectorAll("text")].map((text) => [...drawn(text), text.textContent]),
          }
        }"""
    )
    assert min(sizes["fonts"]) >= 13
    assert sizes["wide"] == 0
    columns = {(left, right) for left, right in sizes["boxes"]}
    for left, right, words in sizes["texts"]:
        assert any(start < left and right < end for start, end in columns), words


def test_the_map_scrolls_on_a_phone_by_keyboard_too(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    page.goto(PAGE)
    _ready(page)
    page.locator(".tree__map > summary").click()
    region = page.get_by_role("region", name="Map of the tree")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.tree__scroll').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_map_marks_the_way_and_leads_to_any_step(page: Page) -> None:
    page.goto(OUTCOME)
    _ready(page)
    page.locator(".tree__map > summary").click()
    expect(page.locator(".map__step[aria-current=step]")).to_have_attribute("xlink:href", "#sum-up-and-check")
    expect(page.locator(".map__step.is-passed")).to_have_count(3)
    expect(page.locator(".map__way.is-passed")).to_have_count(3)
    page.locator(_on_map("about-what")).click()
    _at(page, "about-what")
    expect(page.locator("#about-what")).to_be_focused()
    assert len(_answered(page)) == 3  # on the way: the answers stay
    page.locator(_on_map("own-the-gap")).click()
    _at(page, "own-the-gap")
    assert _answered(page) == []  # off it: nothing is claimed
    page.go_back()
    _at(page, "about-what")
    assert len(_answered(page)) == 3


# Access and print ------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [PAGE, OUTCOME, "decide/abuse/#end-and-report"])
def test_axe_finds_nothing(contexts: Callable[..., BrowserContext], scheme: Any, path: str) -> None:
    page = contexts(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
    page.goto(path)
    _ready(page)
    if "#" in path:
        expect(page.locator(".tree__part").first).to_be_visible()
    page.locator(".tree__map > summary").click()
    assert violations(page) == []


def _pages(page: Page) -> int:
    """How many sheets of paper the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_on_paper_the_whole_walk_stands_whatever_the_screen_shows(page: Page, library: Library) -> None:
    page.goto(PAGE)
    _ready(page)
    sheets = _pages(page)
    page.goto(OUTCOME)
    expect(page.locator("copy-script").first).to_be_visible()
    assert _pages(page) == sheets <= 12
    page.set_viewport_size({"width": 688, "height": 1000})  # the width of the paper's text
    page.emulate_media(media="print")
    for step in page.locator(".tree__step").all():
        expect(step).to_be_visible()
        expect(step.locator(".tree__number")).to_be_visible()
        assert step.evaluate("step => getComputedStyle(step).breakInside") == "avoid"
    assert page.locator(".tree__goto:visible").count() == sum(
        len(question.options) for question in library.trees["live-call"].questions
    )
    for hidden in (".tree__trail", ".tree__part", ".tree__keys"):
        expect(page.locator(hidden).first).to_be_hidden()


@pytest.mark.parametrize("id_", TREES)
def test_no_step_and_no_map_is_taller_than_a_sheet(page: Page, id_: str) -> None:
    page.set_viewport_size({"width": 688, "height": 1000})
    page.goto(f"decide/{id_}/")
    _ready(page)
    page.emulate_media(media="print")
    page.evaluate("for (const details of document.querySelectorAll('.tree details')) details.open = true")
    heights = page.locator(".tree__step, .tree__map").evaluate_all(
        "parts => parts.map((part) => part.getBoundingClientRect().height)"
    )
    assert max(heights) <= (297 - 14 - 16) / 25.4 * 96
    assert len(heights) > 3


def test_the_elements_own_script_is_small() -> None:
    own = (ROOT / "overrides/assets/js/elements/decision-tree.js").read_bytes()
    assert len(gzip.compress(own, 9)) <= 6000
