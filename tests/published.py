"""The addresses this site has promised: `python -m tests.published --add SITE` promises those that are new.

tests/published.txt holds, sorted, one a line, from the root of the site:

- every page, as hosts serve it ("/guide/ending/"), redirects included;
- every other file that is there to be linked or downloaded ("/handbook.json"): all but what pages load
  (assets/, search/), what hosts and crawlers read (_headers, robots.txt), the page for errors, the sitemap, and the
  Markdown beside each page (index.md), which no redirect could follow to where the page moves: llms.txt and the page
  itself say where it is;
- every anchor that means something ("/guide/ending/#end-it-well"): headings and items with an id in the
  form of our own, words in a-z and 0-9 joined by "-" or, for an item in its list, "--". The page's text
  counts, not the theme's frame, drawings, or the fields and buttons of forms. An id in another form was
  made by a tool that may count differently tomorrow: __tabbed_1_1, fn:1, related_2. An item that other
  pages show again is promised where it is at home, which is where its own link leads.

Nothing is ever taken out. A page that moves gets a redirect in mkdocs.yml, which hands its anchors on;
an anchor that changes leaves its old id on the page.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from macros.built.site import Page, Site

FILE = Path(__file__).with_name("published.txt")
HEADER = """\
# Every address this site has promised. Lines are added by `make published` and never taken out:
# what moves gets a redirect in mkdocs.yml, an anchor that changes leaves its old id on the page.
"""

NOT_PROMISED = re.compile(r"assets/|search/|_headers\Z|404\.html|robots\.txt|sitemap\.xml|(.*/)?index\.md\Z")
OUR_ID = re.compile(r"[a-z][a-z0-9]*(?:--?[a-z0-9]+)*")
CONTENT = "(//article | //body[not(.//article)])"
NO_ANCHORS = (
    "self::input or self::select or self::textarea or self::button or self::label or self::option"
    " or self::form or self::fieldset or self::output or self::datalist"
    " or ancestor-or-self::*[local-name()='svg']"
)
ANCHORS = f"{CONTENT}//*[@id][not({NO_ANCHORS})]/@id"

# Where items are at home, by the beginning of their anchor; those of a checklist are CHECKLIST--ITEM.
HOMES = {
    "card-": "/cards/",
    "checklist-": "/checklists/",
    "script-": "/scripts/",
    "tension-": "/guide/tensions/",
}


def home(anchor: str) -> str:
    """The folder where the item of an anchor is at home, or '' for any other anchor."""
    checklist, mark, _ = anchor.partition("--")
    if mark:
        return f"/checklists/{checklist}/"
    return next((folder for start, folder in HOMES.items() if anchor.startswith(start)), "")


def anchors(page: Page) -> set[str]:
    """The anchors of a page that mean something."""
    return {id_ for id_ in page.root.xpath(ANCHORS) if OUR_ID.fullmatch(id_)}


def addresses(site: Site) -> set[str]:
    """Every address that a built site offers, from its root."""
    found: set[str] = set()
    held: list[tuple[str, str]] = []  # (address of a page, anchor there)
    for name in site.files:
        if not NOT_PROMISED.match(name):
            address = "/" + re.sub(r"(\A|/)index\.html\Z", r"\1", name)
            found.add(address)
            held += [(address, anchor) for anchor in anchors(site.pages[name])] if name in site.pages else []
    at_home = {anchor for address, anchor in held if home(anchor) and address.startswith(home(anchor))}
    for address, anchor in held:
        if anchor not in at_home or address.startswith(home(anchor)):
            found.add(f"{address}#{anchor}")
    return found


def read(text: str) -> list[str]:
    """The addresses in the text of a published.txt."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def write(promised: Iterable[str]) -> str:
    """The text of a published.txt."""
    return HEADER + "".join(f"{address}\n" for address in sorted(set(promised)))


def lost(promised: Iterable[str], site: Site) -> list[tuple[str, str]]:
    """(address, why) of each promise that the site breaks, redirects followed."""
    found = ((address, site.broken("index.html", address.removeprefix("/"))) for address in promised)
    return [(address, why) for address, why in found if why]


def main(arguments: list[str] | None = None) -> int:
    """Add the new addresses of a built site, and say how many; 2 when there is no site to read."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.published", description="Promise the addresses of a built site."
    )
    parser.add_argument("--add", type=Path, metavar="SITE", required=True, help="the folder of a built site")
    parser.add_argument("--file", type=Path, default=FILE, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    try:
        now = addresses(Site(given.add))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    promised = set(read(given.file.read_text("utf-8"))) if given.file.is_file() else set()
    given.file.write_text(write(promised | now), "utf-8")
    print(f"{len(now - promised)} new addresses, {len(now | promised)} in all: {given.file.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
