"""The front matter of a situation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ...models import Id, Many, Of, Sourced
from ...models.pages import PageMeta, Queries

Moment = Literal["before", "during", "after"]


class SituationMeta(PageMeta, Sourced):
    """Front matter of a situation page."""

    moment: Moment
    """When it happens: before, during or after the contact."""
    roles: Annotated[Many[Literal["support", "sales", "account", "freelancer"]], Field(min_length=1)]
    """Who meets it most."""
    queries: Annotated[Queries, Field(min_length=8)]
    """Words people type; for search alone."""
    tree: Annotated[Id, Of("trees")] | None = None
    """Id of the tree that helps."""
    card: Annotated[Id, Of("cards")] | None = None
    """Id of the card to print."""
