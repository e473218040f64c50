"""A checklist as Markdown."""

from __future__ import annotations

from ...exports.markdown import alone, blocks, box, heading, keeper, law, lawful, level_on, line, linked, strong
from ...library import Library
from .model import Checklist, Item


def checklist(library: Library, id_: str, base: str, level: int = 3) -> str:
    """A checklist with boxes to tick, as most wikis and ticket systems read them."""
    item: Checklist = library.checklists[id_]
    return blocks(
        heading(level, linked(library, base, "checklists", id_)),
        f"{strong(library.words.checklist.when)} {line(item.when)}",
        "\n".join(box(point.text, point.note) for point in item.items),
        alone(library, library.turned_to("checklists", id_)),
        law(library, lawful(item.items), base),
        f"{library.words.modes.of(item.mode)}. {keeper(library, item)}",
    )


def point(library: Library, item: Item, base: str) -> str:
    """One step of a checklist."""
    return blocks(line(item.text), line(item.note) if item.note else "", law(library, item.law, base))


MACROS = {
    "checklist": lambda library, page, base, id_: checklist(
        library, id_, base, level_on(page, "checklists", id_, library)
    )
}


TEXTS = {
    "checklist": lambda library, id_, _, base: checklist(library, id_, base, 0),
    "item": lambda library, _, item, base: point(library, item, base),
}
