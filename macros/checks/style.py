"""Rules of how the handbook speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..library import Library
from ..models import Model
from ..problems import quote
from ..source import Path_
from ..text import banned, long_sentences
from .common import OWNED, Found

# Texts that hold a client's own or a searcher's words, or a name, and are not the handbook speaking.
QUOTED = {
    "queries",
    "example",
    "credit",
    "published",
    "credited",
    "url",
    "contact",
    "pushback",
    "client",
    "id",
    "never",
}


def _texts(value: object, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Every text in an item that the handbook itself speaks."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in QUOTED:
                yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif isinstance(value, str) and " " in value:
        yield path, value


def spoken_well(library: Library) -> Found:
    """No sentence is too long to say, and no banned word stands in any text of the data."""
    if library.style is None:
        return
    kinds = ("claims", "tensions", "moments", "changes", "situations", *OWNED)
    for kind in kinds:
        for id_, item in getattr(library, kind).items():
            for path, text in _texts(item, ()):
                for phrase in banned(text, library.style.never):
                    yield library.problem(kind, id_, path, f"the word {quote(phrase)}", "other words")
                for count, sentence in long_sentences(text, library.style.sentence_words):
                    said = f"a sentence of {count} words: {quote(sentence)}"
                    yield library.problem(kind, id_, path, said, f"{library.style.sentence_words} at most")
