"""Library -> files to download, as {path below the site's root: bytes}.

Every module here has one function `files`, pure and deterministic: equal libraries give
equal bytes. No host is imported, so `python -m macros export` and any site builder can
write them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from .. import cache, language, upkeep
from ..library import Library
from ..origins import told
from ..problems import Invalid
from ..publish.pipeline import Settings
from ..render.address import page_address
from . import (
    book,
    cards,
    catalogue,
    documents,
    espanso,
    feed,
    kit,
    plain,
    previews,
    records,
    robots,
    search,
    shortlinks,
    textexpander,
    zendesk,
)


def files(library: Library, version: str = "1.0.0", homepage: str = "") -> dict[str, bytes]:
    """The scripts in every format. The library must have passed its checks.

    `version` ("1.2.3") numbers the espanso package, `homepage` is the site's address there.
    Raises ValueError for a version of another form, and Invalid for words that a format
    cannot say.
    """
    return {
        **plain.files(library),
        **espanso.files(library, version, homepage),
        **textexpander.files(library),
        **zendesk.files(library),
    }


class Maker(NamedTuple):
    """What makes some of the files, the beginnings that their paths have, and whether it keeps what it made itself."""

    files: Callable[[], dict[str, bytes]]
    below: tuple[str, ...] = ("",)
    keeps: bool = False


def makers(library: Library, site_url: str = "", version: str = "1.0.0") -> list[Maker]:
    """What makes every file, the quick before those that take seconds."""
    every = [
        Maker(partial(search.files, library)),
        Maker(partial(shortlinks.files, library, site_url)),
        Maker(partial(feed.files, library, site_url)),
        Maker(partial(robots.files, site_url)),
        Maker(partial(kit.files, library, site_url)),
        Maker(partial(documents.files, library, site_url)),
        Maker(partial(records.files, library, site_url)),
        Maker(partial(files, library, version, site_url)),
        Maker(partial(cards.files, library, site_url), (f"{cards.FOLDER}/", f"{cards.CODES}/"), keeps=True),
        Maker(
            partial(book.files, library, site_url),
            tuple(f"{book.FOLDER}/{name}" for name in book.NAMES),
            keeps=True,
        ),
        Maker(partial(previews.files, library, site_url), (f"{previews.FOLDER}/",), keeps=True),
    ]
    return [maker._replace(files=partial(_made, library, maker.files)) for maker in every]


def _made(library: Library, files: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
    """The files, and what they cannot say at the place where a person wrote it: a company's too."""
    try:
        return files()
    except Invalid as invalid:
        raise Invalid(told(library.docs, library.shown, invalid.problems)) from None


def all_files(library: Library, site_url: str = "", version: str = "1.0.0") -> dict[str, bytes]:
    """Every file that is made: the scripts in every format; the cards to print, which take seconds; what
    links, chats and other programs read of the handbook. Raises what they raise.
    """
    all_ = makers(library, site_url, version)
    key = cache.key("exports", cache.program(), site_url, version, catalogue.everything(library))
    made: dict[str, bytes] | None = cache.find(key)
    if made is None:
        made = _together(maker for maker in all_ if not maker.keeps)
        cache.keep(key, made)
    return made | _together(maker for maker in all_ if maker.keeps)


def _together(some: Iterable[Maker]) -> dict[str, bytes]:
    return {path: content for maker in some for path, content in maker.files().items()}


def settings(library: Library, name: str, about: str, url: str, day: datetime.date, *, offline: bool) -> Settings:
    """What publishing takes: what the configuration of an engine says, the day of the build, and what is known here."""
    tag = library.words.language
    return Settings(
        name,
        about,
        url,
        day,
        said=library.words.day(day),
        language=tag,
        direction=language.direction(tag),
        says=library.words.model_dump(exclude_none=True),
        offline=offline,
        days=days(library),
    )


def days(library: Library) -> dict[str, datetime.date]:
    """By address, the day on which the content of a page last changed, where it knows: for the site map."""
    found = ((page_address(path), upkeep.changed(library, page)) for path, page in library.pages.items())
    return {address: day for address, day in found if day}
