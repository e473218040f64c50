"""Questions about the graph of a decision tree: reach, dead ends, cycles, depth.

Pure functions of one Tree. A "path" runs from the start to an outcome or into another
tree; its length is the number of questions answered on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ...graph import circle, reach
from .model import Node, Question, Tree

MAX_DEPTH = 5


@dataclass(frozen=True)
class Shape:
    """Numbers of one tree: steps, outcomes, and path lengths in questions."""

    nodes: int
    outcomes: int
    shortest: int
    mean: float
    longest: int


def by_id(tree: Tree) -> dict[str, Node]:
    """The steps by id."""
    return {node.id: node for node in tree.nodes}


def targets(node: Node) -> list[str]:
    """Ids of the steps of the same tree that a step leads to, in option order."""
    return [option.next for option in node.options if option.next] if isinstance(node, Question) else []


def leads(tree: Tree) -> dict[str, list[str]]:
    """Where each step of a tree leads."""
    return {node.id: targets(node) for node in tree.nodes}


def reachable(tree: Tree) -> set[str]:
    """Ids of the steps that some path from the start comes to."""
    return reach(leads(tree), tree.start)


def cycle(tree: Tree) -> list[str]:
    """One cycle among a tree's steps, closed, or an empty list."""
    return circle(leads(tree))


def order(tree: Tree) -> list[Node]:
    """The reachable steps, every step after all that lead to it. The tree must have no cycle."""
    nodes, placed, out = by_id(tree), set[str](), list[Node]()

    def place(at: str) -> None:
        if at in nodes and at not in placed:
            placed.add(at)
            for target in reversed(targets(nodes[at])):
                place(target)
            out.append(nodes[at])

    place(tree.start)
    return out[::-1]


def shape(tree: Tree) -> Shape:
    """Count steps and measure paths. The tree must have no cycle and no unknown target."""
    shortest: dict[str, int] = {}
    longest: dict[str, int] = {}
    ends: dict[str, int] = {}
    total: dict[str, int] = {}
    for node in reversed(order(tree)):
        if isinstance(node, Question):
            ways = [option.next for option in node.options]
            shortest[node.id] = 1 + min(shortest[to] if to else 0 for to in ways)
            longest[node.id] = 1 + max(longest[to] if to else 0 for to in ways)
            ends[node.id] = sum(ends[to] if to else 1 for to in ways)
            total[node.id] = ends[node.id] + sum(total[to] if to else 0 for to in ways)
        else:
            shortest[node.id] = longest[node.id] = total[node.id] = 0
            ends[node.id] = 1
    mean = float(Fraction(total[tree.start], ends[tree.start]))
    outcomes = sum(1 for _ in tree.outcomes)
    return Shape(len(tree.nodes), outcomes, shortest[tree.start], mean, longest[tree.start])
