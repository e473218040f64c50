"""What the search reads of a scene to practise."""

from __future__ import annotations

from collections.abc import Iterator

from ...exports.search import Section, part
from ...library import Library
from .model import Scene


def _scene(library: Library, id_: str) -> Iterator[Section]:
    scene: Scene = library.scenarios[id_]
    yield part("", "", scene.when, scene.scene, scene.takeaway)


SECTIONS = {"scenarios": _scene}
