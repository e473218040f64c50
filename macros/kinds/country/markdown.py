"""Whom to call in danger, as Markdown."""

from __future__ import annotations

from ...exports.markdown import blocks, heading, line, link, rows
from ...library import Library
from .html import by_country
from .model import SafetyCountry


def helplines(library: Library) -> str:
    """Whom to call in danger, country by country."""
    return blocks(*(part for one in by_country(library) for part in _numbers(library, one)))


def _numbers(library: Library, country: SafetyCountry) -> list[str]:
    says = library.words.helplines
    known = [
        f"{line(one.name)}{f', {says.whom.format(whom=line(one.whom))}' if one.whom else ''}: "
        + ", ".join(
            part
            for part in (
                one.number,
                one.text and says.text.format(number=line(one.text)),
                one.hours and line(one.hours),
            )
            if part
        )
        + _reference(library, one.reference)
        for one in country.lines
    ]
    first = says.now.format(number=line(country.emergency)).removesuffix(".") + _reference(library, country.reference)
    return [
        heading(3, line(country.title)),
        rows([first, *known]),
        f"{says.looked_up} {library.words.day(country.reviewed)}.",
    ]


def _reference(library: Library, id_: str) -> str:
    one = library.references[id_]
    return f" ({link(f'{one.publisher}: {one.title}', one.url)})"


MACROS = {"helplines": lambda library, _page, _base: helplines(library)}
