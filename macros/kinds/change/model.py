"""What changed in the guidance."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...models import Date, Id, Line, Many, Model, PagePath, Title


class Change(Model):
    """What changed in the guidance on one day, for those who follow it."""

    id: Id
    """Stable id; feed readers know the entry by it."""
    date: Date
    """Day of the change."""
    title: Title
    """What changed, in a few words."""
    summary: Line
    """What is different now, for somebody who uses the handbook."""
    pages: Annotated[Many[PagePath], Field(min_length=1)]
    """The pages to read, below docs/; the one to open first stands first."""


class ChangesFile(Model):
    """What changed in the guidance; the feed is made from it."""

    changes: Many[Change]
    """The changes, in any order."""
