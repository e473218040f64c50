"""A decision tree on a page: one step at a time, its walk in the address, notes, map and print."""

from __future__ import annotations

import gzip
import itertools
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from macros import checks, render, text
from macros.kinds.tree import graph
from macros.kinds.tree.model import Option, Question, Tree
from macros.library import Library

from ..sites import ROOT
from .conftest import violations

TREES = sorted(path.stem for path in (ROOT / "docs/_data/trees").glob("*.yml"))
TREE = "live-call"
PAGE = f"decide/{TREE}/"
LIBRARY = checks.load(ROOT / "docs", "docs")
STEPS = {id_: graph.by_id(tree) for id_, tree in LIBRARY.trees.items()}


def _options(question: str, tree: str = TREE) -> tuple[Option, ...]:
    """The answers to a step; none where it does not ask."""
    return getattr(STEPS[tree][question], "options", ())


def _next(question: str) -> list[str]:
    """The steps that the answers to a question lead to, in their order."""
    return [option.next for option in _options(question) if option.next]


def _beyond(*steps: str) -> set[str]:
    """The steps that may follow after these, and these."""
    return set().union(*(graph.reach(graph.leads(LIBRARY.trees[TREE]), step) for step in steps))


def _number(question: str, step: str) -> str:
    """The number of the first answer to a question that leads to a step."""
    return str(next(at for at, option in enumerate(_options(question), 1) if option.next == step))


def _pair(question: str, step: str) -> str:
    """What the address says of that answer."""
    return f"{TREE}.{question}={text.slug(_options(question)[int(_number(question, step)) - 1].label)}"


def _walks() -> Iterator[tuple[str, str, str, str, str, str]]:
    """The walks of three questions that the tests take, whatever the tree says, each with two steps off the way.

    The second question has an answer that goes on in another tree. The third is also asked on a shorter way. The
    outcome has scripts and a checklist. From the question that is off the way no answer leads back to it.
    """
    start = LIBRARY.trees[TREE].start
    for second, third in itertools.product(_next(start), repeat=2):
        if third in _next(second) and any(option.tree for option in _options(second)):
            ends = [step for step in _next(third) if getattr(STEPS[TREE][step], "checklist", None)]
            asides = [step for step in _next(start) if _options(step) and not _beyond(step) & {second, third}]
            for end, aside in itertools.product(ends, asides):
                for off in _next(aside):
                    if getattr(STEPS[TREE][end], "scripts", ()) and off not in _beyond(second):
                        yield start, second, third, end, aside, off


START, ASKED, AGAIN, END, ASIDE, OFF = next(_walks())
FIRST, SECOND, THIRD = _pair(START, ASKED), _pair(ASKED, AGAIN), _pair(AGAIN, END)
OUTCOME = f"{PAGE}?{FIRST}&{SECOND}&{THIRD}#{END}"
# Of the steps that the first question leads to, the last one on the page.
OFF_SIGHT = max(_next(START), key=[node.id for node in graph.order(LIBRARY.trees[TREE])].index)
DOOR = next(option for option in _options(ASKED) if option.tree)
# An outcome that stops the talk, with scripts.
STOP = next(
    f"decide/{id_}/#{step}"
    for id_, steps in STEPS.items()
    for step, node in steps.items()
    if getattr(node, "severity", "") == "stop" and getattr(node, "scripts", ())
)
# A tree that is neither that of the walk nor the one behind the door.
OTHER = next(id_ for id_ in TREES if id_ not in {TREE, DOOR.tree})


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


def _answer(page: Page, step: str, tree: str | None = None) -> None:
    """Give the first answer that leads to a step."""
    _shown(page, tree).locator(f".tree__option[data-next='{step}']").first.click()
    _recorded(page)


