"""Rules of scenes to practise."""

from __future__ import annotations

from collections.abc import Iterator

from ... import graph
from ...braces import Call
from ...checks.common import Found
from ...library import Library
from ...pages import Page
from ...problems import nearest, quote
from ...source import Pointer
from .model import Scene


def scene_targets(library: Library) -> Found:
    """A scene's turns lead on, end, and are all reached."""
    for id_, scene in library.scenarios.items():
        turns = {turn.id: turn for turn in scene.turns}
        if scene.start not in turns:
            said, hint = f"unknown turn {quote(scene.start)}", nearest(scene.start, turns)
            yield library.problem("scenarios", id_, ("start",), said, "a turn's id", hint)
        leads: dict[str, list[str]] = {}
        for index, turn in enumerate(scene.turns):
            leads[turn.id] = [reply.next for reply in turn.replies if reply.next]
            for number, reply in enumerate(turn.replies):
                if reply.next and reply.next not in turns:
                    said, hint = f"unknown turn {quote(reply.next)}", nearest(reply.next, turns)
                    place: Pointer = ("turns", index, "replies", number, "next")
                    yield library.problem("scenarios", id_, place, said, "a turn of this scene", hint)
        yield from _played(library, id_, scene, leads)


def _played(library: Library, id_: str, scene: Scene, leads: dict[str, list[str]]) -> Found:
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


RULES = (scene_targets,)


def _practice(library: Library, _page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    yield f"scene-{id_}"
    for name in (*(turn.id for turn in library.scenarios[id_].turns), "takeaway"):
        yield from (name, f"{name}-heading")
    yield "role-play"


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {"practice": _practice}
