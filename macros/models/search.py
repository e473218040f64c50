"""What the search knows of people's words, and of danger."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from . import ID, Id, Line, Many, Model, PagePath

_LETTER = r"""[^\sA-Z!-/:-@\[-`{-~‘’“”]"""  # of a word in lower case, in any language; or a digit
SAYING = rf"^({_LETTER}+~?|[A-Z]+)( (\.\.|{_LETTER}+~?|[A-Z]+))*$"
Saying = Annotated[str, StringConstraints(pattern=SAYING, max_length=80)]


class SearchFolder(Model):
    """How the pages of one folder of docs/ take part in the search."""

    folder: Annotated[str, StringConstraints(pattern=ID, max_length=60)]
    """Name of the folder, like situations."""
    weight: Annotated[int, Field(ge=1, le=300)]
    """What a match here counts, in per cent."""
    asked: Many[Line] = ()
    """Words that ask for this kind of page, like print for cards."""


class SearchFile(Model):
    """What the search knows of people's words, beside the `queries` of each page."""

    index_weight: Annotated[int, Field(ge=1, le=300)]
    """What a match on a list of pages counts, in per cent: on the first page, and where a folder begins."""
    folders: Annotated[Many[SearchFolder], Field(min_length=1)]
    """The folders of docs/, each once."""
    fallback: Annotated[Many[PagePath], Field(min_length=1, max_length=3)]
    """Pages below docs/ to offer where nothing is found, best first."""
    ignored: Many[Annotated[Line, StringConstraints(max_length=40)]] = ()
    """Words that tell no page from another, beside the small words of the language that the search knows already (of
    English it knows none). A search of nothing else still looks for them."""
    foreign: Many[Annotated[Line, StringConstraints(max_length=40)]] = ()
    """Words that tell that somebody writes in a language other than the handbook's, which has none of them."""
    synonyms: Many[Annotated[Many[Annotated[Line, StringConstraints(max_length=60)]], Field(min_length=2)]]
    """Groups of words and phrases that people use for the same thing; no word stands in two groups."""


class Asked(Model):
    """How people ask for a page: what somebody in its very situation types into a search box, in that minute. Nobody
    reads it on a page: the search learns from it which words go with which page."""

    queries: Annotated[Many[Annotated[Line, StringConstraints(max_length=160)]], Field(min_length=1)]
    """What they type and never what we would call it, from many trades, short and long, with slips: each once, and only
    what this page answers better than any other. "My" and "I" count: who does what to whom."""
    told: Many[Annotated[Line, StringConstraints(max_length=160)]] = ()
    """What people would type who were in it and told of it in public. The search learns more from each of these."""


class DangerSet(Model):
    """Words that may stand in one place of a saying."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=20)]
    """Name; a saying has it in capitals."""
    words: Annotated[
        Many[Annotated[str, StringConstraints(pattern=rf"^{_LETTER}+~?$", max_length=40)]], Field(min_length=2)
    ]
    """The words, in lower case and without apostrophes; with ~ at its end, a word in any form."""


class Danger(Model):
    """A kind of danger, what tells of it, and the page that protects."""

    id: Id
    """Stable id."""
    page: PagePath
    """The page below docs/ that comes first."""
    said: Annotated[Many[Saying], Field(min_length=1)]
    """What people say or type."""


class DangerFile(Model):
    """The safety net of the search: sayings that lead to the page that protects, before any ranking."""

    sets: Many[DangerSet] = ()
    """Sets of words that sayings use."""
    dangers: Annotated[Many[Danger], Field(min_length=1)]
    """The kinds of danger, the most urgent first."""
    harmless: Many[Saying] = ()
    """Sayings that only sound like danger."""
