"""A page as lines, each with the place where it was written: what is changed in it keeps telling where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .. import markup
from ..source import parse
from .nodes import Node, Spot, of, written

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)

Edit = tuple[int, int, str]  # from, to, and what stands there instead, with as many ends of lines


@dataclass
class Sheet:
    """One page: `head` is its front matter, None where it has none or none that can be read; `spots` are of `text`."""

    head: Node | None
    text: str
    spots: list[Spot]

    def edit(self, edits: Iterable[Edit]) -> None:
        """Change words inside lines."""
        for start, end, words in sorted(edits, reverse=True):
            missing = self.text.count("\n", start, end) - words.count("\n")
            self.text = self.text[:start] + words + "\n" * missing + self.text[end:]

    def drop(self, numbers: Iterable[int]) -> None:
        """Take lines away, counted from 0."""
        gone = set(numbers)
        rows = self.text.split("\n")
        self.text = "\n".join(row for at, row in enumerate(rows) if at not in gone)
        self.spots = [spot for at, spot in enumerate(self.spots) if at not in gone]

    def add(self, rows: Iterable[str], spot: Spot) -> None:
        """Put lines at the end."""
        self.text = self.text.rstrip("\n") + "\n"
        self.spots = self.spots[: self.text.count("\n")]
        for row in rows:
            self.text += f"{row}\n"
            self.spots.append(spot)
        self.spots.append(spot)

    def call(self, title: str) -> None:
        """Give the page another title; its first heading keeps the anchor that it had."""
        for heading in (one for one in markup.headings(self.masked)[:1] if one.words != title):
            row = self.text[heading.start :].partition("\n")[0]
            anchor = heading.anchor or markup.slug(markup.spoken(heading.words))
            self.edit([(heading.start, heading.start + len(row), f"# {title} {{: #{anchor} }}")])

    @property
    def masked(self) -> str:
        """The text with spaces in place of code and comments."""
        return markup.masked(self.text)

    def written(self) -> tuple[str, list[Spot]]:
        """The whole page, and the spot of each of its lines."""
        if self.head is None:
            return self.text, self.spots
        text, spots = written(self.head)
        top = self.head.spot
        return f"---\n{text}---\n{self.text}", [top, *spots, top, *self.spots]


def read(text: str, file: str) -> Sheet:
    """The sheet of a page as it is written in a file."""
    match = _FRONT.match(text)
    body = text[match.end() :] if match else text
    first = text.count("\n", 0, match.end()) + 1 if match else 1
    spots = [(file, first + at) for at in range(body.count("\n") + 1)]
    head = None
    if match:
        source = parse(("\n" + (match[1] or "")).encode(), file)
        if source.problems or not isinstance(source.data, dict):  # as it is: the check says what is wrong
            return Sheet(None, text, [(file, 1 + at) for at in range(text.count("\n") + 1)])
        head = of(source)
    return Sheet(head, body, spots)
