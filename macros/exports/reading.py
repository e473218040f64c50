"""The scripts to be read by a person before they are published: what a machine cannot judge.

`bodies` is every variant with its fields filled by their examples; `chains` is what is said when a client
pushes back again and again, line by line, down to the hand-over or the end.
"""

from __future__ import annotations

from .. import text
from ..checks.scripts import chain
from ..library import Library
from ..models import CLOSING_NAMES, Script
from . import plain


def bodies(library: Library) -> str:
    """Every variant, as somebody would say or send it."""
    parts = []
    for script in library.scripts.values():
        parts.append(f"# {script.id}: {text.plain(script.title)}\n{script.when} {script.avoid}")
        parts += [f"[{plain.name(one)}]\n{_read(library, plain.said(one))}" for one in script.variants]
    return "\n\n".join(parts)


def chains(library: Library) -> str:
    """Every chain: the first words of each script, and what the client says to them."""
    return "\n\n".join(_chain(library, id_) for id_ in library.scripts)


def _chain(library: Library, id_: str) -> str:
    way = [library.scripts[name] for name in chain(library, id_)]
    # What follows words that close is for those who still go on; it has a chain of its own.
    way = way[: next((number for number, one in enumerate(way) if one.closes), len(way)) + 1]
    rows = [f"# {' > '.join(script.id for script in way)}"]
    for script in way:
        rows.append(f"  we: {_first(library, script)}")
        if script.pushback:
            rows.append(f"  they: {script.pushback}")
    last = way[-1].closes
    return "\n".join([*rows, f"  = {CLOSING_NAMES[last] if last else 'open'}"])


def _first(library: Library, script: Script) -> str:
    return " ".join(_read(library, plain.said(script.variants[0], subject=False)).split())


def _read(library: Library, body: str) -> str:
    return text.with_examples(body, library.fields)
