"""A fault that a judge found, and the exceptions: which faults pass, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

EXCEPTIONS = Path(__file__).with_name("exceptions.yml")


@dataclass(frozen=True)
class Fault:
    """Where a rule is broken: `place` is a line or a selector; `source` the code that the judge shows."""

    judge: str
    page: str
    place: str
    rule: str
    said: str
    source: str

    def __str__(self) -> str:
        return f"{self.page}: {self.place}: {self.judge}: {self.rule}: {self.said} [{self.source}]"


@dataclass(frozen=True)
class Passing:
    """What passes: faults of a judge's rule whose code holds `source`; `reason` says why it hurts nobody."""

    judge: str
    rule: str
    source: str
    reason: str

    def meets(self, fault: Fault) -> bool:
        """Whether the fault is one of these."""
        return fault.judge == self.judge and fault.rule == self.rule and self.source in fault.source


def exceptions(file: Path = EXCEPTIONS) -> list[Passing]:
    """Those of the file."""
    return [Passing(**entry) for entry in yaml.safe_load(file.read_text(encoding="utf-8")) or []]


def left(faults: Sequence[Fault], allowed: Sequence[Passing]) -> Iterable[str]:
    """The faults that no exception meets, then the exceptions that meet no fault."""
    yield from (str(fault) for fault in faults if not any(one.meets(fault) for one in allowed))
    for one in allowed:
        if not any(one.meets(fault) for fault in faults):
            yield f"tests/judges/{EXCEPTIONS.name}: {one.judge}: {one.rule}: meets nothing, take it out [{one.source}]"
