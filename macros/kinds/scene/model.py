"""Scenes to practise with."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from ...models import Advice, Date, Id, Line, Many, Model, Of, Text, Title


class Reply(Advice):
    """One thing you might say, and what comes of it."""

    say: Annotated[Line, StringConstraints(max_length=300)]
    """The words."""
    feedback: Annotated[Line, StringConstraints(max_length=400)]
    """What this does, and why: never a score."""
    next: Id | None = None
    """Id of the turn that follows; left out, the scene ends here."""


class Turn(Model):
    """The client says something; you decide."""

    id: Id
    """Stable id; the anchor of the turn."""
    client: Annotated[Line, StringConstraints(max_length=300)]
    """What the client says or does."""
    question: Title
    """What you decide; the heading of the turn."""
    replies: Annotated[Many[Reply], Field(min_length=2, max_length=4)]
    """Two to four replies, each with its feedback."""


class RolePlay(Model):
    """The same scene for three people and a sheet of paper."""

    client: Annotated[Many[Line], Field(min_length=2, max_length=6)]
    """What the one who plays the client knows and wants."""
    handler: Annotated[Many[Line], Field(min_length=2, max_length=6)]
    """What the one who practises knows and may give."""
    observer: Annotated[Many[Line], Field(min_length=3, max_length=6)]
    """What the observer listens for."""


class Scene(Model):
    """A scene to practise with: a few decisions, feedback, and a role-play."""

    id: Id
    """Stable id; the page is practice/ID/."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """What it lets you practise, in one line."""
    situations: Annotated[Many[Annotated[Id, Of("situations")]], Field(min_length=1)]
    """Ids of the situations it belongs to."""
    owner: Id
    """Role that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    scene: Text
    """Who, where, what has happened: two to five sentences."""
    start: Id
    """Id of the first turn."""
    turns: Annotated[Many[Turn], Field(min_length=2, max_length=6)]
    """Two to four decisions on any way through."""
    takeaway: Line
    """What to carry into the next real call."""
    role_play: RolePlay
    """The sheet for two people and an observer."""


class ScenesFile(Model):
    """Scenes to practise with."""

    scenarios: Many[Scene]
    """The scenes."""
