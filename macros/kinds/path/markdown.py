"""An onboarding path as Markdown."""

from __future__ import annotations

from ...exports.markdown import blocks, box, heading, keeper, line, linked, page_link
from ...library import Library
from .model import STAGES, OnboardingPath, PathStep


def path(library: Library, id_: str, base: str, level: int = 2) -> str:
    """An onboarding path with boxes to tick, stage by stage."""
    item: OnboardingPath = library.paths[id_]
    first = ", ".join(linked(library, base, "cards", card) for card in item.cards)
    stages = [
        part
        for stage in item.stages
        for part in (
            heading(level, f"{STAGES[stage.id]} ({sum(one.minutes for one in stage.steps)} minutes)"),
            "\n".join(f"{box(one.text)}\n  {task(library, one, base)}" for one in stage.steps),
        )
    ]
    return blocks(line(item.when), f"**Print first:** {first}", *stages, keeper(library, item))


def task(library: Library, step: PathStep, base: str) -> str:
    """Where a step of a path leads, how long it takes and what it is for."""
    return f"{page_link(library, step.link, base)}, {step.minutes} min. Then you can {line(step.able)}."


MACROS = {"path": lambda library, _page, base, id_: path(library, id_, base)}


TEXTS = {
    "path": lambda library, id_, _, base: path(library, id_, base),
    "task": lambda library, _, task_, base: task(library, task_, base),
}
