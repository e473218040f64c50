"""A decision tree -> the geometry of its map: boxes, wrapped lines and edges, in CSS pixels.

Questions stand on the left in walking order, each with its answers as lines inside its box.
Outcomes stand on the right, each as near as it can to the answers that lead there. The edge to
an outcome leaves its answer on the right, the edge to a later question on the left; an answer
that leads into another tree names it. All edges to one step share a trunk in the gutter, and no
two trunks share a lane where they would touch.

Pure functions of one Tree; `tree_map.svg.jinja` draws what they give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, permutations

from ... import text
from ...models.interface.names import SeverityNames
from . import graph
from .model import Outcome, Question, Tree

WIDTH = 688  # the content column on a 1440 px screen
LEFT = 50  # gutter of the edges between questions
RIGHT = 76  # gutter of the edges to outcomes
ASK = 348  # a question's box
END = WIDTH - LEFT - ASK - RIGHT - 1  # an outcome's box, less the room for its outline
ENDS = LEFT + ASK + RIGHT  # where the outcomes begin
FONT = 13
LINE = 17  # from one line of text to the next
BASE = 13  # from the top of a line to its baseline
PAD = 8  # inside a box, on all sides
ROW = 4  # above and below an answer
BADGE = 28  # what a step's number takes of the line it stands on
GAP = 17  # between questions
END_GAP = 10  # between outcomes
LANE = 11  # between two lanes, at most
CLEAR = 5  # between two parallel edges
ROUND = 5  # radius of an edge's corners
# Widths in ems of a wide face (DejaVu Sans), so that text stays in its box whatever the system's font.
_EMS = {
    0.33: " ',.:;IJijl|’‘·",
    0.43: "!()-/[\\]frt`",
    0.53: '?_sz“”"–',
    0.72: "ABCEFKLPRSTUVXYZ",
    0.84: "DGHNOQ&w#+<=>~^$€£",
    1.02: "mMW%@—…→",
}
_WIDTHS = {character: em for em, characters in _EMS.items() for character in characters}
_OTHER = 0.64
_BOLD = 1.14


@dataclass(frozen=True)
class Words:
    """One line of text: its left end, its baseline."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Box:
    """A step. The first of its lines, beside its number, names an outcome's severity."""

    id: str
    number: int
    name: str
    """The step's words in one piece."""
    y: int
    height: int
    lines: tuple[Words, ...]
    severity: str = ""

    @property
    def x(self) -> int:
        """The left edge."""
        return ENDS if self.severity else LEFT

    @property
    def width(self) -> int:
        """The width of its column."""
        return END if self.severity else ASK

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Way:
    """One answer: its words, the height of the rule above them, and the edge as an SVG path from `port` on.

    An answer leads to the step `target`, or to another tree, whose title is then its `door`.
    """

    question: str
    answer: str
    target: str
    tree: str
    rule: int
    lines: tuple[Words, ...]
    door: tuple[Words, ...]
    port: tuple[int, int]
    edge: str = ""


