"""Rules of every kind of item: owners, reviews, ids, news."""

from __future__ import annotations

import datetime
from typing import Any

from ..library import Library
from ..problems import nearest, quote
from .common import OWNED, Found


def owners_exist(library: Library) -> Found:
    """Every owner is a role of team.yml."""
    if "roles" in library.incomplete or library.team is None:
        return
    roles = dict(library.team.roles)
    expected = f"a role of team.yml: {', '.join(roles)}"
    for kind in OWNED:
        for id_, item in getattr(library, kind).items():
            if item.owner and item.owner not in roles:
                said = f"unknown role {quote(item.owner)}"
                yield library.problem(kind, id_, ("owner",), said, expected, nearest(item.owner, roles))


def _latest_day() -> datetime.date:
    """Today where the day begins first, 14 hours before UTC: what is dated there is checked here a day before."""
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=14))).date()


def reviews_past(library: Library) -> Found:
    """No review lies in the future."""
    today = _latest_day()
    for kind in OWNED:
        for id_, item in getattr(library, kind).items():
            if item.reviewed and item.reviewed > today:
                said = f"the review date {item.reviewed} lies in the future"
                yield library.problem(kind, id_, ("reviewed",), said, "today or a day before")


def former_ids_free(library: Library) -> Found:
    """An id that an item had before is no other's, now or before: what was kept or linked under it is the item's."""
    for kind in ("cards", "checklists", "paths"):
        items: dict[str, Any] = getattr(library, kind)
        seen = set(items)
        for id_, item in items.items():
            for index, name in enumerate(item.formerly):
                if name in seen:
                    said = f"the id {quote(name)} is taken"
                    yield library.problem(kind, id_, ("formerly", index), said, "an id that no other has or had")
                seen.add(name)


def ids_unique_inside(library: Library) -> Found:
    """Items of a checklist, steps of a tree and turns of a scene have ids of their own."""
    for kind, key in (("checklists", "items"), ("trees", "nodes"), ("scenarios", "turns")):
        for id_, holder in getattr(library, kind).items():
            seen: set[str] = set()
            for index, part in enumerate(getattr(holder, key)):
                if part.id in seen:
                    said = f"the id {quote(part.id)} stands twice"
                    yield library.problem(kind, id_, (key, index, "id"), said, "an id of its own")
                seen.add(part.id)


def changes_sound(library: Library) -> Found:
    """What changed is no news of tomorrow."""
    for id_, change in library.changes.items():
        if change.date > _latest_day():
            said = f"the date {change.date} lies in the future"
            yield library.problem("changes", id_, ("date",), said, "today or a day before")
