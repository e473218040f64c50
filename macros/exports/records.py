"""The handbook for other programs: handbook.json with its JSON Schema, and links.json.

handbook.json holds every item with its words, sources and addresses; links.json is smaller and
holds whatever can be linked to, headings and claims included. `schema` is the version of their
form: keys may be added at any time, and a key that changes or goes makes a new version.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any, Literal

from pydantic import ConfigDict, Field

from .. import text
from ..library import Library
from ..models import Checklist, Model, Tension, Tree
from ..pages import Page
from . import catalogue, documents, markdown, shortlinks
from .catalogue import LANGUAGE, Entry

VERSION = 1

Kind = Literal["page", "situation", "tree", "step", "script", "checklist", "item", "card", "tension"]


class Record(Model):
    """One item of the handbook, or a page that is none."""

    kind: Kind
    """What it is. A step belongs to a tree, an item to a checklist."""
    id: str
    """Stable, and unique among records of its kind. Of a step: TREE--STEP; of an item: CHECKLIST--ITEM."""
    title: str
    """Its name, or the question or step itself, in plain words."""
    text: str
    """What it says, in Markdown."""
    address: str
    """Where it stands: absolute, or relative to this file where the site's address is not known."""
    short: str | None
    """Its short address, where it has one."""
    markdown: str
    """The whole page it stands on, in Markdown."""
    part_of: str | None
    """Id of the tree or checklist that a step or item belongs to."""
    claims: tuple[str, ...]
    """Ids of the claims it rests on."""
    extends: str | None
    """What it adds that no article says, and why."""
    references: tuple[str, ...]
    """Ids of references that support what it adds."""
    owner: str | None
    """The role that keeps it true."""
    reviewed: datetime.date | None
    """Day of its last review."""


class ClaimRecord(Model):
    """One piece of guidance of an article."""

    id: str
    """Stable id."""
    article: str
    """Id of the article that says it."""
    text: str
    """The claim in one plain sentence."""
    credit: str | None
    """Who says it inside the article."""
    limits: str | None
    """Where it stops being true."""
    address: str
    """Where it is listed with everything that uses it."""


class ArticleRecord(Model):
    """One of the source articles."""

    id: str
    """Short name used by claims."""
    title: str
    """Title as published, or a description where there is none."""
    published: str | None
    """Where it appeared."""


class ReferenceRecord(Model):
    """A source outside the articles."""

    id: str
    """Stable id."""
    title: str
    """Title."""
    publisher: str
    """Who publishes it."""
    url: str
    """Address."""


class Handbook(Model):
    """Every item of the handbook, and what it rests on."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    version: Literal[1] = Field(alias="schema")
    """The version of this form."""
    title: str
    """What the handbook calls itself."""
    language: str
    """Language of the words, as a BCP 47 tag."""
    address: str | None
    """The site's own address."""
    reviewed: datetime.date | None
    """Day of the last review of any item."""
    items: tuple[Record, ...]
    """Pages, situations, trees, steps, scripts, checklists, their items, cards and disagreements."""
    claims: tuple[ClaimRecord, ...]
    """The claims of the articles."""
    articles: tuple[ArticleRecord, ...]
    """The articles."""
    references: tuple[ReferenceRecord, ...]
    """Sources outside the articles."""


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """handbook.json, handbook.schema.json and links.json."""
    root = catalogue.root(site_url)
    entries, short = catalogue.entries(library), shortlinks.shortest(library)
    data = {"$schema": "handbook.schema.json", **handbook(library, entries, short, root).model_dump(mode="json")}
    return {
        "handbook.json": _json(data),
        "handbook.schema.json": schema().encode(),
        "links.json": _json({"schema": VERSION, "links": [_link(entry, short, root) for entry in entries]}),
    }


def schema() -> str:
    """The JSON Schema of handbook.json. It allows keys that later versions of the same form may add."""
    made = Handbook.model_json_schema(mode="serialization")
    for part in (made, *made["$defs"].values()):
        part.pop("additionalProperties", None)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=2) + "\n"


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _link(entry: Entry, short: dict[tuple[str, str], str], root: str) -> dict[str, str | None]:
    """What links.json says of an entry."""
    name = short.get((entry.kind, entry.id))
    return {
        "kind": entry.kind,
        "id": entry.id,
        "title": entry.title,
        "page": root + entry.page,
        "anchor": entry.anchor or None,
        "address": root + entry.address,
        "short": root + name if name else None,
    }


