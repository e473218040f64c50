"""Rules of the numbers to call in danger."""

from __future__ import annotations

from ...checks.common import Found
from ...library import Library
from ...problems import quote


def countries_apart(library: Library) -> Found:
    """No name stands for two countries: the team's would have the numbers of either."""
    seen: dict[str, str] = {}
    for id_, country in library.countries.items():
        for name in dict.fromkeys(name.casefold() for name in (country.title, *country.also)):
            if (other := seen.setdefault(name, id_)) != id_:
                said = f"{quote(name)} is a name of {quote(other)} as well"
                yield library.problem("countries", id_, (), said, "names of its own")


RULES = (countries_apart,)


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {"helplines": lambda library, _page, _call: (f"numbers-{id_}" for id_ in library.countries)}
