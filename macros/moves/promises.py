"""Promises of what was published: old anchors stay, old addresses lead on, and an item knows its old ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .. import edits, nav
from ..exports import shortlinks
from ..library import Library
from ..render.address import home
from .uses import Item

PROMISES = "tests/published.txt"


def home_of(library: Library, item: Item) -> str:
    """The page where an item without one of its own has its anchor, or ''."""
    page = home(item.row, item.id, library)
    return page if page in library.pages else ""


def anchors_of(docs: Path, library: Library, item: Item, *, renamed: bool = False) -> list[str]:
    """The anchors that were published with the item: its own, and of its page what is promised.

    Where it is only renamed, the rest of its page stays as it is.
    """
    found = [item.anchor] if item.anchor else []
    parts = item.row.parts(getattr(library, item.collection)[item.id])
    found += [part.anchor for part in parts if part.anchor.startswith(f"{item.id}--")]
    promises = docs.parent / PROMISES
    if item.page and not renamed and promises.is_file():
        start = f"/{item.page.removesuffix('.md')}/#"
        lines = promises.read_text(encoding="utf-8").split("\n")
        found += [line.removeprefix(start) for line in lines if line.startswith(start)]
    return list(dict.fromkeys(found))


def keep_anchors(docs: Path, page: str, anchors: Iterable[str]) -> list[str]:
    """Leave old anchors on a page, under its title, where it has none of that name."""
    path = docs / page
    if not page or not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    new = [anchor for anchor in anchors if f"#{anchor} " not in text and f'id="{anchor}"' not in text]
    title = re.search(r"^# .*$", text, re.MULTILINE)
    if not new or not title:
        return []
    line = "".join(f'<a id="{anchor}"></a>' for anchor in new)
    path.write_text(f"{text[: title.end()]}\n\n{line}{text[title.end() :]}", encoding="utf-8")
    return [f"left {len(new)} old anchor{'s' if len(new) > 1 else ''} on {page}"]


def addresses_of(library: Library, item: Item) -> list[str]:
    """The pages that lead to the item alone, as redirects name them: its own, and its short addresses."""
    found = [item.page] if item.page else []
    if item.row.short:
        found.append(f"{shortlinks.FOLDER}/{item.row.recorded}-{item.id}.md")
        if len(shortlinks.names(library).get(item.id, ())) == 1:
            found.append(f"{shortlinks.FOLDER}/{item.id}.md")
    return found


def lead_on(docs: Path, addresses: list[str], target: str) -> list[str]:
    """Add redirects to mkdocs.yml, and lead those on that led here."""
    file = docs.parent / nav.FILE
    if not (addresses and target and file.is_file()):
        return []
    text = file.read_text(encoding="utf-8")
    changes = [
        (leaf, target)
        for leaf in edits.leaves(text)
        if leaf.path[:-1] == ("plugins", "redirects", "redirect_maps") and leaf.value in addresses
    ]
    text = edits.replaced(text, changes)
    lines = "".join(f"\n      {address}: {_quoted(target)}" for address in addresses)
    found = re.search(r"^( +redirect_maps:)( *\{\})?[ \t]*$", text, re.MULTILINE)
    if not found:
        return [f"now: lead {address} to {target} in {file.name}" for address in addresses]
    file.write_text(f"{text[: found.end(1)]}{lines}{text[found.end() :]}", encoding="utf-8")
    return [f"added {len(addresses)} redirect{'s' if len(addresses) > 1 else ''} to {file.name}"]


def _quoted(target: str) -> str:
    return f'"{target}"' if "#" in target else target


def note_former_id(docs: Path, item: Item, old: str) -> None:
    """Note the old id at the item itself: devices keep the ticks of a list under it, and links a card's files."""
    key = item.row.formerly
    path = docs / item.data
    text = path.read_text(encoding="utf-8")
    first, end = next(lines for id_, *lines in edits.entries(text, item.collection) if id_ == item.id)
    rows = text.split("\n")
    for number in range(first, end):
        if found := re.match(rf"(\s+{key}: \[.+)\]", rows[number]):
            rows[number] = f"{found[1]}, {old}]"
            break
    else:
        rows.insert(first + 1, f"    {key}: [{old}]")
    path.write_text("\n".join(rows), encoding="utf-8")
