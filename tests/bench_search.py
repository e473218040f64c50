"""Measure the search: python -m tests.bench_search [SITE] [--accounts FILE]. Prints figures; judges nothing.

The queries of tests/search/queries.yml and of the accounts of strangers are put to two searches over the same pages,
in a real browser: ours in the dialog, as a reader types them, and Pagefind through its API. A query hits where the page
of the first result is among those that are right for it. The search was tuned on the half "tune" and may learn from the
accounts of "learn"; of the other halves only totals are printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from macros import checks
from macros.exports import search

from .ask import asking
from .browser import chromium
from .search import accounts
from .search.engine import SCRIPTS, Engine, Query, dangers, figures, of_site, queries
from .serving import serving
from .sites import ROOT, build

HALVES = ("tune", "held")
SLOWER = 4  # times that the processor is slowed for the latencies
PAGEFIND = Path(sys.prefix) / "pagefind"  # installed by `make bench-search`, and by it alone
HEAVY = shutil.ignore_patterns("*.pdf", "*.png", "*.zip", "pagefind")

# The time in milliseconds from a key to the first result of another query; null where there is none.
TIME = """query => new Promise((resolve) => {
  const field = document.querySelector(".hb-search__field")
  const list = document.querySelector(".hb-search__found")
  const began = performance.now()
  const watch = new MutationObserver(() => {
    if (!list.firstElementChild) return
    watch.disconnect()
    requestAnimationFrame(() => resolve(performance.now() - began))
  })
  setTimeout(() => resolve(null), 3000)
  list.replaceChildren()
  watch.observe(list, { childList: true })
  field.value = query
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
})"""

PAGEFIND_ASK = """async query => {
  const found = await (await window.pagefind).search(query)
  const first = await Promise.all(found.results.slice(0, 10).map((one) => one.data()))
  return first.map((one) => new URL(one.url, location.href).href)
}"""


def pagefind(site: Path, target: Path) -> Path:
    """The pages of `site` with Pagefind's index in `target`."""
    shutil.copytree(site, target, ignore=HEAVY)
    command = [sys.executable, "-m", "pagefind", "--site", str(target), "--root-selector", "article", "--quiet"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(PAGEFIND)}, check=True, capture_output=True)
    return target


def folder(address: str, base: str) -> str:
    """The page of a result, below the site's root."""
    return re.sub(r"[?#].*|index\.html$", "", address.removeprefix(base))


def given(browser: Browser, file: Path) -> None:
    """The figures of queries in a file, as `read` knows them. No build: the docs as they are."""
    raw = yaml.safe_load(file.read_text("utf-8"))
    asked, left = read(raw["accounts"] if isinstance(raw, dict) else raw)
    for why, names in left.items():
        print(f"left out, {why}: {len(names)} ({', '.join(names[:5])}{', …' if len(names) > 5 else ''})")
    library = checks.load(ROOT / "docs", "docs")
    page = browser.new_page()
    engine = Engine(page, search.files(library))
    found = engine.pages([query.text for _, query in asked])
    for name, kinds in (("all", None), ("danger", {"danger"}), ("other", {kind for kind, _ in asked} - {"danger"})):
        rows = [(query, pages) for (kind, query), pages in zip(asked, found, strict=True) if not kinds or kind in kinds]
        if rows:
            print(f"{name:<7} {figures([query for query, _ in rows], [pages for _, pages in rows])}  n {len(rows)}")
    page.close()


def read(listed: list[Any]) -> tuple[list[tuple[str, Query]], dict[str, list[str]]]:
    """The queries of a list, each with its kind; and what was left out, by the reason, named by its id or its words.

    An entry is an account as in tests/search/accounts.yml, its queries plain or with pages of their own, or one query.
    `words` or `query` is what was typed, `right` a list of addresses, `kind: danger` or `danger: true` tells of danger.
    """
    asked: list[tuple[str, Query]] = []
    left: dict[str, list[str]] = {}
    for one in listed:
        of = one if isinstance(one, dict) else {}
        for query in of.get("queries", [one]):
            own = query if isinstance(query, dict) else {"words": query}
            words, right = own.get("words", own.get("query")), own.get("right", of.get("right"))
            name = str(words or of.get("id") or one)
            if not isinstance(words, str) or not isinstance(right, list):
                left.setdefault("of another form", []).append(name)
            elif not right:
                left.setdefault("no page is right", []).append(name)
            else:
                danger = "danger" in {own.get("kind"), of.get("kind")} or own.get("danger") or of.get("danger")
                asked.append(("danger" if danger else "other", Query(words, frozenset(right))))
    return asked, left


