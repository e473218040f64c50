"""What of ours a company has changed, and what of that we have changed since: told, so that an update is read.

A digest of ours stands in a file of the company's beside its layer, for each page and item that it lays something
over. It is written when somebody says that they have seen what is there now.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..kinds import BY_COLLECTION, FILES, KINDS
from .merge import CHANGE, identity
from .nodes import Node, Spot

LOCK = "ours.json"
COMMAND = "python -m macros company status"


@dataclass(frozen=True)
class Over:
    """Something of theirs over something of ours: its name, like checklists/follow-up, and where theirs stands.

    `page` is the page below docs/ that shows it, or ''; `ours` is a digest of each key of ours.
    """

    name: str
    spot: Spot
    replaced: bool
    page: str
    title: str
    ours: Mapping[str, str]


def digest(value: object) -> str:
    """What tells a value from any other."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


def of_page(below: str, text: str, spot: Spot) -> Over:
    """A page of theirs in place of one of ours."""
    return Over(f"pages/{below}", spot, replaced=True, page=below, title="", ours={"text": digest(text)})


def of_data(ours: Node, theirs: Node, below: str) -> Iterator[Over]:
    """What a file of theirs lays over items of ours."""
    tree = next((file for file in FILES if file.folder and below.startswith(f"_data/{file.path}")), None)
    if tree:
        row = next(row for row in KINDS if row.file is tree)
        yield _of(row.collection, ours, theirs)
        return
    for key, inner in theirs.keys.items():
        known = {identity(one): one for one in (ours.keys[key].entries if key in ours.keys else ())}
        for entry in inner.entries:
            id_ = entry.text(CHANGE) or identity(entry)
            if id_ and id_ in known:  # a query, or a word, is no item
                yield _of(key, known[id_], entry)


def _of(collection: str, ours: Node, theirs: Node) -> Over:
    row = BY_COLLECTION.get(collection)
    id_ = identity(ours)
    page = f"{row.folder}/{id_}.md" if row and row.folder else ""
    if ours.text("moment") and not page:
        page = f"scripts/{ours.text('moment')}.md"
    shown = theirs.text("title") or ours.text("title") or id_
    digests = {key: digest(inner.plain()) for key, inner in ours.keys.items()}
    return Over(f"{collection}/{id_}", theirs.spot, CHANGE not in theirs.keys, page, shown, digests)


def version(root: Path) -> str:
    """Which of our versions this is; '' where nothing tells."""
    try:
        told: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return ""
    return str(told.get("project", {}).get("version", ""))


def read(company: Path) -> dict[str, Any]:
    """What was seen last; nothing where nobody has said so, or the file is not ours."""
    try:
        found = json.loads((company / LOCK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"version": "", "ours": {}}
    return found if isinstance(found, dict) and isinstance(found.get("ours"), dict) else {"version": "", "ours": {}}


def write(company: Path, over: Iterable[Over], now: str) -> None:
    """Note that what is there now was seen."""
    told = {"version": now, "ours": {one.name: dict(sorted(one.ours.items())) for one in sorted(over, key=_name)}}
    (company / LOCK).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _name(one: Over) -> str:
    return one.name


def looks(company: Path, over: Iterable[Over]) -> list[str]:
    """What somebody should look at, a line each: what of ours is not what it was."""
    seen: dict[str, Mapping[str, str]] = read(company)["ours"]
    lines, names = [], set()
    for one in sorted(over, key=_name):
        names.add(one.name)
        where = f"{one.spot[0]}:{one.spot[1]}: {one.name}"
        if one.name not in seen:
            lines.append(f"{where}: not looked at yet")
            continue
        before = seen[one.name]
        keys = [key for key in dict.fromkeys([*before, *one.ours]) if before.get(key) != one.ours.get(key)]
        if keys:
            lines.append(f"{where}: ours has changed: {', '.join(keys)}")
    lines += [f"{name}: nothing of yours lies over it any more, or ours is gone" for name in sorted({*seen} - names)]
    return lines


def report(company: Path, over: Iterable[Over], now: str) -> str:
    """What lies over ours, and what needs a look."""
    found = sorted(over, key=_name)
    lines = [
        f"{one.spot[0]}:{one.spot[1]}: {one.name} {'in place of' if one.replaced else 'changed from'} ours"
        for one in found
    ]
    todo = looks(company, found)
    before = read(company)["version"] or "none"
    head = f"{len(found)} of ours changed; {len(todo)} to look at; seen: {before}, now: {now}"
    return "\n".join([head, *lines, *(["to look at:", *todo, f"then: {COMMAND} --seen"] if todo else [])])
