"""What the cards are printed on: every deck and poster, by its template and its sheet there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

Template = Literal["cards", "poster", "wall"]


class Sheet(NamedTuple):
    """One kind of deck: where a card stands on it, what it shows of a card, and its sides."""

    place: str
    shows: Literal["front", "short", "both", "line", "family"] = "front"
    duplex: str = "Simplex"  # as PDF calls it


_A4, _LETTER = "a quarter of an A4 sheet", "a quarter of a Letter sheet"
_LONG, _SHORT = "DuplexFlipLongEdge", "DuplexFlipShortEdge"
_TEN = "a business card of 85 mm"
_TEN_US = "a business card of 3.5 inches"
# Sheet in the template cards.typ -> what it is.
CARDS = {
    "a4": Sheet(_A4),
    "letter": Sheet(_LETTER),
    "a6": Sheet("A6"),
    "index": Sheet("5 x 3 inches"),
    "wallet": Sheet("the wallet size", "short"),
    "business-a4": Sheet(_TEN, "short"),
    "business-letter": Sheet(_TEN_US, "short"),
    "a4-long-edge": Sheet(_A4, "both", _LONG),
    "a4-short-edge": Sheet(_A4, "both", _SHORT),
    "letter-long-edge": Sheet(_LETTER, "both", _LONG),
    "letter-short-edge": Sheet(_LETTER, "both", _SHORT),
    "booklet-a4": Sheet(_A4, "front", _SHORT),
    "booklet-letter": Sheet(_LETTER, "front", _SHORT),
    "blank-a4": Sheet(_A4, "family"),
    "blank-letter": Sheet(_LETTER, "family"),
    "large": Sheet("a sheet in large print"),
    "tent": Sheet("half a sheet"),
    "press": Sheet("A6", "both", _LONG),
    "press-grey": Sheet("A6", "both", _LONG),
}
POSTERS = {
    "a4": Sheet("the A4 poster", "line"),
    "letter": Sheet("the Letter poster", "line"),
}
WALL = {
    "a4": Sheet("an A4 poster of its own"),
    "a3": Sheet("an A3 poster of its own"),
}
# What becomes a file of its own for each card, not a deck: in the template cards.typ too.
PICTURE = Sheet("its picture")
SHEETS: dict[Template, dict[str, Sheet]] = {"cards": CARDS, "poster": POSTERS, "wall": WALL}


def deck_files() -> Iterator[tuple[str, Template, str]]:
    """(file, template, sheet) of every deck and poster, the file without its ending."""
    names: dict[Template, str] = {"cards": "deck", "poster": "poster", "wall": "wall"}
    for template, sheets in SHEETS.items():
        yield from ((f"{names[template]}-{sheet}", template, sheet) for sheet in sheets)


def sheet_of(template: Template, name: str) -> Sheet:
    """The sheet of a template."""
    return SHEETS[template].get(name, PICTURE)
