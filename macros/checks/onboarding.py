"""Rules of paths and of scenes to practise."""

from __future__ import annotations

from .. import tree as graph
from ..library import Library
from ..models import Scenario
from ..problems import nearest, quote
from ..source import Path_
from .common import Found

STAGES = {"first-day": "First day", "first-week": "First week", "first-month": "First month"}

FIRST_DAY_MINUTES = 30


def path_targets(library: Library) -> Found:
    """A path's cards exist, its stages stand in order, and the first day fits half an hour."""
    for id_, path in library.paths.items():
        for index, name in enumerate(path.cards):
            if not library.knows("cards", name):
                yield library.problem("paths", id_, ("cards", index), *library.unknown("cards", name))
        stages = [stage.id for stage in path.stages]
        if stages != list(STAGES):
            yield library.problem("paths", id_, ("stages",), f"the stages are {', '.join(stages)}", ", ".join(STAGES))
        steps: set[str] = set()
        for number, stage in enumerate(path.stages):
            for index, step in enumerate(stage.steps):
                place: Path_ = ("stages", number, "steps", index)
                if step.id in steps:
                    said = f"the id {quote(step.id)} stands twice"
                    yield library.problem("paths", id_, (*place, "id"), said, "an id of its own")
                steps.add(step.id)
        first_day = sum(step.minutes for step in path.stages[0].steps)
        if first_day > FIRST_DAY_MINUTES:
            said = f"the first day takes {first_day} minutes"
            yield library.problem("paths", id_, ("stages", 0), said, f"{FIRST_DAY_MINUTES} at most")


def scene_targets(library: Library) -> Found:
    """A scene's turns lead on, end, and are all reached; its situations exist."""
    for id_, scene in library.scenarios.items():
        turns = {turn.id: turn for turn in scene.turns}
        for index, name in enumerate(scene.situations):
            if not library.knows("situations", name):
                yield library.problem("scenarios", id_, ("situations", index), *library.unknown("situations", name))
        if scene.start not in turns:
            said, hint = f"unknown turn {quote(scene.start)}", nearest(scene.start, turns)
            yield library.problem("scenarios", id_, ("start",), said, "a turn's id", hint)
        leads: dict[str, list[str]] = {}
        for index, turn in enumerate(scene.turns):
            leads[turn.id] = [reply.next for reply in turn.replies if reply.next]
            for number, reply in enumerate(turn.replies):
                if reply.next and reply.next not in turns:
                    said, hint = f"unknown turn {quote(reply.next)}", nearest(reply.next, turns)
                    place: Path_ = ("turns", index, "replies", number, "next")
                    yield library.problem("scenarios", id_, place, said, "a turn of this scene", hint)
        yield from _played(library, id_, scene, leads)


def _played(library: Library, id_: str, scene: Scenario, leads: dict[str, list[str]]) -> Found:
    """What shows when a scene is played through."""
    if scene.start in leads:
        ring, reached = graph.circle(leads), graph.reach(leads, scene.start)
        if ring:
            said = "the turns go in a circle: " + " > ".join(ring)
            yield library.problem("scenarios", id_, ("turns",), said, "a way that ends")
        for index, turn in enumerate(scene.turns):
            if turn.id not in reached:
                said = f"no reply leads to {quote(turn.id)}"
                yield library.problem("scenarios", id_, ("turns", index), said, "a reply that leads to it")
