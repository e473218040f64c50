"""Where each line of prepared pages and data was written: problems are told at the file that a person can mend.

A company's layer and ours are laid into one folder (see `company`), and all that follows reads that folder. A note in
it tells of each line the file that it came from, and what was wrong in the layer itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from .problems import Problem

NOTE = "_data/.origins.json"  # below docs/; hidden: no builder publishes it, and no rule takes it for data


@dataclass
class Origins:
    """By path below docs/: the file that it came from, and of each of its lines the file and line.

    Without `lines` they are those of `files`, one to one.
    """

    files: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    less: list[str] = field(default_factory=list)
    """Pages of ours that a company left something out of."""

    def at(self, below: str, line: int) -> tuple[str, int] | None:
        """The file and line that a line of a prepared file came from."""
        if below in self.lines:
            rows = self.lines[below]
            return rows[min(max(line, 1), len(rows)) - 1] if rows else (self.files.get(below, below), 1)
        return (self.files[below], line) if below in self.files else None

    def theirs(self, below: str, line: int) -> bool:
        """Whether a company wrote this line of a file below docs/, and not we. Its files stand elsewhere than ours."""
        at = self.at(below, line)
        return at is not None and not at[0].endswith(f"docs/{below}")

    def text(self) -> str:
        """The note that is left in the folder."""
        names: dict[str, int] = {}
        lines = {
            below: [number for file, line in rows for number in (names.setdefault(file, len(names)), line)]
            for below, rows in self.lines.items()
        }
        problems = [[one.file, one.line, one.where, one.said, one.expected, one.hint] for one in self.problems]
        told = {"names": list(names), "files": self.files, "lines": lines, "problems": problems, "less": self.less}
        return json.dumps(told, ensure_ascii=False)


def read(docs: Path) -> Origins | None:
    """What the note in a folder of pages tells; None where nothing was laid together."""
    text = note(docs)
    if text is None:
        return None
    told = json.loads(text)
    names = told["names"]
    lines = {
        below: [(names[name], line) for name, line in zip(flat[::2], flat[1::2], strict=True)]
        for below, flat in told["lines"].items()
    }
    return Origins(told["files"], lines, [Problem(*one) for one in told["problems"]], told.get("less", []))


def note(docs: Path) -> str | None:
    """The text of the note in a folder of pages; None where nothing was laid together."""
    try:
        return (docs / NOTE).read_text(encoding="utf-8")
    except OSError:
        return None


def laid(docs: Path) -> bool:
    """Whether a company's layer lies over these pages."""
    try:
        return (docs / NOTE).is_file()
    except OSError:  # a folder that may not be entered: whoever reads its files says so
        return False


def theirs(docs: Path, below: str, line: int) -> bool:
    """Whether a company wrote this line of a file below docs/, where a layer lies over it."""
    origins = read(docs)
    return origins is not None and origins.theirs(below, line)


def told(docs: Path, shown: str, problems: Iterable[Problem]) -> list[Problem]:
    """Problems at the lines that a person wrote, with those of the layer itself, each place once."""
    origins = read(docs)
    if origins is None:
        return list(problems)
    known = {(one.file, one.line) for one in origins.problems}
    found = list(origins.problems)
    for problem in problems:
        at = origins.at(problem.file.removeprefix(f"{shown}/"), problem.line)
        if at is None or at not in known:
            found.append(replace(problem, file=at[0], line=at[1]) if at else problem)
    return found
