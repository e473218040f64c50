"""Every page as Markdown beside its HTML (PAGE/index.md), and llms.txt, the list of them.

What a page calls is written out by `markdown`, what only lays the page out is left away, and its
links lead to the pages themselves. So the text can be read, quoted, pasted into a wiki or given
to a language model as it is. llms.txt follows llmstxt.org: a title, a summary, lists of links.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from weakref import WeakKeyDictionary

from .. import checks, kinds, markup, pages, text
from ..braces import Call
from ..library import Library
from ..pages import Page
from ..render.address import page_address
from . import catalogue, kit, markdown
from .plain import escape

FILE = "index.md"
DATA = {"handbook.json": "items", "links.json": "links"}  # and which words say what it has

_SIGN = "\x00"
_BASE = "\x01"  # for the address of the root, from which links lead
_SHOWN = re.compile(f"{_SIGN}([0-9]+){_SIGN}")
_LINK_BEGINS = re.compile(r"<a\b([^<>]*)>", re.IGNORECASE)
_HREF = re.compile(r"\bhref=\"([^\"]*)\"")
_LINK_ENDS = "</a>"
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
_BREAK = re.compile(r"<br\s*/?>\s*")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*(?<!\{)\{:?[ \t]*[#.][^{}\n]*\}(?!\})")
_TARGET = re.compile(r"(?<=\]\()(?![a-z][a-z0-9+.-]*:)([^()\s{}\x00]+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")
_BLANK = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def path(page: str) -> str:
    """The Markdown of the page at an address ("guide/ending/"), below the site's root."""
    return page + FILE


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """The pages and llms.txt. Without `site_url`, links are relative to where the text stands."""
    root = catalogue.root(site_url)
    made = {path(catalogue.at(page)): document(library, page, root) for page in library.pages.values()}
    return {name: text.encode() for name, text in {**made, "llms.txt": llms(library, root)}.items()}


# A page --------------------------------------------------------------------------------


def document(library: Library, page: Page, root: str) -> str:
    """A page as Markdown: its title, what it is for, its text with all that it shows, its address."""
    where = catalogue.at(page)
    base = root or "../" * where.count("/")
    heading, _, rest = _written(library, page, base, _macros(library, page, base)).partition("\n")
    about = f"> {escape(catalogue.description(page))}"
    return (
        markdown.blocks(
            heading,
            about,
            rest.strip("\n"),
            library.words.downloads.address.format(address=f"{root}{where}") if root else "",
        )
        + "\n"
    )


def prose(library: Library, page: Page, root: str) -> str:
    """The text of a page below its title, with a link for every item that it shows, and no more of it."""
    return text_of(library, page, root, tuple(checks.MACROS))


def text_of(library: Library, page: Page, base: str, named: Collection[str] = ()) -> str:
    """The text of a page below its title. Of the items that the macros in `named` show it gives a link each."""

    def mention(kind: str | None, *ids: str, **_: str) -> str:
        shown = ids if kind and kind != "claims" else ()
        return markdown.rows(markdown.linked(library, base, str(kind), id_) for id_ in shown)

    mentions = {name: partial(mention, checks.MACROS[name].names) for name in named}
    written = _written(library, page, base, {**_macros(library, page, base), **mentions})
    return written.partition("\n")[2].strip("\n")


def _written(library: Library, page: Page, base: str, macros: Mapping[str, Callable[..., str]]) -> str:
    """The Markdown of a page, with what its macros print and its values in place of them."""
    values = {
        "config.site_name": escape(catalogue.name(library)),
        "config.site_url": base,
        "page.title": escape(catalogue.title(library, page)),
        "page.url": catalogue.at(page),
        **{name: text.literal(text.plain(value)) for name, value in library.variables.items()},
    }
    around, printed = _laid_out(library, page)
    shown = [
        macros[what.name](*what.args, **dict(what.kwargs)) if isinstance(what, Call) else values[what]
        for what in printed
    ]
    written = _SHOWN.sub(lambda match: shown[int(match[1])], around.replace(_BASE, base))
    return _BLANK.sub("\n\n", written.strip())


# By library: a page's path -> its Markdown with a sign for each thing in braces, and those things. It is written three
# times, each time with other words in their place.
_LAID_OUT: WeakKeyDictionary[Library, dict[str, tuple[str, list[Call | str]]]] = WeakKeyDictionary()


