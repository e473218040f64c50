"""What a page works for a reader: python -m tests.bench_work SITE [SITE ...] [--rounds N]

In headless Chromium, each site in turns, so that a drifting machine does not mislead: the longest task while a
situation's page loads; a step of a tree until it is drawn, beside a key that does nothing; from words in the search to
their result. Each as the time that the page's own thread worked, from the browser's trace, where what other programs do
does not count, four times over, as on a processor that is so much slower; and in brackets what passed on the wall.
Medians in milliseconds. A site may be of an earlier version, whose search was the theme's.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from .bench_tree import REST, SLOWED, WATCH
from .browser import chromium
from .serving import serving

QUIET = 700  # after a key, until all that follows from it is done
SITUATION, TREE = "situations/angry-caller/", "decide/abuse/"
REACH = "reach: no task over 50 ms at load; a step at most 25 ms more than a key that does nothing; a result in 50 ms"
CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
TASK = "RunTask"
# The field, and a result, in ours and in the theme's.
FIELD, RESULT = ".hb-search__field, [data-md-component=search-query]", ".hb-result a, .md-search-result__link"
FOUND = """([field, result, words]) => new Promise((done) => {
  const input = document.querySelector(field)
  const began = performance.now()
  const before = document.querySelector(result)?.href
  const watch = new MutationObserver(() => {
    const first = document.querySelector(result)
    if (!first || first.href === before) return
    watch.disconnect()
    requestAnimationFrame(() => done(performance.now() - began))
  })
  setTimeout(() => done(null), 5000)
  watch.observe(document.body, { childList: true, subtree: true })
  input.focus()
  input.value = words
  input.dispatchEvent(new InputEvent("input", { bubbles: true }))
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
})"""


class Work(NamedTuple):
    """Milliseconds that the thread worked, and that passed."""

    worked: float
    passed: float


def traced(browser: Browser, page: Page, act: Callable[[], object]) -> list[dict[str, Any]]:
    """What the thread of `page` did meanwhile, in order."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    try:
        act()
    finally:
        events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    mains = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    of = {main: [one for one in events if (one["pid"], one["tid"]) == main and "ts" in one] for main in mains}
    most = max(of.values(), key=lambda own: sum(one.get("tdur", 0) for one in own if one["name"] == TASK))
    return sorted(most, key=lambda one: one["ts"])


def tasks(events: list[dict[str, Any]], begin: float = 0, end: float = float("inf")) -> list[Work]:
    """The tasks that began in a span of the trace."""
    return [
        Work(SLOWED * one.get("tdur", 0) / 1000, one.get("dur", 0) / 1000)
        for one in events
        if one["name"] == TASK and begin <= one["ts"] + one.get("dur", 0) and one["ts"] <= end
    ]


def load(browser: Browser, address: str) -> Work:
    """The longest task from the first byte until the page has come to rest."""
    page = browser.new_page(service_workers="block", viewport={"width": 412, "height": 823})

    def visit() -> None:
        page.goto(address + SITUATION)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(REST)

    found = tasks(traced(browser, page, visit))
    page.close()
    return Work(max(one.worked for one in found), max(one.passed for one in found))


def steps(browser: Browser, address: str) -> tuple[Work, list[Work]]:
    """A key that does nothing, and each step of a walk by the first answers."""
    page = browser.new_page(service_workers="block", viewport={"width": 1280, "height": 900})
    page.goto(address + TREE)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(REST)
    page.evaluate(WATCH)
    page.locator(".tree__step:not([hidden]) .tree__heading").focus()

    def press(key: str) -> Work:
        events = traced(browser, page, lambda: (page.keyboard.press(key), page.wait_for_timeout(QUIET)))
        keys = [one for one in events if one["name"] == "EventDispatch" and one["args"]["data"]["type"] == "keydown"]
        painted = [one for one in events if one["name"] in ("Commit", "Paint") and one["ts"] >= keys[0]["ts"]]
        worked = sum(one.worked for one in tasks(events, keys[0]["ts"], painted[0]["ts"])) if painted else 0.0
        return Work(worked, float(page.evaluate("taken.pop()")))

    idle, taken = press("0"), []
    while True:
        options = page.locator(".tree__step:not([hidden]) .tree__option")
        at = options.evaluate_all("options => options.findIndex((option) => option.dataset.next)")
        if at < 0:
            break
        taken.append(press(str(at + 1)))
    page.close()
    return idle, taken


def results(browser: Browser, address: str) -> list[Work]:
    """From what is typed to its result, once the search is there. What its worker works is no work of the page's."""
    page = browser.new_page(service_workers="block", viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.wait_for_timeout(REST)
    page.evaluate(FOUND, [FIELD, RESULT, "refund"])
    taken = []
    for words in ("shouting", "late payment", "scope creep", "apology", "threat"):
        passed: list[float] = []

        def ask(words: str = words, passed: list[float] = passed) -> None:
            passed.append(page.evaluate(FOUND, [FIELD, RESULT, words]) or float("nan"))

        found = tasks(traced(browser, page, ask))
        taken.append(Work(sum(one.worked for one in found), passed[0]))
    page.close()
    return taken


def _told(name: str, taken: list[Work]) -> str:
    worked, passed = (statistics.median(times) for times in zip(*taken, strict=True))
    return f"{name} {worked:.0f} ({passed:.0f})"


def main() -> None:
    """Print the medians of each site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    path = chromium.find()
    seen: dict[Path, dict[str, list[Work]]] = {
        site: {"longest task at load": [], "a key that does nothing": [], "a step": [], "a result": []}
        for site in given.sites
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(given.rounds):
            for site, taken in seen.items():
                with serving(site) as address:
                    idle, walked = steps(browser, address)
                    taken["longest task at load"].append(load(browser, address))
                    taken["a key that does nothing"].append(idle)
                    taken["a step"].extend(walked)
                    taken["a result"].extend(results(browser, address))
        browser.close()
    print(f"medians of {given.rounds} rounds: ms that the page works, {SLOWED} times slower (that passed here)")
    for site, taken in seen.items():
        print(f"{site}: {', '.join(_told(name, times) for name, times in taken.items())}")
    print(REACH)


if __name__ == "__main__":
    main()
