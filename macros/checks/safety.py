"""Rules of the numbers to call in danger."""

from __future__ import annotations

from ..library import Library
from ..problems import quote
from ..source import Path_
from .common import Found


def numbers_sourced(library: Library) -> Found:
    """Every number rests on a reference that exists."""
    for id_, country in library.countries.items():
        named: list[tuple[Path_, str]] = [(("reference",), country.reference)]
        named += [(("lines", index, "reference"), line.reference) for index, line in enumerate(country.lines)]
        for path, reference in named:
            if not library.knows("references", reference):
                yield library.problem("countries", id_, path, *library.unknown("references", reference))


def countries_apart(library: Library) -> Found:
    """No name stands for two countries: the team's would have the numbers of either."""
    seen: dict[str, str] = {}
    for id_, country in library.countries.items():
        for name in dict.fromkeys(name.casefold() for name in (country.title, *country.also)):
            if (other := seen.setdefault(name, id_)) != id_:
                said = f"{quote(name)} is a name of {quote(other)} as well"
                yield library.problem("countries", id_, (), said, "names of its own")
