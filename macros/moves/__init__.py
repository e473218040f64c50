"""Give an item another id, or take it out, wherever it stands: data, pages, links, macros, nav, old addresses.

An id is a promise: what was published under the old one is led on by a redirect, and its anchors stay on the page.
Files are changed as text, so that comments, order and form stay as they are. What only a person can decide is left,
and the check names it.
"""

from __future__ import annotations

import re
from pathlib import Path

from .. import checks, nav
from ..kinds import BY_NAME
from ..library import Library
from ..models import ID
from ..reading import collect
from .promises import addresses_of, anchors_of, home_of, keep_anchors, lead_on, note_former_id
from .uses import LISTS, OPTIONAL, Item, cleared, named, renamed

__all__ = ["LISTS", "OPTIONAL", "Item", "left", "named", "remove", "rename"]


def rename(docs: Path, kind: str, old: str, new: str) -> list[str]:
    """Give an item another id everywhere; a line for each file that changed. Raises ValueError where it cannot be."""
    library = _sound(docs, kind)
    item, other = Item(kind, old), Item(kind, new)
    _there(library, item)
    if not re.fullmatch(ID, new):
        raise ValueError(f'the id "{new}" is not words in lower case joined by hyphens, like a-good-id')
    if library.knows(item.collection, new) or other.page in library.pages or new in _before(library, item):
        raise ValueError(f'the {kind} "{new}" is there already; an id is never used again')
    done = []
    for path in _files(docs):
        before = path.read_text(encoding="utf-8")
        after = renamed(before, path.relative_to(docs).as_posix(), item, other)
        if after != before:
            path.write_text(after, encoding="utf-8")
            done.append(f"changed {path.relative_to(docs)}")
    if item.data != other.data:
        done += _moved(docs, item.data, other.data)
    if item.row.formerly:
        note_former_id(docs, other, old)
    if item.row.formerly == "aliases":  # its anchor and its short addresses are made of the old id as well
        return done
    if item.page:
        done += _moved(docs, item.page, other.page)
        done += _moved(docs, item.asked, other.asked)
    home = other.page or home_of(library, item)
    done += keep_anchors(docs, home, anchors_of(docs, library, item, renamed=True))
    target = other.page or (f"{home}#{other.anchor}" if home else "")
    done += lead_on(docs, addresses_of(library, item), target)
    done += nav.write(collect(docs, docs.name))
    return [*done, "now: promise the new addresses with make published"]


def remove(docs: Path, kind: str, id_: str, target: str = "") -> list[str]:
    """Take an item out, and each use that may go; `target` is the page below docs/ that its addresses lead to.

    Returns a line for each file that changed; what is left to decide is named by the check. Raises ValueError where
    it cannot be.
    """
    library = _sound(docs, kind)
    item = Item(kind, id_)
    _there(library, item)
    addresses = addresses_of(library, item)
    if addresses and (target.partition("#")[0] not in library.pages or target.partition("#")[0] == item.page):
        raise ValueError("an id is a promise: name the page that its address leads to, like --to guide/ending.md")
    done = []
    for path in _files(docs):
        below = path.relative_to(docs).as_posix()
        before = path.read_text(encoding="utf-8")
        after = cleared(before, below, item) if below != item.page else before
        if after != before:
            path.write_text(after, encoding="utf-8")
            done.append(f"changed {below}")
    anchors = anchors_of(docs, library, item)
    for gone in (item.page, item.data if item.row.file and item.row.file.folder else "", item.asked):
        if (docs / gone).is_file():
            (docs / gone).unlink()
            done.append(f"removed {gone}")
    home = target.partition("#")[0] if item.page else home_of(library, item)
    done += keep_anchors(docs, home, anchors)
    done += lead_on(docs, addresses, target)
    return [*done, *nav.write(collect(docs, docs.name))]


def left(docs: Path) -> list[str]:
    """Everything that a person has still to see to."""
    return [str(problem) for problem in checks.examined(docs, docs.name)[1]]


def _sound(docs: Path, kind: str) -> Library:
    if kind not in BY_NAME:
        raise ValueError(f'unknown kind "{kind}"; expected one of {", ".join(BY_NAME)}')
    library = collect(docs, docs.name)
    if library.problems:  # what cannot be read may hold a use
        raise ValueError(f"first mend what python -m macros check names: {sorted(library.problems)[0]}")
    return library


def _there(library: Library, item: Item) -> None:
    if item.id not in getattr(library, item.collection):
        said, expected, hint = library.unknown(item.collection, item.id)
        raise ValueError(f"{said}; expected {expected}" + (f" ({hint})" if hint else ""))


def _before(library: Library, item: Item) -> set[str]:
    """The ids that other items of its kind had."""
    others = [one for id_, one in getattr(library, item.collection).items() if id_ != item.id]
    return {name for one in others for name in getattr(one, item.row.formerly, ())}


def _files(docs: Path) -> list[Path]:
    """All data and pages."""
    return sorted([*docs.rglob("*.md"), *(docs / "_data").rglob("*.yml")])


def _moved(docs: Path, old: str, new: str) -> list[str]:
    if not (docs / old).is_file():
        return []
    (docs / old).rename(docs / new)
    return [f"moved {old} to {new}"]
