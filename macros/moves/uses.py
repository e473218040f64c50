"""Uses of an item, in data and on pages: under another id, or taken out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .. import checks, edits, walk
from ..kinds import BY_NAME, FILES, KINDS
from ..kinds.row import Kind
from ..models import DOCS_PAGE, Of
from ..reading import ASKED
from ..source import Pointer

# Lists that may lose an entry, with the least they need; keys that may go.
LISTS = {"scripts": 0, "links": 0, "law": 0, "situations": 1, "pages": 1, "fallback": 1}


OPTIONAL = {"checklist", "script", "card", "next"}


_LINK = re.compile(r"(?<=\]\()([^()\s]+)(?=\))")


_HREF = re.compile(r'(?<=href=")([^"]+)(?=")')


_CALL = re.compile(r"\b([a-z_]+)\(([^()]*)\)")


_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


def asked(page: str) -> str:
    """The file below docs/ of what people ask for a page."""
    return f"_data/{ASKED}{page.removesuffix('.md')}.yml"


@dataclass(frozen=True)
class Item:
    """What is moved: its kind, its id, and the folder of its page or ''."""

    kind: str
    id: str

    @property
    def row(self) -> Kind:
        """What there is to say of its kind."""
        return BY_NAME[self.kind]

    @property
    def data(self) -> str:
        """The file of its data below docs/, or ''."""
        file = self.row.file
        return f"_data/{file.path}" + (f"{self.id}.yml" if file.folder else "") if file else ""

    @property
    def collection(self) -> str:
        """Its collection of the library."""
        return self.row.collection

    @property
    def page(self) -> str:
        """Its page below docs/, or ''."""
        return f"{self.row.folder}/{self.id}.md" if self.row.folder else ""

    @property
    def asked(self) -> str:
        """The file of what people ask for its page, or ''."""
        return asked(self.page) if self.page else ""

    @property
    def anchor(self) -> str:
        """Its own anchor, or ''."""
        return self.row.anchor + self.id if self.row.anchor else ""


def renamed(text: str, below: str, item: Item, other: Item) -> str:
    """The text of a data file or page with the other id in every use."""
    if below.endswith(".yml"):
        return _data_renamed(text, below, item, other)
    head = _FRONT.match(text)
    front, body = (head[1] or "", text[head.end() :]) if head else ("", text)
    if head:
        front = _data_renamed(front, below, item, other) if front.strip() else front
        front = f"---\n{front}---\n"
    body = _LINK.sub(lambda match: _link(match[1], below, item, other), body)
    body = _HREF.sub(lambda match: _href(match[1], below, item, other), body)
    return front + _CALL.sub(lambda match: _call(match, item, other), body)


def _data_renamed(text: str, below: str, item: Item, other: Item) -> str:
    changes = []
    for leaf in edits.leaves(text):
        value = _value(leaf, below, item, other)
        if value != leaf.value:
            changes.append((leaf, value))
    return edits.replaced(text, changes)


def _value(leaf: edits.Leaf, below: str, item: Item, other: Item) -> str:
    """What a value of the data is after the change."""
    of = named(_name(leaf.path), below)
    if _defines(leaf, below, item):
        return other.id
    if of and of.collection == item.collection:
        whole, mark, part = leaf.value.partition("--")
        return other.id + mark + part if whole == item.id and bool(mark) == of.part else leaf.value
    if re.fullmatch(DOCS_PAGE, leaf.value):
        return _link(leaf.value, "index.md", item, other)
    return leaf.value


def _defines(leaf: edits.Leaf, below: str, item: Item) -> bool:
    """Whether a value is the id of the item itself."""
    if leaf.value != item.id or below != item.data or not leaf.path or leaf.path[-1] != "id":
        return False
    alone = item.row.file is not None and item.row.file.folder
    return len(leaf.path) == 1 if alone else len(leaf.path) == 3 and leaf.path[0] == item.collection


def _name(path: Pointer) -> str:
    """The key that a value stands under, itself or as an entry of a list."""
    return str(next((step for step in reversed(path) if isinstance(step, str)), ""))


def named(key: str, below: str) -> Of | None:
    """What the ids are of that stand under a key of a data file, or of a page's front matter."""
    data = below.removeprefix("_data/")
    files = (file.model for file in FILES if data == file.path or (file.folder and data.startswith(file.path)))
    heads = (row.model for row in KINDS if row.file is None and below.startswith(f"{row.folder}/"))
    model = next(files, None) or next(heads, None)
    return walk.keys(model).get(key) if model else None


def _anchor(anchor: str, item: Item, other: Item) -> str:
    if item.anchor and anchor == item.anchor:
        return other.anchor
    if item.row.part and anchor.startswith(f"{item.id}--"):
        return other.id + anchor.removeprefix(item.id)
    return anchor


