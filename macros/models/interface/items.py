"""The words around the items of each kind: lists, cards, and whom to call."""

from __future__ import annotations

from typing import Annotated

from .. import Line, Model
from .phrases import Count, Plain, holding


class ChecklistWords(Model):
    """On checklists."""

    name: Annotated[Line, holding("title")]
    """What a checklist is called by screen readers."""
    when: Plain
    """Before when to use it."""
    copy_text: Plain
    """Copies the list as text."""
    the: Annotated[Line, holding("title")]
    """What was copied, in a sentence."""
    done: Annotated[Line, holding("done", "all")]
    """How many steps are ticked, of how many."""
    clear: Plain
    """Takes all ticks away."""
    cleared: Plain
    """They are away."""
    undo: Plain
    """Brings them back."""
    undone: Plain
    """They are back."""


class PathWords(Model):
    """On onboarding paths."""

    name: Annotated[Line, holding("title")]
    """What a path is called by screen readers."""
    print: Plain
    """Before the cards to print."""
    minutes: Annotated[Line, holding("count")]
    """How long a stretch takes."""
    short: Annotated[Line, holding("count")]
    """How long a step takes."""
    able: Annotated[Line, holding("able")]
    """What a step is for."""


class CardWords(Model):
    """On cards."""

    name: Annotated[Line, holding("title")]
    """What a card is called by screen readers."""
    of: Annotated[Line, holding("total")]
    """After the number of a card."""
    when: Plain
    """Before when to use it."""
    say: Plain
    """Before the words to say."""
    call: Plain
    """Before whom to call in danger."""
    numbered: Annotated[Line, holding("number", "family")]
    """Its number and its family."""
    words: Plain
    """Before the script, in a line."""
    more: Plain
    """A link to the script."""
    pdf: Plain
    """A link to the card as a PDF."""
    picture: Plain
    """A link to the card as a picture."""
    link: Plain
    """A link to be copied."""
    link_to: Annotated[Line, holding("title")]
    """The same for screen readers."""
    why: Plain
    """Opens what the card rests on."""
    version: Annotated[Line, holding("version")]
    """Which version it is."""
    sources: Plain
    """Before the articles that a printed card rests on."""


class DeckWords(Model):
    """Where cards are chosen to print."""

    name: Plain
    """What the choice is called by screen readers."""
    plain: Annotated[Line, holding("decks")]
    """Where no script runs; `decks` is a link."""
    full: Plain
    """The words of that link."""
    paper: Plain
    """Heads the sizes of paper."""
    a4: Plain
    """A size of paper."""
    letter: Plain
    """Another."""
    cards: Plain
    """Heads the cards."""
    all: Annotated[Line, holding("count")]
    """Chooses every card."""
    family: Annotated[Line, holding("title")]
    """Chooses a family of cards."""
    print: Plain
    """Prints the cards that are chosen."""
    copy_link: Plain
    """Copies the address of the choice."""
    none: Plain
    """No card is chosen."""
    chosen: Annotated[Line, holding("cards", "sheets", "paper")]
    """What is chosen: so many cards on so many sheets of a paper."""
    of_cards: Count
    """So many cards."""
    of_sheets: Count
    """So many sheets."""
    sheet: Annotated[Line, holding("number", "total")]
    """What a sheet is called by screen readers."""
    unknown: Annotated[Line, holding("cards")]
    """Cards that the address asks for and nobody has."""
    cut: Annotated[Line, holding("cards")]
    """Cards whose words do not fit in this browser."""
    more: Annotated[Line, holding("names", "count")]
    """A list of names that is cut short."""
    choose: Plain
    """Asks for a choice before it prints."""
    the_link: Plain
    """What was copied, in a sentence."""


class HelplineWords(Model):
    """Beside numbers to call in danger."""

    now: Annotated[Line, holding("number")]
    """The number of the emergency services."""
    whom: Annotated[Line, holding("whom")]
    """Whom a line is for, after its name."""
    either: Plain
    """Between a number to ring and one to text."""
    text: Annotated[Line, holding("number")]
    """A number to write to."""
    none: Plain
    """Where a country has no line."""
    looked_up: Plain
    """Before the day of the last look."""
