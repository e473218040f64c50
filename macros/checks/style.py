"""Rules of how the handbook speaks."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from .. import walk
from ..library import Library
from ..models.pages import PageMeta
from ..problems import quote
from ..text import banned, long_sentences
from .common import Found, texts


def spoken_well(library: Library) -> Found:
    """No sentence is too long to say, and no banned word stands in any text of the data."""
    if library.style is None:
        return
    never = library.style.never
    yield from _of_team(library, never)
    # What the team's own words say is told once, in team.yml, and not of each text that takes them over.
    theirs = sorted((value for value in library.variables.values() if banned(value, never)), key=len, reverse=True)
    for row, id_, item in walk.items(library):
        style = library.speech(item) if isinstance(item, PageMeta) else library.style
        if style and not row.quoted:
            for path, text in texts(item):
                own = functools.reduce(lambda rest, value: rest.replace(value, " "), theirs, text)
                for phrase in banned(own, style.never):
                    yield library.problem(row.collection, id_, path, f"the word {quote(phrase)}", "other words")
                for count, sentence in long_sentences(text, style.sentence_words):
                    said = f"a sentence of {count} words: {quote(sentence)}"
                    yield library.problem(row.collection, id_, path, said, f"{style.sentence_words} at most")


def _of_team(library: Library, never: Sequence[str]) -> Found:
    for path, text in texts(library.team, quoted=frozenset()):
        for phrase in banned(text, never):
            yield library.problem("team", "team", path, f"the word {quote(phrase)}", "other words")
