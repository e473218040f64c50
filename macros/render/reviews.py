"""All reviews by owner."""

from __future__ import annotations

from .. import text, upkeep
from ..library import Library
from .address import address, title
from .people import role
from .place import Place
from .templates import render


def reviews(library: Library, place: Place) -> str:
    """All reviews by owner, a Markdown heading for each: the soonest first, and the owner who has it first."""
    owners: dict[str, list[dict[str, object]]] = {}
    for review in upkeep.reviews(library):
        row = review._asdict() | {
            "late": bool(place.today and review.due <= place.today),
            "title": title(review.kind, review.id, library),
            "address": address(review.kind, review.id, library),
            "kind": library.words.kinds[review.kind].one,
        }
        owners.setdefault(review.owner, []).append(row)
    late = sum(bool(row["late"]) for rows in owners.values() for row in rows)
    blocks = []
    if place.today:
        says, day = library.words.review, library.words.day(place.today)
        blocks.append(library.words.count(says.count, late, day=day) if late else says.none.format(day=day))
    for owner, rows in owners.items():
        anchor = place.take(f"owner-{owner}")
        name = role(library, owner)
        blocks.append(f"## {text.heading(name[:1].upper() + name[1:])}" + (f" {{: #{anchor} }}" if anchor else ""))
        blocks.append(render("reviews", library.words, rows=rows, place=place))
    return "\n\n".join(blocks)
