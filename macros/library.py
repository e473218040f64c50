"""Everything the handbook says, by id: what was read, where each item stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from . import kinds, markup, pages
from .models.interface import Interface
from .models.pages import PageMeta
from .models.search import Asked, DangerFile, SearchFile
from .models.style import Spoken, Style
from .models.team import Role, Safety, Team
from .problems import Problem, nearest, quote
from .source import Pointer, Source
from .text import chosen, filled, literal, plain

MAX_LISTED = 12


class Origin(NamedTuple):
    """Where an item stands: its file and its path in there."""

    source: Source
    path: Pointer


@dataclass(eq=False)  # one library is one reading of the files
class Library:
    """Everything the handbook says, by id. `shown` is the data folder's name in messages."""

    docs: Path
    shown: str
    team: Team | None = None
    safety: Safety | None = None
    call: str = ""  # whom to call in danger, as cards print it, and the same for the wallet
    call_short: str = ""
    style: Style | None = None
    search: SearchFile | None = None
    danger: DangerFile | None = None
    interface: Interface | None = None
    collections: dict[str, dict[str, Any]] = field(default_factory=lambda: {row.collection: {} for row in kinds.KINDS})
    pages: dict[str, pages.Page] = field(default_factory=dict)
    heads: dict[str, PageMeta] = field(default_factory=dict)  # front matter by path, like `pages`
    asked: dict[str, Asked] = field(default_factory=dict)  # by the path of the page that people ask for
    variables: dict[str, str] = field(default_factory=dict)
    named: dict[str, list[tuple[Pointer, str]]] = field(default_factory=dict)  # by file: the variables its texts use
    places: dict[tuple[str, str], Origin] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def __getattr__(self, name: str) -> dict[str, Any]:
        """The items of a kind by id, under the kind's own name: `library.checklists`."""
        collections: dict[str, dict[str, Any]] = self.__dict__.get("collections", {})
        if name not in collections:
            raise AttributeError(name)
        return collections[name]

    @property
    def words(self) -> Interface:
        """The words of the frame. Raises TypeError where they could not be read, which is a problem told already."""
        if self.interface is None:
            raise TypeError("a library without a problem has words for its frame")
        return self.interface

    def speech(self, head: PageMeta | None) -> Spoken | None:
        """How a page with this head is to speak, in its own language; None where nobody has said so."""
        if self.style is None or head is None or head.lang is None:
            return self.style
        return self.style.languages.get(head.lang)

    def having(self, **items: dict[str, Any]) -> Library:
        """The same with other items of some kinds: `library.having(cards={})`."""
        return replace(self, collections=self.collections | items)

    def spoken(self, words: str) -> str:
        """A heading or a line of a page in plain words, the team's values in it to the letter."""
        words = chosen(words, self.variables)
        return " ".join(markup.spoken(filled(words, self.literal)).split())

    def literal(self, name: str) -> str | None:
        """A value of the team or of safety.yml as pages have it, in Markdown and in HTML."""
        value = self.variables.get(name)
        return value and literal(plain(value), entities=True)

    def knows(self, kind: str, id_: str) -> bool:
        """Whether `id_` names an item of `kind`, sound or broken."""
        return id_ in getattr(self, kind) or (kind, id_) in self.broken or kind in self.incomplete

    def turned_to(self, kind: str, id_: str, *paths: Pointer) -> list[Role]:
        """The roles that an item's texts send a person to who may have none: below `paths`, or anywhere in it."""
        source, base = self.places[kind, id_]
        within = [(*base, *path) for path in paths or ((),)]
        return self._roles(
            name for at, name in self.named.get(source.file, []) if any(at[: len(one)] == one for one in within)
        )

    def turned_to_on(self, path: str) -> list[Role]:
        """The same of the own text of a page, in the order of its lines."""
        return self._roles(name for name, _ in sorted(self.pages[path].names, key=lambda named: named[1]))

    def _roles(self, names: Iterable[str]) -> list[Role]:
        if self.team is None or self.team.alone:
            return []
        parts = (name.split(".") for name in names if name.startswith("team.roles."))
        ids = dict.fromkeys(part[2] for part in parts if len(part) == 4 and part[3] in ("title", "contact"))
        found = (getattr(self.team.roles, id_, None) for id_ in ids)
        return [role for role in found if role and role.alone]

    def problem(self, kind: str, id_: str, path: Pointer, said: str, expected: str, hint: str = "") -> Problem:
        """A problem at `path` inside the item `id_` of `kind`."""
        source, base = self.places[kind, id_]
        at = (*base, *path)
        if at not in source.lines and path in source.lines:
            at = path  # what a script leaves out stands once at the top of its file
        return Problem(source.file, source.line(at), source.where(at), said, expected, hint)

    def unknown(self, kind: str, id_: str) -> tuple[str, str, str]:
        """(said, expected, hint) for an id that names nothing of `kind`."""
        known = getattr(self, kind)
        expected = f"the id of one of the {kind}"
        if kinds.BY_COLLECTION[kind].few and len(known) <= MAX_LISTED:
            expected += f": {', '.join(known)}"
        return f"unknown id {quote(id_)}", expected, nearest(id_, known)
