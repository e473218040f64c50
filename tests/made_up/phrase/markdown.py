"""A phrase as Markdown."""

from __future__ import annotations

from ...exports.markdown import blocks, keeper, line
from ...library import Library


def phrase(library: Library, id_: str) -> str:
    """A phrase, and what to say instead."""
    item = library.phrases[id_]
    return blocks(line(item.when), f"**Instead:** {line(item.instead)}", keeper(library, item))


MACROS = {"phrase": lambda library, _page, _base, id_: phrase(library, id_)}
TEXTS = {"phrase": lambda library, id_, _thing, _base: phrase(library, id_)}
