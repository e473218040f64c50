"""Quick-reference cards, and the families that they are told apart by."""

from collections.abc import Iterator
from typing import Any

from ..row import File, Kind, Macro
from .model import Card, CardFamily, CardsFile

_FILE = File("cards.yml", CardsFile, "cards")


def _by_family(library: Any) -> Iterator[str]:
    for name in library.families:
        yield from (f"cards/{id_}.md" for id_, card in library.cards.items() if card.family == name)


KINDS = (
    Kind("families", CardFamily, 50, _FILE, few=True),
    Kind(
        "cards",
        Card,
        51,
        _FILE,
        name="card",
        recorded="card",
        section=True,
        folder="cards",
        macro="card",
        anchor="card-",
        short=True,
        formerly="formerly",
    ),
)
MACROS = {
    "card": Macro("cards", sourced=True),
    "gallery": Macro(lists=("cards",), leads=_by_family),
    "deck": Macro(lists=("cards",)),
}
