"""Markdown as a text: what of it is code, its headings, anchors, links and blocks, each with its place.

Nothing is rendered. Each function passes over the text once, however it is written: a page of any bytes is read
in a time that grows with its length alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

Span = tuple[int, int]

_FENCE = re.compile(r"^ *(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_BLANK = re.compile(r"^[ \t]*$", re.MULTILINE)
_TICKS = re.compile(r"\\.|`+", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})[ \t]([^\n]*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_ATTRIBUTES = re.compile(r"\{:?([^{}\n]*)\}")
_ID = re.compile(r"#([\w:.-]+)")
_BRACKET = re.compile(r"\\.|!?\[|\]", re.DOTALL)
_TARGET = re.compile(r"\(\s*(?:<([^<>\n]*)>|((?:[^()\s]|\([^()\s]*\))*))")
_REFERENCE = re.compile(r"\s?\[([^\[\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*<?([^\s<>]*)", re.MULTILINE)
_TAG = re.compile(r"<[A-Za-z][\w-]*((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>")
_ATTRIBUTE = re.compile(r"(?<![\w:-])([A-Za-z][\w:-]*)=(?:\"([^\"]*)\"|'([^']*)')")
_LEADS = {"href", "src", "poster", "action", "srcset"}  # attributes that hold an address
_AUTO = re.compile(r"<((?:[A-Za-z][A-Za-z0-9+.-]*:|[^\s<>@]+@)[^\s<>]*)>")
_CONTAINER = re.compile(r"(?:[-+*]|\d+[.)])\s|!!!|\?\?\?|===|\[\^|:\s|<")
_BEGINS = re.compile(r"\s*(?:[-+*]|\d+[.)])\s+|#{1,6}\s|\s*>|\s*\||\s*\[[^\[\]\n]+\]:|\s*(?:!!!|\?\?\?|===)|\s*:\s")


class Heading(NamedTuple):
    """A heading: its level, its words in Markdown, the anchor that it is given or '', and where it begins."""

    level: int
    words: str
    anchor: str
    start: int


class Link(NamedTuple):
    """Something that leads elsewhere: its target as written, and where it begins.

    `kind` is "link" or "picture"; "html" for an attribute, whose target is seen from the page's own address; "note"
    for a footnote and "reference" for a link whose target is given elsewhere: `target` is then the name that nothing
    defines.
    """

    kind: str
    target: str
    start: int


def line(text: str, position: int) -> int:
    """The line of `position`, counted from 0."""
    return text.count("\n", 0, position)


# Code ----------------------------------------------------------------------------------


def fences(text: str) -> Iterator[Span]:
    """Each fenced block of code. A fence that nothing closes begins none."""
    rows = [(match.start(), match.end(), match[1], match[2]) for match in _FENCE.finditer(text)]
    closing: dict[str, deque[Span]] = defaultdict(deque)
    for start, end, run, rest in rows:
        if not rest.strip():
            closing[run].append((start, end))
    at = -1
    for start, _, run, rest in rows:
        if start < at or "`" in rest:
            continue
        ends = closing[run]
        while ends and ends[0][0] <= start:
            ends.popleft()
        if ends:
            at = ends[0][1]
            yield start, at


def code(text: str) -> list[Span]:
    """All code, in blocks and in lines, in order."""
    found = list(fences(text))
    rest = blanked(text, found)
    found += _indented(rest)
    return sorted(found + list(_spans(blanked(rest, found))))


def _indented(text: str) -> Iterator[Span]:
    """Blocks that four spaces make code: below an empty line, and in no list, note or box."""
    at, after_blank, inside = 0, True, False
    for row in text.split("\n"):
        if not row.strip():
            after_blank = True
        else:
            deep = row.startswith(("    ", "\t"))
            if not deep:
                inside = bool(_CONTAINER.match(row.lstrip(" "))) or (inside and (not after_blank or row[0] == " "))
            elif not inside and after_blank:
                yield at, at + len(row)
                at += len(row) + 1
                continue
            after_blank = False
        at += len(row) + 1


def _spans(text: str) -> Iterator[Span]:
    """Code between backticks, which an empty line ends."""
    breaks = [match.start() for match in _BLANK.finditer(text)]
    paragraph = 0
    runs: list[tuple[int, int, int]] = []
    for match in _TICKS.finditer(text):
        if match[0][0] == "`":
            while paragraph < len(breaks) and breaks[paragraph] < match.start():
                paragraph += 1
            runs.append((paragraph, match.start(), match.end()))
    same: dict[tuple[int, int], deque[Span]] = defaultdict(deque)
    for number, start, end in runs:
        same[number, end - start].append((start, end))
    at = -1
    for number, start, end in runs:
        ends = same[number, end - start]
        while ends and ends[0][0] <= start:
            ends.popleft()
        if start >= at and ends:
            at = ends[0][1]
            yield start, at


def comments(text: str) -> Iterator[Span]:
    """Each comment of HTML."""
    at = text.find("<!--")
    while at >= 0 and (end := text.find("-->", at + 4)) >= 0:
        yield at, end + 3
        at = text.find("<!--", end + 3)


def blanked(text: str, spans: list[Span]) -> str:
    """`text` with spaces in place of `spans`, which are in order; its lines stay."""
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at = end
    return "".join([*parts, text[at:]])


def masked(text: str) -> str:
    """`text` with spaces in place of code and comments."""
    without = blanked(text, code(text))
    return blanked(without, list(comments(without)))


# Headings and anchors ------------------------------------------------------------------


def headings(masked: str) -> list[Heading]:
    """The headings of a masked text, in order."""
    found = []
    for match in _HEADING.finditer(masked):
        words, anchor = _named(match[2].rstrip().rstrip("#"))
        found.append(Heading(len(match[1]), words, anchor, match.start()))
    at, before = 0, ""
    for row in masked.split("\n"):
        # A line of = or - makes the line above it a heading.
        if before.strip() and before[0] not in " \t#>|-+*<" and _UNDERLINE.fullmatch(row):
            words, anchor = _named(before)
            found.append(Heading(1 if row[0] == "=" else 2, words, anchor, at - len(before) - 1))
        at, before = at + len(row) + 1, row
    return sorted(found, key=lambda heading: heading.start)


def _named(row: str) -> tuple[str, str]:
    """The words of a heading, and the anchor that a list of attributes at its end gives it."""
    row = row.strip()
    begins = row.rfind("{:")
    if begins < 0 or not row.endswith("}") or "{" in row[begins + 1 :] or "}" in row[begins:-1]:
        return row, ""
    anchor = _ID.search(row, begins)
    return row[:begins].rstrip(), anchor[1] if anchor else ""


def slug(words: str) -> str:
    """The anchor that Markdown gives a heading of these plain words."""
    plain = unicodedata.normalize("NFKD", unescape(words)).encode("ascii", "ignore").decode()
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower()) if plain else ""


def anchors(masked: str) -> Iterator[str]:
    """Every anchor that a masked text writes out: in lists of attributes, and in HTML."""
    for match in _ATTRIBUTES.finditer(masked):
        yield from _ID.findall(match[1])
    for match in _TAG.finditer(masked):
        for name, double, single in _ATTRIBUTE.findall(match[1]):
            if name.lower() in ("id", "name"):
                yield double or single


# Links ---------------------------------------------------------------------------------


def links(masked: str) -> Iterator[Link]:
    """Every link, picture, footnote and address in HTML of a masked text."""
    defined: set[str] = set()
    starts: set[int] = set()
    for match in _DEFINITION.finditer(masked):
        defined.add(_label(match[1]))
        starts.add(masked.index("[", match.start()))
        if not match[1].startswith("^"):
            yield Link("link", match[2], match.start(2))
    yield from _bracketed(masked, defined, starts)
    for match in _TAG.finditer(masked):
        for name, double, single in _ATTRIBUTE.findall(match[1]):
            values = [double or single]
            if name.lower() == "srcset":
                values = [part.split()[0] for part in values[0].split(",") if part.split()]
            for value in values if name.lower() in _LEADS else ():
                yield Link("html", unescape(value).strip(), match.start())
    for match in _AUTO.finditer(masked):
        yield Link("link", match[1] if "@" not in match[1] or ":" in match[1] else f"mailto:{match[1]}", match.start())


def _label(words: str) -> str:
    return " ".join(words.lower().split())


def _bracketed(masked: str, defined: set[str], starts: set[int]) -> Iterator[Link]:
    opened: list[tuple[int, bool]] = []
    after = -1
    for match in _BRACKET.finditer(masked):
        if match[0][0] == "\\" or match.start() < after:
            continue
        if match[0] != "]":
            opened.append((match.start(), match[0][0] == "!"))
        elif opened:
            start, picture = opened.pop()
            if start not in starts:
                words = masked[start + 1 + picture : min(match.start(), start + 2000)]
                link, after = _closed(masked, words, start, match.end(), "picture" if picture else "link")
                if link and not (link.kind in ("note", "reference") and _label(link.target) in defined):
                    yield link


def _closed(masked: str, words: str, start: int, end: int, kind: str) -> tuple[Link | None, int]:
    """What brackets around `words` lead to, and up to where they have been read."""
    if words.startswith("^"):
        return Link("note", words, start), -1
    if target := _TARGET.match(masked, end):
        return Link(kind, target[1] or target[2] or "", start), -1
    if reference := _REFERENCE.match(masked, end):
        # The name of a definition opens no link of its own.
        return Link("reference", reference[1] or words, start), reference.end()
    return None, -1


# Words ---------------------------------------------------------------------------------


class Block(NamedTuple):
    """A paragraph, list item, heading or cell: its words without markup, and the place of each line of it.

    `lines` holds, for each line that it stands on, how far into `words` that line begins, and its number from 0.
    """

    words: str
    lines: list[tuple[int, int]]

    def line(self, position: int) -> int:
        """The line, counted from 0, on which `words` has `position`."""
        return max((number for begins, number in self.lines if begins <= position), default=0)


_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\s*\)|\[[^\[\]]*\])")
_NOTE = re.compile(r"\[\^[^\[\]\n]*\]")
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[^\s<>]+>")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*+|(?<!\w)_+|_+(?!\w))|`+")
_RULE = re.compile(r"[-|:=*_ \t]*")
_MARK = re.compile(r"\s*(?:(?:[-+*]|\d+[.)])\s+|#{1,6}\s+|>\s?|(?:!!!|\?\?\?\+?|===)[ \t]*\S*\s*|:\s+)*")


def spoken(row: str) -> str:
    """A line or block without links, tags, emphasis and lists of attributes: the words that a reader sees."""
    row = _ANY_TAG.sub(" ", _ATTRIBUTES.sub("", row))
    row = _NOTE.sub("", _LINK.sub(r"\1", row))
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", _EMPHASIS.sub("", row)))


def blocks(masked: str) -> Iterator[Block]:
    """The blocks of a masked text, in order. A macro that stands alone is none."""
    rows: list[tuple[int, str]] = []
    for number, row in enumerate(masked.split("\n")):
        if not row.strip() or _BEGINS.match(row):
            yield from _block(rows)
            rows = []
        if row.lstrip().startswith("|"):
            for cell in row.strip().strip("|").split("|"):
                yield from _block([(number, cell)])
        elif row.strip():
            rows.append((number, row))
            if row.startswith("#"):
                yield from _block(rows)
                rows = []
    yield from _block(rows)


def _block(rows: list[tuple[int, str]]) -> Iterator[Block]:
    """One block of these numbered lines, or none."""
    if not rows or _RULE.fullmatch(rows[0][1]) or _DEFINITION.match(rows[0][1]):
        return
    # Links and emphasis run over lines, so the block is read as a whole; a mark keeps where a line begins.
    whole = "\n".join(_MARK.sub("", row, count=1) if at == 0 else row.strip() for at, (_, row) in enumerate(rows))
    words, lines = [], []
    length = 0
    for (number, _), row in zip(rows, spoken(whole).split("\n"), strict=False):
        lines.append((length, number))
        part = " ".join(row.split())
        if part:
            words.append(part)
            length += len(part) + 1
    if words:
        yield Block(" ".join(words), lines)
