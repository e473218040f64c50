"""The scripts as plain text, in Markdown and in JSON; and the wording that all exports share.

The other modules take a variant's words from `said`, so that each says what the page says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from .. import text
from ..kinds.script.fields import shown
from ..kinds.script.html import channel, served
from ..kinds.script.model import Script, ScriptField, Variant
from ..library import Library
from ..models.interface import Interface
from ..render.address import address

PATH = "downloads/difficult-client-scripts"
FORMAT = 1

# What Markdown would read as markup inside a line; block marks cannot stand there.
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~#])")


def files(library: Library) -> dict[str, bytes]:
    """The Markdown and the JSON file."""
    return {f"{PATH}.md": _markdown(library).encode(), f"{PATH}.json": _json(library).encode()}


# Wording -------------------------------------------------------------------------------


def variants(library: Library) -> Iterator[tuple[Script, Variant]]:
    """Every variant with its script, in file order."""
    return ((script, variant) for script in library.scripts.values() for variant in script.variants)


def said(variant: Variant, says: Interface, *, subject: bool = True) -> str:
    """All words of a variant with their [[fields]]; a subject is the first line, as "Subject: ..."."""
    first = [f"{says.script.subject} {variant.subject}"] if subject and variant.subject else []
    return "\n\n".join([*first, *text.paragraphs(variant.body)])


def write(body: str, words: Callable[[str], str], field: Callable[[str], str]) -> str:
    """`body` with words(...) of the text between its [[fields]] and field(id) of each field."""
    parts = text.FIELD.split(body)  # text, id, text, id, ..., text
    return "".join(field(part) if index % 2 else words(part) for index, part in enumerate(parts))


def name(variant: Variant, says: Interface) -> str:
    """What tells a variant from its siblings: "warm, email", or "warm" where it has no channel of its own."""
    return ", ".join(
        part for part in (says.tones.of(variant.tone), variant.channel and channel(variant.channel, says)) if part
    )


def title(script: Script, variant: Variant, says: Interface) -> str:
    """The name of a variant anywhere: "Own the mistake (warm, email)"."""
    return f"{text.plain(script.title)} ({name(variant, says)})"


def labelled(body: str, library: Library) -> str:
    """`body` with every field as [label]: what stays for the reader to fill in by hand."""
    return text.fill(body, lambda id_: f"[{library.fields[id_].label}]")


def after(
    script: Script, says: Interface, words: Callable[[str], str], title_of: Callable[[str], str], strong: str = ""
) -> str:
    """What comes after a script, on one line: "If they push back (“No.”): Say it again"; '' where nothing is told."""
    on = title_of(script.next) if script.next else says.closings.of(script.closes) if script.closes else ""
    if script.pushback:
        answer = f"{says.marks.open}{words(script.pushback)}{says.marks.close}"
        return f"{strong}{says.script.pushback}{strong} ({answer}): {on}"
    return f"{strong}{says.script.then}{strong} {on}" if script.next else ""


# JSON ----------------------------------------------------------------------------------


def _json(library: Library) -> str:
    """Everything about the scripts, with fields as [[id]] in subject and body; keys in a fixed order."""
    data = {
        "version": FORMAT,
        "moments": [_unmarked(moment.model_dump(mode="json")) for moment in library.moments.values()],
        "fields": [field.model_dump(mode="json") for field in library.fields.values()],
        "scripts": [_script(library, script) for script in library.scripts.values()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _unmarked(data: dict[str, Any]) -> dict[str, Any]:
    """The texts of an item as a reader hears them."""
    return {key: text.plain(value) if isinstance(value, str) else value for key, value in data.items()}


def _script(library: Library, script: Script) -> dict[str, Any]:
    data = _unmarked(script.model_dump(mode="json"))
    first = {"id": data.pop("id"), "address": address("scripts", script.id, library)}
    data["variants"] = [
        {
            "tone": variant.tone,
            "channel": variant.channel,
            "serves": served(script, variant),
            "subject": variant.subject,
            "body": said(variant, library.words, subject=False),
            "fields": text.fields(said(variant, library.words)),
        }
        for variant in script.variants
    ]
    sources = {key: data.pop(key) for key in ("claims", "extends", "references", "law")}
    return first | data | sources


# Markdown ------------------------------------------------------------------------------


def _markdown(library: Library) -> str:
    """A document to read or paste from: the words stand in code blocks, which keep them to the letter."""
    says = library.words.downloads
    parts = [f"# {line(says.title)}", says.replace]
    for moment in library.moments.values():
        scripts = [script for script in library.scripts.values() if script.moment == moment.id]
        if scripts:
            parts += [f"## {line(moment.title)}", line(moment.summary)]
        for script in scripts:
            parts += [f"### {line(script.title)}", _use(library, script)]
            for variant in script.variants:
                parts += [
                    f"#### {text.capital(name(variant, library.words))}",
                    block(labelled(said(variant, library.words), library)),
                ]
    if library.fields:
        columns = (says.field, says.means, says.example, says.choices, says.default)
        head = [f"| {' | '.join(columns)} |", "| --- | --- | --- | --- | --- |"]
        parts += [
            f"## {says.fields}",
            "\n".join([*head, *(_row(field, library.words) for field in library.fields.values())]),
        ]
    return "\n\n".join(parts) + "\n"


def _use(library: Library, script: Script) -> str:
    """A list: when to use a script, when not, what comes next, and what the law says."""
    rows = [line(script.when), line(script.avoid)]
    if following := after(script, library.words, line, lambda id_: line(library.scripts[id_].title)):
        rows.append(following)
    for remark in (library.remarks[id_] for id_ in script.law):
        where = f"{line(remark.where(library.words))}, {library.words.law.no_advice}"
        rows.append(f"{line(remark.title)} ({where}): {line(remark.text)}")
    return "\n".join(f"- {row}" for row in rows)


def _row(field: ScriptField, says: Interface) -> str:
    values = [
        field.label,
        field.means,
        shown(field, field.example or "", says),
        ", ".join(field.choices),
        shown(field, field.default or "", says),
    ]
    return "| " + " | ".join(escape(value) for value in values) + " |"


def line(inline: str) -> str:
    """A text with inline Markdown as one line of Markdown that reads the same and holds no other markup."""
    return escape(text.plain(inline))


def escape(words: str) -> str:
    """Words as a part of a line of Markdown that holds no markup."""
    return _MARKUP.sub(r"\\\1", words)


def block(words: str) -> str:
    """A code block whose fence is longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{words}\n{fence}"
