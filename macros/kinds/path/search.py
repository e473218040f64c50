"""What the search reads of an onboarding path."""

from __future__ import annotations

from collections.abc import Iterator

from ...exports.search import Section, both, part
from ...library import Library


def _path(library: Library, id_: str) -> Iterator[Section]:
    steps = [step for stage in library.paths[id_].stages for step in stage.steps]
    yield part("", "", library.paths[id_].when, *both((step.text, step.able) for step in steps))


SECTIONS = {"paths": _path}
