"""The numbers and words that every text is held to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from . import Id, Line, Many, Model, Tag


class Spoken(Model):
    """How long a sentence of a language may be, and which of its words no text uses."""

    sentence_words: Annotated[int, Field(ge=5, le=60)]
    """Words in the longest sentence of instructions and scripts."""
    grade: Annotated[float, Field(ge=1, le=20)] = 8
    """Highest grade of a page, by the formula of its language; a language without one has none."""
    never: Many[Line]
    """Words and phrases that no text uses."""


class Style(Spoken):
    """The numbers and words that every text is held to."""

    script_words: Annotated[int, Field(ge=20, le=500)]
    """Words in the longest script."""
    letter_words: Annotated[int, Field(ge=20, le=1000)]
    """Words in the longest letter."""
    situation_least: Annotated[int, Field(ge=0, le=2000)]
    """Words that the page of a situation has at least, without what macros print."""
    situation_most: Annotated[int, Field(ge=1, le=5000)]
    """Words that it has at most."""
    situation_scripts: Annotated[int, Field(ge=0, le=20)] = 0
    """Scripts that it shows at least."""
    situation_aids: Annotated[int, Field(ge=0, le=2)] = 0
    """Trees and cards that its front matter names at least."""
    situation_checklists: Annotated[int, Field(ge=0, le=5)] = 0
    """Checklists that it shows or links to at least."""
    situation_related: Annotated[int, Field(ge=0, le=10)] = 0
    """Other situations that it links to at least, below its heading {: #related }."""
    sourced: Many[Id] = ()
    """Folders of docs/ whose pages say where they come from: a claim, or what they add."""
    shared_search_pages: Annotated[int, Field(ge=1, le=25)]
    """Most situation pages that may share one search word."""
    twice: Many[Line] = ()
    """Words that may stand twice in a row, as in "I know that that is late"."""
    languages: dict[Tag, Spoken] = Field(default={})
    """What holds on a page that is in another language, by its tag: fr, pt-BR. One without is not measured."""
    law: Many[Line]
    """Words that law.yml alone may say: countries, acts, regulators, time limits of law. Capitals count."""
