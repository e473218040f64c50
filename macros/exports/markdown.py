"""An item -> Markdown that reads well as it is: pure functions of the library and `base`.

`base` leads from where the Markdown will stand to the site's root: the site's own address, a
relative one ("../../"), or ''. Every function gives blocks that an empty line parts, without HTML
and without a newline at the end. Words that a reader copies stand in code blocks, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any

from .. import text, upkeep
from ..library import Library
from ..models import Advice, Sourced
from ..models.interface import Interface
from ..models.team import Role
from ..pages import Page
from ..render.address import address, page_address, title
from ..render.people import role, turns
from ..render.provenance import asked
from .plain import escape

# Inline HTML, of which the texts of the data hold no other -> its Markdown.
_MARKS = {"em": "*", "strong": "**", "code": "`"}
_TAG = re.compile(r"</?(em|strong|code)>")


def blocks(*parts: str) -> str:
    """The parts that are not empty, an empty line between them."""
    return "\n\n".join(part for part in parts if part)


def line(words: str) -> str:
    """A text with inline Markdown, on one line: what it marks stays marked, and nothing else is markup."""
    html, at, parts, literal = str(text.inline(words)), 0, [], False
    for tag in _TAG.finditer(html):
        parts += [_said(html[at : tag.start()], literal), _MARKS[tag[1]]]
        at, literal = tag.end(), tag[0] == "<code>"
    return "".join([*parts, _said(html[at:], literal)])


def _said(html: str, literal: bool) -> str:
    words = unescape(html)
    return words if literal else escape(words)


def rows(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {words}" for words in lines)


def link(words: str, where: str) -> str:
    """A link whose words are a text of the data."""
    return f"[{line(words)}]({where})"


def linked(library: Library, base: str, kind: str, id_: str) -> str:
    """An item's title, which leads to it; `kind` is its collection's name."""
    return f"[{escape(title(kind, id_, library))}]({base}{address(kind, id_, library)})"


def heading(level: int, words: str) -> str:
    """A heading, or nothing at level 0: where the page gives it."""
    return f"{'#' * level} {words}" if level else ""


def level_on(page: Page, kind: str, id_: str, library: Library) -> int:
    """The heading of an item: none on its own page, which has it already."""
    return 0 if page_address(page.path) == address(kind, id_, library) else 3


def strong(label: str) -> str:
    """What stands before or above something: "**When:**"."""
    return f"**{label.removesuffix(':')}:**"


def over_sources(says: Interface) -> frozenset[str]:
    """What stands above a list of sources, without its marks."""
    labels = (says.sources.title, says.tree.why, says.script.why)
    return frozenset(strong(label).strip("*") for label in labels)


def keeper(library: Library, item: Any) -> str:
    """Who keeps an item true, and since when."""
    says = library.words.review
    return f"{says.owner} {line(role(library, item.owner))}. {says.reviewed} {library.words.day(item.reviewed)}."


# Where things come from ----------------------------------------------------------------


def why(library: Library, claims: Sequence[str], base: str) -> str:
    """What a passage rests on."""
    return blocks(strong(library.words.sources.title), rows(claim(library, id_, base) for id_ in claims))


def claim(library: Library, id_: str, base: str) -> str:
    """A claim on one line, with who makes it and where it stops being true."""
    item = library.claims[id_]
    article = library.articles[item.article]
    credit = f"{article.short}, {item.credit}" if item.credit else article.short
    limits = f" {library.words.sources.limit} {line(item.limits)}" if item.limits else ""
    return f"{line(item.text)} ({link(credit, f'{base}about/sources/#claim-{id_}')}){limits}"


def sources(library: Library, thing: Sourced, base: str) -> list[str]:
    """What an item rests on, a line each."""
    found = [claim(library, id_, base) for id_ in thing.claims]
    return [*found, extends(library, thing)] if thing.extends else found


def extends(library: Library, thing: Sourced) -> str:
    """What an item adds to the articles, with its references; '' where it adds nothing."""
    if not thing.extends:
        return ""
    named = [library.references[id_] for id_ in thing.references]
    links = "; ".join(link(f"{one.publisher}: {one.title}", one.url) for one in named)
    return f"{strong(library.words.sources.beyond)} {line(thing.extends)}{f' ({links})' if links else ''}"


def alone(library: Library, roles: list[Role]) -> str:
    """Whom a person without colleagues turns to in place of some roles; '' where there are none."""
    says = library.words.alone
    told = [
        says.turn.format(
            roles=f" {says.either} ".join(map(line, titles)), who=line(who.title), contact=line(who.contact)
        )
        for titles, who in turns(roles)
    ]
    return " ".join([f"**{says.question}**", *told]) if told else ""


def law(library: Library, ids: Sequence[str], base: str) -> str:
    """Remarks of law, and whom to ask; '' for none."""
    if not ids:
        return ""
    remarks = [library.remarks[id_] for id_ in ids]
    told = rows(f"{linked(library, base, 'remarks', one.id)}. {remark(library, one.id)}" for one in remarks)
    says = library.words.law
    who, others = (f" {says.either} ".join(map(line, people)) for people in asked(library, remarks))
    ask = says.ask.format(who=who) + (f" {says.ask_alone.format(who=others)}" if others else "")
    return blocks(strong(says.title), told, ask)


def remark(library: Library, id_: str) -> str:
    """What one remark says on one line: where and since when it holds, and its sources."""
    item = library.remarks[id_]
    named = [library.references[one] for one in item.references]
    links = "; ".join(link(f"{one.publisher}: {one.title}", one.url) for one in named)
    return f"{line(item.where(library.words))}: {line(item.text)}" + (f" ({links})" if links else "")


# Items ---------------------------------------------------------------------------------


def lawful(parts: Iterable[Advice]) -> list[str]:
    """The remarks of all parts, each once."""
    return list(dict.fromkeys(id_ for part in parts for id_ in part.law))


def box(words: str, note: str | None = None) -> str:
    """A box to tick, and what stands below it."""
    return f"- [ ] {line(words)}" + (f"\n  {line(note)}" if note else "")


def page_link(library: Library, path: str, base: str) -> str:
    """A page's title, which leads to it, or to an anchor on it."""
    return f"[{escape(title('pages', path.partition('#')[0], library))}]({base}{page_address(path)})"


# Several items -------------------------------------------------------------------------


def reviews(library: Library, base: str) -> str:
    """The next review of every item by owner, the soonest first."""
    owners: dict[str, list[str]] = {}
    due = library.words.review.due_on
    for review in upkeep.reviews(library):
        row = f"{linked(library, base, review.kind, review.id)}: {due.format(day=library.words.day(review.due))}"
        owners.setdefault(review.owner, []).append(row)
    groups: list[str] = []
    for owner, listed in owners.items():
        named = role(library, owner)
        groups += [f"## {line(text.capital(named))}", rows(listed)]
    return blocks(*groups)


def links(groups: Iterable[tuple[str, str, Iterable[tuple[Any, str]]]], base: str) -> str:
    """What has a short address, by kind: (collection, its name, (entry, short address) each)."""
    parts: list[str] = []
    for _, named, listed in groups:
        lines = (f"[{escape(entry.title)}]({base}{entry.address}): `/{short}`" for entry, short in listed)
        parts += [f"## {named}", rows(lines)]
    return blocks(*parts)
