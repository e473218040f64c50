"""The handbook for other programs: handbook.json with its JSON Schema, and links.json.

handbook.json holds every item with its words, sources and addresses; links.json is smaller and
holds whatever can be linked to, headings and claims included. `schema` is the version of their
form: keys may be added at any time, and a key that changes or goes makes a new version.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from .. import kinds, text, walk
from ..library import Library
from ..models import Model
from ..pages import Page
from . import catalogue, documents, shortlinks
from .catalogue import Entry

VERSION = 1

# What a record may be: a page, an item of a kind, or a part of one.
RECORDED = (
    "page",
    *(name for row in kinds.KINDS if row.recorded for name in (row.recorded, row.part) if name),
)
# Kind of a part -> the collection of what it belongs to.
PARTS = {row.part: row.collection for row in kinds.KINDS if row.part}
_OF_PAGES = ("page", *(row.recorded for row in kinds.KINDS if row.file is None))


class Record(Model):
    """One item of the handbook, or a page that is none."""

    kind: Annotated[str, Field(json_schema_extra={"enum": list(RECORDED)})]
    """What it is. Steps belong to trees, items to checklists, tasks to paths, turns to scenarios."""
    id: str
    """Stable, and unique among records of its kind; that of a part is WHOLE--PART."""
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
    """Of a part: the id of what it belongs to."""
    claims: tuple[str, ...]
    """Ids of the claims it rests on."""
    extends: str | None
    """What it adds that no article says, and why."""
    references: tuple[str, ...]
    """Ids of references that support what it adds, or that a remark of law rests on."""
    law: tuple[str, ...]
    """Ids of the remarks of law that are shown with it."""
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
    """Pages, and the items of the data with their parts."""
    claims: tuple[ClaimRecord, ...]
    """The claims of the articles."""
    articles: tuple[ArticleRecord, ...]
    """The articles."""
    references: tuple[ReferenceRecord, ...]
    """Sources outside the articles."""


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """handbook.json, handbook.schema.json and links.json."""
    root = catalogue.root(site_url)
    data = handbook(library, root).model_dump(mode="json", by_alias=True)
    return {
        "handbook.json": _json({"$schema": "handbook.schema.json", **data}),
        "handbook.schema.json": schema().encode(),
        "links.json": _json({"schema": VERSION, "links": links(library, root)}),
    }


def schema() -> str:
    """The JSON Schema of handbook.json. It allows keys that later versions of the same form may add."""
    made = Handbook.model_json_schema(mode="serialization")
    for part in (made, *made["$defs"].values()):
        part.pop("additionalProperties", None)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=2) + "\n"


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def links(library: Library, root: str) -> list[dict[str, str | None]]:
    """Everything that can be linked to, as links.json holds it."""
    short = shortlinks.shortest(library, root)
    return [
        {
            "kind": entry.kind,
            "id": entry.id,
            "title": entry.title,
            "address": root + entry.address,
            "anchor": entry.anchor or None,
            "short": short.get((entry.kind, entry.id)),
        }
        for entry in catalogue.entries(library)
    ]


# handbook.json -------------------------------------------------------------------------


def handbook(library: Library, root: str) -> Handbook:
    """Everything, as handbook.json holds it."""
    short = shortlinks.shortest(library, root)
    items = [
        _record(library, entry, root, short.get((entry.kind, entry.id)))
        for entry in catalogue.entries(library)
        if entry.kind in RECORDED
    ]
    return Handbook.model_validate(
        {
            "schema": VERSION,
            "title": catalogue.name(library),
            "language": library.words.language,
            "address": root or None,
            "reviewed": max((item.reviewed for item in items if item.reviewed), default=None),
            "items": tuple(items),
            "claims": tuple(_claim(claim, root) for claim in library.claims.values()),
            "articles": tuple(
                ArticleRecord(id=one.id, title=text.plain(one.title), published=_plain(one.published))
                for one in library.articles.values()
            ),
            "references": tuple(
                ReferenceRecord(
                    id=one.id, title=text.plain(one.title), publisher=text.plain(one.publisher), url=one.url
                )
                for one in library.references.values()
            ),
        }
    )


def _claim(claim: Any, root: str) -> ClaimRecord:
    return ClaimRecord(
        id=claim.id,
        article=claim.article,
        text=text.plain(claim.text),
        credit=_plain(claim.credit),
        limits=_plain(claim.limits),
        address=f"{root}about/sources/#claim-{claim.id}",
    )


def _plain(words: str | None) -> str | None:
    return words and text.plain(words)


def _record(library: Library, entry: Entry, root: str, short: str | None) -> Record:
    whole = entry.id.partition("--")[0] if entry.kind in PARTS else None
    keeper = getattr(library, PARTS[entry.kind])[whole] if whole else entry.thing
    return Record.model_validate(
        {
            "kind": entry.kind,
            "id": entry.id,
            "title": entry.title,
            "text": _text(library, entry, root),
            "address": root + entry.address,
            "short": short,
            "markdown": root + documents.path(entry.page),
            "part_of": whole,
            "claims": _claims(library, entry),
            "extends": _plain(getattr(entry.thing, "extends", None)),
            "references": getattr(entry.thing, "references", ()),
            "law": _shown(library, entry, "remarks") or getattr(entry.thing, "law", ()),
            "owner": getattr(keeper, "owner", None),
            "reviewed": getattr(keeper, "reviewed", None),
        }
    )


def _text(library: Library, entry: Entry, root: str) -> str:
    """What an entry says, in Markdown without its title."""
    said: Callable[..., str] | None = kinds.table("markdown", "TEXTS").get(entry.kind)
    if said:
        return said(library, entry.id.partition("--")[0], entry.thing, root)
    page = _page(library, entry)
    return documents.prose(library, page, root) or catalogue.description(page)  # where all of it is an item's


def _page(library: Library, entry: Entry) -> Page:
    return entry.thing if isinstance(entry.thing, Page) else library.pages[f"{entry.page.rstrip('/')}.md"]


def _claims(library: Library, entry: Entry) -> tuple[str, ...]:
    """Ids of the claims that an entry rests on, or that its parts or its page do, each once."""
    named = (name for _, _, target, name in walk.names(entry.thing) if target == "claims")
    return tuple(dict.fromkeys([*named, *_shown(library, entry, "claims")]))


def _shown(library: Library, entry: Entry, collection: str) -> tuple[str, ...]:
    """Ids of a collection that the page of an entry shows, where it is a page."""
    calls = _page(library, entry).calls if entry.kind in _OF_PAGES else ()
    macros = ((call, kinds.MACROS.get(call.name)) for call in calls)
    return tuple(
        dict.fromkeys(str(id_) for call, one in macros if one and one.names == collection for id_ in call.args)
    )
