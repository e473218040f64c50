"""How long a step takes: python -m tests.bench_tree [SITE]

From the key press to the next paint, in headless Chromium with the CPU slowed four times, on
the tree with the most steps, once the page is at rest: no copy of the site is made meanwhile.
Prints milliseconds; the reach is 50. SITE is a built handbook; without it one is built.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros import checks

from .browser import chromium
from .serving import serving
from .sites import ROOT, build

SLOWED = 4  # times
ROUNDS = 8
REST = 4000  # milliseconds until the page has loaded its search, too
OWN = ("elements/decision-tree.js", "lib/walk.js", "lib/fragment.js")

# From the key's own timestamp to the first task after the frame that it led to.
WATCH = """() => {
  window.taken = []
  addEventListener("keydown", (event) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => taken.push(performance.now() - event.timeStamp)
      channel.port2.postMessage(null)
    })
  }, { capture: true })
}"""


def _walk(page: Page, address: str) -> list[float]:
    """Milliseconds of a key that does nothing, then of every step of a walk by the first answers."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(REST)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.evaluate(WATCH)
    page.locator(".tree__step:not([hidden]) .tree__heading").focus()
    page.keyboard.press("0")
    page.wait_for_timeout(250)
    while True:
        options = page.locator(".tree__step:not([hidden]) .tree__option")
        kept = options.evaluate_all("options => options.findIndex((option) => option.dataset.next)")
        if kept < 0:
            break
        page.keyboard.press(str(kept + 1))
        page.wait_for_timeout(250)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return [float(time) for time in page.evaluate("taken")]


def main(arguments: list[str]) -> int:
    """Print the figures."""
    trees = checks.load(ROOT / "docs", "docs").trees.values()
    tree = max(trees, key=lambda tree: len(tree.nodes))
    path = chromium.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(arguments[0]) if arguments else Path(folder) / "site"
        if not arguments:
            build(site)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with serving(site) as base:
            walks = [
                _walk(browser.new_page(service_workers="block"), f"{base}decide/{tree.id}/") for _ in range(ROUNDS)
            ]
        browser.close()
    idle, times = [walk[0] for walk in walks], [time for walk in walks for time in walk[1:]]
    print(f"{tree.id}, {len(tree.nodes)} steps, CPU slowed {SLOWED} times, {len(times)} key presses:")
    middle = statistics.median(times)
    print(f"fastest {min(times):.0f}, median {middle:.0f}, slowest {max(times):.0f} ms (reach 50)")
    print(f"a key that does nothing: median {statistics.median(idle):.0f}, slowest {max(idle):.0f} ms")
    scripts = [(ROOT / "overrides/assets/js" / name).read_bytes() for name in OWN]
    for name, script in zip(OWN, scripts, strict=True):
        print(f"{name}: {len(gzip.compress(script, 9))} bytes compressed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
