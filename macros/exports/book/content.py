"""The pages of the handbook as the chapters of a book: blocks and words, without Markdown and without addresses.

The text is that of `documents`, so book and site cannot differ. What stands on another page is not said again: a
script, a checklist or a disagreement is named where it is shown and printed once, at its home, and a link between
pages becomes a reference from part to part. What a rule rests on shrinks to the names of its articles.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ... import nav
from ...library import Library
from ...pages import Page
from ...render.people import firm
from ...text import Quotes, plain
from .. import catalogue, documents, markdown
from .blocks import Block, Words, read

HERE = "handbook:///"  # stands in for the site's address until a link is known to lead inside the book
MENTIONED = ("script", "checklist", "tension", "tension_rule")  # said once, at their own page
# Pages for the screen alone: what lists, builds or links, and what the handbook says of itself but its sources.
_ON_SCREEN = frozenset({"link_kit", "deck", "reviews", "coverage"})
_OF_ITSELF = frozenset({"claims", "laws"})


@dataclass
class Leaf:
    """One page: its address below the root, its title, the line that says what it is for, its blocks.

    `digits` is for print: of how many its number is.
    """

    id: str
    at: str
    title: str
    summary: str
    queries: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)
    digits: int = 1


@dataclass
class Chapter:
    """One section of the handbook; `leaf` is its own first page, where it has one."""

    id: str
    title: str
    leaves: list[Leaf] = field(default_factory=list)


@dataclass
class Book:
    """All of it. `root` is the site's own address, or ''; `reviewed` the day of the youngest review in it.

    `team` is whom it is for, as its first page says, and `firm` the same where a company has made it its own.
    """

    language: str
    says: dict[str, Any]
    marks: Quotes
    title: str
    subtitle: str
    team: str
    firm: str
    root: str
    reviewed: datetime.date
    chapters: list[Chapter] = field(default_factory=list)


def book(library: Library, site_url: str = "") -> Book:
    """The chapters in the order of the navigation."""
    made = cover(library, site_url)
    chosen = [(folder, list(pages_of(library, folder))) for folder in catalogue.SECTIONS]
    for folder, pages in chosen:
        if pages:
            index = library.pages.get(f"{folder}/index.md")
            title = catalogue.title(library, index) if index else folder.capitalize()
            made.chapters.append(Chapter(folder, title, [leaf_of(library, page) for page in pages]))
    refer(_leaves(made), made.root)
    return made


def cover(library: Library, site_url: str) -> Book:
    """A book without chapters: what its first page says, and how it is set."""
    first = library.pages["index.md"]
    return Book(
        language=library.words.language,
        says=library.words.model_dump(include={"printed"}),
        marks=library.words.marks.all,
        title=catalogue.name(library),
        subtitle=catalogue.description(first),
        team=plain(library.team.name) if library.team else "",
        firm=plain(firm(library)),
        root=catalogue.root(site_url),
        reviewed=max((card.reviewed for card in library.cards.values()), default=datetime.date(1980, 1, 1)),
    )


def pages_of(library: Library, folder: str) -> Iterator[Page]:
    """The pages of a section that are for reading."""
    for path in nav.pages(library, folder):
        page = library.pages[path]
        called = {call.name for call in page.calls}
        if called & _ON_SCREEN or (folder == "about" and not called & _OF_ITSELF):
            continue
        yield page


def leaf_of(library: Library, page: Page, *, whole: bool = False) -> Leaf:
    """A page; `whole` with all that it shows, be that at home on another page."""
    at = catalogue.at(page)
    own = whole or catalogue.folder(page) in ("scripts", "checklists") or page.path == "guide/tensions.md"
    written = documents.text_of(library, page, HERE, () if own else MENTIONED)
    head = library.heads.get(page.path)
    return Leaf(
        id=at.strip("/").replace("/", "--") or "start",
        at=at,
        title=catalogue.title(library, page),
        summary=catalogue.description(page),
        queries=head.sought if head and catalogue.folder(page) == "situations" else (),
        blocks=_credited(
            _last(read(written), library.words.sources.beyond),
            markdown.over_sources(library.words),
            library.words.printed.credit,
        ),
    )


def said(words: Words) -> str:
    """Words without what marks them."""
    return "".join(word["text"] if "text" in word else said(word["words"]) for word in words)


# Sources and references ----------------------------------------------------------------


def _last(blocks: Sequence[Block], beyond: str) -> list[Block]:
    """What goes beyond the articles as a note; at the end of its page, if it stands before all that the page says."""
    made: list[Block] = []
    for block in blocks:
        first = block["words"][0] if block["is"] == "par" and block["words"] else {}
        is_note = first.get("is") == "strong" and said(first["words"]) == f"{beyond}:"
        made.append({**block, "is": "note"} if is_note else block)
    begins = next((at for at, block in enumerate(made) if block["is"] == "heading"), len(made))
    above = [block for block in made[:begins] if block["is"] != "note"]
    return [*above, *made[begins:], *(block for block in made[:begins] if block["is"] == "note")]


def _credited(blocks: Sequence[Block], over_sources: frozenset[str], credit: str) -> list[Block]:
    """The blocks with one line in place of each list of sources."""
    made: list[Block] = []
    rest = iter(blocks)
    for block in rest:
        label = said(block["words"]).strip() if block["is"] == "par" else ""
        if label not in over_sources:
            made.append(block)
            continue
        listed = next(rest, None)
        if listed is not None:
            made += _credit(listed, credit)
    return made


def _credit(listed: Block, credit: str) -> Iterator[Block]:
    """The articles that a list of claims names, each once; and what goes beyond them, as it is."""
    names: dict[str, None] = {}
    beyond: list[Words] = []
    for item in listed["items"]:
        words = item["blocks"][0]["words"]
        named = [one for one in words if one["is"] == "link" and "about/sources/#claim-" in one["to"]]
        names |= dict.fromkeys(said(one["words"]) for one in named)
        if not named:
            beyond.append(words)
    if names:
        yield {"is": "note", "words": [{"is": "text", "text": credit.format(articles="; ".join(names))}]}
    for words in beyond:
        yield {"is": "note", "words": words}


def refer(leaves: Iterable[Leaf], root: str) -> None:
    """Give every heading an id, and turn each link into a reference to a part of the book or to an address."""
    leaves = list(leaves)
    places: dict[tuple[str, str], str] = {}  # a page and an anchor, or the words of a heading -> the id of that part
    for leaf in leaves:
        places[leaf.at, ""] = leaf.id
        headings = [block for block in leaf.blocks if block["is"] == "heading"]
        _level(headings)
        for number, heading in enumerate(headings):
            heading["id"] = f"{leaf.id}--{number}"
            places |= {target(word["to"]): heading["id"] for word in links(heading["words"])}
            heading["words"] = [{"is": "text", "text": said(heading["words"])}]
            places.setdefault((leaf.at, said(heading["words"])), heading["id"])
    for leaf in leaves:
        for word in links(leaf.blocks):
            _lead(word, places, root)


def target(to: str) -> tuple[str, str]:
    """The page and the anchor that a link names."""
    page, _, anchor = to.removeprefix(HERE).partition("#")
    return page, anchor


def _lead(word: dict[str, Any], places: Mapping[tuple[str, str], str], root: str) -> None:
    """Turn a link's target into `ref` or `url`; where neither is known, its words are all that is left."""
    to = word.pop("to")
    page, anchor = target(to)
    if not to.startswith(HERE):
        word["url"] = to
    elif id_ := places.get((page, anchor)) or places.get((page, said(word["words"]))) or places.get((page, "")):
        word["ref"] = id_
        if anchor.startswith("claim-"):
            word["article"] = True  # all of them stand on one page: its number beside each would tell nothing
    elif root:
        word["url"] = root + to.removeprefix(HERE)
    else:
        word["is"] = "strong"


def _level(headings: Iterable[Block]) -> None:
    """Number the levels of a page's headings from 2 without a gap: tagged print allows none."""
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading["level"]:
            above.pop()
        above.append(heading["level"])
        heading["level"] = len(above) + 1


def _leaves(book: Book) -> Iterator[Leaf]:
    return (leaf for chapter in book.chapters for leaf in chapter.leaves)


def links(value: Any) -> Iterator[dict[str, Any]]:
    """Every link in blocks or words."""
    if isinstance(value, list):
        for one in value:
            yield from links(one)
    elif isinstance(value, dict):
        if value.get("is") == "link":
            yield value
        yield from (found for one in value.values() if isinstance(one, list) for found in links(one))
