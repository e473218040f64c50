"""Phrases to leave out."""

from __future__ import annotations

from typing import Annotated

from ...models import Date, Id, Line, Many, Model, Of, Sourced, Title


class Phrase(Sourced):
    """Words that do harm, and better ones."""

    id: Id
    """Stable id."""
    title: Title
    """The words."""
    when: Line
    """When they slip out."""
    instead: Line
    """What to say instead."""
    scripts: Many[Annotated[Id, Of("scripts")]] = ()
    """Ids of scripts that say it better."""
    owner: Id
    """Role that keeps it true."""
    reviewed: Date
    """Day of the last review."""


class PhrasesFile(Model):
    """Phrases to leave out."""

    phrases: Many[Phrase]
    """The phrases."""
