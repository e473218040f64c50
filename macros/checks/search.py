"""Rules of the words that people type."""

from __future__ import annotations

from collections import defaultdict

from ..library import Library
from ..problems import Problem, nearest, quote
from ..source import Path_
from .common import Found


def search_words_shared(library: Library) -> Found:
    """No search word stands for so many pages of a folder that it finds none."""
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, head in library.heads.items():
        folder, _, name = path.rpartition("/")
        meta = library.pages[path].meta
        for index, word in enumerate(head.queries):
            at: Path_ = ("queries", index)
            holders = where[folder, word.casefold()]
            if name in holders:
                yield Problem(meta.file, meta.line(at), meta.where(at), f"{quote(word)} stands twice", "each once")
                continue
            holders.append(name)
            most = library.style.shared_search_pages if library.style else len(holders)
            if len(holders) == most + 1:
                said = f"{quote(word)} is shared with {', '.join(one.removesuffix('.md') for one in holders[:-1])}"
                expected = f"a word on at most {most} page{'' if most == 1 else 's'}"
                yield Problem(meta.file, meta.line(at), meta.where(at), said, expected)


def search_file(library: Library) -> Found:
    """What search.yml names exists, and each of its words has one meaning."""
    if library.search is None:
        return
    folders = {path.partition("/")[0] for path in library.pages if "/" in path}
    named: set[str] = set()
    for index, entry in enumerate(library.search.folders):
        at: Path_ = ("folders", index, "folder")
        if entry.folder not in folders:
            said, hint = f"there is no folder {quote(entry.folder)}", nearest(entry.folder, folders)
            yield library.problem("search", "search", at, said, "a folder of pages below docs/", hint)
        elif entry.folder in named:
            yield library.problem("search", "search", at, f"{quote(entry.folder)} stands twice", "each folder once")
        named.add(entry.folder)
    seen: dict[str, str] = {}
    for index, word in enumerate(library.search.ignored):
        yield from _meant_once(library, ("ignored", index), word, seen)
    for index, group in enumerate(library.search.synonyms):
        for number, word in enumerate(group):
            yield from _meant_once(library, ("synonyms", index, number), word, seen)


def _meant_once(library: Library, at: Path_, word: str, seen: dict[str, str]) -> Found:
    """Note `word`, or say where it stands already."""
    folded = word.casefold()
    if folded in seen:
        yield library.problem("search", "search", at, f"{quote(word)} stands in {seen[folded]} already", "one place")
    else:
        seen[folded] = library.places["search", "search"].source.where(at).rpartition(" > ")[0]
