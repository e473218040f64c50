"""What the search reads of a checklist."""

from __future__ import annotations

from collections.abc import Iterator

from ...exports.search import Section, both, part
from ...library import Library
from .model import Checklist


def _checklist(library: Library, id_: str) -> Iterator[Section]:
    checklist: Checklist = library.checklists[id_]
    yield part("", "", checklist.when, *both((item.text, item.note) for item in checklist.items))


SECTIONS = {"checklists": _checklist}
