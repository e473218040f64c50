"""Rules of how the handbook speaks."""

from __future__ import annotations

from ..library import Library
from ..problems import quote
from ..text import banned, long_sentences
from .common import OWNED, Found, texts


def spoken_well(library: Library) -> Found:
    """No sentence is too long to say, and no banned word stands in any text of the data."""
    if library.style is None:
        return
    kinds = ("claims", "tensions", "moments", "changes", "situations", *OWNED)
    for kind in kinds:
        for id_, item in getattr(library, kind).items():
            for path, text in texts(item):
                for phrase in banned(text, library.style.never):
                    yield library.problem(kind, id_, path, f"the word {quote(phrase)}", "other words")
                for count, sentence in long_sentences(text, library.style.sentence_words):
                    said = f"a sentence of {count} words: {quote(sentence)}"
                    yield library.problem(kind, id_, path, said, f"{library.style.sentence_words} at most")
