"""What the search reads of a tension."""

from __future__ import annotations

from collections.abc import Iterator

from ...exports.search import Section, part
from ...library import Library
from .model import Tension


def _tension(library: Library, id_: str) -> Iterator[Section]:
    tension: Tension = library.tensions[id_]
    yield part(f"tension-{id_}", tension.title, tension.question, tension.rule)


SECTIONS = {"tensions": _tension}
