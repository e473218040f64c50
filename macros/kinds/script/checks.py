"""Rules of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...braces import Call
from ...checks.common import Found
from ...library import Library
from ...models.style import Style
from ...origins import laid
from ...pages import Page
from ...problems import nearest, quote
from ...source import Pointer
from ...text import long_sentences, words
from .fields import with_examples
from .model import SPOKEN, WRITTEN, Script, Variant

# The longest way from a script to one that closes, when the client pushes back each time.
STEPS = 4
# Faults that show when an example meets the words around it.
_TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_FAULTS = {
    "the same word twice": _TWICE,
    "two marks in a row": re.compile(r"[.!?,;:] ?[.,;:!?](?!\.)"),
    "a sentence without a capital": re.compile(r"[.!?] [a-z]"),
}
# A field as an editor may have meant it: [[client name]] is none, and would stand in the text as it is.
_FIELD_LIKE = re.compile(r"\[\[(.*?)\]\]")


def script_follows_another(library: Library) -> Found:
    """No script follows itself."""
    for id_, script in library.scripts.items():
        if script.next == id_:
            yield library.problem("scripts", id_, ("next",), "the script follows itself", "another script")


def script_chains(library: Library) -> Found:
    """Where one script leads to the next, no circle; and a hand-over or an end after STEPS at most."""
    for id_, script in library.scripts.items():
        way = chain(library, id_)
        again = library.scripts[way[-1]].next
        closing = next((number for number, one in enumerate(way) if library.scripts[one].closes), None)
        if again == id_ == min(way) and len(way) > 1:  # told once, whoever leads into it
            said = f"a circle: {' > '.join([*way, id_])}"
            yield library.problem("scripts", id_, ("next",), said, "a way on that comes to a hand-over or an end")
        elif not script.next and not script.closes:
            said = "neither next nor closes"
            yield library.problem("scripts", id_, (), said, "next: the script to use then; or closes: hand-over or end")
        elif closing is not None and closing > STEPS:
            said = f"{closing} steps to a hand-over or an end: {' > '.join(way[: closing + 1])}"
            yield library.problem("scripts", id_, ("next",), said, f"{STEPS} at most")


def chain(library: Library, id_: str) -> list[str]:
    """A script and those that follow it when the client pushes back each time; it stops before it repeats one."""
    way = [id_]
    while (next_ := library.scripts[way[-1]].next) and next_ in library.scripts and next_ not in way:
        way.append(next_)
    return way


def script_aliases(library: Library) -> Found:
    """An old id stands for one script and is none's own; where it stood on another page, that page says so."""
    taken: dict[str, str] = {}
    for id_, script in library.scripts.items():
        for index, old in enumerate(script.aliases):
            if old in library.scripts or old in taken:
                said = f"the id {quote(old)} is taken"
                yield library.problem("scripts", id_, ("aliases", index), said, "an id that no script has")
            taken.setdefault(old, id_)
    ids = taken | {id_: id_ for id_ in library.scripts}
    for moment_id, moment in library.moments.items():
        for index, old in enumerate(moment.moved):
            if old not in ids:
                said, hint = f"no script has or had the id {quote(old)}", nearest(old, ids)
                yield library.problem("moments", moment_id, ("moved", index), said, "a script's id, or an alias", hint)
            elif library.scripts[ids[old]].moment == moment_id:
                said = f"the script of the id {quote(old)} stands on this page"
                yield library.problem("moments", moment_id, ("moved", index), said, "an id that moved away")


