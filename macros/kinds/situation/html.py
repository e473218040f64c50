"""What a situation's page says of itself."""

from __future__ import annotations

from ...library import Library
from ...render.place import Place
from ...render.provenance import sources_of
from ...render.templates import render


def situation(library: Library, place: Place) -> str:
    """The line under a situation's title that says how far the articles carry it; nothing where they do."""
    item = library.situations.get(place.url.removeprefix("situations/").removesuffix("/"))
    if item is None or not item.extends:
        return ""
    return render("situation", library.words, situation=item, **sources_of(library, item))


MACROS = {"situation": situation}
