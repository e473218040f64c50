"""The scripts as macros for Zendesk, in the shape its API takes: a list, each a {"macro": ...} to create.

Zendesk fills a macro's comment in with Liquid, where {{x}} is a value and {% x %} an order.
So every literal { becomes {{ "{" }}, which Liquid prints as {: then no words of ours, nor
words beside a placeholder, can be taken for either. Titles and descriptions are no Liquid.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

from .. import text
from ..kinds.script.html import served
from ..kinds.script.model import Script, Variant
from ..library import Library
from . import plain

PATH = "downloads/difficult-client-scripts-zendesk.json"
BRACE = '{{ "{" }}'

# The fields that Zendesk knows for certain. "reference" is none of them: it may be an order's number.
PLACEHOLDERS = {
    "client_name": "{{ticket.requester.first_name}}",
    "ticket_id": "{{ticket.id}}",
    "your_name": "{{current_user.name}}",
}
# The channels on which the client reads what a comment says. Other words come as an internal note,
# to be read out or printed, so that nobody sends them by mistake.
PUBLIC = frozenset({"chat", "text", "social", "email"})


def files(library: Library) -> dict[str, bytes]:
    """The JSON file: a macro a variant, in file order."""
    macros = [_macro(library, script, variant) for script, variant in plain.variants(library)]
    return {PATH: (json.dumps(macros, ensure_ascii=False, indent=2) + "\n").encode()}


def _macro(library: Library, script: Script, variant: Variant) -> dict[str, Any]:
    public = not PUBLIC.isdisjoint(served(script, variant))
    # A reply carries the ticket's own subject, so the client would read ours as part of the message.
    words = plain.said(variant, library.words, subject=not public)
    levels = [
        library.words.downloads.handbook,
        text.plain(library.moments[script.moment].title),
        plain.title(script, variant, library.words),
    ]
    return {
        "title": "::".join(map(_level, levels)),
        "description": _description(library, script, variant, words, public),
        "active": True,
        "restriction": None,
        "actions": [
            {"field": "comment_mode_is_public", "value": "true" if public else "false"},
            {"field": "comment_value", "value": plain.write(words, _escape, partial(_field, library))},
        ],
    }


def _description(library: Library, script: Script, variant: Variant, words: str, public: bool) -> str:
    """When to use the macro, and what is left to do by hand before anything is sent."""
    says = library.words.downloads
    parts = [text.plain(script.when), text.plain(script.avoid)]
    if left := [_label(library, id_) for id_ in text.fields(words) if not _placeholder(library, id_)]:
        parts.append((says.send if public else says.use).format(fields=", ".join(left)))
    if public and variant.subject:
        parts.append(says.subject.format(subject=plain.labelled(variant.subject, library)))
    if not public:
        parts.append(says.note)
    return " ".join(parts)


def _field(library: Library, id_: str) -> str:
    """A field in a comment: filled in by Zendesk where it can be, else visible as [label]."""
    return _placeholder(library, id_) or _escape(_label(library, id_))


def _placeholder(library: Library, id_: str) -> str | None:
    """Zendesk's own value for a field, if it has one; never for a choice or a date of the same name."""
    return PLACEHOLDERS.get(id_) if library.fields[id_].kind == "text" else None


def _label(library: Library, id_: str) -> str:
    return f"[{library.fields[id_].label}]"


def _level(words: str) -> str:
    """One level of a macro's title: colons in a row, or at its ends, would begin another."""
    return re.sub(r":{2,}", ":", words).strip(":")


def _escape(words: str) -> str:
    return words.replace("{", BRACE)
