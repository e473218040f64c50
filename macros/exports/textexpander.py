"""The scripts as a CSV file for TextExpander and the tools that import its format.

Columns: abbreviation, snippet, label (RFC 4180, UTF-8, no byte-order mark). There is no
header: an importer that does not expect one would make a snippet of it, and typing the
word "abbreviation" would set it off. The vendor publishes no specification that we could
read; the format is taken from its help pages and from programs that read its files.
- A literal % is doubled.
- %filltext:name=X%, %fillarea:name=X% and %fillpopup:name=X:one:default=two% are fill-ins;
  those of one name share their value. Nothing escapes : or % inside.
"""

from __future__ import annotations

import csv
import io
import re

from ..kinds.script.fields import shown
from ..kinds.script.model import Script, ScriptField, Variant
from ..library import Library
from ..models.interface import Interface
from . import plain

PATH = "downloads/difficult-client-scripts-textexpander.csv"

# What would end a parameter of a fill-in, or be read as one.
_UNFIT = re.compile(r"[:%\n]|^(name|default|width|height)=")


def files(library: Library) -> dict[str, bytes]:
    """The CSV file: a row a variant, in file order."""
    names = _names(library)
    raw = io.StringIO(newline="")
    csv.writer(raw).writerows(
        (
            abbreviation(script, variant),
            plain.write(
                plain.said(variant, library.words),
                _escape,
                lambda id_: _fill_in(library.fields[id_], names[id_], library.words),
            ),
            plain.title(script, variant, library.words),
        )
        for script, variant in plain.variants(library)
    )
    return {PATH: raw.getvalue().encode()}


def abbreviation(script: Script, variant: Variant) -> str:
    """What to type for a variant. The closing colon keeps one from beginning another."""
    return ":" + "-".join(part for part in ("dc", script.id, variant.tone, variant.channel) if part) + ":"


def _names(library: Library) -> dict[str, str]:
    """Field id -> the name shown in the fill-in: the label, made to fit and unique."""
    names: dict[str, str] = {}
    for id_, field in library.fields.items():
        name = re.sub(r"\s*:\s*", " - ", re.sub(r"\s*%", " percent", field.label)).strip()
        while name in names.values():
            name += f" ({id_})"
        names[id_] = name
    return names


def _fill_in(field: ScriptField, name: str, says: Interface) -> str:
    """The fill-in for a field.

    A default or choice that the format cannot hold is left out, never altered: then a line
    of text takes the place of the list. A choice without default begins with [label], as
    an answer that nobody chose could promise something to a client.
    """
    default = shown(field, field.default, says) if field.default else ""
    if field.kind == "choice" and not any(_UNFIT.search(choice) for choice in field.choices):
        options = [f"default={choice}" if choice == default else choice for choice in field.choices]
        return f"%fillpopup:name={name}:{':'.join(options if default else [f'default=[{name}]', *options])}%"
    kind = "fillarea" if field.kind == "long-text" else "filltext"
    return f"%{kind}:name={name}{f':default={default}' if default and not _UNFIT.search(default) else ''}%"


def _escape(words: str) -> str:
    return words.replace("%", "%%")
