"""Rules of links: each leads to a page, an anchor or a file that is there, in pages and in data alike."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

from .. import markup, nav
from ..addresses import misspelt
from ..kinds.card.sheets import deck_files
from ..library import Library
from ..models import DOCS_PAGE, Model
from ..pages import Page
from ..problems import nearest, quote
from ..publish import app, hosting, offline
from ..source import Pointer, below
from .anchors import anchors
from .common import Found

FEW = 8  # anchors that are all named where one is unknown

# What the theme and ours publish beside the pages; and what is made with the site, for `exports` stands above.
OVERRIDES = Path(__file__).parent.parent.parent / "overrides"
MADE = re.compile(
    r"downloads/difficult-client-scripts(\.md|\.json|-zendesk\.json|-textexpander\.csv|-espanso\.zip)"
    r"|downloads/handbook(-(a4|letter)\.pdf|\.epub)"
    rf"|cards/decks/(({'|'.join(name for name, *_ in deck_files())})\.pdf|font-licence\.txt)"
    r"|links\.json|handbook\.json|handbook\.schema\.json|llms\.txt|feed\.xml|search/index\.json"
    r"|go/[a-z0-9-]+/(index\.html)?|assets/qr/[a-z0-9-]+\.(svg|png)|assets/previews/.*\.png"
    r"|sitemap\.xml(\.gz)?|robots\.txt|404\.html|assets/(javascripts|stylesheets|images)/.*"
)
# Made of one page, where a handbook has it.
QUICK_GUIDE = "guide/quick-guide.md"
_OF_QUICK_GUIDE = re.compile(r"downloads/quick-guide-(a4|letter)\.pdf")

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

Fault = tuple[str, str, str]  # said, expected, hint


def page_links(library: Library) -> Found:
    """What is written on pages leads somewhere: links, pictures, footnotes, definitions and addresses in HTML."""
    for page in library.pages.values():
        for link in markup.links(page.masked):
            if fault := _on_page(library, page, link):
                yield page.problem(page.line(link.start), *fault)


def data_links(library: Library) -> Found:
    """Every page that the data names, and its anchor there, exists: in any item, under whatever key."""
    for kind, id_ in library.places:
        item = library.search if kind == "search" else library.collections.get(kind, {}).get(id_)
        for path, target in _pages(item, ()):
            if fault := leads(library, target):
                yield library.problem(kind, id_, path, *fault)


def _pages(value: object, path: Pointer) -> Iterator[tuple[Pointer, str]]:
    """Every text in an item that names a page."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _pages(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _pages(inner, (*path, index))
    elif isinstance(value, str) and re.fullmatch(DOCS_PAGE, value):
        yield path, value


def leads(library: Library, target: str) -> Fault | None:
    """What is wrong with "guide/ending.md#say-it", a page below docs/ with an anchor or without; None where it is."""
    path, _, anchor = target.partition("#")
    page = library.pages.get(path)
    if page is None:
        return f"there is no page {quote(path)}", "a page below docs/", nearest(path, library.pages)
    known = anchors(library, page) if anchor else None
    if known is None or anchor in known:
        return None
    said = f"the page {quote(path)} has no anchor {quote(anchor)}"
    listed = f"one of {', '.join(sorted(known))}" if 0 < len(known) <= FEW else "one of its anchors"
    return said, listed if known else "a link to the page alone", nearest(anchor, known)


def _on_page(library: Library, page: Page, link: markup.Link) -> Fault | None:
    """What is wrong with something on a page that leads elsewhere."""
    if link.kind == "note":
        return f"nothing defines the footnote {quote(f'[{link.target}]')}", f"a line [{link.target}]: on this page", ""
    if link.kind == "reference":
        said = f"nothing says where {quote(f'[{link.target}]')} leads"
        return said, f"a line [{link.target}]: with its address on this page, or (page.md) after the link", ""
    target = link.target
    if "{" in target or "}" in target:  # a value of team.yml, whatever it is
        return None
    if what := misspelt(target):
        return f"{what}: {quote(target)}", "an address as https://example.org, mailto:a@example.org or tel:+441234", ""
    if _ELSEWHERE.match(target):
        return None
    return _by_address(library, page, target) if link.kind == "html" else _by_file(library, page, link)


