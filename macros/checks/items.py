"""Rules of every kind of item: what it names, owners, days, ids."""

from __future__ import annotations

import datetime
from typing import Any

from .. import kinds, walk
from ..library import Library
from ..problems import nearest, quote
from ..source import Pointer
from .common import Found


def names_exist(library: Library) -> Found:
    """Whatever an item names by its id exists."""
    for one in walk.named(library):
        if not library.knows(one.target, one.name):
            yield library.problem(one.kind, one.id, one.path, *library.unknown(one.target, one.name))


def owners_exist(library: Library) -> Found:
    """Every owner is a role of team.yml."""
    if "roles" in library.incomplete or library.team is None:
        return
    roles = dict(library.team.roles)
    expected = f"a role of team.yml: {', '.join(roles)}"
    for row, id_, item in walk.items(library):
        owner = getattr(item, "owner", None)
        if owner and owner not in roles:
            said = f"unknown role {quote(owner)}"
            yield library.problem(row.collection, id_, ("owner",), said, expected, nearest(owner, roles))


def _latest_day() -> datetime.date:
    """Today where the day begins first, 14 hours before UTC: what is dated there is checked here a day before."""
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=14))).date()


def days_past(library: Library) -> Found:
    """No day lies in the future: no review, and no news of tomorrow."""
    today = _latest_day()
    for row, id_, item in walk.items(library):
        for path, thing in walk.things(item):
            for key in type(thing).model_fields:
                day = getattr(thing, key)
                if isinstance(day, datetime.date) and day > today:
                    said = f"the {'review ' if key == 'reviewed' else ''}date {day} lies in the future"
                    yield library.problem(row.collection, id_, (*path, key), said, "today or a day before")


def former_ids_free(library: Library) -> Found:
    """An id that an item had before is no other's, now or before: what was kept or linked under it is the item's."""
    for row in kinds.KINDS:
        if "formerly" in row.model.model_fields:
            items: dict[str, Any] = getattr(library, row.collection)
            seen = set(items)
            for id_, item in items.items():
                for index, name in enumerate(item.formerly):
                    if name in seen:
                        said, expected = f"the id {quote(name)} is taken", "an id that no other has or had"
                        yield library.problem(row.collection, id_, ("formerly", index), said, expected)
                    seen.add(name)


def ids_unique_inside(library: Library) -> Found:
    """What stands in lists of one name inside an item has ids of its own, however deep they stand."""
    for row, id_, item in walk.items(library):
        seen: set[tuple[Pointer, str]] = set()
        for path, thing in walk.things(item):
            if path and (own := getattr(thing, "id", None)):
                lists = tuple(step for step in path if isinstance(step, str))
                if (lists, own) in seen:
                    said = f"the id {quote(own)} stands twice"
                    yield library.problem(row.collection, id_, (*path, "id"), said, "an id of its own")
                seen.add((lists, own))


def kinds_named(library: Library) -> Found:
    """interface.yml says what readers call each kind, wherever they meet it, and names no other."""
    if library.interface is None:
        return
    says = library.interface.kinds
    asked = {row.collection: row.called for row in kinds.KINDS} | {name: {"one": True} for name in kinds.PLACES}
    for name, keys in asked.items():
        words = says.get(name)
        if missing := [key for key, due in keys.items() if due and not (words and getattr(words, key))]:
            said, expected = f"no words for {quote(name)}: {', '.join(missing)}", f"{name}: with {', '.join(missing)}"
            yield library.problem("interface", "interface", ("kinds", name) if words else ("kinds",), said, expected)
    for name in says:
        if name not in asked:
            said, hint = f"unknown kind {quote(name)}", nearest(name, asked)
            yield library.problem("interface", "interface", ("kinds", name), said, "the name of a list", hint)
