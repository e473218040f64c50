"""What a company leaves out: it goes, and so does what referred to it, wherever the rest stays whole.

A list loses the entry, a sentence its link, a page the block that a macro would have printed. Where something is
needed, such as the branch of a tree, a problem names the place and the cure.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from ..braces import Call
from ..checks import MACROS
from ..kinds import BY_COLLECTION, BY_NAME
from ..markup import headings
from ..models import DOCS_PAGE
from ..moves.uses import LISTS, OPTIONAL, named
from ..pages import parsed
from ..problems import Problem, nearest, quote
from .forms import LeaveOut
from .nodes import Node
from .sheets import Edit, Sheet

FOLDERS = {row.collection: row.folder for row in BY_NAME.values() if row.folder}
_KIND = {row.collection: name for name, row in BY_NAME.items()}
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]+)\)")
TREES = "_data/trees/"
_ENTRY = re.compile(r"(\s*)(?:[-*+]|\d+[.)])\s")


@dataclass
class Gone:
    """What is left out, by collection, and whole pages; `problems` are where that cannot be."""

    ids: dict[str, set[str]] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    items: Mapping[str, str] = field(default_factory=dict)  # the words of each item of a checklist that is gone
    problems: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pages or any(self.ids.values()))

    def has(self, collection: str, id_: str) -> bool:
        """Whether an item is left out."""
        return id_ in self.ids.get(collection, ())

    def anchored(self, anchor: str) -> bool:
        """Whether an anchor is that of something left out."""
        for row in BY_NAME.values():
            if (
                row.anchor
                and anchor.startswith(row.anchor)
                and self.has(row.collection, anchor.removeprefix(row.anchor))
            ):
                return True
        owner = anchor.partition("--")[0]
        return "--" in anchor and any(self.has(row.collection, owner) for row in BY_NAME.values() if row.part)


def planned(asked: Node, data: Mapping[str, Node], known: set[str]) -> Gone:
    """What goes, with all that goes along: `data` is ours by the file's path below docs/, `known` are the pages."""
    gone = Gone()
    there = {collection: ids(data, collection, known) for collection in {*FOLDERS, "scripts", "tensions"}}
    for collection, entries in asked.keys.items():
        for entry in entries.entries:
            name = str(entry.value)
            valid = known if collection == "pages" else there.get(collection, set())
            if name not in valid:
                said = f"nothing of ours is {quote(name)}"
                cure = "one that is there, or no such line"
                gone.problems.append(Problem(*entry.spot, collection, said, cure, nearest(name, valid)))
            elif collection == "pages":
                gone.pages.add(name)
            else:
                gone.ids.setdefault(collection, set()).add(name)
    for collection, folder in FOLDERS.items():
        gone.pages |= {page for id_ in gone.ids.get(collection, ()) if (page := f"{folder}/{id_}.md") in known}
        here = {one for page in gone.pages if (one := _of(page, collection)) in there[collection]}
        gone.ids.setdefault(collection, set()).update(here)
    scripts = data.get("_data/scripts.yml")
    for script in scripts.keys["scripts"].entries if scripts and "scripts" in scripts.keys else ():
        if gone.has("moments", script.text("moment")):
            gone.ids.setdefault("scripts", set()).add(script.text("id"))
    lists = data.get("_data/checklists.yml")
    gone.items = {
        f"{one.text('id')}--{item.text('id')}": item.text("text")
        for one in (lists.keys["checklists"].entries if lists and "checklists" in lists.keys else ())
        for item in one.keys["items"].entries
        if gone.has("checklists", one.text("id"))
    }
    return gone


def ids(data: Mapping[str, Node], collection: str, pages: Set[str]) -> set[str]:
    """The ids of a collection in files of data; of one that has none, those of its pages."""
    return _ids(data, collection) or {one for page in pages if (one := _of(page, collection))}


def _ids(data: Mapping[str, Node], collection: str) -> set[str]:
    file = BY_COLLECTION[collection].file
    if file and file.folder:
        return {posixpath.basename(path).removesuffix(".yml") for path in data if path.startswith(f"_data/{file.path}")}
    found = (node.keys[collection] for node in data.values() if collection in node.keys)
    return {entry.text("id") for entries in found for entry in entries.entries}


def _of(page: str, collection: str) -> str:
    """The id of an item of a collection whose page this is, or ''."""
    folder, _, name = page.rpartition("/")
    return name.removesuffix(".md") if folder == FOLDERS.get(collection) and name != "index.md" else ""


# Data ----------------------------------------------------------------------------------


Owner = tuple[str, str]  # the collection and the id of the item that a value belongs to; of none, two times ""


