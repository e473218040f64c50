"""Decision trees."""

from collections.abc import Iterator

from ..row import File, Kind, Macro, Part
from .graph import order
from .model import Question, Tree


def _steps(tree: Tree) -> Iterator[Part]:
    for node in order(tree):
        words = node.question if isinstance(node, Question) else node.outcome
        yield Part(node.id, words, node.id, node)


KINDS = (
    Kind(
        "trees",
        Tree,
        20,
        File("trees/", Tree, "tree"),
        name="tree",
        recorded="tree",
        section=True,
        family="decide",
        frame=560,
        folder="decide",
        macro="tree",
        short=True,
        part="step",
        parts=_steps,
    ),
)
MACROS = {"tree": Macro("trees", sourced=True)}
