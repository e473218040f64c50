"""A checklist as HTML."""

from __future__ import annotations

from ...library import Library
from ...render.address import address
from ...render.cache import cached
from ...render.people import review_of, turns
from ...render.place import Place
from ...render.provenance import law_block
from ...render.templates import render
from .model import Checklist


@cached
def checklist(library: Library, place: Place, id_: str) -> str:
    """A checklist with real boxes; its own page has the title already."""
    item: Checklist = library.checklists[id_]
    own_page = place.url == address("checklists", id_, library)
    return render(
        "check_list",
        library.words,
        checklist=item,
        alone=turns(library.turned_to("checklists", id_)),
        place=place,
        own_page=own_page,
        law=law_block(library, place),
        review=review_of(library, item, place),
    )


MACROS = {"checklist": checklist}
