"""Cards as Markdown."""

from __future__ import annotations

from ...exports.markdown import alone, blocks, box, heading, keeper, law, level_on, line, linked, rows, strong
from ...library import Library
from . import deck
from .html import card_roles


def card(library: Library, id_: str, base: str, level: int = 0) -> str:
    """A quick-reference card."""
    item, says = library.cards[id_], library.words
    more = f"{strong(says.card.words)} {linked(library, base, 'scripts', item.script)}" if item.script else ""
    family = line(library.families[item.family].title)
    return blocks(
        heading(level, linked(library, base, "cards", id_)),
        f"{says.card.numbered.format(number=deck.number(library, id_), family=family)} {says.modes.of(item.mode)}.",
        f"{strong(says.card.when)} {line(item.when)}",
        f"{strong(says.card.say)} {says.marks.open}{line(item.say)}{says.marks.close}",
        "\n".join(box(words) for words in deck.steps(library, id_)),
        f"**{line(item.never)}**",
        f"{strong(says.card.call)} {line(library.call)}" if item.danger else "",
        alone(library, card_roles(library, id_)),
        law(library, item.law, base),
        more,
        f"{says.card.version.format(version=item.version)}. {keeper(library, item)}",
    )


def cards(library: Library, base: str, level: int = 2) -> str:
    """Every card as a link, grouped by family."""
    groups = []
    for family in deck.filled(library):
        members = [
            f"{deck.number(library, id_)} {linked(library, base, 'cards', id_)}: {line(item.when)}"
            for id_, item in library.cards.items()
            if item.family == family.id
        ]
        groups += [heading(level, line(family.title)), line(family.summary), rows(members)]
    return blocks(*groups)


MACROS = {
    "card": lambda library, page, base, id_: card(library, id_, base, level_on(page, "cards", id_, library)),
    "gallery": lambda library, _page, base: cards(library, base),
    "deck": lambda library, _page, base: cards(library, base, 0),
}


TEXTS = {"card": lambda library, id_, _, base: card(library, id_, base)}
