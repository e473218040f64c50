"""Who keeps an item true, whose handbook it is, and whom a person alone turns to."""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import origins, upkeep
from ..library import Library
from ..models.team import Alone, Role
from .address import page_address
from .place import Place
from .templates import render


def role(library: Library, id_: str) -> str:
    """What the team calls a role that keeps items true."""
    return getattr(library.team.roles, library.team.keeper(id_)).title if library.team else id_


def firm(library: Library) -> str:
    """The company whose handbook this is; '' for ours, as it comes."""
    return library.team.name if library.team and origins.laid(library.docs) else ""


def keeper(library: Library, id_: str) -> str:
    """The role that keeps an item true, on paper: a card that lies on a desk tells no address to look whose it is."""
    return ", ".join(filter(None, (role(library, id_), firm(library))))


def review_of(library: Library, item: Any, place: Place) -> dict[str, object]:
    """Who keeps an item true, when it was last read, and whether that is due again on the day of the build."""
    due = upkeep.due(library.team, item.reviewed) if library.team and item.reviewed else None
    return {
        "role": role(library, item.owner or ""),
        "reviewed": item.reviewed,
        "due": due,
        "late": bool(due and place.today and due <= place.today),
    }


class StandIn(NamedTuple):
    """Whom a person alone turns to, and the titles of the roles in whose place."""

    roles: list[str]
    who: Alone


def turns(roles: list[Role]) -> list[StandIn]:
    """Whom a person alone turns to in place of some roles, each person once."""
    people: dict[Alone, list[str]] = {}
    for one in roles:
        if one.alone and one.title not in people.setdefault(one.alone, []):
            people[one.alone].append(one.title)
    return [StandIn(titles, who) for who, titles in people.items()]


def alone(library: Library, place: Place) -> str:
    """Whom a person alone turns to in place of the roles that a page names; nothing where they are those."""
    path = next((path for path in library.pages if page_address(path) == place.url), "")
    found = turns(library.turned_to_on(path)) if path else []
    return render("alone", library.words, turns=found) if found else ""
