"""Everything in the handbook that can be linked to, in one order: what it is called and where it stands.

`records`, `shortlinks`, `documents` and `previews` are made from it, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .. import kinds, origins, text
from ..kinds.row import Kind
from ..library import Library
from ..models import Model
from ..pages import Page
from ..render.address import address, page_address

# Folder of docs/ -> the kind that says what one of its pages is, in the order of the navigation.
SECTIONS = {(row.folder or str(row.home)).partition("/")[0]: row.collection for row in kinds.KINDS if row.section}


class Entry(NamedTuple):
    """Something with an address of its own.

    `id` is unique among entries of a `kind`; `page` is the address of its page below the site's root
    ("guide/ending/"), `anchor` its place there, '' for the whole page. `summary` is one line in plain words.
    `thing` is the item of the data, or the page.
    """

    kind: str
    id: str
    title: str
    summary: str
    page: str
    anchor: str
    thing: Model | Page

    @property
    def address(self) -> str:
        """Where it stands, below the site's root: "guide/ending/#say-it"."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


def root(site_url: str) -> str:
    """The site's own address with a closing slash, or '' when it is not known."""
    return site_url.rstrip("/") + "/" if site_url else ""


def name(library: Library) -> str:
    """What the handbook calls itself: the title of its first page."""
    return title(library, library.pages["index.md"])


def title(library: Library, page: Page) -> str:
    """The heading of a page in plain words."""
    return library.spoken(page.title or page.path)


def at(page: Page) -> str:
    """The address of a page, below the site's root."""
    return page_address(page.path)


def folder(page: Page) -> str:
    """The part of docs/ that a page belongs to, '' for the first page."""
    return page.path.partition("/")[0] if "/" in page.path else ""


def section(library: Library, folder: str) -> str:
    """What a page of a folder is called above its title; '' where nobody says so."""
    return library.words.kinds[SECTIONS[folder]].section or "" if folder in SECTIONS else ""


def description(page: Page) -> str:
    """What a page is for, as its front matter says."""
    return str(page.meta.data["description"]) if isinstance(page.meta.data, dict) else ""


def pages(library: Library) -> list[Page]:
    """All pages: the first page, then those of each section, its index first."""
    order = ["", *SECTIONS]

    def place(page: Page) -> tuple[int, str, bool, str]:
        part = folder(page)
        number = order.index(part) if part in order else len(order)
        return number, part, not page.path.endswith("index.md"), page.path

    return sorted(library.pages.values(), key=place)


def entries(library: Library) -> list[Entry]:
    """Every page, every item of a kind that can be linked to with its parts, and headings with anchors of their own.

    A page that is the home of one item is listed as that item alone.
    """
    listed = [row for row in kinds.KINDS if row.recorded or row.linked]
    homes = {f"{row.folder}/{id_}.md" for row in listed if row.folder for id_ in getattr(library, row.collection)}
    found = [
        _page("page", page.path.removesuffix(".md"), library, page, page)
        for page in pages(library)
        if page.path not in homes
    ]
    for row in listed:
        for id_ in getattr(library, row.collection):
            found += _item(library, row, id_)
    for page in pages(library):
        found += _headings(library, page)
    return found


def item(library: Library, kind: str, id_: str) -> Entry:
    """The entry of one item; `kind` is its collection's name."""
    row, thing = kinds.BY_COLLECTION[kind], getattr(library, kind)[id_]
    name = row.recorded or row.linked
    if row.file is None:
        return _page(name, id_, library, library.pages[f"{row.folder}/{id_}.md"], thing)
    return _entry(name, id_, row.title(thing), row.summary(thing, library.words), address(kind, id_, library), thing)


def _entry(kind: str, id_: str, title: str, summary: str, where: str, thing: Model) -> Entry:
    page, _, anchor = where.partition("#")
    return Entry(kind, id_, text.plain(title), text.plain(summary), page, anchor, thing)


def _page(kind: str, id_: str, library: Library, page: Page, thing: Model | Page) -> Entry:
    return Entry(kind, id_, title(library, page), description(page), at(page), "", thing)


def _item(library: Library, row: Kind, id_: str) -> Iterator[Entry]:
    """An item, and the parts of it that have an address."""
    whole = item(library, row.collection, id_)
    yield whole
    for part in row.parts(getattr(library, row.collection)[id_]):
        where = f"{whole.page}#{part.anchor}"
        yield _entry(row.part, f"{id_}--{part.id}", part.words, whole.title, where, part.thing)


def _headings(library: Library, page: Page) -> Iterator[Entry]:
    """The headings of a page that were given an anchor."""
    for heading in page.headings:
        if heading.anchor and heading.level > 1:
            id_, words = f"{at(page)}#{heading.anchor}", library.spoken(heading.words)
            yield Entry("heading", id_, words, title(library, page), at(page), heading.anchor, page)


def everything(library: Library) -> str:
    """All that a library says, as one text: equal libraries have the same, and any change of one shows."""
    said = (library.team, library.safety, library.interface, library.style)
    sought = (library.search, library.danger)
    asked = ((path, _told(one)) for path, one in library.asked.items())
    items = ((name, id_, _told(item)) for name, kind in library.collections.items() for id_, item in kind.items())
    own = ((page.path, page.title, page.text) for page in library.pages.values())
    heads = ((path, _told(head)) for path, head in library.heads.items())
    rest = (library.call, library.call_short, origins.note(library.docs), [*library.variables.items()], library.named)
    return repr(([*map(_told, (*said, *sought))], [*items], [*own], [*heads], [*asked], rest))


def _told(item: Model | None) -> str:
    return item.model_dump_json() if item else ""
