"""Ask the search as a reader does: python -m tests.ask SITE < queries

For each line of the input one line of output, a JSON list of the first ten results as [address below the site, title],
from the dialog itself in a real browser, as it is shown: the page that a result leads to, and the section of it where
that comes first. A line without words finds nothing: []. Where the search offers pages because it found none, they are
shown, and so they are printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, Error, Page, sync_playwright

from .browser import chromium
from .browser.dialog import DIALOG, FIELD, OPENER
from .conftest import Handler
from .serving import serving

MOST = 10
PATIENCE = 60_000  # milliseconds for one answer, and for the program and its index before the first

# Puts a query into the field, and gives the first results once they answer it. What a field cannot hold is left out of
# the words that the dialog answers: it is compared with what the field holds.
ASK = """async ([query, most, root, patience]) => {
  const field = document.querySelector(".hb-search__field")
  const dialog = document.querySelector("dialog.hb-search")
  delete dialog.dataset.answers
  field.value = query
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
  const answered = () => dialog.dataset.answers === field.value
  await new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error("no answer")), patience)
    const look = () => answered() && (watch.disconnect(), clearTimeout(late), done())
    const watch = new MutationObserver(look)
    watch.observe(dialog, { attributes: true, attributeFilter: ["data-answers"] })
    look()
  })
  if (dialog.dataset.failed !== undefined) throw new Error("the search could not load")
  return [...dialog.querySelectorAll(".hb-result")].slice(0, most).map((result) => {
    const link = result.querySelector("a")
    return [link.href.slice(root.length), link.querySelector(".hb-result__title").textContent]
  })
}"""


class Search:
    """The dialog of a site, open in a page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.goto(address)
        page.locator(OPENER).click()
        page.locator(f"{DIALOG} {FIELD}").wait_for()

    def ask(self, query: str) -> list[tuple[str, str]]:
        """The first results of one query."""
        found = self.page.evaluate(ASK, [query, MOST, self.address, PATIENCE])
        return cast("list[tuple[str, str]]", found)


@contextmanager
def asking(browser: Browser, site: Path) -> Iterator[Search]:
    """The search of a built site, served as a host serves it."""
    with serving(site, Handler) as address:
        context = browser.new_context(service_workers="block")
        context.set_default_timeout(PATIENCE)
        try:
            yield Search(context.new_page(), address)
        finally:
            context.close()


def main() -> int:
    """Answer every line of the standard input."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    site = parser.parse_args().site
    if not (site / "index.html").is_file():
        print(f"{site} holds no built site", file=sys.stderr)
        return 1
    if not (path := chromium.find()):
        print(chromium.ADVICE, file=sys.stderr)
        return 1
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            with asking(browser, site) as search:
                for line in sys.stdin:
                    print(json.dumps(search.ask(line.rstrip("\r\n")), ensure_ascii=False), flush=True)
        except Error as error:
            print(f"The search does not answer: {error.message.splitlines()[0]}", file=sys.stderr)
            return 1
        finally:
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
