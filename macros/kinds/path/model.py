"""Onboarding paths."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ...models import Date, Id, Line, Many, Model, Of, PagePath, Title


class PathStep(Model):
    """One thing to read, try or print on the way in."""

    id: Id
    """Stable id, unique in its path; the anchor is PATH--STEP."""
    text: Annotated[Line, StringConstraints(max_length=90)]
    """What to do, verb first."""
    link: PagePath
    """The page it leads to, below docs/, with an anchor where one fits better."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """How long it takes."""
    able: Line
    """What you can do afterwards; follows "You can"."""


class PathStage(Model):
    """A stretch of a path."""

    id: Literal["first-day", "first-week", "first-month"]
    """first-day, first-week or first-month."""
    steps: Annotated[Many[PathStep], Field(min_length=2, max_length=9)]
    """Its steps, in order."""


class OnboardingPath(Model):
    """A way into the handbook for one role."""

    id: Id
    """Stable id; the page is start/ID/."""
    formerly: Many[Id] = ()
    """Ids it had before: devices keep its ticks under them."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """Who it is for, in one line."""
    owner: Id
    """Role that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    cards: Annotated[Many[Annotated[Id, Of("cards")]], Field(min_length=3, max_length=3)]
    """Ids of the three cards to print first."""
    stages: Annotated[Many[PathStage], Field(min_length=3, max_length=3)]
    """First day (under 30 minutes), first week, first month."""


class PathsFile(Model):
    """Onboarding paths by role."""

    paths: Many[OnboardingPath]
    """The paths."""


STAGES = ("first-day", "first-week", "first-month")
