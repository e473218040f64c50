"""Remarks of law as Markdown."""

from __future__ import annotations

from ... import walk
from ...exports.markdown import blocks, keeper, law, line, linked, remark
from ...library import Library


def laws(library: Library, base: str) -> str:
    """Every remark of law, and where else it is shown."""
    uses = walk.uses(library, "remarks")
    groups = []
    for id_, item in library.remarks.items():
        shown = ", ".join(linked(library, base, kind, used) for kind, used in uses.get(id_, ()))
        groups += [
            f"## {line(item.title)}",
            remark(library, id_),
            f"{library.words.law.shown} {shown}" if shown else "",
        ]
        groups.append(keeper(library, item))
    return blocks(*groups)


MACROS = {
    "law": lambda library, _page, base, *ids: law(library, ids, base),
    "laws": lambda library, _page, base: laws(library, base),
}


TEXTS = {"law": lambda library, id_, _thing, _base: remark(library, id_)}
