"""Scenes to practise with."""

from collections.abc import Iterator

from ..row import File, Kind, Macro, Part
from .model import Scene, ScenesFile


def _turns(scene: Scene) -> Iterator[Part]:
    for turn in scene.turns:
        yield Part(turn.id, turn.question, turn.id, turn)


KINDS = (
    Kind(
        "scenarios",
        Scene,
        90,
        File("practice.yml", ScenesFile, "practice"),
        name="scene",
        recorded="scenario",
        section=True,
        frame=640,
        folder="practice",
        macro="practice",
        short=True,
        part="turn",
        parts=_turns,
    ),
)
MACROS = {"practice": Macro("scenarios", sourced=True)}
