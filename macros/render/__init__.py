"""An item -> HTML with one root, through templates. Pure functions of the library and the place.

Each kind has its own in `kinds/KIND/html.py`; here stands what they share, and what pages call that is of no kind.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import kinds
from ..library import Library
from .address import address, page_address, title
from .people import alone
from .place import Place
from .reviews import reviews
from .templates import FOLDERS, TEMPLATES, render

__all__ = ["FOLDERS", "TEMPLATES", "Place", "address", "call", "macros", "page_address", "render", "title"]


def macros() -> dict[str, Callable[..., str]]:
    """What pages may call: (library, place, what the page gives) -> HTML, or Markdown around it."""
    return {"alone": alone, "reviews": reviews, **kinds.table("html", "MACROS")}


def call(name: str, library: Library, place: Place, *args: str, **which: str) -> str:
    """What a macro prints at a place."""
    return macros()[name](library, place, *args, **which)
