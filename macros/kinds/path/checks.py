"""Rules of onboarding paths."""

from __future__ import annotations

from collections.abc import Iterator

from ...braces import Call
from ...checks.common import Found
from ...library import Library
from ...pages import Page
from .model import STAGES

FIRST_DAY_MINUTES = 30


def path_targets(library: Library) -> Found:
    """A path's stages stand in order, and the first day fits half an hour."""
    for id_, path in library.paths.items():
        stages = [stage.id for stage in path.stages]
        if stages != list(STAGES):
            yield library.problem("paths", id_, ("stages",), f"the stages are {', '.join(stages)}", ", ".join(STAGES))
        first_day = sum(step.minutes for step in path.stages[0].steps)
        if first_day > FIRST_DAY_MINUTES:
            said = f"the first day takes {first_day} minutes"
            yield library.problem("paths", id_, ("stages", 0), said, f"{FIRST_DAY_MINUTES} at most")


RULES = (path_targets,)


def _path(library: Library, _page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    yield f"path-{id_}"
    for stage in library.paths[id_].stages:
        yield stage.id
        yield from (f"{id_}--{step.id}" for step in stage.steps)


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {"path": _path}
