"""Cards as Markdown."""

from __future__ import annotations

from ...exports.markdown import alone, blocks, box, heading, keeper, law, level_on, line, linked, rows
from ...library import Library
from ...models import MODE_NAMES
from . import deck
from .html import card_roles
from .model import Card


def card(library: Library, id_: str, base: str, level: int = 0) -> str:
    """A quick-reference card."""
    item: Card = library.cards[id_]
    more = f"**More words:** {linked(library, base, 'scripts', item.script)}" if item.script else ""
    family = line(library.families[item.family].title)
    return blocks(
        heading(level, linked(library, base, "cards", id_)),
        f"Card {deck.number(library, id_)}, {family}. {MODE_NAMES[item.mode]}.",
        f"**When:** {line(item.when)}",
        f"**Say:** “{line(item.say)}”",
        "\n".join(box(words) for words in deck.steps(library, id_)),
        f"**{line(item.never)}**",
        f"**Call:** {line(library.call)}" if item.danger else "",
        alone(card_roles(library, id_)),
        law(library, item.law, base),
        more,
        f"Version {item.version}. {keeper(library, item)}",
    )


def cards(library: Library, base: str, level: int = 2) -> str:
    """Every card as a link, grouped by family."""
    groups = []
    for family in library.families.values():
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
