"""Reach, cycles, order and shape of trees: by hand, and against brute force on trees made up at random."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given

from macros.kinds.tree import graph
from macros.kinds.tree.model import Question, Tree

from .examples import many
from .trees import trees

MANY = many(500, derandomize=True)


def _tree(**edges: str) -> Tree:
    """A tree from `a="b c"`: question a leads to b and c; "/" is another tree, all else outcomes."""
    names = dict.fromkeys([*edges, *(to for tos in edges.values() for to in tos.split() if to != "/")])
    nodes = [
        {
            "id": name,
            "question": "What?",
            "options": [
                {"label": f"{number}", **({"tree": "other"} if to == "/" else {"next": to})}
                for number, to in enumerate(edges[name].split())
            ],
        }
        if name in edges
        else {
            "id": name,
            "outcome": "Do it",
            "severity": "stop",
            "steps": ["One.", "Two."],
            "record": "It.",
            "next_step": "Go.",
            "claims": ["x"],
        }
        for name in names
    ]
    head = {"id": "t", "title": "T", "when": "W.", "owner": "lead", "start": next(iter(names))}
    return Tree.model_validate(head | {"reviewed": datetime.date(2026, 11, 22), "nodes": nodes})


def test_a_step_comes_after_all_that_lead_to_it() -> None:
    tree = _tree(a="b c", b="c d", c="d e")
    assert [node.id for node in graph.order(tree)][:3] == ["a", "b", "c"]


def test_a_cycle_is_told_in_order_and_closed() -> None:
    assert graph.cycle(_tree(a="b d", b="c d", c="a d")) == ["a", "b", "c", "a"]
    assert graph.cycle(_tree(a="a b c")) == ["a", "a"]
    assert graph.cycle(_tree(a="b c", b="d c")) == []


def test_a_cycle_that_nothing_leads_to_is_found() -> None:
    assert graph.cycle(_tree(a="b c", d="e b", e="d b")) in (["d", "e", "d"], ["e", "d", "e"])


def test_steps_that_nothing_leads_to_are_not_reached() -> None:
    assert graph.reachable(_tree(a="b c", d="b c")) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({"a": "b c"}, (3, 2, 1, 1.0, 1)),
        ({"a": "b c", "b": "c d"}, (4, 2, 1, 5 / 3, 2)),
        ({"a": "b /", "b": "/ c"}, (3, 1, 1, 5 / 3, 2)),
    ],
)
def test_shape(edges: dict[str, str], expected: tuple[int, int, int, float, int]) -> None:
    shape = graph.shape(_tree(**edges))
    assert (shape.nodes, shape.outcomes, shape.shortest, shape.mean, shape.longest) == pytest.approx(expected)


def _paths(tree: Tree, at: str) -> Iterator[list[str]]:
    """Every path from a step to an end, as the steps passed; another tree is "/"."""
    node = next(node for node in tree.nodes if node.id == at)
    if not isinstance(node, Question):
        yield [at]
        return
    for option in node.options:
        for rest in _paths(tree, option.next) if option.next else [["/"]]:
            yield [at, *rest]


@MANY
@given(trees())
def test_against_every_path_there_is(tree: Tree) -> None:
    paths = list(_paths(tree, tree.start))
    lengths = [len(path) - 1 for path in paths]
    passed = {step for path in paths for step in path} - {"/"}
    assert graph.cycle(tree) == []
    assert graph.reachable(tree) == passed
    place = {node.id: index for index, node in enumerate(graph.order(tree))}
    assert set(place) == passed
    steps = {pair for path in paths for pair in pairwise(path) if pair[1] != "/"}
    assert all(place[one] < place[other] for one, other in steps)
    shape = graph.shape(tree)
    assert (shape.shortest, shape.longest) == (min(lengths), max(lengths))
    assert shape.mean == pytest.approx(sum(lengths) / len(lengths))


@MANY
@given(trees(cycles=True, most=7))
def test_cycles_against_the_closure_of_all_edges(tree: Tree) -> None:
    edges = {node.id: set(graph.targets(node)) for node in tree.nodes}
    closure = {id_: set(to) for id_, to in edges.items()}
    for _ in closure:
        for to in closure.values():
            to.update(*(closure[step] for step in tuple(to)))
    ring = graph.cycle(tree)
    assert bool(ring) == any(id_ in to for id_, to in closure.items())
    assert all(other in edges[one] for one, other in pairwise(ring))
    assert not ring or (ring[0] == ring[-1] and len(set(ring)) == len(ring) - 1)
    assert graph.reachable(tree) == closure[tree.start] | {tree.start}