def _recorded(page: Page) -> None:
    """Wait for the address, the map and the focus, which follow in a task after the step has been drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def _brought(page: Page) -> Locator:
    """The scripts and the checklist of the step that is shown, once all stand in place and work."""
    parts = _shown(page).locator(".tree__part")
    expect(parts).to_have_count(_shown(page).locator(".tree__scripts > ul > li, .tree__checklist").count())
    expect(parts.locator(":not(:defined)")).to_have_count(0)
    return parts


def _walk(page: Page) -> None:
    """Answer all three questions."""
    for step in (ASKED, AGAIN, END):
        _answer(page, step)


def _answered(page: Page, tree: str | None = None) -> list[str]:
    rows = page.locator(f"decision-tree{f'[data-tree={tree}]' if tree else ''} .tree__told")
    return rows.all_inner_texts()


# Without JavaScript ----------------------------------------------------------------------


def test_without_javascript_all_steps_stand_and_link_to_each_other(plain_page: Page) -> None:
    plain_page.goto(PAGE)
    steps = plain_page.locator(".tree__step")
    for step in steps.all():
        expect(step).to_be_visible()
        expect(step.locator(".tree__number")).to_be_visible()
    expect(plain_page.locator(".tree__trail, .tree__keys")).to_have_count(0)
    # An answer that leads past other steps, so that the page has to move.
    option = plain_page.locator(f".tree__step:has(> #{START}) .tree__option[href='#{OFF_SIGHT}']").first
    heading = plain_page.locator(f"#{OFF_SIGHT}")
    expect(heading).not_to_be_in_viewport()
    option.click()
    expect(heading).to_be_in_viewport()
    expect(plain_page).to_have_url(re.compile(f"{PAGE}#{OFF_SIGHT}$"))
    goto = plain_page.locator(f".tree__options > li:has([href='#{OFF_SIGHT}']) .tree__goto").first
    assert goto.inner_text().endswith(f" {heading.locator('.tree__number').inner_text()}")


def test_without_javascript_the_map_opens_and_links_to_the_steps(plain_page: Page) -> None:
    plain_page.goto(PAGE)
    plain_page.locator(".tree__map > summary").click()
    plain_page.locator(_on_map(OFF)).click()
    expect(plain_page.locator(f"#{OFF}")).to_be_in_viewport()


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
    page.add_init_script("window.fetch = async () => new Response('')")  # what steps lead to is looked for in `site`
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
    _at(page, START)
    expect(page.locator(".tree__trail")).to_be_hidden()
    for step in (ASKED, AGAIN, END):
        _answer(page, step)
        _at(page, step)
    expect(page).to_have_url(re.compile(f"{re.escape(OUTCOME)}$"))
    assert len(_answered(page)) == 3
    for row in page.locator(".tree__path > li").all():
        asked = row.locator(".tree__asked").inner_text()
        expect(row.get_by_role("button")).to_have_accessible_name(f"Change: {asked}")
    page.get_by_role("button", name="Back", exact=True).click()
    _at(page, AGAIN)
    expect(_shown(page).locator("[aria-current]")).to_have_attribute("data-answer", THIRD.split("=")[1])
    page.get_by_role("button", name="Start again").click()
    _at(page, START)
    expect(page).to_have_url(re.compile(f"{PAGE}#{START}$"))
    assert _answered(page) == []


def test_by_keyboard_alone_from_the_top_of_the_page_to_copied_notes(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('.tree__option[data-next={ASKED}]')"):
            break
    page.keyboard.press("Enter")
    _at(page, ASKED)
    for step, press in ((ASKED, _number(ASKED, AGAIN)), (AGAIN, _number(AGAIN, END))):
        expect(page.locator(f"#{step}")).to_be_focused()
        name = page.locator(f"#{step} .tree__name").inner_text()
        assert page.title().startswith(name)
        page.keyboard.press(press)
    expect(page.locator(f"#{END}")).to_be_focused()
    page.keyboard.press("Tab")
    expect(_shown(page).get_by_role("button", name="Copy notes")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-status")).to_contain_text("Copied")


def test_number_keys_choose_only_inside_the_tree_and_alone(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    page.keyboard.press("1")
    _at(page, START)
    page.locator(".md-header [data-act=find]").focus()
    page.keyboard.press("1")
    _at(page, START)
    page.locator(f"#{START}").focus()
    for keys in ("Control+1", "Alt+1", str(len(_options(START)) + 1), "0", "a"):
        page.locator(f"#{START}").dispatch_event(
            "keydown",
            {"key": keys[-1], "ctrlKey": "Control" in keys, "altKey": "Alt" in keys, "bubbles": True},
        )
        _at(page, START)
    page.evaluate(
        """(start) => {
          const input = document.createElement("input")
          document.getElementById(start).after(input)
          input.focus()
        }""",
        START,
    )
    page.keyboard.press("1")
    _at(page, START)
    page.locator(f"#{START}").focus()
    page.keyboard.press(_number(START, ASIDE))
    _at(page, ASIDE)


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
    _walk(page)
    expect(page).to_have_url(re.compile(f"#{END}$"))
    for step in (AGAIN, ASKED, START):
        page.go_back()
        _at(page, step)
        expect(page.locator(f"#{step}")).to_be_focused()
    for step in (ASKED, AGAIN, END):
        page.go_forward()
        _at(page, step)
    page.reload()
    _at(page, END)
    expect(page.locator(f"#{END}")).to_be_focused()
    assert len(_answered(page)) == 3
    page.go_back()
    _at(page, AGAIN)
    assert len(_answered(page)) == 2


def test_a_shared_link_shows_the_same_step(page: Page) -> None:
    page.goto(OUTCOME)
    _at(page, END)
    assert len(_answered(page)) == 3
    assert page.title().startswith(page.locator(f"#{END} .tree__name").inner_text())
    expect(page.locator(".tree__note")).to_be_empty()


def test_a_link_to_a_step_alone_shows_it_and_claims_no_answers(page: Page) -> None:
    page.goto(f"{PAGE}#{AGAIN}")
    _at(page, AGAIN)
    expect(page.locator(".tree__note")).not_to_be_empty()
    assert _answered(page) == []
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_hidden()
    _answer(page, END)
    _at(page, END)
    page.reload()
    _at(page, END)
    assert len(_answered(page)) == 1
    page.get_by_role("button", name="Start again").click()
    _at(page, START)
    expect(page.locator(".tree__trail")).to_be_hidden()


def test_arriving_and_leaving(page: Page) -> None:
    page.goto("decide/")
    page.locator(f".md-content a[href$='{TREE}/']").first.click()
    _at(page, START)
    _answer(page, ASKED)
    _at(page, ASKED)
    named = page.title()
    assert named.startswith(page.locator(f"#{ASKED} .tree__name").inner_text())
    page.go_back()
    _at(page, START)
    page.go_forward()
    _at(page, ASKED)
    page.locator(f".md-sidebar--primary a[href$='/{OTHER}/']").click()
    _at(page, LIBRARY.trees[OTHER].start, OTHER)
    assert page.title().startswith(page.locator("h1").evaluate("heading => heading.firstChild.data"))
    page.go_back()
    _at(page, ASKED, TREE)
    expect(page).to_have_title(named)
    expect(page.locator(f"#{ASKED}")).to_be_focused()


def test_a_link_to_a_heading_of_the_page_does_not_cost_the_walk(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    page.evaluate("window.kept = true")
    _answer(page, ASKED)
    _answer(page, AGAIN)
    for _ in range(2):
        page.locator(".md-sidebar--secondary a[href$='#why']").click()
        expect(page).to_have_url(re.compile("#why$"))
        expect(page.locator("#why")).to_be_in_viewport()
        _at(page, AGAIN)
        page.go_back()
        _at(page, AGAIN)
    page.go_back()
    _at(page, ASKED)
    assert page.evaluate("window.kept")


def test_a_link_of_the_page_to_a_step_shows_it(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    page.evaluate(
        """(step) => {
          const link = document.createElement("a")
          link.href = `${location.pathname}#${step}`
          link.textContent = "there"
          document.querySelector("#why").append(link)
        }""",
        OFF,
    )
    _answer(page, ASKED)
    page.get_by_role("link", name="there").click()
    _at(page, OFF)
    assert _answered(page) == []
    expect(page.locator(f"#{OFF}")).to_be_focused()
    page.go_back()
    _at(page, ASKED)


def test_the_page_from_the_back_forward_cache(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    _answer(page, ASKED)
    page.goto("checklists/")
    page.go_back()
    _at(page, ASKED)
    _answer(page, AGAIN)
    _at(page, AGAIN)
    page.go_back()
    _at(page, ASKED)


def test_storage_may_be_blocked(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts().new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name,"
        " { get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    page.goto(PAGE)
    _ready(page)
    _walk(page)
    _at(page, END)
    expect(page.locator("copy-script").first).to_be_visible()
    page.reload()
    _at(page, END)
    assert len(_answered(page)) == 3


@pytest.mark.parametrize(
    "kept",
    [
        {"query": "", "title": 1, "href": "x", "lines": None},
        {"query": "", "title": "x", "href": "javascript:alert(1)", "lines": [["asked", "told"]]},
        {"query": "", "title": "x", "href": "", "lines": [None]},
        ["constructor"],
    ],
)
def test_storage_may_hold_anything(page: Page, kept: object) -> None:
    """Whoever shares the host shares its storage."""
    page.add_init_script(f"sessionStorage.setItem('handbook:walk:other', {json.dumps(json.dumps(kept))})")
    page.goto(f"{PAGE}?other.question=answer")
    _ready(page)
    _at(page, START)
    expect(page.locator(".tree__path a")).to_have_count(0)
    _walk(page)
    _at(page, END)


# Changing --------------------------------------------------------------------------------


def test_a_browser_that_refuses_new_addresses_does_not_stop_the_walk(page: Page) -> None:
    """As some do in a sandbox, or after many in a row."""
    page.add_init_script("history.pushState = () => { throw new DOMException('no', 'SecurityError') }")
    page.goto(PAGE)
    for number, step in enumerate((ASKED, AGAIN), 1):
        _answer(page, step)
        expect(page.locator(".tree__path > li")).to_have_count(number)


def test_changing_an_early_answer_keeps_what_still_fits_and_tells_what_does_not(page: Page) -> None:
    page.goto(OUTCOME)
    _ready(page)
    told = _answered(page)
    page.locator(".tree__path").get_by_role("button").first.click()
    _at(page, START)
    assert _answered(page) == told
    _answer(page, ASKED)  # the same again leads back to where we were
    _at(page, END)
    assert _answered(page) == told
    page.locator(".tree__path").get_by_role("button").first.click()
    _answer(page, AGAIN)  # on this way the second question is not asked, and the third is
    _at(page, END)
    assert _answered(page)[1:] == told[2:]
    expect(page.locator(".tree__note")).to_contain_text(told[1])
    expect(page.locator(".tree__note")).not_to_contain_text(told[2])
    expect(page.locator(".hb-status")).to_contain_text(told[1])
    assert SECOND not in page.evaluate("location.href")
    page.locator(".tree__path").get_by_role("button").first.click()
    _answer(page, ASIDE)
    _at(page, ASIDE)
    expect(page.locator(".tree__note")).to_contain_text(told[2])
    page.go_back()
    page.go_back()
    _at(page, END)


# Addresses that do not fit ---------------------------------------------------------------

ELSEWHERE = _pair(ASIDE, OFF)
STALE = {
    "an answer that is gone": (f"?{FIRST}&{TREE}.{ASKED}=gone#{AGAIN}", ASKED),
    "a step not on the way": (f"?{FIRST}#{OFF}", ASKED),
    "a question not on the way": (f"?{FIRST}&{ELSEWHERE}#{ASKED}", ASKED),
    "a question that is gone": (f"?{TREE}.gone=yes#{ASKED}", ASKED),
    "a step that is gone": (f"?{FIRST}&{SECOND}#gone", AGAIN),
    "an image": ("#<img src=x onerror=alert(1)>", START),
    "a script": (f"?{TREE}.{START}=<script>alert(1)</script>#javascript:alert(1)", START),
    "10 kB": (f"#{'a' * 10_000}", START),
    "10 kB of answers": (f"?{FIRST}&{'&'.join(f'{TREE}.x{n}=y' for n in range(600))}", ASKED),
    "names of the prototype": (
        f"?{TREE}.__proto__=x&{TREE}.constructor=y&__proto__.x=y&constructor=z#__proto__",
        START,
    ),
    "not well formed": (f"?{TREE}.%=%E0%A4%A&=&.&{TREE}.=#%E0%A4%A", START),
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
    page.wait_for_function("() => messages.length")  # noted as it was said: after six seconds it is taken away
    (said,) = page.evaluate("messages")
    assert page.locator("decision-tree img, decision-tree script").count() == 0
    _answer(page, _next(step)[0])
    expect(page.locator(".tree__note")).not_to_contain_text(said)
    keys = re.findall(r"[?&]([^=&#]*)=", page.evaluate("location.href"))
    assert all(re.fullmatch(rf"{TREE}\.[a-z0-9-]+", key) for key in keys), keys


def test_an_address_of_any_length_is_read_at_once(page: Page) -> None:
    begun = time.monotonic()
    page.goto(f"{PAGE}?{'a' * 60_000}")
    _ready(page)
    assert time.monotonic() - begun < 8  # a look at each letter for each other takes twice as long and more


def test_a_step_is_announced_by_focus_and_title_only(page: Page) -> None:
    page.goto(PAGE)
    _ready(page)
    _answer(page, ASKED)
    _answer(page, AGAIN)
    page.evaluate("new Promise((done) => setTimeout(done, 50))")  # set after that of an announcement: it fires after it
    expect(page.locator(".hb-status:not(:empty)")).to_have_count(0)
    assert page.locator("decision-tree [aria-live], decision-tree [role=status]").count() == 0


# Outcomes --------------------------------------------------------------------------------


def test_an_outcome_opens_its_scripts_and_checklist_in_place(page: Page, library: Library) -> None:
    page.goto(OUTCOME)
    node = graph.by_id(library.trees[TREE])[END]
    parts = _brought(page)
    expect(parts).to_have_count(len(node.scripts) + bool(node.checklist))  # type: ignore[union-attr]
    expect(parts.locator("copy-script").first).to_be_visible()
    expect(parts.locator("check-list").first).to_be_visible()
    assert _shown(page).locator("[id]:not(h2)").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids))
    parts.get_by_role("checkbox").first.check()
    before = page.url
    parts.get_by_role("button", name="Copy this script").first.click()
    assert page.url == before
    _at(page, END)
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(".tree__part")).to_have_count(0)
    _answer(page, END)
    expect(parts.get_by_role("checkbox").first).to_be_checked()


def test_where_a_script_does_not_come_its_link_stays(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(tolerate=("Failed to load resource",)).new_page()
    page.route("**/scripts/**", lambda route: route.abort())
    page.route("**/checklists/**", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    page.goto(OUTCOME, wait_until="networkidle")
    _at(page, END)
    expect(page.locator(".tree__part")).to_have_count(0)
    for link in _shown(page).locator(".tree__scripts > ul a, .tree__checklist > p a").all():
        expect(link).to_be_visible()


def test_a_script_that_comes_late_does_not_stand_at_another_step(page: Page) -> None:
    held: list[Route] = []
    late = False
    page.route("**/scripts/**", lambda route: route.continue_() if late else held.append(route))
    with page.expect_request("**/scripts/**"):
        page.goto(OUTCOME)
    _at(page, END)
    page.get_by_role("button", name="Back", exact=True).click()
    late = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("copy-script")).to_have_count(0)


def _check_notes(notes: str, page: Page, library: Library) -> None:
    tree = library.trees[TREE]
    node = graph.by_id(tree)[END]
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


def test_a_walk_goes_on_in_another_tree_and_so_do_its_notes(page: Page, library: Library) -> None:
    page.goto(PAGE)
    _ready(page)
    _answer(page, ASKED)
    _shown(page).locator(f".tree__option[data-answer='{text.slug(DOOR.label)}']").click()
    expect(page.locator(f"decision-tree[data-tree={DOOR.tree}] .tree__path > li")).to_have_count(1)
    other = library.trees[str(DOOR.tree)]
    _at(page, other.start)
    assert FIRST in page.evaluate("location.href")
    expect(page.locator(".tree__told")).to_contain_text(DOOR.label)
    expect(page.locator(f"#{other.start}")).to_be_focused()
    end, given = next(
        (at, given) for at, given in _paths(other, other.start) if len(given) > 1 and not _options(at, other.id)
    )
    for question, answer in given:
        labels = [text.slug(option.label) for option in _options(question, other.id)]
        page.keyboard.press(str(labels.index(answer) + 1))
    _at(page, end)
    _recorded(page)
    _shown(page).get_by_role("button", name="Copy notes").click()
    expect(page.locator(".hb-status")).to_contain_text("notes")
    notes = page.evaluate("navigator.clipboard.readText()")
    titles = [library.trees[TREE].title, other.title]
    assert notes.index(titles[0]) < notes.index(DOOR.label) < notes.index(titles[1])
    page.reload()
    expect(page.locator(".tree__path > li")).to_have_count(1 + len(given))
    page.locator(".tree__path").get_by_role("link", name=f"Change: {titles[0]}").click()
    _at(page, ASKED, TREE)


# Two trees on a page ---------------------------------------------------------------------


def test_two_trees_on_a_page_keep_each_others_walk(page: Page, library: Library, site: Path) -> None:
    other = render.call("tree", library, render.Place(PAGE), OTHER)
    body = (site / PAGE / "index.html").read_text(encoding="utf-8")
    body = body.replace("</article>", f"{other}</article>")
    page.route(f"**/{PAGE}*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(PAGE)
    expect(page.locator(".tree__trail")).to_have_count(2)
    start = library.trees[OTHER].start
    second = next(option.next for option in _options(start, OTHER) if option.next)
    _answer(page, ASKED, TREE)
    _answer(page, AGAIN, TREE)
    page.locator(f"decision-tree[data-tree={TREE}]").get_by_role("button", name="Back", exact=True).click()
    _at(page, ASKED, TREE)
    _at(page, start, OTHER)
    _answer(page, second, OTHER)
    for _ in range(2):
        _at(page, ASKED, TREE)
        _at(page, second, OTHER)
        expect(page.locator(f"#{OTHER}--{second}")).to_be_focused()
        assert len(_answered(page, TREE)) == 2
        page.reload()
    page.go_back()
    _at(page, ASKED, TREE)
    _at(page, start, OTHER)
    page.go_back()
    _at(page, AGAIN, TREE)
    expect(page.locator(f"#{AGAIN}")).to_be_focused()
    page.keyboard.press(_number(AGAIN, END))
    _at(page, END, TREE)
    _at(page, start, OTHER)


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
    page.locator(".map__step").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.tree__scroll').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_map_marks_the_way_and_leads_to_any_step(page: Page) -> None:
    page.goto(OUTCOME)
    _ready(page)
    page.locator(".tree__map > summary").click()
    expect(page.locator(".map__step[aria-current=step]")).to_have_attribute("xlink:href", f"#{END}")
    expect(page.locator(".map__step.is-passed")).to_have_count(3)
    expect(page.locator(".map__way.is-passed")).to_have_count(3)
    page.locator(_on_map(ASKED)).click()
    _at(page, ASKED)
    expect(page.locator(f"#{ASKED}")).to_be_focused()
    assert len(_answered(page)) == 3  # on the way: the answers stay
    page.locator(_on_map(OFF)).click()
    _recorded(page)
    _at(page, OFF)
    assert _answered(page) == []  # off it: nothing is claimed
    page.go_back()
    _at(page, ASKED)
    assert len(_answered(page)) == 3


# Access and print ------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [PAGE, OUTCOME, STOP])
def test_axe_finds_nothing(contexts: Callable[..., BrowserContext], scheme: Any, path: str) -> None:
    page = contexts(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
    page.goto(path)
    _ready(page)
    if "#" in path:
        assert _brought(page).count()  # or axe looks at a page that is not whole
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
        len(question.options) for question in library.trees[TREE].questions
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
    assert max(heights) <= (279.4 - 14 - 16) / 25.4 * 96  # of US letter, the shorter one, less the margins
    assert len(heights) > 3


def test_the_elements_own_script_is_small() -> None:
    own = (ROOT / "overrides/assets/js/elements/decision-tree.js").read_bytes()
    assert len(gzip.compress(own, 9)) <= 6000
