"""Rules of the words that people type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..library import Library
from ..models.pages import PageMeta
from ..problems import Problem, nearest, quote
from ..source import Pointer
from .common import Found


def search_words_shared(library: Library) -> Found:
    """No search word stands for so many pages of a folder that it finds none."""
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, head in library.heads.items():
        folder, _, name = path.rpartition("/")
        meta = library.pages[path].meta
        for at, word in _phrases(head):
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


def _phrases(head: PageMeta) -> Iterator[tuple[Pointer, str]]:
    """All that people type for a page, and where each phrase stands."""
    for index, phrase in enumerate(head.queries):
        yield ("queries", index), phrase
    for word, phrases in head.means.items():
        for index, phrase in enumerate(phrases):
            yield ("means", word, index), phrase


def search_file(library: Library) -> Found:
    """What search.yml names exists, and each of its words has one meaning."""
    if library.search is None:
        return
    folders = {path.partition("/")[0] for path in library.pages if "/" in path}
    named: set[str] = set()
    for index, entry in enumerate(library.search.folders):
        at: Pointer = ("folders", index, "folder")
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


def asked_files(library: Library) -> Found:
    """What people ask leads to a page that may be found, and no query leads to two."""
    seen: dict[str, str] = {}
    for page, asked in library.asked.items():
        head = library.heads.get(page)
        if page not in library.pages:
            said, hint = f"there is no page {quote(page)}", nearest(page, library.pages)
            yield library.problem("asked", page, (), said, "a file named like a page below docs/", hint)
        elif head is not None and not head.searchable:
            said, expected = f"{quote(page)} is kept out of the search", "a page that may be found"
            yield library.problem("asked", page, (), said, expected)
        for key, queries in (("queries", asked.queries), ("told", asked.told)):
            for number, query in enumerate(queries):
                at: Pointer = (key, number)
                if first := seen.get(query.casefold()):
                    said, expected = f"{quote(query)} stands in {first} too", "it once, where it is answered best"
                    yield library.problem("asked", page, at, said, expected)
                else:
                    source = library.places["asked", page].source
                    seen[query.casefold()] = f"{source.file}:{source.line(at)}"


def danger_file(library: Library) -> Found:
    """The pages that protect are there to be found; each set is there, and no saying stands twice."""
    if library.danger is None:
        return
    sets = {entry.id.upper() for entry in library.danger.sets}
    for index, danger in enumerate(library.danger.dangers):
        head = library.heads.get(danger.page)
        if danger.page not in library.pages:
            said, hint = f"there is no page {quote(danger.page)}", nearest(danger.page, library.pages)
            yield library.problem("danger", "danger", ("dangers", index, "page"), said, "a page below docs/", hint)
        elif head and not head.searchable:
            said, expected = f"{quote(danger.page)} is kept out of the search", "a page that may be found"
            yield library.problem("danger", "danger", ("dangers", index, "page"), said, expected)
    lists: list[tuple[Pointer, tuple[str, ...]]] = [
        *((("dangers", index, "said"), danger.said) for index, danger in enumerate(library.danger.dangers)),
        (("harmless",), library.danger.harmless),
    ]
    seen: dict[str, Pointer] = {}
    for at, sayings in lists:
        for number, saying in enumerate(sayings):
            here: Pointer = (*at, number)
            if saying in seen:
                first = library.places["danger", "danger"].source.line(seen[saying])
                said = f"{quote(saying)} stands in line {first} already"
                yield library.problem("danger", "danger", here, said, "each saying once")
            seen.setdefault(saying, here)
            for word in saying.split():
                if word.isupper() and word not in sets:
                    said, hint = f"there is no set {quote(word.lower())}", nearest(word, sets)
                    yield library.problem("danger", "danger", here, said, "the name of a set, in capitals", hint)


def _meant_once(library: Library, at: Pointer, word: str, seen: dict[str, str]) -> Found:
    """Note `word`, or say where it stands already."""
    folded = word.casefold()
    if folded in seen:
        yield library.problem("search", "search", at, f"{quote(word)} stands in {seen[folded]} already", "one place")
    else:
        seen[folded] = library.places["search", "search"].source.where(at).rpartition(" > ")[0]
