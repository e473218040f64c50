"""The handbook built by each engine: `python -m tests.engines` prints a table, and fails where one falls short.

Each engine renders a copy of the same sources; `macros publish` finishes what it left. What MkDocs makes is the
measure: a page of another engine must show the same words, lead to the same places and have the same anchors. Every
address that was promised must be there, no link may be broken, and the search must answer ten queries alike.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from lxml import html
from playwright.sync_api import sync_playwright

from macros.built.site import Page, Site

from . import links, published
from .ask import asking
from .browser import chromium
from .search.engine import Query, queries
from .sites import QUIET, ROOT

ZENSICAL = Path(sys.prefix) / "zensical" / "bin" / "python"  # a folder of its own: it needs no MkDocs, and finds none
SOURCES = ("docs", "macros", "overrides", "mkdocs.yml", "zensical.yml", "pyproject.toml")
ASKED = 10  # queries, spread over those that the search may be tuned by

# What is the engines' own business: who made the page, and what its theme's files are called.
THEIRS = re.compile(r"assets/(stylesheets|javascripts)/")
# As if the site stood deep in a host's folders: at its root, an address that leads too far up looks right.
DEEP = "https://host.invalid/a/b/c/d/"
SKIP = "//*[@data-md-component='skip']"
NOTE = """\
Left out of the comparison, as the theme's own: <meta name="generator">, the names of its styles (below
assets/stylesheets), the link that skips to the content, and ids that begin with "__"."""


class Builder(NamedTuple):
    """How an engine is called, which Python runs it, and what builds and then finishes the handbook in `site`."""

    name: str
    python: Path
    package: str
    steps: tuple[tuple[str, ...], ...]


ENGINES = (
    Builder("MkDocs", Path(sys.executable), "mkdocs", (("mkdocs", "build", "--strict"),)),
    Builder(
        "ProperDocs", Path(sys.executable), "properdocs", (("properdocs", "build", "--strict", "-f", "mkdocs.yml"),)
    ),
    Builder(
        "Zensical",
        ZENSICAL,
        "zensical",
        (
            ("zensical", "build", "--strict", "-f", "zensical.yml"),
            ("macros", "export", "site"),
            ("macros", "publish", "site"),
        ),
    ),
)


class Cost(NamedTuple):
    """What a command took: seconds on the clock and of the processor, megabytes at most."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0

    def and_then(self, other: Cost) -> Cost:
        """The cost of both, one after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


class Told(NamedTuple):
    """What a page gives: words, where it leads, its anchors; and what it tells programs in its head."""

    words: tuple[str, ...]
    leads: tuple[str, ...]
    ids: frozenset[str]
    head: tuple[str, ...]


# Building -------------------------------------------------------------------------------


def ran(command: list[str], folder: Path) -> Cost:
    """Run a command to its end. Raises RuntimeError with what it said where it fails."""
    log, begun = folder / "log", time.monotonic()
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **QUIET, "NO_COLOR": "1"}, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{log.read_text('utf-8', 'replace')}")
    unit = 1e6 if sys.platform == "darwin" else 1e3  # of ru_maxrss: bytes there, kilobytes elsewhere
    return Cost(time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def built(engine: Builder, target: Path) -> Cost:
    """Build the handbook from a copy of its sources in the folder `target`; the site is `target/site`."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target / name)
    cost = Cost()
    for module, *arguments in engine.steps:
        cost = cost.and_then(ran([str(engine.python), "-m", module, *arguments], target))
    return cost


