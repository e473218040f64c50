"""The anchors of a page: those that are written on it, and those of the items that its macros print.

Known before anything is rendered, so that a link is checked where it is written. Tests hold both sides together: an
anchor is here exactly when the built page has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from weakref import WeakKeyDictionary

from .. import kinds, markup
from ..braces import Call
from ..library import Library
from ..pages import Page
from .pages import MACROS, arguments

_KNOWN: WeakKeyDictionary[Library, dict[str, frozenset[str] | None]] = WeakKeyDictionary()


def anchors(library: Library, page: Page) -> frozenset[str] | None:
    """Every anchor of a page; None where that cannot be told, for something on it is broken."""
    known = _KNOWN.setdefault(library, {})
    if page.path not in known:
        known[page.path] = _anchors(library, page)
    return known[page.path]


def _anchors(library: Library, page: Page) -> frozenset[str] | None:
    if not page.readable or library.broken or library.incomplete:
        return None
    found = {*markup.anchors(page.masked), *_slugs(library, page)}
    for call in page.calls:
        if call.name not in MACROS or any(True for _ in arguments(library, page, call)):
            return None  # which is told where it is called
        if call.name in printed():
            found.update(printed()[call.name](library, page, call))
    return frozenset(found)


def _slugs(library: Library, page: Page) -> Iterator[str]:
    """The anchors that Markdown makes for headings without one of their own."""
    taken: set[str] = set()
    for heading in page.headings:
        if not heading.anchor:
            slug = markup.slug(library.spoken(heading.words))
            number = 1
            while (name := slug if number == 1 else f"{slug}_{number - 1}") in taken:
                number += 1
            taken.add(name)
            yield name


def _reviews(library: Library, _page: Page, _call: Call) -> Iterator[str]:
    if library.team:
        items = [item for kind in kinds.OWNED for item in getattr(library, kind).values()]
        yield from {f"owner-{library.team.keeper(item.owner)}" for item in items}


def _link_kit(_library: Library, _page: Page, _call: Call) -> Iterator[str]:
    yield from (row.collection for row in kinds.KINDS if row.short)


@cache
def printed() -> dict[str, Callable[[Library, Page, Call], Iterable[str]]]:
    """Macro -> the anchors that a call of it puts on a page. The others print none."""
    return {"reviews": _reviews, "link_kit": _link_kit, **kinds.table("checks", "ANCHORS")}
