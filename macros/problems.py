"""Problem: one thing that is wrong with the handbook's data, and its only text form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches

MAX_SHOWN = 60
MAX_HINTS = 200  # of one report: a file of thousands of wrong names is mended by one change, and likeness is slow


@dataclass(frozen=True, order=True)
class Problem:
    """What an editor needs to mend a fault: the place, what stands there, what should.

    `file` is shown as given, `line` counts from 1, `where` is a breadcrumb inside the
    file ("checklists > follow-up > items > 2 > text"), `hint` an optional cure.
    """

    file: str
    line: int
    where: str
    said: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        # A file's name may hold anything, and a problem is one line.
        file = re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", "\N{REPLACEMENT CHARACTER}", self.file)
        place = f"{file}:{self.line}: " + (f"{self.where}: " if self.where else "")
        return f"{place}{self.said}; expected {self.expected}" + (f" ({self.hint})" if self.hint else "")


class Invalid(Exception):
    """The data cannot be used. `problems` holds every reason, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """All problems, sorted, a line each, then their number."""
    lines = [str(problem) for problem in sorted(set(problems))]
    return "\n".join([*lines, f"{len(lines)} problem{'' if len(lines) == 1 else 's'}"])


def quote(value: object) -> str:
    """A value on one line, in quotes, cut to a length an editor can scan."""
    shown = " ".join(str(value).split())
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown)
    return '"' + (shown if len(shown) <= MAX_SHOWN else shown[: MAX_SHOWN - 1] + "…") + '"'


_LEFT: ContextVar[Iterator[int] | None] = ContextVar("hints that are left", default=None)


@contextmanager
def one_report() -> Iterator[None]:
    """While it lasts, nearest() looks for MAX_HINTS names, and no more."""
    before = _LEFT.set(iter(range(MAX_HINTS)))
    try:
        yield
    finally:
        _LEFT.reset(before)


def nearest(word: object, known: Iterable[str]) -> str:
    """The hint that names the valid choice most like `word`, or ''."""
    left = _LEFT.get()
    if left is not None and next(left, None) is None:
        return ""
    found = get_close_matches(str(word)[:200], sorted(set(known)), n=1, cutoff=0.5)
    return f'did you mean "{found[0]}"?' if found else ""