@dataclass(frozen=True)
class Map:
    """All that is drawn. `heads` are the points where edges end, each with a head that points right."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    heads: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Trunk:
    """What all edges to `target` share: they come in at the heights `sources` and leave at `end`."""

    target: str
    sources: tuple[int, ...]
    end: int

    @cached_property  # asked for again and again while lanes are tried
    def span(self) -> tuple[int, int]:
        heights = (*self.sources, self.end)
        return min(heights), max(heights)


def layout(tree: Tree, titles: Mapping[str, str], names: SeverityNames) -> Map:
    """Lay out a tree without cycles. `titles`: those of the trees it leads to, by id. `names`: those of severities."""
    nodes = graph.order(tree)
    numbers = {node.id: number for number, node in enumerate(nodes, 1)}
    asks, ways = _questions([node for node in nodes if isinstance(node, Question)], numbers, titles)
    ends = [_outcome(node, numbers[node.id], names) for node in nodes if isinstance(node, Outcome)]
    ends = _align(ends, ways, asks[-1].bottom)
    asked = {box.id for box in asks}
    inner = _trunks(asks, [way for way in ways if way.target in asked])
    outer = _trunks(ends, [way for way in ways if way.target and way.target not in asked])
    lanes = {
        **_lanes(inner, range(LEFT), from_right=True),
        **_lanes(outer, range(LEFT + ASK, ENDS), from_right=False),
    }
    stops = {trunk.target: (LEFT if trunk.target in asked else ENDS, trunk.end) for trunk in (*inner, *outer)}
    drawn = tuple(
        replace(way, edge=_path(way.port, lanes[way.target], stops[way.target])) if way.target else way for way in ways
    )
    height = max(box.bottom for box in (*asks, *ends)) + 1
    return Map(WIDTH, height, (*asks, *ends), drawn, tuple(stops.values()))


def measure(line: str, *, bold: bool = False) -> float:
    """The width of a line in pixels, rather too much than too little."""
    return sum(_WIDTHS.get(character, _OTHER) for character in line) * FONT * (_BOLD if bold else 1)


def wrap(words: str, width: float, *, bold: bool = False) -> list[str]:
    """`words` in as few lines of `width` pixels as they need, of like lengths; a wider word stands alone."""
    lines = _fill(words, width, bold)
    while len(shorter := _fill(words, width - FONT, bold)) == len(lines) and width > FONT:
        lines, width = shorter, width - FONT
    return lines


def _fill(words: str, width: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _stack(lines: Iterable[str], x: int, top: int) -> tuple[Words, ...]:
    """Lines of text below each other."""
    return tuple(Words(x, top + index * LINE + BASE, line) for index, line in enumerate(lines))


# Boxes ---------------------------------------------------------------------------------


def _questions(
    questions: Sequence[Question], numbers: Mapping[str, int], titles: Mapping[str, str]
) -> tuple[list[Box], list[Way]]:
    """The left column from the top, and each answer inside it, still without its edge."""
    boxes, ways, top = list[Box](), list[Way](), 1
    asked = {question.id for question in questions}
    for question in questions:
        name = text.plain(question.question)
        title = _stack(wrap(name, ASK - BADGE - 2 * PAD, bold=True), LEFT + PAD + BADGE, top + PAD)
        y = top + 2 * PAD + len(title) * LINE
        for option in question.options:
            words = _stack(wrap(text.plain(option.label), ASK - 3 * PAD), LEFT + PAD + 3, y + ROW)
            below = y + ROW + LINE * len(words)
            door = wrap("→ " + text.plain(titles[option.tree]), ASK - 4 * PAD) if option.tree else []
            ways.append(
                Way(
                    question=question.id,
                    answer=text.slug(option.label),
                    target=option.next or "",
                    tree=option.tree or "",
                    rule=y,
                    lines=words,
                    door=_stack(door, LEFT + 2 * PAD, below),
                    port=(LEFT if option.next in asked else LEFT + ASK, (y + ROW + below) // 2),
                )
            )
            y = below + LINE * len(door) + ROW
        boxes.append(Box(question.id, numbers[question.id], name, top, y - top, title))
        top = y + GAP
    return boxes, ways


def _outcome(outcome: Outcome, number: int, names: SeverityNames) -> Box:
    """A box of the right column, not yet in place."""
    name = text.plain(outcome.outcome)
    lines = wrap(name, END - 2 * PAD - 4)
    words = (
        *_stack([names.of(outcome.severity)], ENDS + PAD + 4 + BADGE, PAD),
        *_stack(lines, ENDS + PAD + 4, PAD + LINE + 3),
    )
    height = 2 * PAD + 3 + LINE * (1 + len(lines))
    return Box(outcome.id, number, name, 0, height, words, outcome.severity)


def _align(boxes: Sequence[Box], ways: Sequence[Way], bottom: int) -> list[Box]:
    """Move each box of the right column as near as it can stand to the answers that lead to it.

    Least squares under the order of the wished places: pooled adjacent violators, then
    clipped to the height of the left column where that is enough.
    """
    wished = {}
    for box in boxes:
        heights = [way.port[1] for way in ways if way.target == box.id]
        wished[box.id] = sum(heights) / len(heights) - box.height / 2
    ordered = sorted(boxes, key=lambda box: (wished[box.id] + box.height / 2, box.number))
    offset, offsets = 0, []
    for box in ordered:
        offsets.append(offset)
        offset += box.height + END_GAP
    pools: list[tuple[float, int]] = []  # (mean, members)
    for box, before in zip(ordered, offsets, strict=True):
        mean, members = wished[box.id] - before, 1
        while pools and pools[-1][0] >= mean:
            other, count = pools.pop()
            mean, members = (mean * members + other * count) / (members + count), members + count
        pools.append((mean, members))
    spare = max(1, bottom - (offset - END_GAP))
    free = [min(max(mean, 1), spare) for mean, members in pools for _ in range(members)]
    places = [round(place) + before for place, before in zip(free, offsets, strict=True)]
    return [_moved(box, place) for box, place in zip(ordered, places, strict=True)]


def _moved(box: Box, by: int) -> Box:
    return replace(box, y=box.y + by, lines=tuple(replace(line, y=line.y + by) for line in box.lines))


# Edges ---------------------------------------------------------------------------------


def _trunks(boxes: Sequence[Box], ways: Sequence[Way]) -> list[_Trunk]:
    """A trunk for every box that a way leads to, ending where no other way's edge comes by."""
    trunks = []
    for box in boxes:
        own = tuple(way.port[1] for way in ways if way.target == box.id)
        if own:
            others = [way.port[1] for way in ways if way.target != box.id]
            trunks.append(_Trunk(box.id, own, _end_height(box, own, others)))
    return trunks


