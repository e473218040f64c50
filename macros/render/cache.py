"""Items that were rendered before."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from weakref import WeakKeyDictionary

from ..library import Library
from .place import Place

# Items rendered before, by library: function, id and depth -> the HTML and the ids it took.
_CACHE: WeakKeyDictionary[Library, dict[tuple[object, ...], tuple[str, frozenset[str]]]] = WeakKeyDictionary()


def cached(function: Callable[[Library, Place, str], str]) -> Callable[[Library, Place, str], str]:
    """Render an item once for all pages of one depth, as long as its ids are free there.

    Its own page is left out: an item may look different there.
    """

    @wraps(function)
    def once(library: Library, place: Place, id_: str) -> str:
        if f"/{id_}/" in f"/{place.url}":
            return function(library, place, id_)
        made, key = _CACHE.setdefault(library, {}), (function.__name__, id_, place.root, place.base, place.today)
        html, ids = made.get(key, ("", frozenset()))
        if html and not ids & place.taken:
            place.taken |= ids
            return html
        before, refused = frozenset(place.taken), place.refused
        html = function(library, place, id_)
        if place.refused == refused:
            made[key] = html, frozenset(place.taken) - before
        return html

    return once
