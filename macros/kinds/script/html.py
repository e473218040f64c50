"""Scripts as HTML."""

from __future__ import annotations

from typing import get_args

from ... import text
from ...library import Library
from ...models.interface import Interface
from ...render.address import address
from ...render.people import review_of, turns
from ...render.place import Place
from ...render.provenance import law_block, sources_of
from ...render.templates import render
from .fields import with_fields
from .model import SPOKEN, Script, Tone, Variant


def script(library: Library, place: Place, id_: str, *, heading: bool = True) -> str:
    """A script with all its variants. Without `heading`, the page gives it one as Markdown."""
    item: Script = library.scripts[id_]
    return render(
        "copy_script",
        library.words,
        script=item,
        served=[served(item, variant) for variant in item.variants],
        anchor=place.take(f"script-{id_}") if heading else "",
        former=[anchor for old in item.aliases if (anchor := place.take(f"script-{old}"))],
        heading=heading,
        address=address("scripts", id_, library),
        next=library.scripts[item.next] if item.next else None,
        next_address=address("scripts", item.next, library) if item.next else "",
        paragraphs=text.paragraphs,
        fields=lambda body: with_fields(body, library.fields),
        alone=turns(library.turned_to("scripts", id_)),
        law=law_block(library, place),
        review=review_of(library, item, place),
        place=place,
        **sources_of(library, item),
    )


def channel(id_: str, says: Interface) -> str:
    """A channel as readers call it: "text" is a text message."""
    return says.channels.of(id_)


def tone(id_: str, says: Interface) -> str:
    """A tone as readers call it."""
    return says.tones.of(id_)


def served(item: Script, variant: Variant) -> list[str]:
    """The channels a variant is for: its own, or those to speak on that have no variant of their own in its tone."""
    if variant.channel:
        return [variant.channel]
    own = {other.channel for other in item.variants if other.tone == variant.tone}
    spoken: list[str] = [channel for channel in item.channels if channel in SPOKEN]
    return [channel for channel in spoken if channel not in own] or spoken


def scripts(library: Library, place: Place, moment: str | None = None, situation: str | None = None) -> str:
    """Scripts of a moment, for a situation, or all. Markdown headings above put each in the contents."""
    blocks = []
    for id_, item in library.scripts.items():
        if moment in (None, item.moment) and (situation is None or situation in item.situations):
            anchor = place.take(f"script-{id_}")
            heading = f"## {text.heading(item.title)}" + (f" {{: #{anchor} }}" if anchor else "")
            blocks += [heading, script(library, place, id_, heading=False)]
    moved = [(anchor, now(library, old)) for old in _moved(library, moment) if (anchor := place.take(f"script-{old}"))]
    if moved:
        blocks.append(render("script_moved", library.words, moved=moved, place=place))
    return "\n\n".join(blocks)


def _moved(library: Library, moment: str | None) -> tuple[str, ...]:
    return library.moments[moment].moved if moment in library.moments else ()


def now(library: Library, old: str) -> Script:
    """The script that an old id stands for."""
    found: Script = library.scripts.get(old) or next(one for one in library.scripts.values() if old in one.aliases)
    return found


def script_index(library: Library, place: Place) -> str:
    """Every script as a link, grouped by moment, with the channels and tones it can be had in."""
    groups = [
        (moment, [(item, _offered(item)) for item in library.scripts.values() if item.moment == moment.id])
        for moment in library.moments.values()
    ]
    return render("script_index", library.words, groups=groups, place=place)


def _offered(item: Script) -> list[tuple[list[str], tuple[str, ...]]]:
    """Its channels, with the tones of each; those that have the same stand together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for channel in item.channels:
        given = {one.tone for one in item.variants if channel in served(item, one)}
        found.setdefault(tuple(tone for tone in get_args(Tone) if tone in given), []).append(channel)
    return [(channels, tones) for tones, channels in found.items()]


MACROS = {"script": script, "scripts": scripts, "script_index": script_index}

FILTERS = {"channel": channel, "tone": tone}
