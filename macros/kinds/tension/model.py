"""Where the articles disagree."""

from __future__ import annotations

from ...models import ClaimId, Id, Line, Many, Model, Text, Title


class Tension(Model):
    """Two claims that pull apart, and the rule that respects both."""

    id: Id
    """Stable id; the anchor is tension-ID."""
    title: Title
    """The contrast in plain words."""
    one_way: Many[ClaimId]
    """Claims on one side."""
    other_way: Many[ClaimId]
    """Claims on the other side."""
    rule: Text
    """The rule that respects both sides."""
    question: Line
    """The question that picks a side."""


class TensionsFile(Model):
    """Where the articles disagree."""

    tensions: Many[Tension]
    """The disagreements, each with its rule."""
