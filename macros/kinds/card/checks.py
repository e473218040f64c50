"""Rules of cards."""

from __future__ import annotations

from ...checks.common import Found
from ...library import Library
from ...problems import nearest, quote
from ...text import plain
from . import deck

CARD_LINE = 52  # characters that fit one line of a card


def card_targets(library: Library) -> Found:
    """The checklist items on a card exist, and fit its line."""
    for id_, card in library.cards.items():
        for index, step in enumerate(card.steps):
            if step.item and "checklists" not in library.incomplete:
                words_ = deck.points(library).get(step.item)
                if words_ is None and not library.broken:
                    said, hint = f"unknown item {quote(step.item)}", nearest(step.item, deck.points(library))
                    yield library.problem("cards", id_, ("steps", index), said, "CHECKLIST--ITEM", hint)
                elif words_ and len(plain(words_.text)) > CARD_LINE:
                    said = f"the item {quote(step.item)} has {len(plain(words_.text))} characters"
                    yield library.problem("cards", id_, ("steps", index), said, f"{CARD_LINE} at most, to fit a line")


def card_leads(library: Library) -> Found:
    """A step that leads to another card fits its line with that card's number, and leads to another one."""
    for id_, card in library.cards.items():
        for index, step in enumerate(card.steps):
            if step.card not in library.cards or (step.item and step.item not in deck.points(library)):
                continue  # told already
            if step.card == id_:
                yield library.problem(
                    "cards", id_, ("steps", index, "card"), "the card leads to itself", "another card"
                )
            elif (length := len(plain(deck.step(library, step)))) > CARD_LINE:
                said = f"with the number of the card that follows, the step has {length} characters"
                yield library.problem("cards", id_, ("steps", index), said, f"{CARD_LINE} at most, to fit a line")


RULES = (
    card_targets,
    card_leads,
)


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {
    "card": lambda _library, _page, call: [f"card-{call.args[0]}"],
    "gallery": lambda library, _page, _call: (family.id for family in deck.filled(library)),
}