def data(node: Node, below: str, gone: Gone) -> Node:
    """A file of data, or the head of a page, without what is left out and its uses."""
    tree = below.startswith(TREES)
    return _data(node, below, gone, ("trees", posixpath.basename(below).removesuffix(".yml")) if tree else ("", ""))


def _data(node: Node, below: str, gone: Gone, owner: Owner) -> Node:
    return Node(dict(_keys(node, below, gone, owner)), node.spot)


def _keys(node: Node, below: str, gone: Gone, owner: Owner) -> Iterator[tuple[str, Node]]:
    for key, inner in node.keys.items():
        if isinstance(inner.value, str):
            kept = _single(node, key, inner, below, gone, owner)
        elif isinstance(inner.value, list):
            kept = _list(node, key, inner, below, gone, owner)
        else:
            kept = _data(inner, below, gone, owner) if inner.keys else inner
        if kept is not None:
            yield ("text", kept) if key == "item" and kept is not inner else (key, kept)


def _single(node: Node, key: str, inner: Node, below: str, gone: Gone, owner: Owner) -> Node | None:
    """What is left under a key with one value; None for nothing."""
    value = str(inner.value)
    if key == "item" and value in gone.items:
        return Node(gone.items[value], inner.spot)  # a card says the words of the list that is gone itself
    what = _used(key, value, below, gone)
    if not what:
        return Node(_page(value, gone), inner.spot)
    of_page = below.endswith(".md") and key == "tree"
    if (key in OPTIONAL and not (key == "next" and "closes" not in node.keys)) or of_page:
        return None
    gone.problems.append(_needed(inner, key, what, owner))
    return inner


def _list(node: Node, key: str, inner: Node, below: str, gone: Gone, owner: Owner) -> Node | None:
    kept: list[Node] = []
    least = LISTS.get(key, 1 if key == "claims" and "extends" not in node.keys else 0)
    for entry in inner.entries:
        if isinstance(entry.value, str):
            what = _used(key, entry.value, below, gone)
            if not what:
                kept.append(Node(_page(entry.value, gone), entry.spot))
            elif key not in LISTS and key != "claims":
                gone.problems.append(_needed(entry, key, what, owner))
                kept.append(entry)
        elif not entry.keys or not gone.has(key, entry.text("id")) or below.endswith(".md"):
            kept.append(entry)
    kept = _whole(key, kept, below, gone, owner)
    if len(kept) < least and len(inner.entries) >= least:
        gone.problems.append(_bare(node, inner, key, below))
        return inner
    return Node(kept, inner.spot) if kept or not inner.entries or (key in _KIND and not owner[1]) else None


def _whole(key: str, entries: list[Node], below: str, gone: Gone, owner: Owner) -> list[Node]:
    """Entries that are mappings, each without its uses; a step or news that only led there goes."""
    kept: list[Node] = []
    for at, entry in enumerate(entries):
        link = entry.text("link")
        if key == "steps" and link and _used("link", link, below, gone) and len(kept) + len(entries) - at > 2:
            continue
        if key == "changes" and all(_used("pages", str(one.value), below, gone) for one in entry.keys["pages"].entries):
            continue
        mine = (key, entry.text("id")) if key in _KIND and entry.text("id") else owner
        kept.append(_data(entry, below, gone, mine) if entry.keys else entry)
    return kept


def _used(key: str, value: str, below: str, gone: Gone) -> str:
    """What a value under a key refers to, where that is left out; else ''."""
    of = named(key, below)
    if of and not of.part and gone.has(of.collection, value):
        return f"the {_KIND[of.collection]} {quote(value)}"
    if re.fullmatch(DOCS_PAGE, value) and value.partition("#")[0] in gone.pages:
        return f"the page {quote(value.partition('#')[0])}"
    return ""


def _page(value: str, gone: Gone) -> str:
    """A page without an anchor that has gone."""
    page, mark, anchor = value.partition("#")
    return page if mark and re.fullmatch(DOCS_PAGE, value) and gone.anchored(anchor) else value


def _needed(node: Node, where: str, what: str, owner: Owner) -> Problem:
    collection, id_ = owner
    expected = "it back, or this left out as well, or changed in your own data"
    if id_ and collection in LeaveOut.model_fields:
        file = BY_COLLECTION[collection].file
        name = f"_data/{file.path}{f'{id_}.yml' if file.folder else ''}" if file else "_data"
        expected = f"it back, or {collection}: [{id_}] in leave-out.yml as well, or change: {id_} in your {name}"
    return Problem(*node.spot, where, f"{what} is left out, and is needed here", expected)


