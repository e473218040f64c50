"""The scripts to be read by a person before they are published: what a machine cannot judge.

`bodies` is every variant with its fields filled by their examples, with where it is used and what follows it;
`chains` is what is said when a client pushes back again and again, line by line, down to the hand-over or the
end, once for each channel on which a chain begins: who writes gets an answer in writing.
"""

from __future__ import annotations

from .. import text
from ..kinds.script.checks import chain
from ..kinds.script.fields import with_examples
from ..kinds.script.html import channel as called
from ..kinds.script.model import SPOKEN, Channel, Script, Variant
from ..library import Library
from . import plain


def bodies(library: Library) -> str:
    """Every variant, as somebody would say or send it, and what comes after."""
    return "\n\n".join(part for script in library.scripts.values() for part in _script(library, script))


def _script(library: Library, script: Script) -> list[str]:
    used = ", ".join(called(one, library.words) for one in script.channels)
    parts = [
        f"# {script.id}: {text.plain(script.title)}\nIn: {used}\n{text.plain(script.when)} {text.plain(script.avoid)}"
    ]
    parts += [
        f"[{plain.name(one, library.words)}]\n{_read(library, plain.said(one, library.words))}"
        for one in script.variants
    ]
    after = {
        "they": script.pushback and text.plain(script.pushback),
        "next": script.next,
        "closes": library.words.closings.of(script.closes) if script.closes else None,
    }
    if any(after.values()):
        parts.append("\n".join(f"{name}: {value}" for name, value in after.items() if value))
    return parts


def chains(library: Library) -> str:
    """Every chain on every channel: the first words of each script, and what the client says to them."""
    return "\n\n".join(part for id_ in library.scripts for part in _chains(library, id_))


def _chains(library: Library, id_: str) -> list[str]:
    way = [library.scripts[name] for name in chain(library, id_)]
    # What follows words that close is for those who still go on; it has a chain of its own.
    way = way[: next((number for number, one in enumerate(way) if one.closes), len(way)) + 1]
    begun = list(dict.fromkeys(one.channel for one in way[0].variants))
    return [_chain(library, way, channel) for channel in (begun if len(way) > 1 else begun[:1])]


def _chain(library: Library, way: list[Script], channel: Channel | None) -> str:
    rows = [f"# {' > '.join(script.id for script in way)}{f' ({called(channel, library.words)})' if channel else ''}"]
    for script in way:
        said = _kept(script, channel)
        # Where a script has no words of its own for the channel, the reader sees which these are.
        other = said.channel != channel and (channel not in SPOKEN or said.channel is not None)
        rows.append(f"  we{f' ({_way(library, said)})' if other else ''}: {_line(library, said)}")
        if script.pushback:
            rows.append(f"  they: {text.plain(script.pushback)}")
    last = way[-1].closes
    return "\n".join([*rows, f"  = {library.words.closings.of(last) if last else 'open'}"])


def _kept(script: Script, channel: Channel | None) -> Variant:
    """The first words on the same channel, else what is said aloud, else the first of all."""
    return next(
        (one for wanted in (channel, None) for one in script.variants if one.channel == wanted), script.variants[0]
    )


def _way(library: Library, variant: Variant) -> str:
    return called(variant.channel, library.words) if variant.channel else "aloud"


def _line(library: Library, variant: Variant) -> str:
    return " ".join(_read(library, plain.said(variant, library.words, subject=False)).split())


def _read(library: Library, body: str) -> str:
    return with_examples(body, library.fields, library.words)
