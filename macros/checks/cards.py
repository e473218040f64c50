"""Rules of cards."""

from __future__ import annotations

from ..library import Library
from ..problems import nearest, quote
from ..text import plain
from .common import Found

CARD_LINE = 52  # characters that fit one line of a card


def card_targets(library: Library) -> Found:
    """What a card names exists: its page, script and checklist items, which must fit its line."""
    for id_, card in library.cards.items():
        page = card.page.partition("#")[0]
        if page not in library.pages:
            said, hint = f"there is no page {quote(page)}", nearest(page, library.pages)
            yield library.problem("cards", id_, ("page",), said, "a page below docs/", hint)
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
