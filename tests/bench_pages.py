"""What a visit costs: python -m tests.bench_pages [SITE] [--lighthouse FOLDER]

For every kind of page and the largest of each folder, served with gzip: the requests and bytes of a first visit,
those of a page after it (in brackets what Brotli, which many hosts use, makes of both), and how far anything shifts
while the page comes to rest. What is fetched for the search, and what a service worker fetches in the background, is
left out: nobody waits for it. With --lighthouse also the four scores of Lighthouse as on a phone, each the median of
three runs, for they swing with the machine; FOLDER holds it and Node.js, which are installed there on demand.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import brotli
import lxml.html
from playwright.sync_api import Browser, sync_playwright

from . import nodejs
from .browser import chromium
from .kinds import KINDS
from .serving import serving
from .sites import build

MOST_REQUESTS, MOST_FIRST, MOST_NEXT = 8, 65, 12  # requests, kB of a first visit, kB of the next page
# A page with more to say than that: kB of what stands around every article, and what its own words, compressed, may
# grow to with their markup, links and drawings. So its weight is that of its words, whoever writes them.
FRAME, MARKUP = 3.5, 2.1
SHIFT = """() => {
  window.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value
  }).observe({ type: "layout-shift", buffered: true })
}"""
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}  # scores of Lighthouse


def heaviest(site: Path) -> list[str]:
    """A page of every kind, and beside it the largest page of its folder: none may hide behind a small one."""
    found = []
    for kind in KINDS:
        if kind.endswith(".html"):
            continue  # nobody goes to 404.html to begin with
        folder = kind.split("/")[0]
        pages = (site / folder).glob("*/index.html") if folder else ()
        largest = max(pages, key=lambda page: page.stat().st_size, default=None)
        found += [kind, *([f"{folder}/{largest.parent.name}/"] if largest else [])]
    return list(dict.fromkeys(found))


def most_next(page: bytes) -> float:
    """The kB that a page may weigh which is opened after another, by what it has to say."""
    words = " ".join(" ".join(article.itertext()) for article in lxml.html.fromstring(page).iter("article"))
    return max(MOST_NEXT, FRAME + MARKUP * len(gzip.compress(" ".join(words.split()).encode(), 6)) / 1000)


def visit(browser: Browser, address: str, path: str) -> dict[str, float]:
    """Requests, kB (1,000 bytes as sent, headers too) and layout shift of a first visit and a next page."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, service_workers="block")
    first, requests, shift = _load(context, address + path)
    figures = {"first": first / 1000, "requests": requests, "shift": shift}
    context.close()
    # The same page after another one: what all pages share is in the browser's cache.
    context = browser.new_context(viewport={"width": 412, "height": 823}, service_workers="block")
    _load(context, address + "404.html", rest=0)
    figures["next"] = _load(context, address + path)[0] / 1000
    context.close()
    return figures


def _load(context: Any, url: str, rest: int = 500) -> tuple[float, int, float]:
    """Bytes, requests and shift of one page, which has so many milliseconds to come to rest."""
    page = context.new_page()
    page.add_init_script(f"({SHIFT})()")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sent: dict[str, float] = {}
    left_out: set[str] = set()

    def asked(event: dict[str, Any]) -> None:
        if "/search/" in event["request"]["url"] or "/vendor/" in event["request"]["url"]:
            left_out.add(event["requestId"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", lambda event: sent.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(rest)
    counted = {request: size for request, size in sent.items() if request not in left_out and size > 0}
    shift = float(page.evaluate("shifted"))
    page.close()
    return sum(counted.values()), len(counted), shift


def _shared(site: Path) -> list[Path]:
    """The large files that every first visit asks for."""
    patterns = (
        "assets/stylesheets/*.css",
        "assets/css/handbook.css",
        "assets/js/handbook.js",
    )
    return [path for pattern in patterns for path in site.glob(pattern)]


def _brotli_saves(body: bytes) -> int:
    return len(gzip.compress(body, 6)) - len(brotli.compress(body))


def lighthouse(folder: Path, url: str, browser: str) -> dict[str, int]:
    """The scores of Lighthouse, 0 to 100. Installs it, and a Node.js that it knows, into `folder`."""
    if not (folder / "node_modules" / "lighthouse").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "lighthouse@13"]
        subprocess.run([*nodejs.own(folder, "npm"), *install], check=True)
    command = [
        *nodejs.own(folder, "node"),
        str(folder / "node_modules/lighthouse/cli/index.js"),
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(LEAST)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    run = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": browser}, capture_output=True, encoding="utf-8", check=False
    )
    if run.returncode:
        raise SystemExit(f"Lighthouse failed on {url}:\n{run.stderr[-2000:]}")
    report = json.loads(run.stdout)
    for name in LEAST:
        for audit in report["categories"][name]["auditRefs"]:
            found = report["audits"][audit["id"]]
            if found["score"] is not None and found["score"] < 0.9 and audit["weight"]:
                print(f"    {name}: {found['title']} {found.get('displayValue', '')}")
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in LEAST}


def main() -> int:
    """Print the figures of every kind of page; 1 where one is past its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?")
    parser.add_argument("--lighthouse", type=Path, metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=3, help="of Lighthouse on each page; the median is shown")
    parser.add_argument("--pages", nargs="+", help="instead of one of each kind, and the largest")
    given = parser.parse_args()
    path = chromium.find()
    if not path:
        raise SystemExit(chromium.advice())
    over = under = 0
    with tempfile.TemporaryDirectory() as folder:
        site = given.site or Path(folder) / "site"
        if not given.site:
            build(site)
        with serving(site, packed=True) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for page in given.pages or heaviest(site):
                seen = visit(browser, address, page)
                text = (site / page / "index.html").read_bytes()
                smaller = sum(map(_brotli_saves, [text, *(file.read_bytes() for file in _shared(site))])) / 1000
                saved = _brotli_saves(text) / 1000
                heavy = seen["first"] > MOST_FIRST or seen["next"] > most_next(text)
                over += heavy or seen["requests"] > MOST_REQUESTS
                print(
                    f"{page or '(home)':34} first visit {seen['requests']:2.0f} requests {seen['first']:6.1f} kB"
                    f" ({seen['first'] - smaller:.1f}),"
                    f" next page {seen['next']:5.1f} kB ({seen['next'] - saved:.1f}), shift {seen['shift']:.3f}",
                    flush=True,
                )
                if given.lighthouse:
                    runs = [lighthouse(given.lighthouse, address + page, path) for _ in range(given.runs)]
                    scores = {name: [run[name] for run in runs] for name in LEAST}
                    medians = {name: statistics.median_low(found) for name, found in scores.items()}
                    under += any(medians[name] < least for name, least in LEAST.items())
                    shown = [f"{name} {median}" for name, median in medians.items()]
                    print("   ", ", ".join(shown), f"(performance {scores['performance']})", flush=True)
            browser.close()
    bounds = f"{MOST_REQUESTS} requests, {MOST_FIRST} kB, {MOST_NEXT} kB for the next page, or what its words ask"
    print(f"bounds: {bounds}; over: {over}")
    if given.lighthouse:
        print(f"bounds: {', '.join(f'{name} {least}' for name, least in LEAST.items())}; under: {under}")
    return 1 if over or under else 0


if __name__ == "__main__":
    sys.exit(main())
