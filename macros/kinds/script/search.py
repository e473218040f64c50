"""What the search reads of the scripts of a moment."""

from __future__ import annotations

from collections.abc import Iterator

from ... import text
from ...exports.search import Section, part, section
from ...library import Library


def _moment(library: Library, id_: str) -> Iterator[Section]:
    yield part("", "", library.moments[id_].summary)
    for script in (script for script in library.scripts.values() if script.moment == id_):
        said = [text.fill(variant.body, lambda _: " ") for variant in script.variants]
        subjects = [variant.subject for variant in script.variants if variant.subject]
        about, pushback = text.plain(script.when), text.plain(script.pushback or "")
        held = " ".join([about, pushback, *subjects, *said])
        yield section(f"script-{script.id}", text.plain(script.title), held)


SECTIONS = {"moments": _moment}
