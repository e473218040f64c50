"""What starts when: the page is drawn first, every part starts on its own, and what an adopter adds runs after ours."""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from ..serving import Quiet, serving
from .conftest import stop_clock
from .dialog import LINK, ask

PATH = "situations/angry-caller/"
PROGRAM = "**/assets/js/handbook.js"


# Each part by its function in the program, and how to see that it works.
def _search(page: Page) -> None:
    ask(page, "refund")
    expect(page.locator(LINK).first).to_be_visible()
    page.keyboard.press("Escape")


def _menu(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("button.hb-menu").click()
    expect(page.get_by_role("dialog", name="Menu")).to_be_visible()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 900})


def _palette(page: Page) -> None:
    page.locator(".hb-palette").click(click_count=2)
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()


def _arrive(page: Page) -> None:
    folded = page.locator("article details:not([open])").last
    folded.evaluate("part => (part.firstElementChild.nextElementSibling.id = 'folded-away')")
    page.evaluate("location.hash = 'folded-away'")
    expect(page.locator("#folded-away")).to_be_visible()


def _copy_link(page: Page) -> None:
    page.locator("#write-down .headerlink").click()
    expect(page.locator(".hb-status")).to_contain_text("Copied")


def _here(page: Page) -> None:
    page.locator("#write-down").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator(".hb-toc [aria-current]")).to_have_count(1)


