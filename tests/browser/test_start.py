"""The theme's program starts once the page has been drawn, and does all that it did before."""

from __future__ import annotations

import collections
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from ..serving import Quiet, serving

PATH = "situations/angry-caller/"
WAITS = "#__program"
PROGRAM = "**/javascripts/bundle*.js"
# The theme has seen to a part of the page, and said so to those who wait for pages.
BEGUN = (
    "document.querySelector('.md-top').style.top !== '' && new Promise((done) => document$.subscribe(() => done(true)))"
)


def test_it_starts_after_the_first_paint(page: Page) -> None:
    page.add_init_script(
        """window.seen = []
        new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries()) seen.push([startTime, name])
        }).observe({ type: "paint", buffered: true })
        document.addEventListener("load", ({ target }) => {
          if (/bundle/.test(target.src)) seen.push([performance.now(), "program"])
        }, { capture: true })"""
    )
    page.goto(PATH)
    assert page.evaluate(BEGUN)
    page.wait_for_function("() => seen.length >= 3")
    order = [name for _, name in sorted(page.evaluate("seen"))]
    assert order[-1] == "program"
    assert page.locator(WAITS).count() == 0


def test_it_starts_in_a_tab_that_is_never_drawn(page: Page) -> None:
    page.add_init_script("window.requestAnimationFrame = () => 0")
    page.goto(PATH, wait_until="load")
    page.wait_for_function("() => !document.getElementById('__program')", polling=50)
    assert page.evaluate("document$ !== undefined")


def test_what_an_adopter_adds_follows_it_in_order(page: Page) -> None:
    """As `extra_javascript` is written: after the theme's program, with attributes of its own."""
    added = '<script src="/one.js" data-one="1"></script><script src="/two.js"></script></template>'

    def with_more(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        assert text.count("</template>") == 1
        route.fulfill(response=answer, body=text.replace("</template>", added))

    page.route(f"**/{PATH}", with_more)
    one = "window.said = ['one', typeof document$, document.currentScript.dataset.one]"
    two = "document$.subscribe(() => said.push('two'))"
    for name, text in {"one": one, "two": two}.items():
        fulfil = functools.partial(Route.fulfill, body=text, content_type="text/javascript")
        page.route(f"**/{name}.js", lambda route, _, fulfil=fulfil: fulfil(route))
    page.goto(PATH)
    assert page.evaluate("said") == ["one", "object", "1", "two"]


def test_without_it_the_page_says_nothing_that_is_not_true(contexts: Callable[..., BrowserContext]) -> None:
    """Where the program does not come, what needs it is hidden as without scripts; ours works."""
    context = contexts(tolerate=("net::ERR_FAILED",), viewport={"width": 390, "height": 844})
    page = context.new_page()
    search = page.locator(".md-header__button[for=__search]")
    page.goto(PATH)
    expect(search).to_be_visible()
    page.route(PROGRAM, lambda route: route.abort())
    page.reload()
    expect(search).to_be_hidden()
    page.goto("checklists/during-angry-call/")
    page.locator(".checklist__box").first.check()
    expect(page.locator(".hb-bar__count")).to_contain_text("1 of")


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
    """The program takes styles anew: once a page has loaded, a browser would ask the host."""
    _AskAgain.asked.clear()
    with serving(site, _AskAgain) as address:
        page = contexts(base_url=address).new_page()
        page.goto(kind)
        page.wait_for_load_state("networkidle")
        counted = collections.Counter(_AskAgain.asked)
        assert len(counted) > 5
        assert {path: count for path, count in counted.items() if count > 1} == {}


@pytest.mark.parametrize("kind", ["", PATH, "404.html"])
def test_the_root_and_the_body_are_set_as_the_theme_sets_them(page: Page, kind: str) -> None:
    """What the program changes there later would have all of the page styled anew, and move or flash."""
    page.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => {
          window.changes = []
          new MutationObserver((records) => {
            for (const { target, attributeName: name, oldValue } of records)
              if (target.getAttribute(name) !== oldValue) changes.push(`${target.localName} ${name}: ${oldValue}`)
          }).observe(document.documentElement, { attributes: true, attributeOldValue: true })
          new MutationObserver((records) => {
            for (const { attributeName: name } of records) changes.push(`body ${name}`)
          }).observe(document.body, { attributes: true })
        })"""
    )
    page.goto(kind)
    assert set(page.evaluate("changes")) <= {"html data-js-focus-visible: null"}  # no rule asks for that one
