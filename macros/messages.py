"""Pydantic's errors in an editor's words: what stands there, what is expected, and a hint."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from . import models
from .models.search import SAYING
from .problems import nearest, quote
from .source import Pointer, Source

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date like 2026-11-22",
    "date_from_datetime_parsing": "a date like 2026-11-22",
    "tuple_type": "a list",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}
_PATTERNS = {
    models.ID: "words in lower case joined by hyphens, like a-good-id",
    models.FIELD_ID: "words in lower case joined by underscores, like a_good_id",
    models.ITEM_ID: "an item as CHECKLIST--ITEM, like follow-up--name-the-day",
    models.MONTH: "a month like 2026-11",
    SAYING: "words in lower case, word~, SETS and .., like kill~ .. SELF",
    models.VERSION: 'two numbers joined by a dot, like "1.0"',
    models.DOCS_PAGE: "a page below docs/, like guide/ending.md",
    models.ADDRESS: "an address that begins with https://",
    models.SITE: "the address of a site, like https://handbook.example.org/help/",
    models.PLAIN: "plain words: no HTML, no Markdown, no braces",
    models.COLOUR: "a colour like #17474b, in lower case",
}


def complain(source: Source, model: type[BaseModel], detail: ErrorDetails) -> None:
    """Turn one Pydantic error into a problem with line, breadcrumb and cure."""
    path, last = _data_path(source, detail["loc"])
    if path not in source.misread and (told := _told(model, detail, last)):
        source.problem(path, *told)


def _told(model: type[BaseModel], detail: ErrorDetails, last: str) -> tuple[str, str, str] | None:
    """(said, expected, hint) for a Pydantic error; None for what other errors tell already."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    said, expected, hint = f"found {_name(value)}", _EXPECTED.get(kind, detail["msg"]), _quotes(kind, value)
    if kind == "missing":
        said, expected = f"the key {quote(last)} is missing", "it here"
    elif kind == "extra_forbidden":
        keys = _keys(model, detail["loc"][:-1])
        said, expected = f"unknown key {quote(last)}", f"a known key: {', '.join(keys)}"
        hint = nearest(last, keys)
    elif kind == "literal_error":
        said, expected = f"found {_name(value)}", f"one of {context['expected']}"
        hint = nearest(value, re.findall(r"'([^']+)'", str(context["expected"])))
    elif kind == "string_pattern_mismatch":
        said, expected = f"found {quote(value)}", _PATTERNS.get(str(context["pattern"]), detail["msg"])
    elif kind in ("string_too_long", "too_long", "too_short"):
        return _length(value, context)
    elif kind in ("greater_than_equal", "less_than_equal"):
        expected = f"a number {'from' if 'ge' in context else 'up to'} {context.get('ge', context.get('le'))}"
    elif kind == models.FAULT:
        said, expected = context.get("said", said), context["expected"]
    return said, expected, hint


def _length(value: Any, context: Mapping[str, int]) -> tuple[str, str, str] | None:
    """What is told of a text or list that is too long or too short."""
    count = len(value)
    if "min_length" in context and count >= context["min_length"]:
        return None  # Pydantic counts only the entries without a fault
    unit = ("character", "characters") if isinstance(value, str) else ("entry", "entries")
    most = f"at most {context['max_length']}" if "max_length" in context else f"at least {context['min_length']}"
    return f"{count} {unit[count != 1]}", most, ""


def _data_path(source: Source, loc: Pointer) -> tuple[Pointer, str]:
    """The path in the data that Pydantic's `loc` means (it also names union members), and its last step."""
    path: Pointer = ()
    for step in loc:
        if (*path, step) in source.lines:
            path = (*path, step)
    return path, str(loc[-1]) if loc else ""


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the model at `loc` knows. Pydantic names the member of a union by its tag, which is its class's."""
    at: list[type[BaseModel]] = [model]
    for step in loc:
        tagged = [one for one in at if one.__name__ == step]
        inner = [found for one in at for found in models.models_in(one.model_fields.get(str(step)))]
        at = tagged or inner or at
    return sorted(at[0].model_fields)


def _name(value: object) -> str:
    """What stands there, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, int):
        return f"the number {value}"
    return f"the date {value}" if isinstance(value, datetime.date) else quote(value)


def _quotes(kind: str, value: object) -> str:
    """The hint to put a text in quotes, to take them off a number or date, or to make a list."""
    if kind == "string_type" and isinstance(value, (bool, int, datetime.date)):
        return "put it in quotes"
    unquoted = {"int_type": r"-?[0-9]+", "date_type": r"[0-9]{4}-[0-9]{2}-[0-9]{2}"}.get(kind)
    if unquoted and isinstance(value, str) and re.fullmatch(unquoted, value):
        return "write it without quotes"
    if kind == "tuple_type" and isinstance(value, str):
        return f"put it in brackets: [{quote(value)[1:-1]}]"
    return ""
