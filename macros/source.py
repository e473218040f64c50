"""YAML text -> plain data with the line of every value.

PyYAML alone keeps the last of two equal keys, reads `no` as False and `12:30` as 750,
and expands aliases without bound. So the document is built here from the parser's own
events: one pass, no recursion, and everything surprising becomes a Problem.
"""

from __future__ import annotations

import datetime
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import yaml

from . import syntax
from .problems import Problem, quote

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_VALUES = 50_000
MOST_CACHED = 2000  # files

Pointer = tuple[str | int, ...]
Data = dict[str, "Data"] | list["Data"] | str | int | bool | datetime.date | None

_RESOLVER = yaml.SafeLoader("")
_LINE_END = re.compile(r"\r\n?|\n")
# What YAML forbids, and what it takes for the end of a line but editors do not.
_INVISIBLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class Source:
    """One file as read: `data` (None where unusable) and the line of every path in it.

    `misread` are the paths of values that a problem names already.
    """

    file: str
    data: Data = None
    lines: dict[Pointer, int] = field(default_factory=dict)
    misread: set[Pointer] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Pointer) -> int:
        """The line of `path`, or of its nearest ancestor that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def problem(self, path: Pointer, said: str, expected: str, hint: str = "") -> None:
        """Note a problem at `path`."""
        self.problems.append(Problem(self.file, self.line(path), self.where(path), said, expected, hint))

    def where(self, path: Pointer) -> str:
        """`path` as a breadcrumb; an entry of a list is named by its id, else counted from 1."""
        crumbs, at = [], self.data
        for step in path:
            at = _child(at, step)
            name = at.get("id") if isinstance(step, int) and isinstance(at, dict) else None
            number = str(step + 1 if isinstance(step, int) else step)
            crumbs.append(name if isinstance(name, str) and name.strip() else number)
        return " > ".join(quote(crumb)[1:-1] for crumb in crumbs)

    def copy(self) -> Source:
        """Another that may be given other data and more problems."""
        return replace(self, misread=set(self.misread), problems=list(self.problems))


class _Copied(Protocol):
    def copy(self: T) -> T: ...


T = TypeVar("T", bound=_Copied)


class Memory(Generic[T]):
    """What was read of each file: while its bytes are the same, a server or a second command need not read it again."""

    def __init__(self, read: Callable[..., T]) -> None:
        self._read = read
        self._cached: dict[tuple[str, ...], tuple[bytes, T]] = {}

    def of(self, raw: bytes, *names: str) -> T:
        """A copy of what the bytes of the file that is called so are read as."""
        cached = self._cached.pop(names, None)
        if cached is None or cached[0] != raw:
            cached = (raw, self._read(raw, *names))
        self._cached[names] = cached  # the youngest now
        for oldest in list(self._cached)[:-MOST_CACHED]:
            del self._cached[oldest]
        return cached[1].copy()


def content(path: Path) -> bytes:
    """The bytes of a file, one past the bound at most: the size of a file is not to be trusted.

    Raises OSError for what is no regular file as well: a pipe or a device could keep us for ever.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "no regular file")
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def below(folder: Path, refuse: Callable[[OSError], None] | None = None) -> list[Path]:
    """Every file below a folder, sorted; `refuse` hears of each folder that cannot be read."""
    walked = os.walk(folder, onerror=refuse)
    return sorted(Path(name) / file for name, _, files in walked for file in files)


def read(path: Path, shown: str) -> Source:
    """Read the YAML file at `path`; `shown` is its name in messages. Raises nothing."""
    try:
        raw = content(path)
    except OSError as error:
        source = Source(shown)
        if isinstance(error, FileNotFoundError):
            source.problem((), "the file is missing", "a file of this name")
        else:
            source.problem((), f"the file cannot be read ({error.strerror})", "a file that can be read")
        return source
    return _MEMORY.of(raw, shown)


