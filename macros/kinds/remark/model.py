"""Remarks of law."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from ...models import MONTH, Date, Id, Line, Many, Model, ReferenceId, Title, fault
from ...models.interface import Interface


class Remark(Model):
    """What the law of one place says on one point, as somebody read it in one month."""

    id: Id
    """Stable id, the same for the same point in every country; the anchor is law-ID."""
    title: Title
    """The point in plain words."""
    country: Line
    """Where it holds: a country, or the parts of one that share this law."""
    as_of: Annotated[str, StringConstraints(pattern=MONTH)]
    """Month in which its sources were read, as 2026-11."""
    text: Line
    """What it says, in short sentences. Inline Markdown."""
    references: Annotated[Many[ReferenceId], Field(min_length=1)] = ()
    """Ids of the references in sources.yml that say so."""
    unwritten: bool = False
    """Whether nobody has written it for this country yet: it only says so, and rests on nothing."""
    owner: Id
    """Role that keeps it true, and whom a reader asks."""
    reviewed: Date
    """Day of the last review."""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Remark:
        if not self.references and not self.unwritten:
            raise fault("no references", "references: [ids] of what it rests on")
        return self

    def where(self, says: Interface) -> str:
        """Where it holds, and since when that is known: "Toyland, March 2024"."""
        return self.country if self.unwritten else f"{self.country}, {says.month(self.as_of)}"


class LawFile(Model):
    """Remarks of law: nothing else in the handbook says what a law is."""

    remarks: Many[Remark]
    """The remarks, by subject."""
