"""Rules of what a team fills in: nobody is sent to an address that is only an example, or that is read tomorrow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..library import Library
from ..source import Path_
from ..text import plain
from .common import Found

_EXAMPLE = re.compile(r"@example\.(?:com|net|org)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d\D?){3}")


def contacts_your_own(library: Library) -> Found:
    """Once one contact is the team's own, none is left an example: a reader would write to nobody."""
    left = examples(library)
    if left and len(left) < sum(1 for _ in _contacts(library)):
        for path in left:
            said = "an address that is only an example, where others are your own"
            yield library.problem("team", "team", path, said, "how to reach them at your firm")


def safety_reached_now(library: Library) -> Found:
    """Whoever takes reports of danger has a number: an address may be read tomorrow."""
    for path, value in _contacts(library):
        told = "@" not in value or _EXAMPLE.search(value) or _NUMBER.search(value)
        if path == ("roles", "safety", "contact") and not told:
            said = "an address alone, which may be read tomorrow"
            yield library.problem("team", "team", path, said, "a number that somebody answers whenever anyone works")


def examples(library: Library) -> list[Path_]:
    """Where team.yml still has the addresses that it came with."""
    return [path for path, value in _contacts(library) if _EXAMPLE.search(value)]


def _contacts(library: Library) -> Iterator[tuple[Path_, str]]:
    """How to reach the team and its roles; of a person alone, who turns to others, the two that are their own."""
    if library.team is None:
        return
    yield ("contact",), plain(library.team.contact)
    for id_, role in library.team.roles:
        if id_ == "rep" or not library.team.alone:
            yield ("roles", id_, "contact"), plain(role.contact)
