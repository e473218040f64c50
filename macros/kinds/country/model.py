"""Whom to call in danger, by country."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from ...models import Date, Id, Line, Many, Model, Phone, ReferenceId, Title, fault


class CrisisLine(Model):
    """A line that answers somebody who may harm themselves, or who is afraid for somebody."""

    name: Title
    """What it calls itself."""
    number: Phone | None = None
    """What to dial; left out for a line that answers text messages only."""
    text: Line | None = None
    """How to reach it by text message, as it reads after "text": SHOUT to 85258."""
    hours: Line | None = None
    """When it answers, as it reads after the number: day and night; or where that stands: hours: see theline.org."""
    whom: Line | None = None
    """Whom it is for, where not for everybody: under 19s."""
    reference: ReferenceId
    """Id of the reference in sources.yml that gives the number."""

    @model_validator(mode="after")
    def _reached(self) -> CrisisLine:
        if not self.number and not self.text:
            raise fault("neither number nor text", "number: or text:, to reach the line by")
        return self


class SafetyCountry(Model):
    """What to dial in one country."""

    id: Id
    """Stable id."""
    title: Title
    """Its name, as team.yml gives it."""
    also: Many[Title] = ()
    """Other names that team.yml may give: parts of the country, or a short form."""
    emergency: Phone
    """What to dial when somebody is in danger now."""
    reference: ReferenceId
    """Id of the reference in sources.yml that gives the emergency number."""
    lines: Many[CrisisLine] = ()
    """Crisis lines. The first is the one that texts and cards name: it has a number and answers at all hours."""
    owner: Id | None = None
    """Role that keeps it true, where it is not the file's."""
    reviewed: Date
    """Day when the numbers were last looked up."""


class SafetyFile(Model):
    """Whom to call in danger, by country; usable in every text as {{ safety.key }}."""

    owner: Id
    """Role that keeps the numbers true."""
    card: Annotated[Line, StringConstraints(max_length=160)]
    """Printed on posters, and on the cards for moments of danger."""
    card_short: Annotated[Line, StringConstraints(max_length=80)]
    """The same for the wallet."""
    countries: Annotated[Many[SafetyCountry], Field(min_length=1)]
    """The countries whose numbers are known."""
