"""A tension as HTML."""

from __future__ import annotations

from ...library import Library
from ...render.cache import cached
from ...render.place import Place
from ...render.provenance import credited
from ...render.templates import render
from .model import Tension


@cached
def tension(library: Library, place: Place, id_: str) -> str:
    """Two sides, the rule between them and the question that chooses."""
    item: Tension = library.tensions[id_]
    sides = [[credited(library, library.claims[claim]) for claim in side] for side in (item.one_way, item.other_way)]
    return render("tension", library.words, tension=item, sides=sides, place=place)


@cached
def tension_rule(library: Library, place: Place, id_: str) -> str:
    """The rule and the question of a tension alone, and where its two sides stand."""
    item: Tension = library.tensions[id_]
    claims = (library.claims[claim] for claim in (*item.one_way, *item.other_way))
    articles = dict.fromkeys(library.articles[claim.article].short for claim in claims)
    return render("tension", library.words, tension=item, sides=None, articles=articles, place=place)


MACROS = {"tension": tension, "tension_rule": tension_rule}
