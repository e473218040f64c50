"""The words around the items of each kind."""

from __future__ import annotations

from typing import Annotated

from .. import Line, Model
from .phrases import Plain, holding


class ChecklistWords(Model):
    """On checklists."""

    name: Annotated[Line, holding("title")]
    """What a checklist is called by screen readers."""
    when: Plain
    """Before when to use it."""


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


class PracticeWords(Model):
    """In scenes to practise with."""

    client: Plain
    """Before what the other party says."""
    rehearse: Plain
    """How to play a scene with others."""
    play_client: Plain
    """Over the lines for whoever plays the other party."""
    play_handler: Plain
    """Over the lines for whoever practises."""
    play_observer: Plain
    """Over the lines for whoever watches."""
    name: Annotated[Line, holding("title")]
    """What a scene is called by screen readers."""
    practise: Plain
    """Before what a scene is for."""
    go_on: Plain
    """A link to the next turn."""
    ends: Plain
    """A link to the end."""
    next: Annotated[Line, holding("question")]
    """The next turn, in a line."""
    goto: Annotated[Line, holding("number")]
    """On paper, where a reply leads."""
    takeaway: Plain
    """Heads the end."""
    sheet: Plain
    """Heads the lines for playing with others."""


class ScriptWords(Model):
    """On scripts."""

    name: Annotated[Line, holding("title")]
    """What a script is called by screen readers."""
    all: Plain
    """What the list of all is called by screen readers."""
    subject: Plain
    """Before the subject of a mail."""
    pushback: Plain
    """Before what they may answer."""
    then: Plain
    """Before what comes next."""
    why: Plain
    """Opens what the script rests on."""
    elsewhere: Annotated[Line, holding("script")]
    """Where a script stood that has moved; `script` is a link."""
    merged: Annotated[Line, holding("script")]
    """Where a script stood that is part of another now."""


class TensionWords(Model):
    """What a disagreement shows."""

    name: Annotated[Line, holding("title")]
    """What a disagreement is called by screen readers."""
    ask: Plain
    """Before the question that decides."""
    rule: Plain
    """Before the rule."""
    one: Plain
    """Over the claims of one side."""
    other: Plain
    """Over those of the other."""
    sources: Plain
    """Before the articles that disagree."""
    both: Plain
    """A link to both sides."""
    both_of: Annotated[Line, holding("title")]
    """The same for screen readers."""


class TreeWords(Model):
    """On decision trees."""

    when: Plain
    """Before when to use it."""
    goto: Annotated[Line, holding("number")]
    """On paper, where an answer leads."""
    goto_page: Annotated[Line, holding("title")]
    """The same where it leads to another tree."""
    go_on: Annotated[Line, holding("tree")]
    """Where an answer leads to another tree, in a line."""
    record: Plain
    """Before what to note."""
    next_step: Plain
    """Before what comes next."""
    say: Plain
    """Over the scripts of a step."""
    checklist: Plain
    """Before the checklist of a step."""
    read: Plain
    """Before pages to read."""
    why: Plain
    """Opens what a step rests on."""
    after: Plain
    """On paper, where a checklist is printed."""
    words_after: Plain
    """On paper, where long words are printed."""
    words_at: Annotated[Line, holding("number")]
    """On paper, the step that has the words."""
    whole: Plain
    """Opens the map of a tree."""
    map: Annotated[Line, holding("title")]
    """What the map is called."""
    map_about: Plain
    """What the map shows, for screen readers."""
