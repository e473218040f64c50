"""The shapes of a company's own files that are no data of the handbook's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..kinds.claim.model import Reference
from ..kinds.remark.model import Remark
from ..models import COLOUR, PLAIN, SITE, Id, Line, Many, Model, PagePath

# What the frame of every page and our sentences take up as it is.
Plain = Annotated[Line, StringConstraints(pattern=PLAIN)]


class Site(Model):
    """site.yml: what the site is called and where it stands."""

    name: Plain | None = None
    """Its name, in the head of every page."""
    about: Plain | None = None
    """What it is for, in one line."""
    url: Annotated[str, StringConstraints(pattern=SITE, max_length=400)] | None = None
    """The address that people open: links, codes and prints are made of it."""
    offline: bool | None = None
    """Whether a device keeps the pages for a time without a network."""


class LeaveOut(Model):
    """leave-out.yml: what of the handbook a company does without."""

    pages: Many[PagePath] = ()
    """Pages below docs/; what stands on the page of a checklist, tree, card, path or scene goes with it."""
    situations: Many[Id] = ()
    """Ids of situations."""
    checklists: Many[Id] = ()
    """Ids of checklists."""
    trees: Many[Id] = ()
    """Ids of trees."""
    moments: Many[Id] = ()
    """Ids of moments of scripts: their scripts go with them."""
    scripts: Many[Id] = ()
    """Ids of scripts."""
    cards: Many[Id] = ()
    """Ids of cards."""
    paths: Many[Id] = ()
    """Ids of ways in for one role."""
    scenarios: Many[Id] = ()
    """Ids of scenes to practise with."""
    tensions: Many[Id] = ()
    """Ids of tensions."""


class Party(Model):
    """What a company calls the other party."""

    one: Plain
    """One of them: guest, patient, member."""
    many: Plain
    """Several of them."""
    article: Literal["a", "an"] | None = None
    """What stands before one of them, where the first letter does not tell."""


class Words(Model):
    """words.yml: words of theirs in place of ours."""

    client: Party | None = None
    """What they call the other party, whom we call client."""
    words: dict[Line, Plain] = Field(default_factory=dict)
    """Any other words of ours, and what they say for each."""
    contractions: bool = True
    """Whether texts say "can't" and "we'll"; false for "cannot" and "we will"."""


class LawOf(Model):
    """law/COUNTRY.yml: remarks of law for their country, in place of ours by id."""

    remarks: Many[Remark]
    """The remarks."""
    references: Many[Reference] = ()
    """What they rest on."""


Colour = Annotated[str, StringConstraints(pattern=COLOUR)]


class Colours(Model):
    """looks/colours.yml: colours of theirs. What is left out in the dark is made of the light."""

    brand: Colour | None = None
    """The ground of the header, the foot and the main buttons, under white words; "#7a1f5c"."""
    brand_dark: Colour | None = None
    """The same where the device is dark."""
    link: Colour | None = None
    """Links in the text."""
    link_dark: Colour | None = None
    """The same where the device is dark."""
