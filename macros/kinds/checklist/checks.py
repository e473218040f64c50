"""Rules of checklists."""

from __future__ import annotations

from collections.abc import Iterator

from ...braces import Call
from ...library import Library
from ...pages import Page

RULES = ()


def _checklist(library: Library, _page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    yield f"checklist-{id_}"
    yield from (f"{id_}--{item.id}" for item in library.checklists[id_].items)


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {"checklist": _checklist}
