"""Remarks of law as HTML."""

from __future__ import annotations

from ... import text, walk
from ...library import Library
from ...render.address import address, title
from ...render.people import review_of
from ...render.place import Place
from ...render.provenance import law_block
from ...render.templates import render


def law(library: Library, place: Place, *remarks: str) -> str:
    """What the law of a place says, since when that is known, by which source, and whom to ask."""
    return render("law", library.words, law=law_block(library, place), remarks=remarks)


def laws(library: Library, place: Place) -> str:
    """Every remark under a Markdown heading of its own: its home, and where else it is shown."""
    uses = walk.uses(library, "remarks")
    blocks = []
    for id_, remark in library.remarks.items():
        anchor = place.take(f"law-{id_}")
        blocks.append(f"## {text.heading(remark.title)}" + (f" {{: #{anchor} }}" if anchor else ""))
        shown = [(address(kind, used, library), title(kind, used, library)) for kind, used in uses.get(id_, ())]
        references = [library.references[name] for name in remark.references]
        review = review_of(library, remark, place)
        blocks.append(
            render("laws", library.words, remark=remark, references=references, shown=shown, review=review, place=place)
        )
    return "\n\n".join(blocks)


MACROS = {"law": law, "laws": laws}