def _end_height(box: Box, own: Sequence[int], others: Sequence[int]) -> int:
    """Where the edges meet the box: a question at its title, an outcome as straight as can be."""
    if not box.severity:
        return box.y + PAD + LINE // 2
    heights = range(box.y + PAD, box.bottom - PAD + 1)
    clear = [height for height in heights if all(abs(height - other) >= CLEAR for other in others)] or heights
    middle = box.y + box.height // 2
    return min(set(own).intersection(clear) or clear, key=lambda height: abs(height - middle))


def _lanes(trunks: Sequence[_Trunk], gutter: range, *, from_right: bool) -> dict[str, int]:
    """The x of each trunk's lane, by target: few lanes, and as few crossings as small changes can give.

    `from_right`: whether the answers stand to the right of the gutter. Targets always do.
    """
    lane = [0] * len(trunks)
    for at in sorted(range(len(trunks)), key=lambda at: trunks[at].span):
        taken = {lane[other] for other, trunk in enumerate(trunks) if _touch(trunks[at], trunk)}
        lane[at] = next(number for number in range(1, len(trunks) + 1) if number not in taken)
    best = _crossings(trunks, lane, from_right)
    while True:
        tried = [(_crossings(trunks, other, from_right), other) for other in _changes(trunks, lane)]
        cost, found = min(tried, default=(best, lane))
        if cost >= best:
            break
        best, lane = cost, found
    count = max(lane, default=0)
    step = min(LANE, (len(gutter) - 8) // (count + 1))
    first = gutter.stop - 4 - step * (count + 1) if from_right else gutter.start + 4  # answers lie near
    return {trunk.target: first + step * at for trunk, at in zip(trunks, lane, strict=True)}


def _touch(one: _Trunk, other: _Trunk) -> bool:
    return one is not other and (one.span[0] < other.span[1] + 2 * CLEAR and other.span[0] < one.span[1] + 2 * CLEAR)


def _changes(trunks: Sequence[_Trunk], lane: Sequence[int]) -> Iterable[list[int]]:
    """All sets of lanes that differ by one trunk's move, or by the exchange of two lanes."""
    lanes = range(1, max(lane, default=0) + 1)
    for at, trunk in enumerate(trunks):
        for to in lanes:
            if all(number != to or not _touch(trunk, trunks[other]) for other, number in enumerate(lane)):
                yield [to if index == at else number for index, number in enumerate(lane)]
    for one, other in combinations(lanes, 2):
        exchanged = {one: other, other: one}
        yield [exchanged.get(number, number) for number in lane]


def _crossings(trunks: Sequence[_Trunk], lane: Sequence[int], from_right: bool) -> int:
    """How often an edge on its way to or from its lane crosses another trunk."""
    count = 0
    for at, other in permutations(range(len(trunks)), 2):
        low, high = trunks[other].span
        if (lane[other] > lane[at]) == from_right and lane[other] != lane[at]:
            count += sum(low <= height <= high for height in trunks[at].sources)
        if lane[other] > lane[at]:
            count += low <= trunks[at].end <= high
    return count


def _path(port: tuple[int, int], lane: int, stop: tuple[int, int]) -> str:
    """An SVG path across to the lane, along it, and across to the stop, corners rounded."""
    (x, y), (end_x, end_y) = port, stop
    if y == end_y and x != end_x:
        return f"h{end_x - x}"
    radius = min(ROUND, abs(end_y - y) // 2)
    out, turn = (radius if lane > x else -radius), (radius if end_y > y else -radius)
    # Each part from where the last one ended: corners are then alike, and packed to next to nothing.
    there = f"h{lane - out - x}q{out} 0 {out} {turn}v{end_y - y - 2 * turn}"
    return f"{there}q0 {turn} {radius} {turn}h{end_x - lane - radius}"
