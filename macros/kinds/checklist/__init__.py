"""Checklists, and the steps in them."""

from collections.abc import Iterator

from ..row import File, Kind, Macro, Part
from .model import Checklist, ChecklistsFile


def _items(checklist: Checklist) -> Iterator[Part]:
    for item in checklist.items:
        yield Part(item.id, item.text, f"{checklist.id}--{item.id}", item)


KINDS = (
    Kind(
        "checklists",
        Checklist,
        40,
        File("checklists.yml", ChecklistsFile, "checklists"),
        name="checklist",
        recorded="checklist",
        section=True,
        family="after",
        frame=640,
        folder="checklists",
        macro="checklist",
        anchor="checklist-",
        short=True,
        formerly="formerly",
        part="item",
        parts=_items,
    ),
)
MACROS = {"checklist": Macro("checklists", sourced=True)}
