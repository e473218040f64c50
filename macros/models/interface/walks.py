"""The words around what is walked through: trees, scenes, and both sides of a disagreement."""

from __future__ import annotations

from typing import Annotated

from .. import Line, Model
from .phrases import Plain, holding


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
    again: Plain
    """Leads back to the first turn."""


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
    trail: Plain
    """What the answers so far are called by screen readers."""
    back: Plain
    """Goes back by one step."""
    again: Plain
    """Goes back to the first step."""
    change: Plain
    """Changes an answer."""
    change_of: Annotated[Line, holding("question")]
    """The same for screen readers."""
    keys: Plain
    """Which keys choose."""
    stale: Plain
    """The address does not fit any more."""
    straight: Plain
    """No answers are known."""
    kept: Plain
    """Later answers stay."""
    dropped: Annotated[Line, holding("answers")]
    """Later answers that do not stay."""
    copy_notes: Plain
    """Copies the walk as notes."""
    the_notes: Plain
    """What was copied, in a sentence."""
    noted_outcome: Annotated[Line, holding("severity", "outcome")]
    """In the notes: where the walk ended."""
    noted_record: Annotated[Line, holding("what")]
    """In the notes: what to note."""
    noted_next: Annotated[Line, holding("what")]
    """In the notes: what comes next."""
