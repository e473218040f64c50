"""Library -> files to download, as {path below the site's root: bytes}.

Every module here has one function `files`, pure and deterministic: equal libraries give
equal bytes. No host is imported, so `python -m macros export` and any site builder can
write them.
"""

from __future__ import annotations

from ..library import Library
from . import (
    cards,
    documents,
    espanso,
    feed,
    kit,
    plain,
    previews,
    records,
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


def all_files(library: Library, site_url: str = "", version: str = "1.0.0") -> dict[str, bytes]:
    """Every file that is made: the scripts in every format; the cards to print, which take seconds; what
    links, chats and other programs read of the handbook. Raises what they raise.
    """
    return {
        **files(library, version, site_url),
        **cards.files(library, site_url),
        **shortlinks.files(library, site_url),
        **documents.files(library, site_url),
        **records.files(library, site_url),
        **kit.files(library, site_url),
        **search.files(library),
        **feed.files(library, site_url),
        **previews.files(library, site_url),
    }