def _paper(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    folded = page.locator("article details:not([open], [name])")
    expect(folded.locator("visible=true").and_(page.locator(":not([class$=__why], [class$=__extends])"))).to_have_count(
        0
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article details:not([open])").count()


def _prefetch(page: Page) -> None:
    with page.expect_request(re.compile("/checklists/$")):
        page.locator(".md-tabs__link[href$='/checklists/']").hover()


def _scripts(page: Page) -> None:
    page.locator("copy-script [data-act=copy]").first.click()
    expect(page.locator("copy-script").first).to_contain_text("Copy anyway?")


PARTS = {
    "search": _search,
    "menu": _menu,
    "palette": _palette,
    "arrive": _arrive,
    "copyLink": _copy_link,
    "here": _here,
    "paper": _paper,
    "prefetch": _prefetch,
}


def test_every_part_works(page: Page) -> None:
    page.goto(PATH)
    for works in (*PARTS.values(), _scripts):
        works(page)


@pytest.mark.parametrize("broken", [*PARTS, "offline"])
def test_a_fault_in_one_costs_none_of_the_others(contexts: Callable[..., BrowserContext], broken: str) -> None:
    context = contexts(tolerate=("A part of the page does not work",), viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    start = f"function {broken}(){{"

    def with_a_fault(route: Route) -> None:
        answer = route.fetch()
        assert answer.text().count(start) == 1
        route.fulfill(response=answer, body=answer.text().replace(start, f"{start} throw new Error('broken');"))

    page.route(PROGRAM, with_a_fault)
    with page.expect_event("console", lambda message: "does not work" in message.text):
        page.goto(PATH)
    for name, works in PARTS.items():
        if name != broken:
            works(page)
    _scripts(page)


def test_a_fault_in_an_element_costs_that_element(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(tolerate=("broken",)).new_page()

    def with_a_fault(route: Route) -> None:
        answer = route.fetch()
        start = "class CopyScriptElement extends HTMLElement{"
        assert start in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(start, f"{start}\nbroken = broken;"))

    page.route(PROGRAM, with_a_fault)
    page.goto(PATH)
    expect(page.locator("copy-script .hb-bar")).to_have_count(0)
    _search(page)
    _palette(page)


def test_it_is_drawn_without_the_theme_s_program(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    stop_clock(page)  # a page at rest loads the search
    page.goto(PATH)
    page.wait_for_load_state("networkidle")
    scripts = [re.sub(r".*/assets/", "", url) for url in asked if ".js" in url]
    assert scripts[:2] == ["js/boot.js", "js/handbook.js"]
    assert all(script.startswith(("js/", "vendor/")) for script in scripts), scripts
    assert page.locator("script:not([src])").count() == 0  # nothing that a policy would have to name


def test_what_an_adopter_adds_follows_in_order(page: Page) -> None:
    """As `extra_javascript` is written: after our program, with attributes of its own."""
    added = '<script defer src="/one.js" data-one="1"></script><script defer src="/two.js"></script></body>'

    def with_more(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</body>", added))

    page.route(f"**/{PATH}", with_more)
    one = "window.said = ['one', Boolean(customElements.get('copy-script')), document.currentScript.dataset.one]"
    for name, text in {"one": one, "two": "said.push('two')"}.items():
        fulfil = functools.partial(Route.fulfill, body=text, content_type="text/javascript")
        page.route(f"**/{name}.js", lambda route, _, fulfil=fulfil: fulfil(route))
    page.goto(PATH)
    assert page.evaluate("said") == ["one", True, "1", "two"]


def test_without_the_program_the_page_says_nothing_that_is_not_true(contexts: Callable[..., BrowserContext]) -> None:
    """Where it does not come, what needs it is hidden as without scripts."""
    page = contexts(tolerate=("net::ERR_FAILED",), viewport={"width": 390, "height": 844}).new_page()
    buttons = page.locator(".md-header button")
    page.goto(PATH)
    assert buttons.count() == 3
    for button in buttons.all():
        expect(button).to_be_visible()
    page.route(PROGRAM, lambda route: route.abort())
    page.reload()
    for button in buttons.all():
        expect(button).to_be_hidden()
    expect(page.locator("a.hb-menu")).to_be_visible()


class _AskAgain(Quiet):
    """A host that has everything asked about at each use, as ours are told to; counts what it is asked for."""

    asked: ClassVar[list[str]] = []

    def send_head(self) -> Any:
        self.asked.append(self.path)
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


@pytest.mark.parametrize("kind", ["cards/deck/", "cards/angry-client/", PATH])
def test_nothing_is_asked_for_twice(contexts: Callable[..., BrowserContext], site: Path, kind: str) -> None:
    _AskAgain.asked.clear()
    with serving(site, _AskAgain) as address:
        page = contexts(base_url=address).new_page()
        page.goto(kind)
        page.wait_for_load_state("networkidle")
        counted = collections.Counter(_AskAgain.asked)
        assert {f"/{kind}", "/assets/css/handbook.css", "/assets/js/handbook.js"} <= counted.keys()
        assert {path: count for path, count in counted.items() if count > 1} == {}


@pytest.mark.parametrize("kind", ["", PATH, "404.html"])
def test_the_root_and_the_body_are_set_before_the_page_is_drawn(page: Page, kind: str) -> None:
    """What is changed there later would have all of the page styled anew, and move or flash."""
    page.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => {
          window.changes = []
          const watch = (target) => new MutationObserver((records) => {
            for (const { attributeName: name, oldValue } of records)
              if (target.getAttribute(name) !== oldValue) changes.push(`${target.localName} ${name}: ${oldValue}`)
          }).observe(target, { attributes: true, attributeOldValue: true })
          watch(document.documentElement)
          watch(document.body)
        })"""
    )
    page.goto(kind)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("changes") == []


# From page to page ---------------------------------------------------------------------


def test_a_link_loads_a_page_and_back_returns_to_where_one_was(page: Page) -> None:
    page.goto("situations/")
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    page.evaluate("window.here = true")
    page.locator("article a[href*='late-payer']").first.evaluate("link => link.click()")
    expect(page.locator("h1")).to_contain_text("The client has not paid")
    assert page.evaluate("window.here") is None
    page.go_back()
    page.wait_for_function("() => scrollY === 700")


def test_the_next_page_is_on_its_way_before_it_is_asked_for(page: Page) -> None:
    stop_clock(page)  # a page at rest loads the search
    page.goto("decide/abuse/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def rest(link: Locator) -> None:
        link.hover()
        page.clock.run_for(100)

    link, other = (page.locator(f".md-tabs__link[href$='/{name}/']") for name in ("checklists", "guide"))
    with page.expect_request(re.compile("/checklists/$")):
        rest(link)
    link.focus()
    rest(page.locator(".tree__option:visible").first)  # this page, and what says more than a page
    with page.expect_request(re.compile("/guide/$")):
        rest(other)
    assert [url.rsplit("/", 2)[1] for url in asked] == ["checklists", "guide"]  # each once, and nothing between


@pytest.mark.parametrize("reader", ["saves data", "keeps a copy"])
def test_nothing_is_fetched_ahead_in_vain(page: Page, reader: str) -> None:
    of, name, value = {
        "saves data": ("Navigator.prototype", "connection", "{ saveData: true }"),
        "keeps a copy": ("Navigator.prototype", "serviceWorker", "{ controller: {}, register: async () => {} }"),
    }[reader]
    page.add_init_script(f"Object.defineProperty({of}, '{name}', {{ value: {value} }})")
    page.goto("decide/abuse/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".md-tabs__link[href$='/checklists/']").hover()
    page.wait_for_timeout(300)
    assert [url for url in asked if url.endswith("/checklists/")] == []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_pages_glide_only_for_who_allows_motion(contexts: Callable[..., BrowserContext], motion: str) -> None:
    page = contexts(reduced_motion=motion).new_page()
    page.add_init_script("addEventListener('pagereveal', (event) => (window.glided = Boolean(event.viewTransition)))")
    page.goto("situations/")
    page.locator("article a[href*='late-payer']").first.click()
    expect(page.locator("h1")).to_contain_text("The client has not paid")
    page.wait_for_function("() => window.glided !== undefined")
    assert page.evaluate("glided") is (motion == "no-preference")