def _laid_out(library: Library, page: Page) -> tuple[str, list[Call | str]]:
    """A page as `_plain` leaves it, and what stands in its braces, in order."""
    made = _LAID_OUT.setdefault(library, {})
    if page.path not in made:
        chosen = text.chosen(page.text, library.variables)
        source = chosen.replace(_SIGN, "").replace(_BASE, "")
        # What was read for the checks need not be read again, where the page is the same for everybody.
        printed = page.printed if source == page.text and "{#" not in source else pages.parsed(source)
        parts, at = [], 0
        for number, (span, _) in enumerate(printed):
            # A sign that no text holds stands in for it, until links and tags have been seen to.
            parts += [source[at : span[0]], f"{_SIGN}{number}{_SIGN}"]
            at = span[1]
        made[page.path] = _plain(library, page, "".join([*parts, source[at:]])), [what for _, what in printed]
    return made[page.path]


def _plain(library: Library, page: Page, source: str) -> str:
    """Markdown without HTML and attributes, its links leading from _BASE; code stays."""
    parts, at = [], 0
    for start, end in markup.code(source):
        parts += [_prose(library, page, source[at:start]), source[start:end]]
        at = end
    return "".join([*parts, _prose(library, page, source[at:])])


def _prose(library: Library, page: Page, source: str) -> str:
    """A part of a page between code."""
    source = _linked(source, catalogue.at(page))
    source = _TAG.sub("", _BREAK.sub(" ", _without_comments(source)))
    return _TARGET.sub(lambda match: _BASE + _resolved(library, page, match[1]), _ATTRIBUTES.sub("", source))


def _without_comments(source: str) -> str:
    parts, at = [], 0
    for start, end in markup.comments(source):
        parts.append(source[at:start])
        at = end
    return "".join([*parts, source[at:]])


def _linked(source: str, here: str) -> str:
    """Links in HTML as links in Markdown."""
    parts, at = [], 0
    end = 0
    for begin in _LINK_BEGINS.finditer(source):
        if end < begin.end():  # where a link ends is looked for once, however many begin before it
            end = source.find(_LINK_ENDS, begin.end())
        if end < 0:
            break
        href = _HREF.search(begin[1])
        if href and begin.start() >= at:
            parts += [source[at : begin.start()], f"[{source[begin.end() : end]}]({_from_root(href[1], here)})"]
            at = end + len(_LINK_ENDS)
    return "".join([*parts, source[at:]])


def _from_root(href: str, here: str) -> str:
    """An address in HTML, which is relative to the page's own, as one from the site's root: "/x"."""
    if _ELSEWHERE.match(href) or href.startswith(("#", "/")):
        return href
    where, mark, anchor = href.partition("#")
    return _joined(posixpath.join("/", here), where) + mark + anchor


def _resolved(library: Library, page: Page, target: str) -> str:
    """Where a link of the page leads, below the site's root: to a page, a file or an anchor."""
    where, mark, anchor = target.partition("#")
    if not where:
        return catalogue.at(page) + mark + anchor
    file = _joined(posixpath.dirname(page.path), where).removeprefix("/")
    return (page_address(file) if file in library.pages else file) + mark + anchor


def _joined(folder: str, relative: str) -> str:
    """`relative` as seen from `folder`, without any ".." and with its closing slash."""
    joined = posixpath.normpath(posixpath.join(folder, relative))
    return joined + "/" if relative.endswith("/") and not joined.endswith("/") else joined


def _macros(library: Library, page: Page, base: str) -> dict[str, Callable[..., str]]:
    """What a page may call: the same names as on the site, but they give Markdown."""
    shared = {
        "alone": lambda library, page, _base: markdown.alone(library, library.turned_to_on(page.path)),
        "reviews": lambda library, _page, base: markdown.reviews(library, base),
        "link_kit": lambda library, _page, base: markdown.links(kit.groups(library), base),
    }
    given = {**shared, **kinds.table("markdown", "MACROS")}
    return {name: partial(macro, library, page, base) for name, macro in given.items()}


# llms.txt ------------------------------------------------------------------------------


def llms(library: Library, root: str) -> str:
    """The list of all pages' Markdown by section, and of the data."""
    shown = catalogue.pages(library)
    sections: dict[str, list[str]] = {}
    for page in shown:
        sections.setdefault(catalogue.folder(page), []).append(_listed(library, page, root))
    first = library.pages["index.md"]
    parts = [f"# {escape(catalogue.name(library))}", f"> {escape(catalogue.description(first))}"]
    for folder, rows in sections.items():
        index = library.pages.get(f"{folder}/index.md")
        title = catalogue.title(library, index) if index else folder.capitalize()
        parts += [f"## {escape(title)}", "\n".join(rows)] if folder else ["\n".join(rows)]
    says = library.words.downloads
    files = (f"- [{name}]({root}{name}): {getattr(says, what)}" for name, what in DATA.items())
    parts += [f"## {says.data}", "\n".join(files)]
    return markdown.blocks(*parts) + "\n"


def _listed(library: Library, page: Page, root: str) -> str:
    where = f"{root}{path(catalogue.at(page))}"
    return f"- [{escape(catalogue.title(library, page))}]({where}): {escape(catalogue.description(page))}"
