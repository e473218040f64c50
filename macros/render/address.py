"""Where an item or a page is found, and what it is called."""

from __future__ import annotations

from .. import kinds, text
from ..kinds.row import Kind
from ..library import Library


def address(kind: str, id_: str, library: Library) -> str:
    """Where an item is found, below the site's root. `kind` is a collection's name, or "pages"."""
    if kind == "pages":
        return page_address(id_)
    row = kinds.BY_COLLECTION[kind]
    if row.folder:
        return f"{row.folder}/{id_}/"
    page = page_address(home(row, id_, library))
    return page if row.lister and not _listing(row, library) else f"{page}#{row.anchor}{id_}"


def home(row: Kind, id_: str, library: Library) -> str:
    """The page below docs/ where an item without one of its own has its anchor; the first where none lists it."""
    if row.lister:
        return _listing(row, library) or "index.md"
    return row.home if isinstance(row.home, str) else row.home(getattr(library, row.collection)[id_])


def _listing(row: Kind, library: Library) -> str:
    """The page that lists all items of a kind, wherever it stands; '' where a company left it out."""
    return next((at for at, page in library.pages.items() if any(one.name == row.lister for one in page.calls)), "")


def page_address(path: str) -> str:
    """The address of a page of docs/ below the site's root: guide/ending.md#x -> guide/ending/#x."""
    page, mark, anchor = path.partition("#")
    stem = page.removesuffix(".md")
    folder = stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else stem + "/"
    return folder + mark + anchor


def title(kind: str, id_: str, library: Library) -> str:
    """The name that readers see for an item or page."""
    row = kinds.BY_COLLECTION.get(kind)
    if row is None or row.file is None:
        page = library.pages[f"{row.folder}/{id_}.md" if row else id_]
        return page.title or page.path
    return text.plain(getattr(library, kind)[id_].title)
