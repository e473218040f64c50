"""The handbook's trees are short."""

from __future__ import annotations

from macros.kinds.tree import graph
from macros.library import Library

MEAN = 4.5  # steps to an end


def test_every_tree_of_the_handbook_is_short(library: Library) -> None:
    assert library.trees
    long = [
        f"docs/_data/trees/{tree.id}.yml: {shape.mean:.1f} steps to an end in the mean, {shape.longest} at most"
        for tree in library.trees.values()
        if (shape := graph.shape(tree)).longest > graph.MAX_DEPTH or shape.mean > MEAN
    ]
    advice = f"ask less, or end sooner: {MEAN} in the mean, {graph.MAX_DEPTH} at most (python -m macros check --trees)"
    assert not long, "\n".join([*long, advice])
