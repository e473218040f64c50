"""A scene to practise as HTML."""

from __future__ import annotations

from ...library import Library
from ...render.people import review_of
from ...render.place import Place
from ...render.provenance import credited, law_block
from ...render.templates import render
from .model import Scene


def practice(library: Library, place: Place, id_: str) -> str:
    """A scene to practise with, turn by turn, and its role-play sheet."""
    item: Scene = library.scenarios[id_]
    anchors = {turn.id: place.take(turn.id) or f"{id_}--{turn.id}" for turn in item.turns}
    cited = {name for turn in item.turns for reply in turn.replies for name in reply.claims}
    return render(
        "practice_scene",
        library.words,
        scene=item,
        anchors=anchors,
        numbers={turn.id: number for number, turn in enumerate(item.turns, 1)},
        end=place.take("takeaway") or f"{id_}--takeaway",
        sheet=place.take("role-play") or f"{id_}--role-play",
        claims={name: credited(library, library.claims[name]) for name in cited},
        references=library.references,
        law=law_block(library, place),
        review=review_of(library, item, place),
        place=place,
    )


MACROS = {"practice": practice}
