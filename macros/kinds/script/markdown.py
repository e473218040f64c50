"""Scripts as Markdown."""

from __future__ import annotations

from ...exports.markdown import alone, blocks, heading, law, line, linked, rows, sources, strong
from ...exports.plain import after, block, labelled, name, said
from ...library import Library
from ...text import capital
from .html import channel
from .model import Script


def script(library: Library, id_: str, base: str, level: int = 3) -> str:
    """A script with all its variants; a field is "[label]"."""
    item: Script = library.scripts[id_]
    says = library.words
    variants = [
        part
        for variant in item.variants
        for part in (f"**{capital(name(variant, says))}:**", block(labelled(said(variant, says), library)))
    ]
    return blocks(
        heading(level, linked(library, base, "scripts", id_)),
        rows([line(item.when), line(item.avoid)]),
        alone(library, library.turned_to("scripts", id_)),
        *variants,
        law(library, item.law, base),
        after(item, says, line, lambda next_: linked(library, base, "scripts", next_), "**"),
        blocks(strong(says.script.why), rows(sources(library, item, base))),
    )


def scripts(library: Library, base: str, moment: str | None = None, situation: str | None = None) -> str:
    """Scripts of a moment, for a situation, or all."""
    return blocks(
        *(
            script(library, id_, base, 2)
            for id_, item in library.scripts.items()
            if moment in (None, item.moment) and (situation is None or situation in item.situations)
        )
    )


def script_index(library: Library, base: str) -> str:
    """Every script as a link, grouped by moment."""
    groups = []
    for moment in library.moments.values():
        members = [
            f"{linked(library, base, 'scripts', id_)}: {line(item.when)} ({_channels(library, item)})"
            for id_, item in library.scripts.items()
            if item.moment == moment.id
        ]
        heading = f"## {linked(library, base, 'moments', moment.id)}"
        groups += [heading, line(moment.summary), rows(members)]
    return blocks(*groups)


def _channels(library: Library, item: Script) -> str:
    return ", ".join(channel(one, library.words) for one in item.channels)


MACROS = {
    "script": lambda library, _page, base, id_: script(library, id_, base),
    "scripts": lambda library, _page, base, **which: scripts(library, base, **which),
    "script_index": lambda library, _page, base: script_index(library, base),
}


TEXTS = {"script": lambda library, id_, _, base: script(library, id_, base, 0)}
