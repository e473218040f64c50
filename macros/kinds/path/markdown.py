"""An onboarding path as Markdown."""

from __future__ import annotations

from ...exports.markdown import blocks, box, heading, keeper, line, linked, page_link, strong
from ...library import Library
from .model import OnboardingPath, PathStage, PathStep


def path(library: Library, id_: str, base: str, level: int = 2) -> str:
    """An onboarding path with boxes to tick, stage by stage."""
    item: OnboardingPath = library.paths[id_]
    says = library.words
    first = ", ".join(linked(library, base, "cards", card) for card in item.cards)
    stages = [
        part
        for stage in item.stages
        for part in (
            heading(level, f"{says.stages.of(stage.id)} ({_minutes(library, stage)})"),
            "\n".join(f"{box(one.text)}\n  {task(library, one, base)}" for one in stage.steps),
        )
    ]
    return blocks(line(item.when), f"{strong(says.path.print)} {first}", *stages, keeper(library, item))


def task(library: Library, step: PathStep, base: str) -> str:
    """Where a step of a path leads, how long it takes and what it is for."""
    says = library.words.path
    able, short = says.able.format(able=line(step.able)), says.short.format(count=step.minutes)
    return f"{page_link(library, step.link, base)}, {short}. {able}"


def _minutes(library: Library, stage: PathStage) -> str:
    return library.words.path.minutes.format(count=sum(one.minutes for one in stage.steps))


MACROS = {"path": lambda library, _page, base, id_: path(library, id_, base)}


TEXTS = {
    "path": lambda library, id_, _, base: path(library, id_, base),
    "task": lambda library, _, task_, base: task(library, task_, base),
}
