"""What all rules share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from ..models import Model
from ..problems import Problem
from ..source import Pointer

Found = Iterator[Problem]

HEADING_CHARACTERS = 60

# Texts that hold a client's own or a searcher's words, or a name, and are not the handbook speaking.
QUOTED = frozenset(
    {
        "queries",
        "means",
        "example",
        "credit",
        "published",
        "credited",
        "url",
        "contact",
        "pushback",
        "client",
        "id",
        "never",
    }
)


def texts(value: object, path: Pointer = (), quoted: Set[str] = QUOTED) -> Iterator[tuple[Pointer, str]]:
    """Every text in an item that the handbook itself speaks: all but what stands under the keys `quoted`."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in quoted:
                yield from texts(getattr(value, name), (*path, name), quoted)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, index), quoted)
    elif isinstance(value, str) and " " in value:
        yield path, value
