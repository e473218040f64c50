"""What the search reads of a card."""

from __future__ import annotations

from collections.abc import Iterator

from ...exports.search import Section, part
from ...library import Library
from .deck import steps
from .model import Card


def _card(library: Library, id_: str) -> Iterator[Section]:
    card: Card = library.cards[id_]
    yield part("", "", card.when, card.say, *steps(library, id_), card.never)


SECTIONS = {"cards": _card}
