"""A tension as Markdown."""

from __future__ import annotations

from ...exports.markdown import blocks, claim, heading, line, linked, rows, strong
from ...library import Library
from .model import Tension


def tension(library: Library, id_: str, base: str, level: int = 3) -> str:
    """Two sides, the rule between them and the question that chooses."""
    item: Tension = library.tensions[id_]
    says = library.words.tension
    return blocks(
        heading(level, linked(library, base, "tensions", id_)),
        f"{strong(says.ask)} {line(item.question)}",
        f"{strong(says.rule)} {line(item.rule)}",
        blocks(f"{says.one}:", rows(claim(library, one, base) for one in item.one_way)),
        blocks(f"{says.other}:", rows(claim(library, one, base) for one in item.other_way)),
    )


MACROS = {
    "tension": lambda library, _page, base, id_: tension(library, id_, base),
    "tension_rule": lambda library, _page, base, id_: tension(library, id_, base),
}


TEXTS = {"tension": lambda library, id_, _, base: tension(library, id_, base, 0)}
