"""The rule that a page answers the words by which it is found: somebody in trouble reads there what they asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from .. import origins, typed, walk
from ..kinds import BY_COLLECTION
from ..library import Library
from ..models import Model
from ..models.pages import PageMeta
from ..pages import Page
from ..problems import quote
from ..source import Pointer
from .common import Found
from .writing import read

# Keys of items whose values no reader sees as words.
UNSEEN = frozenset(("id", "aliases", "formerly", "moved", "url", "owner", "references", "claims", "never"))

_UNSAID = re.compile(r"</?[A-Za-z][^<>]*>|\{:[^{}]*\}|\[\[[^\[\]]*\]\]|(?<=\])\([^()\s]*\)")
_ID = re.compile(r"[a-z0-9_/.#-]*")
_END = "|"  # parts two texts: no phrase goes from one into the other


def search_words_answered(library: Library) -> Found:
    """A page says a word of each phrase that finds it, or a synonym; or `means` ties the phrase to words that it says.

    Of a company's site only the words that the company wrote: what its layer leaves out or says in other words may
    have answered ours, and nobody there can mend that.
    """
    if library.search is None or library.interface is None or library.broken or library.incomplete:
        return  # what a page shows may be among the broken
    laid = origins.read(library.docs)
    language = _Language(library.search.ignored, library.search.synonyms)
    shown = _Shown(library)
    for path, head in library.heads.items():
        page = library.pages[path]
        if not (head.queries or head.means) or not page.readable:
            continue
        if laid and not laid.theirs(path, 1):
            continue
        visible = _Text(language, shown.texts(page, head))
        for at, said, expected in _silent(visible, head):
            yield page.problem(page.meta.line(at), said, expected, where=page.meta.where(at))


def _silent(visible: _Text, head: PageMeta) -> Iterator[tuple[Pointer, str, str]]:
    """Where a phrase stands that the page does not answer, what is wrong, and the cure."""
    for index, phrase in enumerate(head.queries):
        if not visible.answers(phrase):
            said = f"the page says no word of {quote(phrase)}, and no synonym"
            yield ("queries", index), said, "it below means:, under words of the page for the same; or an answer there"
    for word in head.means:
        if not visible.holds(word):
            yield ("means", word), f"the page does not say {quote(word)}", "words that a reader sees on the page"


class _Language:
    """What tells nothing, and what means the same, in the words of one site."""

    def __init__(self, ignored: Sequence[str], synonyms: Sequence[Sequence[str]]) -> None:
        self.ignored = {word for entry in ignored for word in typed.words(entry)}
        self._forms = typed.Forms(synonyms)
        self._rows = {
            f"{typed.GROUP}{number}": [_row(typed.words(synonym)) for synonym in group]
            for number, group in enumerate(synonyms)
        }

    def synonyms(self, phrase: str) -> Iterator[str]:
        """The synonyms of what a phrase holds, each as a row of forms."""
        for one in self._forms.of(phrase):
            yield from self._rows.get(one, ())


class _Text:
    """All that a reader sees on a page."""

    def __init__(self, language: _Language, texts: Iterator[str]) -> None:
        self._language = language
        self._whole = "\n".join(texts)

    @cached_property
    def _row(self) -> str:
        """The forms of its words, in order. Where an apostrophe parts two words, they stand apart and as one."""
        apart = typed.APOSTROPHE.sub(" ", self._whole) if typed.APOSTROPHE.search(self._whole) else ""
        return _END.join(_row(typed.words(line)) for line in f"{self._whole}\n{apart}".split("\n"))

    @cached_property
    def _forms(self) -> set[str]:
        return set(self._row.replace(_END, " ").split())

    def holds(self, phrase: str) -> bool:
        """Whether it says these words, one after the other, in whatever form."""
        return _row(typed.words(phrase)) in self._row

    def answers(self, phrase: str) -> bool:
        """Whether it says a word of the phrase that tells something, or a synonym; or the phrase, of small words."""
        telling = [word for word in typed.words(phrase) if word not in self._language.ignored]
        if any(word[: typed.FORM] in self._forms for word in telling) or (not telling and self.holds(phrase)):
            return True
        return any(synonym in self._row for synonym in self._language.synonyms(phrase))


def _row(words: Sequence[str]) -> str:
    """The forms of words with a space around each."""
    return f" {' '.join(word[: typed.FORM] for word in words)} "


class _Shown:
    """What pages show: their own words, and those of the items that their macros place."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._said: dict[int, str] = {}  # an item -> its words, for many pages show the same

    def texts(self, page: Page, head: PageMeta) -> Iterator[str]:
        """Each text that a reader sees."""
        yield self._library.spoken(page.title)
        yield head.description
        yield getattr(head, "extends", None) or ""
        yield _UNSAID.sub(" ", read(self._library, page))
        for collection, item, whole in walk.placed(self._library, page):
            yield self._of(item) if whole else self._line(collection, item)

    def _of(self, item: Any) -> str:
        if id(item) not in self._said:
            self._said[id(item)] = "\n".join(_UNSAID.sub(" ", one) for one in _said(item))
        return self._said[id(item)]

    def _line(self, collection: str, item: Any) -> str:
        """What a list has of an item."""
        row = BY_COLLECTION[collection]
        return f"{row.title(item)}\n{row.summary(item, self._library.words)}"


def _said(value: object) -> Iterator[str]:
    """Every text inside an item that is no id."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in UNSEEN:
                yield from _said(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _said(inner)
    elif isinstance(value, str) and not _ID.fullmatch(value):
        yield value
