"""What the search reads of a remark of law."""

from __future__ import annotations

from collections.abc import Iterator

from ...exports.search import Section, part
from ...library import Library
from .model import Remark


def _remark(library: Library, id_: str) -> Iterator[Section]:
    remark: Remark = library.remarks[id_]
    yield part(f"law-{id_}", remark.title, remark.country, remark.text)


SECTIONS = {"remarks": _remark}
