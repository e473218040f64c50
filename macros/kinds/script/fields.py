"""The fields in the words of scripts: as HTML, and with what they hold."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from ...models.interface import Interface
from ...text import FIELD, fill
from .model import ScriptField


def shown(field: ScriptField, value: str, says: Interface) -> str:
    """A default or an example as somebody types it: a date in words, anything else as it is."""
    if field.kind == "date":
        try:
            return says.day(datetime.date.fromisoformat(value))
        except ValueError:
            pass
    return value


def with_examples(body: str, declared: Mapping[str, ScriptField], says: Interface) -> str:
    """`body` as somebody may say it: each field with its example, or else its default or first choice."""

    def value(id_: str) -> str:
        field = declared.get(id_)
        return shown(field, field.example or field.default or field.choices[0], says) if field else f"[{id_}]"

    return fill(body, value)


def with_fields(body: str, declared: Mapping[str, ScriptField]) -> Markup:
    """One paragraph as HTML; a field becomes a <bdi> that shows "[label]" and tells what input it wants.

    A <bdi>, so that what a reader types from right to left leaves the words around it in order.
    """
    parts: list[Markup] = []
    at = 0
    for match in FIELD.finditer(body):
        parts += [_lines(body[at : match.start()]), _field(match[1], declared.get(match[1]))]
        at = match.end()
    return Markup("").join([*parts, _lines(body[at:])])


@lru_cache(maxsize=1024)
def _field(id_: str, field: ScriptField | None) -> Markup:
    told = {"field": id_}
    if field:
        choices = json.dumps(field.choices, ensure_ascii=False) if field.choices else None
        about = {"kind": field.kind, "means": field.means, "example": field.example, "default": field.default}
        about |= {"choices": choices, "shared": "true" if field.shared else None}
        told |= {name: value for name, value in about.items() if value}
    attributes = Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in told.items())
    return Markup('<bdi class="field"{}>[{}]</bdi>').format(attributes, field.label if field else id_)


def _lines(text: str) -> Markup:
    return Markup("<br>\n").join(escape(line) for line in text.split("\n"))