def script_fields(library: Library) -> Found:
    """Every field in a body is declared, and every declared field is used."""
    used: set[str] = set()
    for id_, script in library.scripts.items():
        for index, variant in enumerate(script.variants):
            for key in ("subject", "body"):
                for name in _FIELD_LIKE.findall(getattr(variant, key) or ""):
                    used.add(name)
                    if not library.knows("fields", name):
                        path: Pointer = ("variants", index, key)
                        said, hint = f'unknown field "[[{quote(name)[1:-1]}]]"', nearest(name, library.fields)
                        yield library.problem("scripts", id_, path, said, "a field of this file", hint)
    # A company that leaves out what used a field need not know of it.
    if not library.broken and "scripts" not in library.incomplete and not laid(library.docs):
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
            path: Pointer = ("variants", index)
            for said, expected in _variant(script, variant, seen, style):
                yield library.problem("scripts", id_, path, said, expected)
            seen.add((variant.tone, variant.channel))
            body = " ".join(variant.body.split())
            if body in bodies:
                said = f"the same words as in {quote(bodies[body])}"
                yield library.problem("scripts", id_, (*path, "body"), said, "words of its own")
            bodies.setdefault(body, id_)
        for channel in script.channels:
            if not any(variant.channel in _serving(channel) for variant in script.variants):
                said, expected = f"no variant serves {channel}", "one that does"
                if channel not in SPOKEN:
                    expected = f"a variant with channel: {channel}, as words to say are none to send"
                yield library.problem("scripts", id_, ("channels",), said, expected)
        if any(variant.channel is None for variant in script.variants) and SPOKEN.isdisjoint(script.channels):
            said = "words without a channel, which are to be said"
            yield library.problem("scripts", id_, ("channels",), said, f"one of {', '.join(sorted(SPOKEN))}")


def _serving(channel: str) -> tuple[str | None, ...]:
    """What the channel of a variant for this one may be: words without one are to be said."""
    return (channel, None) if channel in SPOKEN else (channel,)


def script_examples(library: Library) -> Found:
    """Every body reads as text when its fields hold their examples: the faults a machine can see."""
    if library.interface is None:
        return
    twice = {word.lower() for word in library.style.twice} if library.style else set()
    for id_, script in library.scripts.items():
        for index, variant in enumerate(script.variants):
            for key in ("subject", "body"):
                body = getattr(variant, key) or ""
                read = with_examples(body, library.fields, library.interface)
                for fault, pattern in _FAULTS.items():
                    hits = pattern.finditer(read)
                    if found := next(
                        (one for one in hits if pattern is not _TWICE or one[1].lower() not in twice), None
                    ):
                        around = read[max(0, found.start() - 20) : found.end() + 20]
                        said = f"{fault} once the examples are in: {quote(around)}"
                        yield library.problem("scripts", id_, ("variants", index, key), said, "words that fit")
                most = library.style.sentence_words if library.style else len(body)
                for count, sentence in () if long_sentences(body, most) else long_sentences(read, most):
                    said = f"a sentence of {count} words once the examples are in: {quote(sentence)}"
                    yield library.problem("scripts", id_, ("variants", index, key), said, f"{most} at most")


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


RULES = (
    script_follows_another,
    script_chains,
    script_aliases,
    script_examples,
    script_fields,
    script_variants,
)


def _scripts(library: Library, _page: Page, call: Call) -> Iterator[str]:
    which = dict(call.kwargs)
    for id_, script in library.scripts.items():
        in_moment = which.get("moment") in (None, script.moment)
        if in_moment and (which.get("situation") is None or which["situation"] in script.situations):
            yield from _names(library, id_)
    if (moment := which.get("moment")) in library.moments:
        yield from (f"script-{old}" for old in library.moments[str(moment)].moved)


def _script(library: Library, _page: Page, call: Call) -> Iterator[str]:
    yield from _names(library, str(call.args[0]))


def _names(library: Library, id_: str) -> Iterator[str]:
    """The anchors of a script: its own, and those of scripts that became one with it."""
    yield from (f"script-{name}" for name in (id_, *library.scripts[id_].aliases))


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {
    "script": _script,
    "scripts": _scripts,
    "script_index": lambda library, _page, _call: (f"moment-{id_}" for id_ in library.moments),
}
