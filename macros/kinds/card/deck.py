"""What is printed on a card: its number, its steps in words, and whom a company of its own names."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...library import Library
from ...origins import theirs
from .model import CardFamily, CardStep


def points(library: Library) -> dict[str, Any]:
    """Every step of a checklist that a card may take over, by its anchor, CHECKLIST--ITEM."""
    return {f"{list_.id}--{item.id}": item for list_ in library.checklists.values() for item in list_.items}


def number(library: Library, id_: str) -> str:
    """A card's family's letter and its place in the whole deck, "N03"."""
    return f"{library.cards[id_].family[0].upper()}{list(library.cards).index(id_) + 1:02}"


def filled(library: Library) -> list[CardFamily]:
    """The families with a card: a company may do without all of one."""
    used = {card.family for card in library.cards.values()}
    return [family for family in library.families.values() if family.id in used]


def steps(library: Library, id_: str) -> list[str]:
    """The steps of a card in words."""
    return [step(library, one) for one in library.cards[id_].steps]


def step(library: Library, one: CardStep) -> str:
    """A step's words, its own or a checklist item's, with the number of the card that goes on from there."""
    words: str = one.text or points(library)[one.item or ""].text
    return f"{words} ({number(library, one.card)})" if one.card else words


class Given(NamedTuple):
    """What a company has written itself: whom to tell in danger, and what its people may give; '' where it has not."""

    danger: str = ""
    limit: str = ""


def given(library: Library) -> Given:
    """What the cards of a company say at their foot. Ours is an example, and no card of a company passes it on."""
    team = library.team
    if team is None:
        return Given()
    source = library.places["team", "team"].source

    def own(*path: str) -> bool:
        return theirs(library.docs, "_data/team.yml", source.line(("roles", *path)))

    safety = team.roles.safety
    told = own("safety", "alone", "contact") if team.alone and safety.alone else own("safety", "contact")
    return Given(
        f"{safety.title}, {safety.contact}" if told else "",
        team.roles.rep.goodwill if own("rep", "goodwill") else "",
    )
