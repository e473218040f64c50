"""YAML text -> plain data with the line of every value.

PyYAML alone keeps the last of two equal keys, reads `no` as False and `12:30` as 750,
and expands aliases without bound. So the document is built here from the parser's own
events: one pass, no recursion, and everything surprising becomes a Problem.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from .problems import Problem, quote

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_VALUES = 100_000

Path_ = tuple[str | int, ...]
Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | datetime.date | None

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.SafeLoader("")
_QUOTE_IT = "text in quotes, or a plain true, false or whole number"


@dataclass
class Source:
    """One file as read: `data` (None where unusable) and the line of every path in it."""

    file: str
    data: Data = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of `path`, or of its nearest ancestor that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def problem(self, path: Path_, said: str, expected: str, hint: str = "") -> None:
        """Note a problem at `path`."""
        self.problems.append(Problem(self.file, self.line(path), self.where(path), said, expected, hint))

    def where(self, path: Path_) -> str:
        """`path` as a breadcrumb; an entry of a list is named by its id, else counted from 1."""
        crumbs, at = [], self.data
        for step in path:
            at = _child(at, step)
            name = at.get("id") if isinstance(step, int) and isinstance(at, dict) else None
            crumbs.append(str(step + 1 if isinstance(step, int) else step) if not isinstance(name, str) else name)
        return " > ".join(quote(crumb)[1:-1] for crumb in crumbs)


def read(path: Path, shown: str) -> Source:
    """Read the YAML file at `path`; `shown` is its name in messages. Raises nothing."""
    try:
        # Read one byte past the bound at most: the size of a file is not to be trusted.
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        source = Source(shown)
        source.problem((), "the file cannot be read", "a readable file", (error.strerror or "").lower())
        return source
    return parse(raw, shown)


def parse(raw: bytes, shown: str) -> Source:
    """Parse the bytes of a YAML file; every fault becomes a problem of the result."""
    source = Source(shown)
    text = _decode(raw, source)
    if text is not None:
        _build(text, source)
    if source.problems:
        source.data = None
    return source


def _decode(raw: bytes, source: Source) -> str | None:
    if len(raw) > MAX_BYTES:
        source.problem((), f"the file is larger than {MAX_BYTES:,} bytes", "a smaller file; split it")
        return None
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        source.problem((), "the file begins with a byte-order mark", "UTF-8 without a byte-order mark")
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        said = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        source.problems.append(Problem(source.file, line, "", said, "text saved as UTF-8"))
        return None
    if not text.strip():
        source.problem((), "the file is empty", "data")
        return None
    return text


class _Frame:
    """A list or mapping under construction."""

    def __init__(self, path: Path_, data: dict[str, Data] | list[Data], line: int) -> None:
        self.path, self.data, self.line = path, data, line
        self.key: str | None = None
        self.first_lines: dict[str, int] = {}

    def step(self) -> str | int:
        return self.key or "" if isinstance(self.data, dict) else len(self.data)

    def add(self, value: Data) -> None:
        if isinstance(self.data, list):
            self.data.append(value)
        else:
            self.data[self.key or ""] = value
            self.key = None


def _build(text: str, source: Source) -> None:
    """Build `source.data` from parser events; stop at the first fault of the syntax."""
    stack: list[_Frame] = []
    count = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                if source.lines:
                    _fault(source, line, "a second document begins", "one document a file, without another ---")
                    return
                continue
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                frame = stack.pop()
                _place(source, stack, frame.data, frame.line)
                continue
            if not isinstance(event, (yaml.NodeEvent,)):
                continue
            count += 1
            if fault := _surprise(event, count, len(stack)):
                _fault(source, line, *fault)
                return
            frame_in = stack[-1] if stack else None
            if frame_in is not None and isinstance(frame_in.data, dict) and frame_in.key is None:
                _key(source, frame_in, event, line)
                if frame_in.key is None:
                    return
            elif isinstance(event, yaml.ScalarEvent):
                value, said = _scalar(event)
                path = (*frame_in.path, frame_in.step()) if frame_in else ()
                source.lines[path] = line
                if said:
                    source.problems.append(Problem(source.file, line, _crumbs(path), said, _QUOTE_IT, "quote it"))
                _place(source, stack, value, line)
            else:
                path = (*frame_in.path, frame_in.step()) if frame_in else ()
                source.lines.setdefault(path, line)
                stack.append(_Frame(path, {} if isinstance(event, yaml.MappingStartEvent) else [], line))
    except yaml.YAMLError as error:
        _syntax(source, error, text)
    except (ValueError, RecursionError) as error:  # the parser's own limits, for example a lone surrogate
        _fault(source, 1, f"the file cannot be parsed: {quote(error)}", "valid YAML")


def _place(source: Source, stack: list[_Frame], value: Data, line: int) -> None:
    if stack:
        stack[-1].add(value)
    else:
        source.data = value
        source.lines.setdefault((), line)


def _key(source: Source, frame: _Frame, event: yaml.NodeEvent, line: int) -> None:
    """Take `event` as the next key of the mapping `frame`."""
    if not isinstance(event, yaml.ScalarEvent):
        _fault(source, line, "a list or mapping stands as a key", "a word as key")
        return
    key = event.value
    frame.key = key
    path = (*frame.path, key)
    if key in frame.first_lines:
        said = f"the key {quote(key)} stands twice (first in line {frame.first_lines[key]})"
        source.problems.append(Problem(source.file, line, _crumbs(path), said, "each key once"))
    frame.first_lines.setdefault(key, line)
    source.lines[path] = line


def _surprise(event: yaml.NodeEvent, count: int, depth: int) -> tuple[str, str] | None:
    """What is refused whatever it holds: (said, expected), or None."""
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        return "an anchor or alias (& or *) is used", "the text written out, or an id"
    if getattr(event, "tag", None) not in (None, "!"):
        return f"a tag ({quote(event.tag)}) is used", "plain values without tags"
    if depth > MAX_DEPTH:
        return f"values are nested more than {MAX_DEPTH} deep", "a flatter file"
    if count > MAX_VALUES:
        return f"the file holds more than {MAX_VALUES:,} values", "a smaller file; split it"
    return None


def _scalar(event: yaml.ScalarEvent) -> tuple[Data, str]:
    """The value of a scalar and, where YAML would read it as something surprising, what."""
    text = event.value
    if not event.implicit[0]:
        return text, ""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)).rpartition(":")[2]
    if tag == "str":
        return text, ""
    if tag == "null":
        return None, ""
    if text in ("true", "false"):
        return text == "true", ""
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})", text):
        return int(text), ""
    if re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,15}", text):
        return float(text), ""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return datetime.date.fromisoformat(text), ""
        except ValueError:
            return text, f"{quote(text)} is not a date of the calendar"
    kinds = {"bool": "true or false", "int": "a number", "float": "a number", "timestamp": "a time"}
    return text, f"{quote(text)} reads as {kinds.get(tag, 'something else')} in YAML"


def _syntax(source: Source, error: yaml.YAMLError, text: str) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # a character that YAML does not allow, reported by position
        position = min(max(getattr(error, "position", 0) or 0, 0), len(text))
        line = text.count("\n", 0, position) + 1
        said = "a control character stands in the text" if hasattr(error, "character") else "the YAML is broken"
        _fault(source, line, said, "printable text")
        return
    line = mark.line + 1
    rows = text.split("\n")
    row = rows[min(mark.line, len(rows) - 1)]
    what = " ".join(str(getattr(error, "problem", None) or error).split())
    if "\t" in row[: len(row) - len(row.lstrip())] or "'\\t'" in what:
        _fault(source, line, "a tab indents the line", "spaces")
    else:
        _fault(source, line, f"the YAML is broken here: {what}", "valid YAML", "check quotes, colons and indents")


def _fault(source: Source, line: int, said: str, expected: str, hint: str = "") -> None:
    source.problems.append(Problem(source.file, max(line, 1), "", said, expected, hint))


def _crumbs(path: Path_) -> str:
    return " > ".join(quote(step + 1 if isinstance(step, int) else step)[1:-1] for step in path)


def _child(at: Data, step: str | int) -> Data:
    if isinstance(at, dict) and isinstance(step, str):
        return at.get(step)
    if isinstance(at, list) and isinstance(step, int) and 0 <= step < len(at):
        return at[step]
    return None
