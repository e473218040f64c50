"""The quick guide as a booklet: its page, the list of all situations, and whom to call; small pages, to fold."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any

from ... import cache, kinds, language
from ...checks.links import QUICK_GUIDE as PAGE
from ...kinds.card import deck
from ...library import Library
from .. import cards, catalogue, shortlinks
from ..typesetting import faces, sources
from . import content, imposed, printed
from .content import links, said, target

TEMPLATE = "quick.typ"
# Width and height of a sheet, in points: two pages of A5 on A4, or two halves of a Letter.
SHEETS = {"a4": (841.89, 595.28), "letter": (792.0, 612.0)}
# As in the book: one setting, with more white around it on the wider and on the higher paper.
SIZE = (min(wide for wide, _ in SHEETS.values()) / 2, min(high for _, high in SHEETS.values()))


def pdfs(library: Library, site_url: str = "") -> dict[str, bytes]:
    """The booklet on each of SHEETS, by name; none of a handbook without its page. Raises what `printed.pdfs` does."""
    if PAGE not in library.pages:
        return {}
    set_in = faces(library.docs)
    inputs = {"data": json.dumps({**told(library, site_url), **set_in.told}, ensure_ascii=False, sort_keys=True)}
    keys = {sheet: cache.key(sources(), TEMPLATE, sheet, inputs["data"]) for sheet in SHEETS}
    found = {sheet: made for sheet, key in keys.items() if (made := cache.get(key)) is not None}
    if len(found) < len(SHEETS):
        whole = printed.typeset(TEMPLATE, inputs, set_in)
        found = {sheet: imposed.folded(whole, size) for sheet, size in SHEETS.items()}
        for sheet, made in found.items():
            cache.put(keys[sheet], made)
    return found


def told(library: Library, site_url: str) -> dict[str, Any]:
    """What the template reads. A link to another page says its short address, for paper has nothing to press."""
    book = content.cover(library, site_url)
    leaf = content.leaf_of(library, library.pages[PAGE], whole=True)
    leaf.blocks = [*itertools.dropwhile(lambda block: block["is"] != "heading", leaf.blocks)]  # that is for the screen
    short, danger = _short(library), deck.given(library).danger
    for word in links(leaf.blocks):
        word["short"] = short.get(target(word["to"])[0], "")
    content.refer([leaf], book.root)
    index = library.pages.get("situations/index.md")
    data = {
        **vars(book),
        **language.parts(book.language),
        "size": SIZE,
        "reviewed": language.day(book.reviewed, book.language),
        "title": leaf.title,
        "of": book.title,
        "blocks": leaf.blocks,
        "situations": catalogue.title(library, index) if index else library.words.kinds["situations"].many or "",
        "places": _places(library, short),
        "call": library.call,
        # What a company has written of its own is told here, too, where those words leave it out.
        "danger": "" if danger and danger.rpartition(", ")[2] in library.call else danger,
        **cards.target(book.root, ""),
    }
    del data["chapters"]
    whole: dict[str, Any] = printed.with_marks(data, book.marks)
    return whole


def _short(library: Library) -> dict[str, str]:
    """By address: the short one of each page that has it."""
    shortest = shortlinks.shortest(library)
    named = (row.collection for row in kinds.KINDS if row.short)
    entries = (catalogue.item(library, kind, id_) for kind in named for id_ in getattr(library, kind))
    found = ((entry, shortest.get((entry.kind, entry.id), "")) for entry in entries if not entry.anchor)
    return {entry.page: address.rstrip("/") for entry, address in found if address}


def _places(library: Library, short: Mapping[str, str]) -> list[dict[str, Any]]:
    """The situations, each once, under the headings of the first page of their section.

    A heading is {"level": 2, "title": "In writing"}, a row {"title": "They have not paid", "short": "go/late-payer"}.
    """
    index = library.pages.get("situations/index.md")
    pages = [page for page in content.pages_of(library, "situations") if page is not index]
    titles = {catalogue.at(page): catalogue.title(library, page) for page in pages}
    rows: list[dict[str, Any]] = []
    for block in content.leaf_of(library, index, whole=True).blocks if index else ():
        if block["is"] == "heading":
            _without_rows(rows, block["level"])
            rows.append({"level": block["level"], "title": said(block["words"])})
        elif block["is"] == "list":
            to = [target(word["to"])[0] for word in links(block["items"])]
            rows += [{"title": titles.pop(at), "short": short.get(at, "")} for at in to if at in titles]
    _without_rows(rows, 0)
    return [*rows, *({"title": title, "short": short.get(at, "")} for at, title in titles.items())]


def _without_rows(rows: list[dict[str, Any]], level: int) -> None:
    """Take the last headings away that are as deep as `level` or deeper: nothing came to stand under them."""
    while rows and rows[-1].get("level", -1) >= level:
        rows.pop()
