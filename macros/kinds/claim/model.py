"""Articles, their claims, and sources outside them."""

from __future__ import annotations

from typing import Annotated, Literal

from ...models import Id, Line, Many, Model, Of, Text, Title, Url


class Article(Model):
    """One of the source articles."""

    id: Id
    """Short name used by claims."""
    title: Line
    """Title as published, or a description where there is none."""
    short: Title
    """Name shown beside a claim."""
    credited: Many[Line]
    """People whom the article names as sources; an empty list where nobody is named."""
    published: Line | None = None
    """Where it appeared."""
    note: Text | None = None
    """A caution for readers."""


class Claim(Model):
    """One piece of guidance of an article, in the handbook's own words."""

    id: Id
    """Stable id."""
    article: Annotated[Id, Of("articles")]
    """Id of the article that says it."""
    text: Line
    """The claim in one plain sentence."""
    credit: Line | None = None
    """Who says it inside the article."""
    limits: Line | None = None
    """Where it stops being true."""


class Reference(Model):
    """A source outside the articles, for what extends them."""

    id: Id
    """Stable id."""
    title: Line
    """Title."""
    publisher: Line
    """Who publishes it."""
    url: Url
    """Address, https only."""
    basis: Literal["primary", "excerpt"]
    """What was read: the primary text in full, or an official excerpt."""


class SourcesFile(Model):
    """Articles, claims and references: where every rule comes from."""

    articles: Many[Article]
    """The articles."""
    claims: Many[Claim]
    """Every claim they make."""
    references: Many[Reference] = ()
    """Further sources."""
