"""Rules of what a team fills in: nobody is sent to an address that is only an example, or that is read tomorrow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import walk
from ..library import Library
from ..problems import nearest, quote
from ..source import Pointer
from ..text import plain
from .common import Found

_EXAMPLE = re.compile(r"@example\.(?:com|net|org)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d\D?){3}")
_SAFETY = ("roles", "safety")
_ANSWERED = "a number that somebody answers whenever anyone works"


def contacts_your_own(library: Library) -> Found:
    """Once one contact is the team's own, none is left an example: a reader would write to nobody."""
    left = examples(library)
    if left and len(left) < sum(1 for _ in _contacts(library)):
        values = dict(_contacts(library))
        for path in left:
            if _EXAMPLE.search(values[path]):
                said, expected = (
                    "an address that is only an example, where others are your own",
                    "how to reach them at your firm",
                )
            else:
                said, expected = "no number, where other contacts are your own", _ANSWERED
            yield library.problem("team", "team", path, said, expected)


def safety_reached_now(library: Library) -> Found:
    """Whoever takes reports of danger is told by voice, so has a number: an address may be read tomorrow."""
    if library.team is None:
        return
    role = library.team.roles.safety
    told: dict[Pointer, str] = {(*_SAFETY, "contact"): role.contact}
    if role.alone:
        told[(*_SAFETY, "alone", "contact")] = role.alone.contact
    for path, value in told.items():
        if "@" in plain(value) and not _NUMBER.search(plain(value)):
            said = "an address alone, which may be read tomorrow"
            yield library.problem("team", "team", path, said, _ANSWERED)


def own_roles_named(library: Library) -> Found:
    """A role that a team adds is named by a text or keeps an item: else its name may be a misspelt one."""
    if library.team is None or "roles" in library.incomplete:
        return
    named = {name for found in library.named.values() for _, name in found}
    named |= {name for page in library.pages.values() for name, _ in page.names}
    owners = {getattr(item, "owner", None) for _, _, item in walk.items(library)}
    roles = library.team.roles
    for id_ in roles.__pydantic_extra__:
        if id_ not in owners and not any(name.startswith(f"team.roles.{id_}.") for name in named):
            said, hint = f"nothing names the role {quote(id_)}", nearest(id_, type(roles).model_fields)
            expected = f"a text with {{{{ team.roles.{id_}.title }}}}, or something that it owns"
            yield library.problem("team", "team", ("roles", id_), said, expected, hint)


def examples(library: Library) -> list[Pointer]:
    """Where team.yml still has what it came with: addresses, and for the safety lead words where a number belongs."""
    return [
        path
        for path, value in _contacts(library)
        if _EXAMPLE.search(value) or (path == (*_SAFETY, "contact") and "@" not in value and not _NUMBER.search(value))
    ]


def _contacts(library: Library) -> Iterator[tuple[Pointer, str]]:
    """How to reach the team and its roles; of a person alone, who turns to others, the two that are their own."""
    if library.team is None:
        return
    yield ("contact",), plain(library.team.contact)
    for id_, role in library.team.roles:
        if id_ == "rep" or not library.team.alone:
            yield ("roles", id_, "contact"), plain(role.contact)
