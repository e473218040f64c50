"""Rules of cards."""

from __future__ import annotations

from ..library import Library
from ..problems import nearest, quote
from ..text import plain
from .common import Found

CARD_LINE = 52  # characters that fit one line of a card


def card_targets(library: Library) -> Found:
    """What a card names exists: its script and checklist items, which must fit its line."""
    for id_, card in library.cards.items():
        if card.script and not library.knows("scripts", card.script):
            yield library.problem("cards", id_, ("script",), *library.unknown("scripts", card.script))
        for index, step in enumerate(card.steps):
            if step.item and "checklists" not in library.incomplete:
                words_ = library.items.get(step.item)
                if words_ is None and not library.broken:
                    said, hint = f"unknown item {quote(step.item)}", nearest(step.item, library.items)
                    yield library.problem("cards", id_, ("steps", index), said, "CHECKLIST--ITEM", hint)
                elif words_ and len(plain(words_.text)) > CARD_LINE:
                    said = f"the item {quote(step.item)} has {len(plain(words_.text))} characters"
                    yield library.problem("cards", id_, ("steps", index), said, f"{CARD_LINE} at most, to fit a line")
            if step.card and not library.knows("cards", step.card):
                yield library.problem("cards", id_, ("steps", index, "card"), *library.unknown("cards", step.card))


def card_leads(library: Library) -> Found:
    """A step that leads to another card fits its line with that card's number, and leads to another one."""
    for id_, card in library.cards.items():
        for index, step in enumerate(card.steps):
            if step.card not in library.cards or (step.item and step.item not in library.items):
                continue  # told already
            if step.card == id_:
                yield library.problem(
                    "cards", id_, ("steps", index, "card"), "the card leads to itself", "another card"
                )
            elif (length := len(plain(library.card_step(step)))) > CARD_LINE:
                said = f"with the number of the card that follows, the step has {length} characters"
                yield library.problem("cards", id_, ("steps", index), said, f"{CARD_LINE} at most, to fit a line")
