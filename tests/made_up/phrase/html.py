"""A phrase as HTML."""

from __future__ import annotations

from ...library import Library
from ...render.people import review_of
from ...render.place import Place
from ...render.templates import render


def phrase(library: Library, place: Place, id_: str) -> str:
    """A phrase, and what to say instead."""
    item = library.phrases[id_]
    return render("phrase", library.words, phrase=item, review=review_of(library, item, place), place=place)


MACROS = {"phrase": phrase}
