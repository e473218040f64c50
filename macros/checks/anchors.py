"""The anchors of a page: those that are written on it, and those of the items that its macros print.

Known before anything is rendered, so that a link is checked where it is written. Tests hold both sides together: an
anchor is here exactly when the built page has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

from .. import markup
from ..library import Library
from ..pages import Call, Page
from .common import OWNED
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
        if call.name in PRINTED:
            found.update(PRINTED[call.name](library, page, call))
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


def _checklist(library: Library, _page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    yield f"checklist-{id_}"
    yield from (f"{id_}--{item.id}" for item in library.checklists[id_].items)


def _scripts(library: Library, _page: Page, call: Call) -> Iterator[str]:
    which = dict(call.kwargs)
    for id_, script in library.scripts.items():
        in_moment = which.get("moment") in (None, script.moment)
        if in_moment and (which.get("situation") is None or which["situation"] in script.situations):
            yield from _names(library, id_)
    if (moment := which.get("moment")) in library.moments:
        yield from (f"script-{old}" for old in library.moments[str(moment)].moved)


def _script(library: Library, _page: Page, call: Call) -> Iterator[str]:
    yield from _names(library, str(call.args[0]))


def _names(library: Library, id_: str) -> Iterator[str]:
    """The anchors of a script: its own, and those of scripts that became one with it."""
    yield from (f"script-{name}" for name in (id_, *library.scripts[id_].aliases))


def _tree(library: Library, page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    prefix = "" if page.path == f"decide/{id_}.md" else f"{id_}--"
    yield f"tree-{id_}"
    yield from (f"{prefix}{node.id}" for node in library.trees[id_].nodes)


def _path(library: Library, _page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    yield f"path-{id_}"
    for stage in library.paths[id_].stages:
        yield stage.id
        yield from (f"{id_}--{step.id}" for step in stage.steps)


def _practice(library: Library, _page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    yield f"scene-{id_}"
    for name in (*(turn.id for turn in library.scenarios[id_].turns), "takeaway"):
        yield from (name, f"{name}-heading")
    yield "role-play"


def _named(prefix: str) -> Callable[[Library, Page, Call], Iterator[str]]:
    """Of a macro that prints one item under one anchor."""

    def anchor(_library: Library, _page: Page, call: Call) -> Iterator[str]:
        yield f"{prefix}-{call.args[0]}"

    return anchor


def _each(prefix: str, kind: str) -> Callable[[Library, Page, Call], Iterator[str]]:
    """Of a macro that prints every item of a kind."""
    return lambda library, _page, _call: (f"{prefix}{id_}" for id_ in getattr(library, kind))


def _claims(library: Library, _page: Page, _call: Call) -> Iterator[str]:
    yield from (f"article-{id_}" for id_ in library.articles)
    yield from (f"claim-{id_}" for id_ in library.claims)


def _coverage(library: Library, _page: Page, call: Call) -> Iterator[str]:
    yield from (f"claim-{id_}" for id_, claim in library.claims.items() if claim.article == call.args[0])


def _reviews(library: Library, _page: Page, _call: Call) -> Iterator[str]:
    if library.team:
        items = [item for kind in OWNED for item in getattr(library, kind).values()]
        yield from {f"owner-{library.team.keeper(item.owner)}" for item in items}


def _link_kit(_library: Library, _page: Page, _call: Call) -> Iterator[str]:
    yield from ("situations", "trees", "scripts", "checklists", "cards", "paths", "scenarios")


# Macro -> the anchors that a call of it puts on a page. The others print none.
PRINTED: dict[str, Callable[[Library, Page, Call], Iterator[str]]] = {
    "checklist": _checklist,
    "script": _script,
    "scripts": _scripts,
    "script_index": _each("moment-", "moments"),
    "tree": _tree,
    "card": _named("card"),
    "gallery": _each("", "families"),
    "path": _path,
    "practice": _practice,
    "tension": _named("tension"),
    "tension_rule": _named("tension"),
    "claims": _claims,
    "coverage": _coverage,
    "laws": _each("law-", "remarks"),
    "helplines": _each("numbers-", "countries"),
    "reviews": _reviews,
    "link_kit": _link_kit,
}
