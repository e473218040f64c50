"""Changes of data files as text, by the marks of their parser: comments, order and the form of every value stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from .source import Pointer

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Leaf(NamedTuple):
    """A text in a file: its path in the data, its value, and where it stands (lines and columns from 0)."""

    path: Pointer
    value: str
    line: int
    column: int
    end_line: int
    end_column: int


def _composed(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=_LOADER)


def leaves(text: str) -> Iterator[Leaf]:
    """Every value of a YAML text that is no list or mapping."""

    def walk(node: yaml.Node | None, path: Pointer) -> Iterator[Leaf]:
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark, node.end_mark
            yield Leaf(path, node.value, start.line, start.column, end.line, end.column)
        elif isinstance(node, yaml.SequenceNode):
            for index, inner in enumerate(node.value):
                yield from walk(inner, (*path, index))
        elif isinstance(node, yaml.MappingNode):
            for key, inner in node.value:
                yield from walk(inner, (*path, key.value))

    yield from walk(_composed(text), ())


def replaced(text: str, changes: list[tuple[Leaf, str]]) -> str:
    """`text` with the value of each leaf written anew; its quotes stay."""
    rows = text.split("\n")
    for leaf, value in sorted(changes, key=lambda change: change[0][2:4], reverse=True):
        row = rows[leaf.line]
        at = row.index(leaf.value, leaf.column)
        rows[leaf.line] = row[:at] + value + row[at + len(leaf.value) :]
    return "\n".join(rows)


def entries(text: str, collection: str) -> list[tuple[str, int, int]]:
    """(id, first line, line after the last) of each entry of a list at the top of a file.

    Comments and empty lines above an entry belong to what is above it.
    """
    tree = _composed(text)
    keys = {key.value: value for key, value in tree.value} if isinstance(tree, yaml.MappingNode) else {}
    nodes = keys[collection].value if isinstance(keys.get(collection), yaml.SequenceNode) else []
    rows = text.split("\n")
    found = []
    for node in nodes:
        ids = [value.value for key, value in node.value if key.value == "id"] if node.id == "mapping" else []
        # A block ends where the next thing begins: what lies between is no part of it.
        end = max(_last_line(node), node.start_mark.line) + 1
        while end > 0 and not rows[end - 1].strip():
            end -= 1
        found.append((str(ids[0]) if ids else "", node.start_mark.line, end))
    return found


def _last_line(node: yaml.Node) -> int:
    if isinstance(node, yaml.ScalarNode):
        # A folded text ends with the first line that is none of its own.
        return int(node.end_mark.line) - (1 if node.style in (">", "|") and node.end_mark.column == 0 else 0)
    if getattr(node, "flow_style", False) or not node.value:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def added(text: str, collection: str, entry: str) -> str:
    """`text` with an entry after the last one of a list, with an empty line between."""
    rows = text.rstrip("\n").split("\n")
    standing = entries(text, collection)
    if standing:
        at = standing[-1][2]
    else:
        at = next(index for index, row in enumerate(rows) if re.match(rf"{collection}:", row)) + 1
        rows[at - 1] = re.sub(r":\s*\[\s*\]", ":", rows[at - 1])
    rows[at:at] = ["", *entry.strip("\n").split("\n")]
    return "\n".join(rows) + "\n"


def without(text: str, first: int, end: int) -> str:
    """`text` without some of its lines, and without the empty line that stood above them."""
    rows = text.split("\n")
    if first and not rows[first - 1].strip():
        first -= 1
    del rows[first:end]
    return "\n".join(rows)
