"""A company's layer in another language than ours: it begins anew, for a page in two languages helps nobody.

What it has under our ids stands in place of ours, and is told when ours changes. Of the rest of ours no word is shown:
what a site needs and the layer lacks is a key that is missing, named by the check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

import yaml

from .. import language
from ..kinds import BY_COLLECTION, KINDS
from ..problems import Problem
from .forms import Site
from .leave import ids
from .merge import DEFAULTS
from .nodes import Node, Spot


def speaks(file: Path, ours: Node | None) -> bool:
    """Whether the words of the frame in a file of theirs are of another language than ours."""
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return False  # the file is read again, and its fault is told there
    tag = told.get("language") if isinstance(told, dict) else None
    before = ours.text("language") if ours else ""
    both = all(isinstance(one, str) and language.known(one) for one in (tag, before))
    return both and language.base(str(tag)) != language.base(before)


def emptied(ours: Node, spot: Spot) -> Node:
    """A file of ours without its words: numbers and dates stay, and lists of items are empty."""
    kept: dict[str, Node] = {}
    for key, inner in ours.keys.items():
        if isinstance(inner.value, list) and key in BY_COLLECTION:
            kept[key] = Node([], spot)
        elif key in DEFAULTS or not isinstance(inner.value, (str, list, dict)):
            kept[key] = Node(inner.value, spot)
    return Node(kept, spot)


def untold(ours: Mapping[str, Node], theirs: Mapping[str, Node], pages: Set[str], own: Set[str]) -> str:
    """How much of ours has nothing of theirs in its place, by kind; "" for nothing. `pages` are ours, `own` theirs."""
    counts = {
        row.collection: len(ids(ours, row.collection, pages) - ids(theirs, row.collection, own))
        for row in KINDS
        if row.name
    }
    return ", ".join(f"{count} {collection}" for collection, count in counts.items() if count)


def unnamed(site: Site, shown: str) -> Iterator[Problem]:
    """What the site lacks of a name in its language."""
    for key in ("name", "about"):
        if not getattr(site, key):
            yield Problem(shown, 1, key, f'the key "{key}" is missing', "the words in your language")