# handbook.json -------------------------------------------------------------------------


def handbook(
    library: Library, entries: list[Entry], short: dict[tuple[str, str], str], root: str
) -> Handbook:
    """Everything, as handbook.json holds it."""
    items = [_record(library, entry, short, root) for entry in entries if entry.kind in SAID]
    return Handbook(
        version=VERSION,
        title=catalogue.name(library),
        language=LANGUAGE,
        address=root or None,
        reviewed=max((item.reviewed for item in items if item.reviewed), default=None),
        items=tuple(items),
        claims=tuple(
            ClaimRecord(
                id=claim.id,
                article=claim.article,
                text=text.plain(claim.text),
                credit=claim.credit,
                limits=claim.limits and text.plain(claim.limits),
                address=f"{root}about/sources/#claim-{claim.id}",
            )
            for claim in library.claims.values()
        ),
        articles=tuple(
            ArticleRecord(id=article.id, title=text.plain(article.title), published=article.published)
            for article in library.articles.values()
        ),
        references=tuple(
            ReferenceRecord(id=one.id, title=one.title, publisher=one.publisher, url=one.url)
            for one in library.references.values()
        ),
    )


def _record(library: Library, entry: Entry, short: dict[tuple[str, str], str], root: str) -> Record:
    name = short.get((entry.kind, entry.id))
    whole = entry.id.partition("--")[0] if entry.kind in PARTS else None
    kept = getattr(library, PARTS[entry.kind])[whole] if whole else entry.thing
    return Record(
        kind=entry.kind,
        id=entry.id,
        title=entry.title,
        text=SAID[entry.kind](library, entry, root),
        address=root + entry.address,
        short=root + name if name else None,
        markdown=root + documents.path(entry.page),
        part_of=whole,
        claims=_claims(entry.thing),
        extends=getattr(entry.thing, "extends", None),
        references=getattr(entry.thing, "references", ()),
        owner=getattr(kept, "owner", None),
        reviewed=getattr(kept, "reviewed", None),
    )


def _claims(thing: Model | Page) -> tuple[str, ...]:
    """The claims that something rests on, or its parts do, each once."""
    if isinstance(thing, Tension):
        found = [*thing.one_way, *thing.other_way]
    elif isinstance(thing, Checklist):
        found = [id_ for item in thing.items for id_ in item.claims]
    elif isinstance(thing, Tree):
        found = [id_ for node in thing.outcomes for id_ in node.claims]
    else:
        found = list(getattr(thing, "claims", ()))
    return tuple(dict.fromkeys(found))


def _page_text(library: Library, entry: Entry, root: str) -> str:
    page = entry.thing if isinstance(entry.thing, Page) else library.pages[f"situations/{entry.id}.md"]
    return documents.document(library, page, root)


def _step_text(library: Library, entry: Entry, root: str) -> str:
    tree, _, node = entry.id.partition("--")
    return markdown.step(library, library.trees[tree], node, root, 0, {})


def _item_text(library: Library, entry: Entry, root: str) -> str:
    item = library.items[entry.id]
    return markdown.blocks(markdown.line(item.text), markdown.line(item.note) if item.note else "")


# Kind of a part -> the collection of what it belongs to.
PARTS = {"step": "trees", "item": "checklists"}
# Kind of a record -> its words: (library, entry, address of the site) -> Markdown.
SAID: dict[str, Callable[[Library, Entry, str], str]] = {
    "page": _page_text,
    "situation": _page_text,
    "tree": lambda library, entry, root: markdown.tree(library, entry.id, root),
    "step": _step_text,
    "script": lambda library, entry, root: markdown.script(library, entry.id, root, 0),
    "checklist": lambda library, entry, root: markdown.checklist(library, entry.id, root, 0),
    "item": _item_text,
    "card": lambda library, entry, root: markdown.card(library, entry.id, root, 0),
    "tension": lambda library, entry, root: markdown.tension(library, entry.id, root, 0),
}
