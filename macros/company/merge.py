"""One file of data over another: new entries stand beside ours, an entry with our id takes its place.

An entry that says `change: ID` where an id would stand is ours with the keys that it gives; a key without a value is
taken away. The same holds for a list inside it whose entries say so.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..problems import Problem, nearest, quote
from .nodes import Node

CHANGE = "change"
NAMES = ("id", "folder", "name")  # the key that tells entries of a list apart
REPLACED = frozenset({"fallback"})  # lists of a few, where one more would be one too many
DEFAULTS = ("owner", "reviewed")  # what entries of a file take from its top


def over(ours: Node, theirs: Node, problems: list[Problem]) -> Node:
    """A file of data with another laid over it."""
    merged = dict(ours.keys)
    defaults = {key: theirs.keys[key] for key in DEFAULTS if key in theirs.keys}
    for key, inner in theirs.keys.items():
        if key in merged and key in defaults:
            continue  # for their own entries alone
        before = merged.get(key)
        if before is None or key in REPLACED or not isinstance(inner.value, list) or not inner.value:
            merged[key] = inner
        elif _named(inner.value):
            own = [_with(entry, defaults) if key == "scripts" else entry for entry in inner.value]
            merged[key] = Node(_entries(before.entries, own, problems), before.spot)
        else:
            known = [entry.plain() for entry in before.entries]
            merged[key] = Node([*before.entries, *(one for one in inner.value if one.plain() not in known)], inner.spot)
    return Node(merged, ours.spot)


def deep(ours: Node, theirs: Node) -> Node:
    """Values over values, key by key."""
    if not (isinstance(ours.value, dict) and isinstance(theirs.value, dict)):
        return theirs
    merged = dict(ours.value)
    for key, inner in theirs.value.items():
        merged[key] = deep(merged[key], inner) if key in merged else inner
    return Node(merged, theirs.spot)


def changed(ours: Node, theirs: Node, problems: list[Problem]) -> Node:
    """An entry of ours with the keys that theirs gives."""
    merged = dict(ours.keys)
    for key, inner in theirs.keys.items():
        if key == CHANGE:
            continue
        if inner.value is None:
            merged.pop(key, None)
        elif key in merged and isinstance(inner.value, list) and any(CHANGE in entry.keys for entry in inner.value):
            merged[key] = Node(_entries(merged[key].entries, inner.value, problems), inner.spot)
        elif isinstance(inner.value, dict) and key in merged:
            merged[key] = deep(merged[key], inner)
        else:
            merged[key] = inner
    return Node(merged, theirs.spot)


def identity(entry: Node) -> str:
    """What tells an entry from the others of its list, or ''."""
    return next((entry.text(name) for name in NAMES if entry.text(name)), "")


def _named(entries: Iterable[Node]) -> bool:
    return all(entry.text(CHANGE) or identity(entry) for entry in entries)


def _with(entry: Node, defaults: dict[str, Node]) -> Node:
    if CHANGE in entry.keys:
        return entry
    return Node({**defaults, **entry.keys}, entry.spot)


def _entries(ours: list[Node], theirs: list[Node], problems: list[Problem]) -> list[Node]:
    merged = list(ours)
    for entry in theirs:
        change = entry.text(CHANGE)
        id_ = change or identity(entry)
        at = next((index for index, one in enumerate(merged) if id_ and identity(one) == id_), None)
        if change and at is None:
            problems.append(gone(entry, change, [identity(one) for one in ours]))
        elif at is None:
            merged.append(entry)
        else:
            merged[at] = changed(merged[at], entry, problems) if change else entry
    return merged


def gone(entry: Node, id_: str, known: Iterable[str]) -> Problem:
    """An entry that changes what the handbook has not, or has no longer."""
    file, line = entry.keys[CHANGE].spot
    said = f"nothing of ours has the id {quote(id_)}"
    return Problem(file, line, CHANGE, said, "an id that is there, or id: for one of your own", nearest(id_, known))
