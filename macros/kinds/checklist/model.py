"""Checklists."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from ...models import Advice, Date, Id, Line, Many, Mode, Model, Title


class Item(Advice):
    """One step of a checklist."""

    id: Id
    """Stable id, unique in its checklist; the anchor is CHECKLIST--ITEM."""
    text: Annotated[Line, StringConstraints(max_length=90)]
    """What to do, verb first. Inline Markdown."""
    note: Line | None = None
    """One or two sentences more, where needed. Inline Markdown."""


class Checklist(Model):
    """Five to nine things to do, in order."""

    id: Id
    """Stable id; the page is checklists/ID/."""
    formerly: Many[Id] = ()
    """Ids it had before: devices keep its ticks under them."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """The trigger, in one line."""
    mode: Mode
    """read-do: step by step, for the rare and urgent. do-confirm: from memory, then confirm."""
    owner: Id
    """Id of the role in team.yml that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    items: Annotated[Many[Item], Field(min_length=5, max_length=9)]
    """The steps, five to nine."""


class ChecklistsFile(Model):
    """The shared data file that every checklist in the book is built from."""

    checklists: Many[Checklist]
    """The checklists."""
