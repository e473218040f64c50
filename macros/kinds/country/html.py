"""Whom to call in danger, as HTML."""

from __future__ import annotations

from ... import text
from ...library import Library
from ...reading import country_of
from ...render.people import review_of
from ...render.place import Place
from ...render.templates import render
from .model import SafetyCountry


def by_country(library: Library) -> list[SafetyCountry]:
    """Whose numbers are known, the team's own country first."""
    own = country_of(library, text.plain(library.team.country)) if library.team else None
    return sorted(library.countries.values(), key=lambda one: (one is not own, one.title))


def helplines(library: Library, place: Place) -> str:
    """Whom to call in danger, country by country, each number with where it comes from."""
    countries = [
        {
            "country": one,
            "anchor": place.take(f"numbers-{one.id}"),
            "reference": library.references[one.reference],
            "lines": [(line, library.references[line.reference]) for line in one.lines],
            "review": review_of(library, one, place),
        }
        for one in by_country(library)
    ]
    return render("helplines", library.words, countries=countries, place=place)


MACROS = {"helplines": helplines}
