"""The map of a tree: everything is drawn, nothing overlaps, every link leads somewhere."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import lxml.html
import pytest
from hypothesis import given

from macros import text
from macros.kinds.tree import graph, picture
from macros.kinds.tree.model import Question, Tree
from macros.kinds.tree.picture import Box, Map
from macros.reading import collect
from macros.render.place import Place

from . import toys
from .examples import many
from .trees import trees

TITLES = {"elsewhere": "Another tree with a title that is rather long"}
TOYS = collect(toys.SITE / "docs", "docs")
NAMES = TOYS.words.severities
EDGE = re.compile(r"h(-?\d+)(?:q(-?\d+) 0 -?\d+ (-?\d+)v(-?\d+)q0 (-?\d+) (\d+) -?\d+h(\d+))?")


@many(200, derandomize=True)
@given(trees(most=20))
def test_maps_of_any_tree(tree: Tree) -> None:
    if not isinstance(graph.by_id(tree)[tree.start], Question):
        return  # no tree of the handbook begins with its end
    drawn = picture.layout(tree, TITLES, NAMES)
    complete(tree, drawn)
    clear(drawn)


def complete(tree: Tree, drawn: Map) -> None:
    """Every step that can be reached, and every answer with where it leads."""
    nodes = graph.order(tree)
    assert {box.number: box.id for box in drawn.boxes} == {at: node.id for at, node in enumerate(nodes, 1)}
    assert len(drawn.boxes) == len(nodes)
    wanted = [
        (node.id, text.slug(option.label), option.next or "", option.tree or "")
        for node in nodes
        if isinstance(node, Question)
        for option in node.options
    ]
    assert sorted((way.question, way.answer, way.target, way.tree) for way in drawn.ways) == sorted(wanted)
    for way in drawn.ways:
        assert bool(way.edge) == bool(way.target)
        assert bool(way.door) == bool(way.tree)


def clear(drawn: Map) -> None:
    """Boxes apart, text inside its box, edges in the gutters and apart, each from its answer to its step."""
    boxes = {box.id: box for box in drawn.boxes}
    for one, other in combinations(drawn.boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.bottom < other.y or other.bottom < one.y, (one.id, other.id)
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= drawn.width
        assert box.bottom <= drawn.height
    for box in drawn.boxes:
        own = [line for way in drawn.ways if way.question == box.id for line in (*way.lines, *way.door)]
        lines = sorted((*box.lines, *own), key=lambda line: line.y)
        for line in lines:
            assert box.x < line.x
            assert line.x + picture.measure(line.text) <= box.x + box.width
            assert box.y + picture.FONT <= line.y <= box.bottom
        assert all(below.y - above.y >= picture.LINE for above, below in pairwise(lines))
    trunks: list[tuple[str, int, int, int]] = []
    for way in drawn.ways:
        if way.target:
            trunks += _edge(boxes[way.question], boxes[way.target], way)
    for one, other in combinations(trunks, 2):
        if one[0] != other[0] and one[1] == other[1]:
            assert one[3] < other[2] or other[3] < one[2], (one, other)


def _edge(start: Box, end: Box, way: picture.Way) -> list[tuple[str, int, int, int]]:
    """Check an edge; give its trunk as (target, x, from y, to y), or nothing for a straight one."""
    match = EDGE.fullmatch(way.edge)
    assert match, way.edge
    over, out, turn, along, other, radius, across = (int(part or 0) for part in match.groups())
    x, y = way.port
    assert start.y < way.port[1] < start.bottom
    assert x in (start.x, start.x + start.width)
    if match[2] is None:
        assert x + over == end.x
        assert end.y < way.port[1] < end.bottom
        return []
    lane, near, end_y = x + over + out, y + turn, y + turn + along + other
    assert lane + radius + across == end.x
    assert turn == other
    assert along * turn >= 0
    far = near + along
    assert end.y < end_y < end.bottom
    assert 0 < lane < picture.LEFT or picture.LEFT + picture.ASK < lane < picture.ENDS
    return [(way.target, lane, min(near, far), max(near, far))]


@pytest.mark.parametrize("tree", TOYS.trees.values(), ids=lambda tree: tree.id)
def test_an_edge_is_drawn_from_its_port(tree: Tree) -> None:
    """A group is moved to where its answer's words begin, and all within it is drawn from there."""
    titles = {other.id: other.title for other in TOYS.trees.values()}
    ways = picture.layout(tree, titles, NAMES).ways
    page = lxml.html.fromstring(toys.call(TOYS, Place("trees/"), "tree", tree.id))
    drawn = []
    for group in page.find_class("map__way"):
        x, y = map(int, re.findall(r"-?\d+", group.get("transform")))
        for edge in group.find_class("map__edge"):
            over, down, rest = re.fullmatch(r"M(-?\d+) (-?\d+)(.*)", edge.get("d")).groups()
            drawn.append(((x + int(over), y + int(down)), rest))
        for port in group.find_class("map__port"):
            drawn.append(((x + int(port.get("cx")), y + int(port.get("cy"))), "port"))
    assert drawn == [(way.port, told) for way in ways if way.target for told in (way.edge, "port")]


def test_lines_are_as_wide_as_told_and_no_word_is_lost() -> None:
    words = "Someone wants out, or wants to take it further, and more than once"
    for width in (40, 120, 300, 2000):
        lines = picture.wrap(words, width)
        assert " ".join(lines) == words
        assert all(picture.measure(line) <= width or " " not in line for line in lines)
    assert len(picture.wrap(words, 2000)) == 1