def parse(raw: bytes, shown: str) -> Source:
    """Parse the bytes of a YAML file; every fault becomes a problem of the result.

    A value that YAML would misread, or a key that stands twice, leaves the rest of the data usable.
    """
    source = Source(shown)
    text = _decode(raw, source)
    if text is not None:
        _build(text, source)
    return source


_MEMORY = Memory(parse)


def _decode(raw: bytes, source: Source) -> str | None:
    if len(raw) > MAX_BYTES:
        source.problem((), "the file is too large", f"{MAX_BYTES:,} bytes at most")
        return None
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        hint = 'save it again as "UTF-8", not as "UTF-8 with BOM" or "UTF-16"'
        source.problem((), "the file begins with a byte-order mark", "UTF-8 without a byte-order mark", hint)
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = line_at(raw[: error.start].decode(), error.start)
        said = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        _fault(source, line, said, "text saved as UTF-8", "save the file again as UTF-8")
        return None
    if not text.strip():
        source.problem((), "the file is empty", "data")
        return None
    if found := _INVISIBLE.search(text):
        _fault(source, line_at(text, found.start()), _invisible(found[0]), "text without it", "delete it")
        return None
    return text


def line_at(text: str, position: int) -> int:
    """The line of `position` in `text` as editors count: from 1, and \\r\\n, \\n or \\r ends one."""
    return len(_LINE_END.findall(text, 0, position)) + 1


def _invisible(character: str) -> str:
    return f"an invisible character (U+{ord(character):04X}) stands in the text"


class _Frame:
    """A list or mapping under construction."""

    def __init__(self, path: Pointer, data: dict[str, Data] | list[Data], line: int) -> None:
        self.path, self.data, self.line = path, data, line
        self.key: str | None = None
        self.first_lines: dict[str, int] = {}

    @property
    def wants_key(self) -> bool:
        """Whether the next value is a key."""
        return isinstance(self.data, dict) and self.key is None

    def next_path(self) -> Pointer:
        """The path of the value that comes next."""
        return (*self.path, self.key or "" if isinstance(self.data, dict) else len(self.data))

    def add(self, value: Data) -> None:
        """Take the value that comes next."""
        if isinstance(self.data, list):
            self.data.append(value)
        else:
            self.data[self.key or ""] = value
            self.key = None


class _Builder:
    """Parser events -> `source.data` and `source.lines`. What cannot be read at all stops it."""

    def __init__(self, source: Source, last_line: int) -> None:
        self.source, self.last_line = source, last_line
        self.stack: list[_Frame] = []
        self.count = 0
        # Named only at the end, when the ids of all entries on the way are known.
        self.noted: list[tuple[Pointer, int, str, str, str]] = []

    def take(self, event: yaml.Event) -> bool:
        """Take the next event; False where reading has to stop."""
        line = min(event.start_mark.line + 1, self.last_line) if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent) and self.source.lines:
            return self._stop(line, "a second document begins", "one document a file, without another ---")
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            frame = self.stack.pop()
            self._place(frame.data)
        elif isinstance(event, yaml.NodeEvent):
            self.count += 1
            if fault := _surprise(event, self.count, len(self.stack)):
                return self._stop(line, *fault)
            if self.stack and self.stack[-1].wants_key:
                return self._key(self.stack[-1], event, line)
            self._value(event, line)
        return True

    def finish(self) -> None:
        """Turn what was noted on the way into problems."""
        for path, line, said, expected, hint in self.noted:
            self.source.problems.append(Problem(self.source.file, line, self.source.where(path), said, expected, hint))

    def _stop(self, line: int, said: str, expected: str) -> bool:
        _fault(self.source, line, said, expected)
        return False

    def _key(self, frame: _Frame, event: yaml.NodeEvent, line: int) -> bool:
        """Take `event` as the next key of the mapping `frame`."""
        if not isinstance(event, yaml.ScalarEvent):
            return self._stop(line, "a list or mapping stands as a key", "a word as key")
        key = frame.key = event.value
        if key in frame.first_lines:
            said = f"the key {quote(key)} stands twice (first in line {frame.first_lines[key]})"
            self.noted.append(((*frame.path, key), line, said, "each key once", ""))
        frame.first_lines.setdefault(key, line)
        self.source.lines[*frame.path, key] = line
        return True

    def _value(self, event: yaml.NodeEvent, line: int) -> None:
        path = self.stack[-1].next_path() if self.stack else ()
        if isinstance(event, yaml.ScalarEvent):
            value, said, expected = _scalar(event)
            if said:
                self.source.misread.add(path)
                self.noted.append((path, line, said, expected, ""))
            elif found := _INVISIBLE.search(event.value):  # written as an escape: "\a"
                self.noted.append((path, line, _invisible(found[0]), "text without it", "delete it"))
            self.source.lines[path] = line
            self._place(value)
        else:
            self.source.lines.setdefault(path, line)
            self.stack.append(_Frame(path, {} if isinstance(event, yaml.MappingStartEvent) else [], line))

    def _place(self, value: Data) -> None:
        if self.stack:
            self.stack[-1].add(value)
        else:
            self.source.data = value