def told(name: str, base: str, ask: Callable[[str], list[str]], pages: frozenset[str]) -> None:
    """Put all queries to one search and print its figures; `pages` are those that can be found."""

    def put(asked: list[Query]) -> list[list[str]]:
        return [list(dict.fromkeys(folder(one, base) for one in ask(query.text))) for query in asked]

    for half in HALVES:
        asked = queries(half)
        print(f"{name:<22} {half}  {figures(asked, put(asked))}  n {len(asked)}", flush=True)
    for half in ("learn", "held"):
        groups = accounts.groups([one for one in accounts.accounts() if one.half == half], pages)
        found = dict(zip(groups["all"], put(groups["all"]), strict=True))
        for group, asked in groups.items():
            if asked:
                figured = figures(asked, [found[query] for query in asked])
                print(f"{name:<16} accounts, {half:<5} {group:<17} {figured}  n {len(asked)}", flush=True)


def dialog(browser: Browser, site: Path, pages: frozenset[str]) -> None:
    """The figures of the search in the dialog."""
    with asking(browser, site) as search_:
        search_.ask("first")  # which loads what there is to load
        told("ours", "", lambda query: [address for address, _ in search_.ask(query)], pages)
        print(f"ours: key to first result, page {SLOWER} times slower: {spread(latencies(search_.page))} ms")


def latencies(page: Page) -> list[float]:
    """Milliseconds from the last key of a query to its first result, the page's thread slowed."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times = [page.evaluate(TIME, query.text) for query in queries("tune")[:40]]
    return [time for time in times if time is not None]


def alone(browser: Browser, site: Path) -> None:
    """What the engine itself takes, in a page slowed: a worker cannot be slowed from here."""
    page = browser.new_page()
    index = json.loads((site / search.PATH).read_bytes())
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    engine = Engine(page, of_site(site))
    build_ = page.evaluate(
        "data => { const began = performance.now(); handbookSearch.build(data); return performance.now() - began }",
        index,
    )
    each = "query => { const began = performance.now(); engine.search(query); return performance.now() - began }"
    danger(engine)
    times = [engine.page.evaluate(each, query.text) for query in queries("tune")]
    print(f"engine alone, {SLOWER} times slower: loaded in {build_:.0f} ms, then a query {spread(times)} ms")
    page.close()


def danger(engine: Engine) -> None:
    """How often danger gets the page that protects first, or one is seen at all, and what only sounds like it does."""
    for name in ("danger", "danger-held", "danger-hinted"):
        groups = dangers(name)
        told = [(query, group["page"]) for group in groups if group["page"] for query in group["queries"]]
        first = sum(
            pages[:1] == [page] for pages, (_, page) in zip(engine.pages([q for q, _ in told]), told, strict=True)
        )
        guards = {page for _, page in told}
        seen = [engine.protects(query, guards) for query, _ in told]
        harmless = [query for group in groups if not group["page"] for query in group["queries"]]
        alarms = sum(bool(engine.page.evaluate("q => engine.dangers(q).pages", query)) for query in harmless)
        print(f"{name}: the page that protects first {first / len(told):.3f} of {len(told)};", end=" ")
        print(f"one first or beside {mean(seen):.3f};", end=" ")
        print(f"set off by what is harmless {alarms / len(harmless):.3f} of {len(harmless)};", end=" ")
        print(f"seen with it {mean(engine.protects(query, guards) for query in harmless):.3f}")


def spread(times: list[float]) -> str:
    """The middle, the 95th percentile and the highest."""
    ordered = sorted(times)
    return f"median {median(ordered):.0f}, 95 % {ordered[int(len(ordered) * 0.95)]:.0f}, most {ordered[-1]:.0f}"


def weights(site: Path) -> None:
    """Print what a reader loads, compressed, once it is wanted."""
    index = len(gzip.compress((site / search.PATH).read_bytes(), 9))
    scripts = sum(len(gzip.compress((site / script).read_bytes(), 9)) for script in SCRIPTS)
    print(f"gzip: index {index / 1000:.1f} kB, scripts {scripts / 1000:.1f} kB")


def main() -> None:
    """Measure the site that the command line names, or a fresh build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, help="the folder of a built site; without it, one is built")
    parser.add_argument("--accounts", type=Path, metavar="FILE", help="only the figures of the queries in a YAML file")
    options = parser.parse_args()
    with ExitStack() as stack:
        executable = chromium.find()  # which starts a playwright of its own
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        stack.callback(browser.close)
        if options.accounts:
            given(browser, options.accounts)
            return
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = options.site or temporary / "ours"
        if not options.site:
            build(site)
        weights(site)
        pages = frozenset(page["at"] for page in json.loads((site / search.PATH).read_bytes())["pages"])
        dialog(browser, site, pages)
        alone(browser, site)
        if PAGEFIND.is_dir():
            # Without our policy, which forbids what Pagefind needs: to compile.
            base = stack.enter_context(serving(pagefind(site, temporary / "pagefind")))
            page = browser.new_page()
            page.goto(base)
            page.evaluate("() => { window.pagefind = import('/pagefind/pagefind.js') }")
            told("Pagefind", base, partial(page.evaluate, PAGEFIND_ASK), pages)
        else:
            print("Pagefind is not installed: make bench-search")


if __name__ == "__main__":
    main()
