"""A real browser for each worker, a fresh context for each test.

A context fails its test when a page logs an error, throws, or asks another host for anything.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError, expect, sync_playwright

from . import chromium, fonts

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
expect.set_options(timeout=15_000)  # a slow machine fails no test that a fast one passes
# What would else be the machine's, and no copy of the site unless a test asks for it: that is hundreds of requests.
GLIDE = "Transition was"  # aborted or skipped: a browser with much to do shows the next page without one
MACHINE = {"locale": "en-GB", "timezone_id": "Europe/London", "service_workers": "block"}
# What a page shows by itself after three seconds without its script is held back: a slow machine may take longer.
STILL = """
  const still = new CSSStyleSheet()
  still.replaceSync("*, ::before, ::after { animation-play-state: paused !important }")
  document.adoptedStyleSheets = [still]
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Browser]]:
    """browsers(font) -> Chromium, headless, with the font of fonts.py alone. A browser test is never skipped."""
    if not (path := chromium.find()):
        pytest.fail(chromium.advice(), pytrace=False)
    folder = tmp_path_factory.mktemp("fonts")
    launched: list[Browser] = []
    with sync_playwright() as playwright:

        @functools.cache
        def launch(font: str) -> Browser:
            given = fonts.environment(font, folder)
            launched.append(playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env=given))
            return launched[-1]

        yield launch
        for one in launched:
            one.close()


@pytest.fixture(scope="session")
def browser(browsers: Callable[[str], Browser]) -> Browser:
    """The browser of most tests: with the wide font, in which least fits."""
    return browsers(fonts.WIDE)


@pytest.fixture
def contexts(browsers: Callable[[str], Browser], address: str) -> Iterator[Callable[..., BrowserContext]]:
    """contexts(font, **options) -> a watched context; options are those of Playwright's new_context."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def new(*, tolerate: tuple[str, ...] = (), font: str = fonts.WIDE, **options: Any) -> BrowserContext:
        context = browsers(font).new_context(**{"base_url": address + "/", **MACHINE, **options})

        def logged(message: ConsoleMessage) -> None:
            if message.type == "error" and not any(word in message.text for word in tolerate):
                faults.append(f"console: {message.text}")

        def asked(url: str) -> None:
            if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1":
                faults.append(f"request to another host: {url}")

        context.on("console", logged)

        def threw(error: WebError) -> None:
            if not any(word in str(error.error) for word in (*tolerate, GLIDE)):
                faults.append(f"error: {error.error}")

        context.on("weberror", threw)
        context.on("request", lambda request: asked(request.url))
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(contexts: Callable[..., BrowserContext], request: pytest.FixtureRequest) -> Page:
    """A desktop page with JavaScript and a clipboard that may be read back; a parameter adds options of `contexts`."""
    options = getattr(request, "param", {})
    context = contexts(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context.new_page()


@pytest.fixture
def plain_page(contexts: Callable[..., BrowserContext]) -> Page:
    """The same without JavaScript."""
    return contexts(viewport={"width": 1280, "height": 900}, java_script_enabled=False).new_page()


def stop_clock(page: Page) -> None:
    """Stop the clock of the page and of those that follow: what waits there goes on with `page.clock.run_for` alone.

    However slow the machine, nothing that a page does by itself after a while comes in between.
    """
    page.clock.install(time=0)
    page.clock.pause_at(3600)  # seconds: it has gone on until now


# The rules of colours, and what axe asks each about.
OF_COLOURS = {"color-contrast": ["*"], "link-in-text-block": ["a[href]", "[role=link]"]}
COLOURS = tuple(OF_COLOURS)
FRAME = (".md-header", ".md-tabs", ".md-sidebar", ".md-footer")
# Axe over the whole page but for some parts; by the rules of colours over what is marked for them, if anything is, and
# what stands in it. What is left out is looked at where it holds something marked.
RUN = """async ([options, without, colours]) => {
  const marked = document.querySelector("[data-unseen]")
  const exclude = without.filter((part) => {
    return document.querySelector(part) && !document.querySelector(`${part}[data-unseen], ${part} [data-unseen]`)
  })
  if (marked) {
    const among = (kind) => `${kind}[data-unseen], [data-unseen] ${kind}`
    const rules = Object.entries(colours).map(([id, kinds]) => ({ id, selector: kinds.map(among).join() }))
    axe.configure({ rules })
  }
  try {
    return (await axe.run({ exclude }, options)).violations
  } finally {
    if (marked) axe.reset()
  }
}"""


def violations(page: Page, *rules: str, without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds on the page by WCAG 2.2 AA and best practice, or by `rules` alone: "rule: where", one each.

    `without` leaves out the colours, or parts by their selectors. Of a page where `mark_unseen` marked anything, the
    colours of that alone are looked at. Axe is brought to a page once, as whoever looks at many has it brought to each:
    `page.add_init_script`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    off = {rule: {"enabled": False} for rule in COLOURS if rule in without}
    options = {"runOnly": only, "rules": off, "resultTypes": ["violations"], "preload": False}
    parts = [part for part in without if part not in COLOURS]
    found = page.evaluate(RUN, [options, parts, OF_COLOURS])
    return [f"{rule['id']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]


# Two elements with the same tags, classes and attributes from the body down are painted alike: of each such line, a
# number. Values of other attributes than the class count where a style asks for them.
MARK = """(seen) => {
  for (const before of document.querySelectorAll("[data-unseen]")) delete before.dataset.unseen
  const known = new Set(seen), fresh = []
  const valued = /^(class|style|type|dir|data-tone|data-md-.*)$/, idle = /^(id|href|src|for|title|name|d)$/
  const style = ({ localName, attributes }) => {
    const telling = [...attributes].filter(({ name }) => !idle.test(name))
    return [localName, ...telling.map(({ name, value }) => (valued.test(name) ? name + value : name)).sort()].join()
  }
  const lines = new Map([[document.body, 7]])
  for (const element of document.body.querySelectorAll("*")) {
    let line = lines.get(element.parentElement) ?? 7
    for (const letter of style(element)) line = (line * 31 + letter.charCodeAt()) | 0
    lines.set(element, line)
    const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    if (!speaks || known.has(line)) continue
    known.add(line)
    fresh.push(line)
    element.dataset.unseen = ""
  }
  return fresh
}"""


def mark_unseen(page: Page, seen: set[int]) -> bool:
    """Mark one element of each kind of painted text that is not among `seen`, and add it; whether there is any."""
    fresh = page.evaluate(MARK, list(seen))
    seen.update(fresh)
    return bool(fresh)
