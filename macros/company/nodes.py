"""Data with the place where each part of it was written, and its text as YAML, a value a line."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..source import Data, Pointer, Source

Spot = tuple[str, int]  # a file as messages name it, and a line
_KEY = re.compile(r"[A-Za-z_][\w-]*")


@dataclass
class Node:
    """A value, a list or a mapping, and where it stands."""

    value: str | int | bool | datetime.date | list[Node] | dict[str, Node] | None
    spot: Spot

    @property
    def keys(self) -> dict[str, Node]:
        """Its keys; none of what is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def entries(self) -> list[Node]:
        """Its entries; none of what is no list."""
        return self.value if isinstance(self.value, list) else []

    def text(self, key: str) -> str:
        """The text under a key, or ''."""
        inner = self.keys.get(key)
        return inner.value if inner and isinstance(inner.value, str) else ""

    def plain(self) -> Data:
        """The data alone."""
        if isinstance(self.value, dict):
            return {key: inner.plain() for key, inner in self.value.items()}
        if isinstance(self.value, list):
            return [inner.plain() for inner in self.value]
        return self.value

    def leaves(self, path: Pointer = ()) -> Iterator[tuple[Pointer, Node]]:
        """Each value that is no list or mapping, with its path."""
        if isinstance(self.value, dict):
            for key, inner in self.value.items():
                yield from inner.leaves((*path, key))
        elif isinstance(self.value, list):
            for index, inner in enumerate(self.value):
                yield from inner.leaves((*path, index))
        else:
            yield path, self


def of(source: Source) -> Node:
    """What a file holds, with its lines."""

    def walk(data: Data, path: Pointer) -> Node:
        spot = (source.file, source.line(path))
        if isinstance(data, dict):
            return Node({key: walk(inner, (*path, key)) for key, inner in data.items()}, spot)
        if isinstance(data, list):
            return Node([walk(inner, (*path, index)) for index, inner in enumerate(data)], spot)
        return Node(data, spot)

    return walk(source.data, ())


def written(node: Node) -> tuple[str, list[Spot]]:
    """Data as YAML that reads back the same, and the spot of each of its lines."""
    rows: list[tuple[str, Spot]] = []
    _write(node, "", rows)
    return "".join(f"{text}\n" for text, _ in rows), [spot for _, spot in rows]


def _write(node: Node, pad: str, rows: list[tuple[str, Spot]]) -> None:
    pairs = [(f"{pad}{_key(key)}:", inner) for key, inner in node.keys.items()]
    for head, inner in pairs or [(f"{pad}-", inner) for inner in node.entries]:
        if isinstance(inner.value, (dict, list)) and inner.value:
            rows.append((head, inner.spot))
            _write(inner, pad if inner.entries and node.keys else f"{pad}  ", rows)
        else:
            rows.append((f"{head} {_scalar(inner)}", inner.spot))


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _scalar(node: Node) -> str:
    if isinstance(node.value, (dict, list)):
        return "{}" if isinstance(node.value, dict) else "[]"
    if isinstance(node.value, datetime.date):
        return node.value.isoformat()
    return json.dumps(node.value, ensure_ascii=False)
