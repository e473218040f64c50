"""Give an item another id, or take it out, wherever it stands: data, pages, links, macros, nav, old addresses.

An id is a promise: what was published under the old one is led on by a redirect, and its anchors stay on the page.
Files are changed as text, so that comments, order and form stay as they are. What only a person can decide is left,
and the check names it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import checks, edits, nav, walk
from .exports import shortlinks
from .kinds import BY_NAME, FILES, KINDS
from .kinds.row import Kind
from .library import Library
from .models import DOCS_PAGE, ID, Of
from .reading import collect
from .render.address import home
from .source import Path_

PROMISES = "tests/published.txt"
# Lists that may lose an entry, with the least they need; keys that may go.
LISTS = {"scripts": 0, "links": 0, "law": 0, "situations": 1, "pages": 1, "fallback": 1}
OPTIONAL = {"checklist", "script", "card", "next"}

_LINK = re.compile(r"(?<=\]\()([^()\s]+)(?=\))")
_HREF = re.compile(r'(?<=href=")([^"]+)(?=")')
_CALL = re.compile(r"\b([a-z_]+)\(([^()]*)\)")
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


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
    def anchor(self) -> str:
        """Its own anchor, or ''."""
        return self.row.anchor + self.id if self.row.anchor else ""


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
        after = _renamed(before, path.relative_to(docs).as_posix(), item, other)
        if after != before:
            path.write_text(after, encoding="utf-8")
            done.append(f"changed {path.relative_to(docs)}")
    if item.data != other.data:
        done += _moved(docs / item.data, docs / other.data)
    if item.row.formerly:
        _formerly(docs, other, old)
    if item.row.formerly == "aliases":  # its anchor and its short addresses are made of the old id as well
        return done
    if item.page:
        done += _moved(docs / item.page, docs / other.page)
    home = other.page or _home(library, item)
    done += _kept(docs, home, _anchors(docs, library, item, renamed=True))
    target = other.page or (f"{home}#{other.anchor}" if home else "")
    done += _led_on(docs, _addresses(library, item), target)
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
    addresses = _addresses(library, item)
    if addresses and (target.partition("#")[0] not in library.pages or target.partition("#")[0] == item.page):
        raise ValueError("an id is a promise: name the page that its address leads to, like --to guide/ending.md")
    done = []
    for path in _files(docs):
        below = path.relative_to(docs).as_posix()
        before = path.read_text(encoding="utf-8")
        after = _cleared(before, below, item) if below != item.page else before
        if after != before:
            path.write_text(after, encoding="utf-8")
            done.append(f"changed {below}")
    anchors = _anchors(docs, library, item)
    for gone in filter(None, (item.page, item.data if item.row.file and item.row.file.folder else "")):
        (docs / gone).unlink(missing_ok=True)
        done.append(f"removed {gone}")
    home = target.partition("#")[0] if item.page else _home(library, item)
    done += _kept(docs, home, anchors)
    done += _led_on(docs, addresses, target)
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


def _moved(old: Path, new: Path) -> list[str]:
    if not old.is_file():
        return []
    old.rename(new)
    return [f"moved {old.name} to {new.name}"]


# Uses ----------------------------------------------------------------------------------


def _renamed(text: str, below: str, item: Item, other: Item) -> str:
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


def _name(path: Path_) -> str:
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


def _cleared(text: str, below: str, item: Item) -> str:
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


# Promises ------------------------------------------------------------------------------


def _home(library: Library, item: Item) -> str:
    """The page where an item without one of its own has its anchor, or ''."""
    page = home(item.row, item.id, library)
    return page if page in library.pages else ""


def _anchors(docs: Path, library: Library, item: Item, *, renamed: bool = False) -> list[str]:
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


def _kept(docs: Path, page: str, anchors: Iterable[str]) -> list[str]:
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


def _addresses(library: Library, item: Item) -> list[str]:
    """The pages that lead to the item alone, as redirects name them: its own, and its short addresses."""
    found = [item.page] if item.page else []
    if item.row.short:
        found.append(f"{shortlinks.FOLDER}/{item.row.recorded}-{item.id}.md")
        if len(shortlinks.names(library).get(item.id, ())) == 1:
            found.append(f"{shortlinks.FOLDER}/{item.id}.md")
    return found


def _led_on(docs: Path, addresses: list[str], target: str) -> list[str]:
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


def _formerly(docs: Path, item: Item, old: str) -> None:
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