def _by_file(library: Library, page: Page, link: markup.Link) -> Fault | None:
    """A link of Markdown: to a file as seen from that of the page, or from docs/ where it begins with a slash."""
    path, mark, anchor = unquote(link.target).partition("#")
    path = path.partition("?")[0]
    if not path:
        return leads(library, f"{page.path}#{anchor}") if anchor else None
    full = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path) if path[0] != "/" else path[1:] or ".")
    if full not in library.pages and _is_file(library, full):
        return None
    if full.endswith(".md") and link.kind == "link":
        fault = leads(library, full + mark + anchor)
        return _as_seen(page, fault, library) if fault else None
    if link.kind == "picture":
        return f"there is no picture {quote(link.target)}", "a file below docs/", nearest(full, _files(library))
    known = {**{path: path for path in library.pages}, **{path.removesuffix(".md"): path for path in library.pages}}
    close = nearest(full.removesuffix("/index.html"), known)
    hint = close and f'did you mean "{_seen_from(page, known[close[14:-2]])}"?'
    return f"there is no page or file {quote(link.target)}", "the path of a file that ends in .md", hint


def _as_seen(page: Page, fault: Fault, library: Library) -> Fault:
    """A fault whose hint names the page as a link on this page would."""
    said, expected, hint = fault
    name = hint[14:-2]
    return (said, expected, f'did you mean "{_seen_from(page, name)}"?') if name in library.pages else fault


def _seen_from(page: Page, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")


def _by_address(library: Library, page: Page, target: str) -> Fault | None:
    """An address in HTML, which nothing rewrites: as seen from the page's own, a folder."""
    here = "/" + address(page.path)
    path, _, anchor = unquote(urljoin(here, target)).partition("#")
    path = path.partition("?")[0].removeprefix("/")
    pages = {address(one): one for one in library.pages}
    if (known := pages.get(path) or pages.get(path.removesuffix("index.html"))) is not None:
        return leads(library, f"{known}#{anchor}") if anchor else None
    if _is_file(library, path) or path in _moved(library):
        return None
    up = posixpath.relpath("/" + (close[14:-2] if (close := nearest(path, pages)) else path), here)
    return (
        f"the address {quote(target)} leads nowhere",
        "that of a page or file, as seen from this page's own",
        f'did you mean "{up}/"?' if close else "",
    )


def address(path: str) -> str:
    """The address of a page below the site's root: guide/ending.md -> guide/ending/."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else stem + "/"


def _moved(library: Library) -> set[str]:
    """The old addresses that mkdocs.yml leads on from."""
    config = nav.config(library)
    text = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
    return {address(path) for path in re.findall(r"^\s+['\"]?([a-z0-9/-]+\.md)['\"]?\s*:\s", text, re.MULTILINE)}


def _is_file(library: Library, path: str) -> bool:
    """Whether a file that is no page is published at a path."""
    names = {name for card in library.cards.values() for name in (card.id, *card.formerly)}
    made = {*hosting.PATHS, *app.ICONS, app.MANIFEST, offline.WORKER}
    cards = re.fullmatch(r"cards/([a-z0-9-]+)/\1\.(pdf|png)", path)
    if path in made or MADE.fullmatch(path) or (cards and cards[1] in names):
        return True
    if _OF_QUICK_GUIDE.fullmatch(path):
        return QUICK_GUIDE in library.pages
    if path.startswith(("../", "_", ".")) or path.endswith((".md", ".html")):
        return path.removesuffix("index.md") in {address(one) for one in library.pages}
    return (library.docs / path).is_file() or (OVERRIDES / path).is_file()


def _files(library: Library) -> list[str]:
    """The files below docs/ that are no data and no page."""
    found = (path for path in below(library.docs) if path.suffix not in ("", ".md"))
    return [path.relative_to(library.docs).as_posix() for path in found if "_data" not in path.parts]
