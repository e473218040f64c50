"""What only typesetting shows, for the check: words that do not fit their paper, characters that cannot be printed.

The whole takes seconds. So what nothing was wrong with is remembered by its words, and only what is new is tried: an
unchanged handbook costs a look into the cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import typst

from .. import cache
from ..library import Library
from ..models import Model
from ..origins import told
from ..pages import Page
from ..problems import Invalid, Problem
from ..source import Pointer
from . import cards, previews
from .typesetting import faces, lacking, lacks

# Pages of this folder are no part of the book.
APART = "about/"
_SOURCE = b"""
#set document(title: "Characters")
#let data = json(bytes(sys.inputs.data))
#set text(font: data.fonts, fallback: false)
#data.characters
"""


def run(library: Library, site_url: str = "") -> None:
    """Raises Invalid with every fault that would stop the build of a library which has passed its checks."""
    if found := [*cards.told(library, site_url), *previews.told(library, site_url), *_characters(library)]:
        raise Invalid(told(library.docs, library.shown, found))


def _characters(library: Library) -> list[Problem]:
    """The characters of the book that its font lacks, each where it is first written."""
    written = [(words, at) for words, at in _written(library) if not words.isascii()]
    characters = sorted(set().union(*(set(words) for words, _ in written)) - set(map(chr, range(128))))
    fonts, said, _ = faces(library.docs)
    mark = cache.key("characters", said["face"], *characters)
    if not characters or cache.get(mark) is not None:
        return []
    data = json.dumps({**said, "characters": " ".join(characters)})
    compiler = typst.Compiler(_SOURCE, font_paths=fonts)
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": data})
    except typst.TypstError as error:
        unset = dict.fromkeys(one for shown in lacking(error) for one in shown if one in characters)
        missing: dict[int, list[str]] = {}  # by the number of the text where each first stands
        for one in unset:
            missing.setdefault(next(at for at, (words, _) in enumerate(written) if one in words), []).append(one)
        return [_told(library, written[at][1], some) for at, some in missing.items()]
    cache.put(mark, b"")
    return []


At = tuple[str, str, Pointer] | Page


def _written(library: Library) -> Iterator[tuple[str, At]]:
    """Every text that the book may show, with where it stands."""
    for (kind, id_), _ in library.places.items():
        item = library.team if kind == "team" else library.collections.get(kind, {}).get(id_)
        if item is not None:
            yield from ((words, (kind, id_, path)) for path, words in _texts(item, ()))
    for page in library.pages.values():
        if not page.path.startswith(APART):
            yield page.text, page


def _texts(value: Any, path: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _told(library: Library, at: At, missing: list[str]) -> Problem:
    told = lacks("printed book", missing)
    if isinstance(at, Page):
        return at.problem(at.line(at.text.index(missing[0])), *told)
    return library.problem(*at, *told)
