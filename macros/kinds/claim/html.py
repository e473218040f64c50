"""Claims as HTML, and what uses them."""

from __future__ import annotations

from ... import walk
from ...library import Library
from ...render.address import address, title
from ...render.cache import cached
from ...render.place import Place
from ...render.provenance import credited
from ...render.templates import render
from .model import Claim


def why(library: Library, place: Place, *claims: str) -> str:
    """Claims, each with the article that makes it and whom the article credits."""
    return render("why", library.words, claims=[credited(library, library.claims[id_]) for id_ in claims], place=place)


def claims(library: Library, place: Place) -> str:
    """Every claim of every article, and in how many places the handbook uses it."""
    uses = walk.uses(library, "claims")
    articles = [
        {"article": article, "claims": [(claim, len(set(uses[claim.id]))) for claim in _of(library, article.id)]}
        for article in library.articles.values()
    ]
    return render("claims", library.words, articles=articles, place=place)


@cached
def coverage(library: Library, place: Place, id_: str) -> str:
    """The claims of an article, and each place in the handbook that uses them."""
    uses = walk.uses(library, "claims")
    rows = [
        (
            claim,
            [
                (place.base + address(kind, used, library), title(kind, used, library))
                for kind, used in dict.fromkeys(uses[claim.id])
            ],
        )
        for claim in _of(library, id_)
    ]
    return render("coverage", library.words, rows=rows, place=place)


def _of(library: Library, article: str) -> list[Claim]:
    return [claim for claim in library.claims.values() if claim.article == article]


MACROS = {"why": why, "claims": claims, "coverage": coverage}
