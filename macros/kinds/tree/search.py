"""What the search reads of a decision tree, step by step."""

from __future__ import annotations

from collections.abc import Iterator

from ...exports.search import Section, both, part
from ...library import Library
from .graph import order
from .model import Question


def _steps(library: Library, id_: str) -> Iterator[Section]:
    yield part("", "", library.trees[id_].when)
    for node in order(library.trees[id_]):
        if isinstance(node, Question):
            answers = both((option.label, option.hint) for option in node.options)
            yield part(node.id, node.question, node.help, *answers)
        else:
            yield part(node.id, node.outcome, *node.steps)


SECTIONS = {"trees": _steps}