def _bare(node: Node, inner: Node, key: str, below: str) -> Problem:
    """An entry of whose list nothing is left."""
    collection = posixpath.basename(below).removesuffix(".yml")
    id_ = node.text("id")
    cure = f" (add it to leave-out.yml: {collection}: [{id_}])" if id_ and collection in _KIND else ""
    said = f"{quote(id_)} has nothing left under {key}" if id_ else f"nothing is left under {key}"
    return Problem(*inner.spot, key, said, f"it left out as well, or changed in your own data{cure}")


# Pages ---------------------------------------------------------------------------------


def page(sheet: Sheet, below: str, gone: Gone) -> list[str]:
    """Take from a page what led to something left out; the words that lost their link, for people to read."""
    if sheet.head is not None:
        sheet.head = data(sheet.head, below, gone)
    before = _empty(sheet)
    rows = _entries(sheet, below, gone)
    unlinked = [words for words, start in _unlink(sheet, below, gone) if _row(sheet.text, start) not in rows]
    rows |= _calls(sheet, gone)
    sheet.drop(rows)
    # A heading that nothing stands under any more goes, and one above it that then has nothing.
    while new := [at for at in _empty(sheet) if sheet.spots[at] not in {sheet.spots[one] for one in before}]:
        sheet.drop(new)
    return unlinked


def _row(text: str, position: int) -> int:
    return text.count("\n", 0, position)


def _target(link: str, below: str) -> str:
    where = link.partition("#")[0]
    if ":" in where or not where:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(below), where))


def _entries(sheet: Sheet, below: str, gone: Gone) -> set[int]:
    """The lines of list entries and table rows that lead to a page left out before all others."""
    rows = sheet.text.split("\n")
    found: set[int] = set()
    for at, row in enumerate(sheet.masked.split("\n")):
        first = _LINK.search(row)
        if not first or _target(first[2], below) not in gone.pages:
            continue
        if row.startswith("| "):
            found.add(at)
        elif entry := _ENTRY.match(row):
            found.add(at)
            for after in range(at + 1, len(rows)):
                inside = rows[after].startswith(entry[1] + " ") and rows[after].strip()
                if not inside or _ENTRY.match(rows[after]):
                    break
                found.add(after)
    return found


def _unlink(sheet: Sheet, below: str, gone: Gone) -> list[tuple[str, int]]:
    """Take links to what is left out away; the words of each that led to a page, and where they stand."""
    edits: list[Edit] = []
    found: list[tuple[str, int]] = []
    for match in _LINK.finditer(sheet.masked):
        where, mark, anchor = match[2].partition("#")
        words = sheet.text[match.start(1) : match.end(1)]
        if _target(match[2], below) in gone.pages:
            edits.append((match.start(), match.end(), words))
            found.append((words, match.start()))
        elif mark and ":" not in where and gone.anchored(anchor):
            edits.append((match.start(), match.end(), f"[{words}]({where})" if where else words))
    sheet.edit(edits)
    return found


def _calls(sheet: Sheet, gone: Gone) -> set[int]:
    """The lines of macros that would print what is left out; one that names several loses some."""
    rows: set[int] = set()
    edits: list[Edit] = []
    for (start, end), call in parsed(sheet.text):
        macro = MACROS.get(call.name) if isinstance(call, Call) else None
        if not macro or not isinstance(call, Call):
            continue
        left = [str(arg) for arg in call.args if not gone.has(macro.names or "", str(arg))]
        named = any(gone.has(macro.keywords.get(key, ""), str(value)) for key, value in call.kwargs)
        if len(left) == len(call.args) and not named:
            continue
        if left:
            arguments = ", ".join(f'"{one}"' for one in left)
            edits.append((start, end, f"{{{{ {call.name}({arguments}) }}}}"))
        else:
            first, last = _row(sheet.text, start), _row(sheet.text, end)
            rows |= set(range(first, last + 2))  # with the empty line below
    sheet.edit(edits)
    return {row for row in rows if row < len(sheet.spots)}


def _empty(sheet: Sheet) -> list[int]:
    """The lines of headings, the title apart, that nothing stands under."""
    found = []
    all_ = headings(sheet.masked)
    for at, heading in enumerate(all_):
        after = all_[at + 1] if at + 1 < len(all_) else None
        body = sheet.text[heading.start : after.start if after else None].partition("\n")[2]
        if heading.level > 1 and not body.strip() and (after is None or after.level <= heading.level):
            found.append(_row(sheet.text, heading.start))
    return found


def each(sheets: Mapping[str, Sheet], gone: Gone, note: Callable[[str, str], None]) -> list[str]:
    """Do so for every page; `note` hears of each link that words lost. The pages that have less than before."""
    less = []
    for below, sheet in sheets.items():
        text, head = sheet.text, sheet.head.plain() if sheet.head else None
        for words in page(sheet, below, gone):
            note(below, words)
        if (text, head) != (sheet.text, sheet.head.plain() if sheet.head else None):
            less.append(below)
    return less
