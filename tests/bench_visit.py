"""How long a link takes: python -m tests.bench_visit OLD NEW [--rounds N]

From the click to the first paint of the next page, in headless Chromium with the CPU slowed four times, once the device
keeps its copy of the site. OLD and NEW are two built handbooks, such as one of an earlier commit (`git worktree add`);
both are measured in one run, in turns, for the machine does other things too. Prints medians in milliseconds.
"""

from __future__ import annotations

import argparse
import re
import statistics
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from .browser import chromium
from .serving import Quiet, serving

SLOWED = 4
# A way that a reader takes, by links that both have: from, and what is pressed there.
WAYS = (
    ("situations/", "article a[href*='angry-caller/']"),
    ("situations/", "article a[href*='late-payer/']"),
    ("checklists/", "article a[href*='follow-up/']"),
    ("decide/", "article a[href*='abuse/']"),
    ("scripts/", "article a[href*='scripts/limits/'], article a[href^='limits/']"),
)

# Notes when a link was pressed, and when the next page was painted: a page of its own by its first paint, one that is
# swapped in by the frame after its heading has changed.
WATCH = """() => {
  const now = () => performance.timeOrigin + performance.now()
  addEventListener("click", () => sessionStorage.setItem("bench:pressed", now()), { capture: true })
  const painted = (at) => sessionStorage.getItem("bench:painted") ?? sessionStorage.setItem("bench:painted", at)
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === "first-paint" && sessionStorage.getItem("bench:pressed")) painted(performance.timeOrigin + startTime)
  }).observe({ type: "paint", buffered: true })
  addEventListener("DOMContentLoaded", () => {
    const first = document.querySelector("h1")
    new MutationObserver(() => {
      if (first.isConnected || !sessionStorage.getItem("bench:pressed")) return
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => painted(now())
        channel.port2.postMessage(null)
      })
    }).observe(document.body, { childList: true, subtree: true })
  })
}"""
TAKEN = """() => {
  const [pressed, painted] = ["pressed", "painted"].map((name) => Number(sessionStorage.getItem(`bench:${name}`)))
  return painted && pressed ? painted - pressed : null
}"""


class _Named(Quiet):
    """A host that a site map may name: an earlier version swaps pages only where its own does."""

    def do_GET(self) -> None:  # noqa: N802 -- its name is http.server's
        """Serve a file; the site map with this server's address."""
        if self.path != "/sitemap.xml":
            super().do_GET()
            return
        text = (Path(self.directory) / "sitemap.xml").read_text("utf-8")
        body = re.sub(r"(?<=<loc>)https?://[^/]+", f"http://{self.headers['Host']}", text).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def kept(browser: Browser, address: str) -> BrowserContext:
    """A device that keeps a copy of the site."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => navigator.serviceWorker.controller", timeout=300_000)
    page.close()
    return context


def take(context: BrowserContext, address: str, way: tuple[str, str]) -> float:
    """Milliseconds of one way."""
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(address + way[0])
    page.wait_for_load_state("networkidle")
    link = page.locator(way[1]).first
    link.scroll_into_view_if_needed()
    link.hover()
    page.wait_for_timeout(300)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    link.click()
    page.wait_for_function(TAKEN, timeout=60_000)
    taken = float(page.evaluate(TAKEN))
    page.close()
    return taken


def main() -> None:
    """Print the medians of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    path = chromium.find()
    with serving(given.old, _Named) as old, serving(given.new, _Named) as new, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        devices = {"old": (kept(browser, old), old), "new": (kept(browser, new), new)}
        times: dict[str, list[float]] = {"old": [], "new": []}
        for _ in range(given.rounds):
            for way in WAYS:
                for name, (context, address) in devices.items():
                    times[name].append(take(context, address, way))
        for name, taken in times.items():
            ordered = sorted(taken)
            print(f"{name}: median {statistics.median(ordered):.0f} ms, slowest {ordered[-1]:.0f} ms of {len(ordered)}")
        browser.close()


if __name__ == "__main__":
    main()