def version(engine: Builder) -> str:
    """Which version is installed. Raises FileNotFoundError where none is."""
    asked = f"import importlib.metadata as m; print(m.version({engine.package!r}))"
    done = subprocess.run([engine.python, "-c", asked], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise FileNotFoundError(f"{engine.name} is not installed for {engine.python}; run `make engines`")
    return done.stdout.strip()


# Reading --------------------------------------------------------------------------------


def told(page: Page) -> Told:
    """What a page gives, in forms that any engine may write differently brought to one."""
    root = html.fromstring(html.tostring(page.root), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    for hidden in root.xpath(f"//script | //style | //head/meta | //head/link | {SKIP}"):
        hidden.drop_tree()
    here = DEEP + page.name.removesuffix("index.html")
    leads = []
    skipping = page.root.xpath(f"{SKIP}//a")
    for element in page.root.iter():
        if element in skipping:
            continue
        for name in ("href", "src", "{http://www.w3.org/1999/xlink}href", "xlink:href", "data-page", "data-links"):
            address = element.get(name)
            if address is not None and not THEIRS.search(address):
                leads.append(f"{element.tag} {unquote(urljoin(here, address))}")
    worker = page.root.xpath("//head/meta[@name='handbook:worker']/@content")
    leads += [f"worker {urljoin(here, address)}" for address in worker]
    words = tuple("".join(root.itertext()).split())
    ids = frozenset(id_ for id_ in page.ids if not id_.startswith("__"))
    told_ = page.root.xpath("//head/meta[not(@name='generator' or @name='handbook:worker')]")
    return Told(words, tuple(leads), ids, tuple(str(sorted(meta.items())) for meta in told_))


def read(site: Site) -> dict[str, Told]:
    """All pages of a site."""
    return {name: told(page) for name, page in site.pages.items()}


def answers(sites: Mapping[str, Site], asked: list[Query]) -> dict[str, list[list[tuple[str, str]]]]:
    """By engine, what the dialog of its site's search gives for each query."""
    browser_path = chromium.find()
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, site in sites.items():
            with asking(browser, site.folder) as search:
                found[name] = [search.ask(query.text) for query in asked]
        browser.close()
    return found


# Judging --------------------------------------------------------------------------------


class Row(NamedTuple):
    """One line of the table: how many of how many, by engine; `unit` where it is no share, and judges nothing."""

    title: str
    cells: dict[str, str]
    short: frozenset[str] = frozenset()  # the engines that fall short


def share(title: str, found: Mapping[str, tuple[int, int]]) -> Row:
    """A line that every engine must fill."""
    cells = {name: f"{good} of {all_}" for name, (good, all_) in found.items()}
    return Row(title, cells, frozenset(name for name, (good, all_) in found.items() if good < all_ or not all_))


def compared(pages: Mapping[str, Mapping[str, Told]], of: Callable[[Told], object]) -> dict[str, tuple[int, int]]:
    """For each engine, how many pages agree with those of the first in one respect; missing and other pages do not."""
    measure, *_ = pages.values()
    return {
        name: (
            sum(path in theirs and of(theirs[path]) == of(page) for path, page in measure.items()),
            len(measure.keys() | theirs.keys()),
        )
        for name, theirs in pages.items()
    }


def rows(sites: Mapping[str, Site], costs: Mapping[str, Cost]) -> Iterator[Row]:
    """The table, line by line."""
    pages = {name: read(site) for name, site in sites.items()}
    yield share("pages with the same words", compared(pages, lambda page: page.words))
    yield share("pages with the same links", compared(pages, lambda page: page.leads))
    yield share("pages with the same ids", compared(pages, lambda page: page.ids))
    yield share("pages with the same head", compared(pages, lambda page: page.head))
    files = {name: {path for path in site.files if not THEIRS.match(path)} for name, site in sites.items()}
    first, *_ = files.values()
    yield share("the same files", {name: (len(first & theirs), len(first | theirs)) for name, theirs in files.items()})
    promised = published.read(published.FILE.read_text("utf-8"))
    yield share(
        "promised addresses",
        {name: (len(promised) - len(published.lost(promised, site)), len(promised)) for name, site in sites.items()},
    )
    broken = {name: len(links.check(site)) for name, site in sites.items()}
    yield Row("broken links", {name: str(n) for name, n in broken.items()}, frozenset(n for n in broken if broken[n]))
    tune = queries("tune")
    asked = tune[:: max(1, len(tune) // ASKED)][:ASKED]
    found = answers(sites, asked)
    best, *_ = found.values()
    yield share(
        "queries with the same answers",
        {
            name: (sum(bool(one) and one == other for one, other in zip(theirs, best, strict=True)), len(asked))
            for name, theirs in found.items()
        },
    )
    for title, one in (("seconds", "wall"), ("of the processor", "cpu"), ("megabytes at most", "memory")):
        yield Row(title, {name: f"{getattr(cost, one):.1f}" for name, cost in costs.items()})


def differing(sites: Mapping[str, Site], limit: int = 5) -> Iterator[str]:
    """For people who mend: the first pages and files of each engine that differ from the first's, and where."""
    pages = {name: read(site) for name, site in sites.items()}
    (_, measure), *others = pages.items()
    for name, theirs in others:
        for what in Told._fields:
            apart = [
                path
                for path in measure
                if path not in theirs or getattr(theirs[path], what) != getattr(measure[path], what)
            ]
            for path in apart[:limit]:
                ours, other = (
                    getattr(measure[path], what),
                    getattr(theirs.get(path, Told((), (), frozenset(), ())), what),
                )
                if what == "ids":
                    yield f"{name}: {path}: {what}: {sorted(ours - other)} is not there, {sorted(other - ours)} is more"
                    continue
                at = next((at for at, pair in enumerate(zip(ours, other, strict=False)) if pair[0] != pair[1]), -1)
                at = min(len(ours), len(other)) if at < 0 else at
                yield f"{name}: {path}: {what}: {ours[at : at + 6]} is {other[at : at + 6]}"
    files = {name: {path for path in site.files if not THEIRS.match(path)} for name, site in sites.items()}
    (_, first), *rest = files.items()
    for name, given in rest:
        yield from (f"{name}: {path}: is not there" for path in sorted(first - given)[:limit])
        yield from (f"{name}: {path}: is more" for path in sorted(given - first)[:limit])


def table(lines: list[Row], names: Mapping[str, str]) -> str:
    """The table as text."""
    width = max(len(line.title) for line in lines)
    columns = {name: max(len(title), *(len(line.cells[name]) for line in lines)) for name, title in names.items()}
    head = " " * width + "".join(f"  {title:>{columns[name]}}" for name, title in names.items())
    body = [
        f"{line.title:<{width}}"
        + "".join(f"  {line.cells[name]:>{columns[name]}}" for name in names)
        + (f"   <- {', '.join(sorted(line.short))}" if line.short else "")
        for line in lines
    ]
    return "\n".join([head, *body])


def main(arguments: list[str] | None = None) -> int:
    """Build with every engine, compare, print; 0 where all reach all."""
    parser = argparse.ArgumentParser(prog="python -m tests.engines", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--in", dest="folder", type=Path, default=ROOT / "build" / "engines", help="where to build")
    parser.add_argument("--zensical", type=Path, default=ZENSICAL, help="the Python that has Zensical")
    parser.add_argument(
        "--built", nargs="*", metavar="ENGINE", default=(), help="take what these have built there before"
    )
    given = parser.parse_args(arguments)
    engines = [one._replace(python=given.zensical) if one.name == "Zensical" else one for one in ENGINES]
    try:
        names = {one.name: f"{one.name} {version(one)}" for one in engines}
        costs = {
            one.name: Cost() if one.name in given.built else built(one, given.folder / one.package) for one in engines
        }
    except (FileNotFoundError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    sites = {one.name: Site(given.folder / one.package / "site") for one in engines}
    lines = list(rows(sites, costs))
    print(table(lines, names), NOTE, sep="\n\n")
    short = any(line.short for line in lines)
    if short:
        print("", *differing(sites), sep="\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
