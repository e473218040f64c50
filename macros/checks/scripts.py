"""Rules of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..library import Library
from ..models import WRITTEN, Script, Style, Variant
from ..problems import nearest, quote
from ..source import Path_
from ..text import words
from .common import Found

# A field as an editor may have meant it: [[client name]] is none, and would stand in the text as it is.
_FIELD_LIKE = re.compile(r"\[\[(.*?)\]\]")


def script_targets(library: Library) -> Found:
    """What a script names exists: moment, situations, follow-up."""
    for id_, script in library.scripts.items():
        if not library.knows("moments", script.moment):
            yield library.problem("scripts", id_, ("moment",), *library.unknown("moments", script.moment))
        for index, name in enumerate(script.situations):
            if not library.knows("situations", name):
                yield library.problem("scripts", id_, ("situations", index), *library.unknown("situations", name))
        if script.next and not library.knows("scripts", script.next):
            yield library.problem("scripts", id_, ("next",), *library.unknown("scripts", script.next))
        if script.next == id_:
            yield library.problem("scripts", id_, ("next",), "the script follows itself", "another script")
        if script.pushback and not script.next:
            said = "pushback without next"
            yield library.problem("scripts", id_, ("pushback",), said, "next: the script to use then")


def script_fields(library: Library) -> Found:
    """Every field in a body is declared, and every declared field is used."""
    used: set[str] = set()
    for id_, script in library.scripts.items():
        for index, variant in enumerate(script.variants):
            for key in ("subject", "body"):
                for name in _FIELD_LIKE.findall(getattr(variant, key) or ""):
                    used.add(name)
                    if not library.knows("fields", name):
                        path: Path_ = ("variants", index, key)
                        said, hint = f'unknown field "[[{quote(name)[1:-1]}]]"', nearest(name, library.fields)
                        yield library.problem("scripts", id_, path, said, "a field of this file", hint)
    if not library.broken and "scripts" not in library.incomplete:
        for id_ in library.fields:
            if id_ not in used:
                yield library.problem("fields", id_, (), f"no script uses the field {quote(id_)}", "a use, or no field")


def script_variants(library: Library) -> Found:
    """Variants fit their channels, differ from each other, and keep to the bounds of length."""
    style = library.style
    bodies: dict[str, str] = {}
    for id_, script in library.scripts.items():
        seen: set[tuple[str, str | None]] = set()
        for index, variant in enumerate(script.variants):
            path: Path_ = ("variants", index)
            for said, expected in _variant(script, variant, seen, style):
                yield library.problem("scripts", id_, path, said, expected)
            seen.add((variant.tone, variant.channel))
            body = " ".join(variant.body.split())
            if body in bodies:
                said = f"the same words as in {quote(bodies[body])}"
                yield library.problem("scripts", id_, (*path, "body"), said, "words of its own")
            bodies.setdefault(body, id_)
        for channel in script.channels:
            if not any(variant.channel in (None, channel) for variant in script.variants):
                yield library.problem("scripts", id_, ("channels",), f"no variant serves {channel}", "one that does")


def _variant(
    script: Script, variant: Variant, seen: set[tuple[str, str | None]], style: Style | None
) -> Iterator[tuple[str, str]]:
    if (variant.tone, variant.channel) in seen:
        yield f"a second {variant.tone} variant for the same channel", "one for each tone and channel"
    if variant.channel and variant.channel not in script.channels:
        yield f"the channel {variant.channel} is none of the script's", f"one of {', '.join(script.channels)}"
    if (variant.channel in WRITTEN) != (variant.subject is not None):
        yield (
            ("no subject", "a subject, as emails and letters have one")
            if variant.channel in WRITTEN
            else ("a subject", "none, as only emails and letters have one")
        )
    if style:
        most = style.letter_words if variant.channel == "letter" else style.script_words
        if (count := len(words(variant.body))) > most:
            yield f"{count} words", f"{most} at most"
