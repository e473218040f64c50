"""Onboarding paths: ways into the handbook by role."""

from collections.abc import Iterator

from ..row import File, Kind, Macro, Part
from .model import OnboardingPath, PathsFile


def _tasks(path: OnboardingPath) -> Iterator[Part]:
    for stage in path.stages:
        for step in stage.steps:
            yield Part(step.id, step.text, f"{path.id}--{step.id}", step)


KINDS = (
    Kind(
        "paths",
        OnboardingPath,
        80,
        File("paths.yml", PathsFile, "paths"),
        name="path",
        recorded="path",
        section=True,
        frame=900,
        folder="start",
        macro="path",
        anchor="path-",
        short=True,
        formerly="formerly",
        part="task",
        parts=_tasks,
    ),
)
MACROS = {"path": Macro("paths")}
