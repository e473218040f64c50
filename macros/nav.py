"""`nav` in mkdocs.yml, written from the folders' own index pages: no list of pages is kept by hand.

A section of nav that lists pages of one folder of docs/ is that folder's. Its name and its place among the others are
mkdocs.yml's; its pages follow in the order in which the index page shows them, then those that it does not show.
Sections that hold anything else, or share a folder, are left as they are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from . import kinds
from .library import Library
from .problems import Problem, quote

FILE = "mkdocs.yml"
COMMAND = "python -m macros nav"

_SHOWN = re.compile(r"\]\(([^()\s#]+\.md)(?:#[^()\s]*)?\)|\{\{\s*([a-z_]+)\(")


@dataclass(frozen=True)
class Section:
    """One entry of nav: its pages, in order, and the lines (from 0, the end excluded) where they stand.

    `listed` is all that it names; `ours` whether its pages are written here.
    """

    folder: str
    listed: tuple[tuple[str, int], ...]
    lines: tuple[int, int]
    indent: int
    ours: bool
    several: bool


def config(library: Library) -> Path:
    """The configuration that stands beside the pages."""
    return library.docs.parent / FILE


def pages(library: Library, folder: str) -> list[str]:
    """The pages of a folder of docs/, its index first, each once, in the order in which indexes show them."""
    all_ = sorted(path for path in library.pages if path.startswith(f"{folder}/"))
    found = [f"{folder}/index.md"] if f"{folder}/index.md" in all_ else []
    for index in found:  # grows: an index may lead to that of a folder inside
        if index.endswith("/index.md"):
            found += [path for path in dict.fromkeys(listed_on(library, index)) if path in all_ and path not in found]
    return found + [path for path in all_ if path not in found]


def listed_on(library: Library, index: str) -> Iterator[str]:
    """The pages that a page leads to, in its order, by links and by the macros that list items."""
    for link, macro in _SHOWN.findall(library.pages[index].text):
        if link:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(index), link))
        if macro in kinds.MACROS and (leads := kinds.MACROS[macro].leads):
            yield from leads(library)


def written(library: Library, text: str) -> str:
    """The text of a configuration with its nav as it should be; the same text where nothing is to change.

    Raises yaml.YAMLError for text that is no YAML.
    """
    sections = _sections(text)
    if not sections:
        return text
    rows = text.splitlines(keepends=True)
    for section in reversed(sections):
        due = pages(library, section.folder) if section.ours else []
        if section.ours and [path for path, _ in section.listed] != due:
            start, end = section.lines
            rows[start:end] = [f"{' ' * section.indent}- {path}\n" for path in due]
    last = max(section.lines[1] for section in sections)
    if last == len(text.splitlines()) and rows and not rows[-1].endswith("\n"):
        rows[-1] += "\n"
    end = len(rows) - (len(text.splitlines()) - last)
    rows[end:end] = [row for folder in _new(library, sections) for row in _section(library, folder, sections)]
    return "".join(rows)


def _new(library: Library, sections: list[Section]) -> list[str]:
    """The folders of pages that no section is for."""
    listed = {path for section in sections for path, _ in section.listed}
    have = {section.folder for section in sections if section.ours}
    unlisted = [path for path in library.pages if path not in listed and "/" in path]
    return list(dict.fromkeys(folder for path in unlisted if (folder := path.partition("/")[0]) not in have))


def called(library: Library, path: str) -> str:
    """What nav calls a page, or the section that it begins: its title in the head, or its heading; '' of none."""
    page, head = library.pages.get(path), library.heads.get(path)
    return (head.title if head and head.title else "") or (library.spoken(page.title) if page else "")


def _section(library: Library, folder: str, sections: list[Section]) -> list[str]:
    name = called(library, f"{folder}/index.md") or folder.replace("-", " ").capitalize()
    listed = {path for section in sections for path, _ in section.listed}
    paths = [path for path in pages(library, folder) if path not in listed]
    return [f"  - {yaml.dump(name, width=1000).splitlines()[0]}:\n", *(f"      - {path}\n" for path in paths)]


def _sections(text: str) -> list[Section]:
    """The entries of nav in the text of a configuration; none where it has no list of its own."""
    # Composed, not loaded: tags of mkdocs.yml name objects of the theme.
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    keys = {key.value: value for key, value in tree.value} if isinstance(tree, yaml.MappingNode) else {}
    nav = keys.get("nav")
    found = [_entry(node) for node in nav.value] if isinstance(nav, yaml.SequenceNode) else []
    # A folder whose pages stand in several lists was arranged by hand. A page alone is no list.
    lists = [{path.partition("/")[0] for path, _ in one.listed} for one in found if one.ours or one.several]
    return [replace(one, ours=one.ours and sum(one.folder in folders for folders in lists) == 1) for one in found]


def _entry(node: yaml.Node) -> Section:
    inner = node.value[0][1] if isinstance(node, yaml.MappingNode) and node.value else node
    listed = tuple((leaf.value, leaf.start_mark.line) for leaf in _leaves(inner))
    block = isinstance(inner, yaml.SequenceNode) and not inner.flow_style
    plain_list = block and all(isinstance(leaf, yaml.ScalarNode) and leaf.value.endswith(".md") for leaf in inner.value)
    folders = {path.partition("/")[0] if "/" in path else "" for path, _ in listed}
    folder = folders.pop() if len(folders) == 1 else ""
    # A block ends where the next thing begins, which may be lines below: its last page says more.
    end = max((line for _, line in listed), default=node.start_mark.line) if block else inner.end_mark.line
    lines = ((inner.value[0] if block and listed else node).start_mark.line, end + 1)
    return Section(
        folder,
        listed,
        lines,
        inner.start_mark.column,
        bool(plain_list and folder),
        isinstance(inner, yaml.SequenceNode),
    )


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _leaves(inner)
    elif isinstance(node, yaml.MappingNode):
        for _, inner in node.value:
            yield from _leaves(inner)


def unreadable(error: Exception, shown: str = FILE) -> Problem:
    """What is wrong with a configuration that cannot be read."""
    mark = getattr(error, "problem_mark", None)
    said = " ".join(str(getattr(error, "problem", None) or error).split())
    return Problem(shown, mark.line + 1 if mark else 1, "", f"the file cannot be read: {said}", "valid YAML")


def behind(library: Library) -> Iterator[Problem]:
    """Every page that nav lacks, names in vain or has in another place; nothing without a nav of its own."""
    if library.broken or library.incomplete or not all(page.readable for page in library.pages.values()):
        return  # what gives the order may be among the broken
    file = config(library)
    shown = (Path(library.shown).parent / FILE).as_posix()
    try:
        sections = _sections(file.read_text(encoding="utf-8")) if file.is_file() else []
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        yield unreadable(error, shown)
        return
    for section in sections:
        if section.ours:
            yield from _differs(library, section, shown)
    if sections:
        for folder in _new(library, sections):
            said = f"the folder {quote(folder)} is not listed"
            yield Problem(shown, sections[0].lines[0] + 1, "nav", said, "a section for every folder", COMMAND)


def _differs(library: Library, section: Section, shown: str) -> Iterator[Problem]:
    """What a section lacks, names in vain, or has in another place."""
    due, have = pages(library, section.folder), dict(section.listed)
    for path in due:
        if path not in have:
            line, said = section.lines[0] + 1, f"the page {quote(path)} is not listed"
            yield Problem(shown, line, "nav", said, "every page of the folder", COMMAND)
    for path, line in have.items():
        if path not in due:
            said = f"there is no page {quote(path)}"
            yield Problem(shown, line + 1, "nav", said, "pages of the folder alone", COMMAND)
    kept = [path for path in have if path in due]
    wanted = [path for path in due if path in have]
    if moved := next((path for path, other in zip(kept, wanted, strict=True) if path != other), None):
        said = f"{quote(moved)} stands in another place than on {section.folder}/index.md"
        yield Problem(shown, have[moved] + 1, "nav", said, "the order of the index page", COMMAND)


def write(library: Library) -> list[str]:
    """Bring nav up to date; a line for each file that was written."""
    file = config(library)
    if not file.is_file():
        return []
    before = file.read_text(encoding="utf-8")
    after = written(library, before)
    if after == before:
        return []
    file.write_text(after, encoding="utf-8")
    return [f"wrote nav in {file.name}"]