def _link(link: str, below: str, item: Item, other: Item) -> str:
    """A link in Markdown, or a page in the data, after the change."""
    where, mark, anchor = link.partition("#")
    if ":" in where:
        return link
    if item.page and where and posixpath.normpath(posixpath.join(posixpath.dirname(below), where)) == item.page:
        where = where.removesuffix(f"{item.id}.md") + f"{other.id}.md"
    return where + mark + _anchor(anchor, item, other)


def _href(link: str, below: str, item: Item, other: Item) -> str:
    """An address in HTML, which is relative to the page's own."""
    where, mark, anchor = link.partition("#")
    here = below.removesuffix(".md").removesuffix("index")
    target = posixpath.normpath(posixpath.join("/", here, where)).lstrip("/") + ".md"
    if item.page and where.endswith("/") and ":" not in where and target == item.page:
        where = where.removesuffix(f"{item.id}/") + f"{other.id}/"
    return where + mark + _anchor(anchor, item, other)


def _call(match: re.Match[str], item: Item, other: Item) -> str:
    """A macro's call after the change."""
    name, arguments = match[1], match[2]
    macro = checks.MACROS.get(name)
    if macro and macro.names == item.collection:
        arguments = re.sub(rf"""(["']){re.escape(item.id)}\1""", rf"\g<1>{other.id}\1", arguments)
    for key, kind in macro.keywords.items() if macro else ():
        if kind == item.collection:
            pattern = rf"""(\b{key}\s*=\s*)(["']){re.escape(item.id)}\2"""
            arguments = re.sub(pattern, rf"\g<1>\g<2>{other.id}\2", arguments)
    return f"{name}({arguments})"


def cleared(text: str, below: str, item: Item) -> str:
    """The text of a file without the item and its uses that may go."""
    if below.endswith(".yml"):
        return _data_cleared(text, below, item)
    head = _FRONT.match(text)
    front, body = (text[: head.end()], text[head.end() :]) if head else ("", text)
    if head and (head[1] or "").strip():
        front = f"---\n{_data_cleared(head[1], below, item)}---\n"
    rows = body.split("\n")
    return front + "\n".join(row for row in rows if not _lists(row, below, item))


def _lists(row: str, below: str, item: Item) -> bool:
    """Whether a line is an entry of a list, or a row of a table, that leads to the item's page before all others."""
    first = _LINK.search(row) if row.startswith(("- ", "| ")) else None
    return bool(first and _link(first[1], below, item, Item(item.kind, "gone")) != first[1])


def _data_cleared(text: str, below: str, item: Item) -> str:
    """Data without the item, and without the uses that may go: one at a time, for each moves what follows."""
    collection = item.collection
    if below == item.data and item.row.file and not item.row.file.folder:
        for id_, first, end in edits.entries(text, collection):
            if id_ == item.id:
                text = edits.without(text, first, end)
    while (shorter := next(_shorter(text, below, item), None)) is not None:
        text = shorter
    return text


def _shorter(text: str, below: str, item: Item) -> Iterator[str]:
    """The text without one use of the item, for each use that may go."""
    leaves = list(edits.leaves(text))
    for leaf in leaves:
        if _value(leaf, below, item, Item(item.kind, "gone")) == leaf.value or _defines(leaf, below, item):
            continue
        name, rows = _name(leaf.path), text.split("\n")
        row = rows[leaf.line]
        if isinstance(leaf.path[-1], int):
            beside = sum(other.path[:-1] == leaf.path[:-1] for other in leaves) - 1
            if beside < LISTS.get(name, beside + 1):
                continue
            if re.fullmatch(r"\s*- \S+", row):
                del rows[leaf.line]
            else:  # in brackets; an empty list goes with its key
                at = row.index(leaf.value, leaf.column)
                head, tail = row[:at], row[at + len(leaf.value) :]
                rows[leaf.line] = (
                    head.rstrip(" ").removesuffix(",") + tail if not tail.startswith(", ") else head + tail[2:]
                )
                if not beside:
                    del rows[leaf.line]
            yield "\n".join(rows)
        elif name in OPTIONAL and re.match(rf"\s*{name}: ", row):
            del rows[leaf.line]
            yield "\n".join(rows)
        elif name == "link" and (step := _step(text, leaf, leaves)):
            yield edits.without(text, *step)


def _step(text: str, leaf: edits.Leaf, leaves: list[edits.Leaf]) -> tuple[int, int] | None:
    """The lines of a path's step, where its stage has more than it needs."""
    stage, number = leaf.path[:-2], leaf.path[-2]
    steps = {other.path[len(stage)] for other in leaves if other.path[: len(stage)] == stage}
    if len(steps) <= 2:
        return None
    own = [other for other in leaves if other.path[: len(stage) + 1] == (*stage, number)]
    first, rows = own[0].line, text.split("\n")
    end = first + 1
    while end < len(rows) and rows[end].strip() and not rows[end].lstrip().startswith("- "):
        end += 1
    return first, end
