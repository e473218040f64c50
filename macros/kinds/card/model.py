"""Quick-reference cards and their families."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from ...models import ITEM_ID, VERSION, Advice, Date, Id, Line, Many, Mode, Model, Of, PagePath, fault


class CardFamily(Model):
    """A group of cards, told apart by the place of its tab, its word and its colour."""

    id: Literal["now", "say", "decide", "after"]
    """now, say, decide or after."""
    title: Annotated[Line, StringConstraints(max_length=12)]
    """The word on the tab."""
    summary: Line
    """What the family is for."""


class CardStep(Model):
    """One line of a card, its own or a checklist item's."""

    text: Annotated[Line, StringConstraints(max_length=52)] | None = None
    """What to do, verb first; one printed line."""
    item: Annotated[str, StringConstraints(pattern=ITEM_ID), Of("checklists", part=True)] | None = None
    """CHECKLIST--ITEM: take the words from that item."""
    card: Annotated[Id, Of("cards")] | None = None
    """Id of the card that goes on from here; its number is added to the words."""

    @model_validator(mode="after")
    def _one_kind(self) -> CardStep:
        if (self.text is None) == (self.item is None):
            raise fault(
                "not exactly one of text and item",
                "exactly one of text: (its own words) and item: (a checklist's item)",
            )
        return self


class CardShort(Model):
    """The same card in a wallet's size."""

    say: Annotated[Line, StringConstraints(max_length=70)]
    """What to say, in one breath."""
    steps: Annotated[Many[Annotated[Line, StringConstraints(max_length=34)]], Field(min_length=3, max_length=3)]
    """Three steps."""
    never: Annotated[Line, StringConstraints(max_length=44)]
    """What never to do."""


class Card(Advice):
    """A quick-reference card: what fits on a quarter of a sheet."""

    id: Id
    """Stable id; the page is cards/ID/."""
    formerly: Many[Id] = ()
    """Ids that it had before: its PDF and its picture are there under each, too."""
    family: Literal["now", "say", "decide", "after"]
    """Id of its family."""
    title: Annotated[Line, StringConstraints(max_length=30)]
    """The situation in the reader's words, the same as its page's title."""
    when: Annotated[Line, StringConstraints(max_length=60)]
    """The trigger."""
    mode: Mode
    """read-do or do-confirm; printed on the card."""
    say: Annotated[Line, StringConstraints(max_length=110)]
    """Words to say aloud."""
    script: Annotated[Id, Of("scripts")] | None = None
    """Id of the script that says more."""
    steps: Annotated[Many[CardStep], Field(min_length=4, max_length=6)]
    """First the most critical, last the one that closes."""
    never: Annotated[Line, StringConstraints(max_length=80)]
    """The one thing never to do."""
    short: CardShort
    """For the wallet size."""
    danger: bool = False
    """Whether it is for a moment of danger: then it prints whom to call, as safety.yml says."""
    owner: Id
    """Role that keeps it true."""
    page: PagePath
    """The page it belongs to, below docs/."""
    version: Annotated[str, StringConstraints(pattern=VERSION)]
    """Version, in quotes: "1.0"."""
    reviewed: Date
    """Day of the last review."""


class CardsFile(Model):
    """The quick-reference cards."""

    families: Annotated[Many[CardFamily], Field(min_length=4, max_length=4)]
    """The four families, in the order of their tabs."""
    cards: Many[Card]
    """The cards, numbered in this order."""
