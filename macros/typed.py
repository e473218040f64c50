"""What people type, in words, their other forms and the groups of synonyms: told apart in the same way in any language.

A word stands for its other forms by its beginning. It is what overrides/assets/js/search does in the browser.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

FORM = 5  # letters that the forms of a word share, as in overrides/assets/js/search/words.js
GROUP = "="  # begins a group of synonyms, which no word does, as in overrides/assets/js/search/language.js


def _marks() -> Iterator[str]:
    """The marks that belong to the letter before them, such as the vowels of Hindi: "a-b" where many follow."""
    codes = (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))
    found = [code for code in codes if unicodedata.category(chr(code))[0] == "M"]
    for _, run in itertools.groupby(enumerate(found), lambda pair: pair[1] - pair[0]):
        first, *others = (chr(code) for _, code in run)
        yield f"{first}-{others[-1]}" if others else first


MARKS = "".join(_marks())  # for a set of characters in an expression, which is compiled faster from ranges

_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
# Letters of scripts that put no space between words: Thai and Lao, Burmese, Khmer, kana and Han.
_UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff"
_LETTER = re.compile(rf"[{_UNSPACED}][{MARKS}]*")
_RUN = re.compile(rf"(?:[{_UNSPACED}][{MARKS}]*)+|[^{_UNSPACED}]+")
_ACCENT = re.compile("[\u0300-\u036f]")
APOSTROPHE = re.compile("['’`]")


def words(query: str) -> list[str]:
    """The words of a query in lower case and plain letters, as overrides/assets/js/search/words.js has them."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", query)).lower().replace("ß", "ss")
    return [piece for word in _WORD.findall(APOSTROPHE.sub("", plain)) for piece in pieces(word)]


def pieces(word: str) -> list[str]:
    """A word as it is compared: where nothing parts words from each other, all pairs of neighbouring letters."""
    if not _LETTER.search(word):
        return [word]
    found: list[str] = []
    for run in _RUN.findall(word):
        letters = _LETTER.findall(run)
        found += map("".join, itertools.pairwise(letters)) if len(letters) > 1 else [run]
    return found


def form(word: str) -> str:
    """The beginning that a word shares with its other forms; of the first, where it is several; '' where it is none."""
    return next(iter(words(word)), "")[:FORM]


def pairs(query: str) -> list[str]:
    """The beginnings of each two words that stand side by side, each pair once."""
    row = [word[:FORM] for word in words(query)]
    return list(dict.fromkeys(map(" ".join, itertools.pairwise(row))))


class Forms:
    """What a query is made of, for the learning: the beginnings of its words, and the groups of synonyms it holds."""

    def __init__(self, synonyms: Iterable[Iterable[str]]) -> None:
        starts: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for number, group in enumerate(synonyms):
            for synonym in group:
                row = [word[:FORM] for word in words(synonym)]
                starts[row[0]].append((row, f"{GROUP}{number}"))
        self._starts = {first: sorted(rows, key=lambda one: -len(one[0])) for first, rows in starts.items()}

    def of(self, query: str) -> list[str]:
        """Each form and group once; of the synonyms that begin at one word the longest counts."""
        row = [word[:FORM] for word in words(query)]
        found = dict.fromkeys(row)
        for at, first in enumerate(row):
            same = (group for part, group in self._starts.get(first, ()) if row[at : at + len(part)] == part)
            if (group := next(same, None)) is not None:
                found[group] = None
        return list(found)