def _build(text: str, source: Source) -> None:
    """Build `source.data` from parser events; stop at the first fault of the syntax."""
    last_line = line_at(text, len(text.rstrip()))
    builder = _Builder(source, last_line)
    try:
        for event in yaml.parse(text, Loader=syntax.LOADER):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        _fault(source, *syntax.told(error, _LINE_END.split(text)[:last_line]))
    builder.finish()


def _surprise(event: yaml.NodeEvent, count: int, depth: int) -> tuple[str, str] | None:
    """What is refused whatever it holds: (said, expected), or None."""
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        return "a value begins with & or *, which YAML takes for a name of its own", "the text in quotes"
    if getattr(event, "tag", None):
        return "a value begins with !, which YAML takes for a type of its own", "the text in quotes"
    if depth > MAX_DEPTH:
        return f"values are nested more than {MAX_DEPTH} deep", "a flatter file"
    if count > MAX_VALUES:
        return "the file holds too many values", f"{MAX_VALUES:,} at most"
    return None


_MISREAD = {
    "bool": ("true or false", "text in quotes"),
    "int": ("a number", "text in quotes, or a plain whole number"),
    "float": ("a number", "text in quotes, or a plain whole number"),
    "timestamp": ("a time", "text in quotes, or a date like 2026-11-22"),
}


def _scalar(event: yaml.ScalarEvent) -> tuple[Data, str, str]:
    """(value, said, expected); the last two are empty unless YAML reads something surprising."""
    text = event.value
    if not event.implicit[0]:
        return text, "", ""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)).rpartition(":")[2]  # type: ignore[no-untyped-call]
    if tag == "str":
        return text, "", ""
    if tag == "null":
        return None, "", ""
    if text in ("true", "false"):
        return text == "true", "", ""
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})", text):
        return int(text), "", ""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return datetime.date.fromisoformat(text), "", ""
        except ValueError:
            return text, f"{quote(text)} is no day of the calendar", "a date like 2026-11-22"
    reads_as, expected = _MISREAD.get(tag, ("something else", "text in quotes"))
    return text, f"{quote(text)} reads as {reads_as} in YAML", expected


def _fault(source: Source, line: int, said: str, expected: str, hint: str = "") -> None:
    """Note what makes the whole file unusable."""
    source.data = None
    source.problems.append(Problem(source.file, line, "", said, expected, hint))


def _child(at: Data, step: str | int) -> Data:
    if isinstance(at, dict) and isinstance(step, str):
        return at.get(step)
    if isinstance(at, list) and isinstance(step, int) and 0 <= step < len(at):
        return at[step]
    return None
