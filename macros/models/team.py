"""What an adopting company fills in, and the numbers that are in force for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from . import Line, Model, Phone, Title


class Response(Model):
    """How fast we answer. Each value reads well after "within"."""

    first_reply: Line
    """Longest wait for a first reply, for example: one working day."""
    next_update: Line
    """Longest gap between updates while a problem is live, for example: two hours."""
    after_fix: Line
    """When to check back after a fix, for example: two working days."""
    quiet: Line
    """How long a client may be silent before we ask, for example: five working days."""


class Payment(Model):
    """Payment rules that scripts and checklists mention."""

    terms: Line
    """Days from invoice to payment, for example: 30 days."""
    final_notice: Line
    """Time given in the last reminder, for example: seven days."""


class Alone(Model):
    """Whom a person without colleagues turns to in place of a role."""

    title: Title
    """Who that is, as it reads after "the": peer you trust."""
    contact: Line
    """How to reach them, or who fits: a number, or a few words."""


class Role(Model):
    """Who does what, and how to reach them."""

    title: Title
    """The role in lower case, as it reads in a sentence: team lead."""
    contact: Line
    """How to reach the role now: a number, channel or address."""
    goodwill: Line
    """What the role may give without asking anyone."""
    alone: Alone | None = None
    """Who it is for a person who works alone; left out for what they do themselves."""


class Roles(Model):
    """The roles the handbook hands over to. A team may add its own, which its own texts name."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Role] = Field(init=False)

    rep: Role
    """Whoever handles the client."""
    account: Role
    """Account or project manager."""
    lead: Role
    """Team lead: first step up."""
    billing: Role
    """Invoices and payments."""
    legal: Role
    """Contracts, claims, threats of legal action."""
    safety: Role
    """Safety of people: threats, violence, care afterwards."""
    owner: Role
    """Business owner or director: last step up."""


class OwnNumbers(Model):
    """Numbers of your own, which come before those of your country in safety.yml."""

    emergency: Phone | None = None
    """What to dial when somebody is in danger now, for example: 2222 for site security."""
    crisis_line: Title | None = None
    """Who answers somebody who may harm themselves: a crisis line, or a service that you pay for."""
    crisis_number: Phone | None = None
    """Its number."""
    crisis_hours: Line | None = None
    """When it answers, as it reads after the number: day and night."""


class Team(Model):
    """What an adopting company fills in; usable in every text as {{ team.key }}."""

    name: Line
    """Name of the company or team, as it reads in a sentence."""
    hours: Line
    """Working hours, as they read in a sentence."""
    out_of_hours: Line
    """What happens outside these hours."""
    contact: Line
    """The shared address that clients use."""
    record: Line
    """Name of the place where client notes are kept."""
    country: Line
    """Country whose law and emergency numbers apply to you; legal remarks name their own."""
    safety: OwnNumbers | None = None
    """Numbers of your own in place of those of your country. Left out, those of safety.yml hold."""
    alone: bool = False
    """Whether you work alone. Then each role is whom you turn to in its place, and every limit is your own."""
    review_days: Annotated[int, Field(ge=1, le=3650)]
    """Days after which an item is due for review."""
    response: Response
    """How fast you answer."""
    payment: Payment
    """Payment rules."""
    own: dict[str, Line] = Field(default={})
    """Values of the team's own, for texts of its own: {{ team.own.ticket_tool }}."""
    roles: Roles
    """Contacts and limits by role."""

    def in_force(self) -> Team:
        """The team as texts name it: for a person alone, each role is whom they turn to in its place."""
        if not self.alone:
            return self
        roles: dict[str, Role] = dict(self.roles)
        for id_, role in roles.items():
            if role.alone:
                other = role.alone.model_dump() | {"goodwill": self.roles.rep.goodwill}
                roles[id_] = role.model_copy(update=other)
        return self.model_copy(update={"roles": self.roles.model_copy(update=roles)})

    def keeper(self, role: str) -> str:
        """The role that keeps an item true which names `role`: a person alone keeps all of them."""
        return "rep" if self.alone else role


class Safety(Model):
    """The numbers in force: the team's own, and else those of its country."""

    emergency: Phone
    """What to dial when somebody is in danger now."""
    crisis_line: Title
    """Who answers somebody who may harm themselves."""
    crisis_number: Phone
    """Its number."""
    crisis_hours: Line
    """When it answers."""
