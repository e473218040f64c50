"""Trees made up by Hypothesis, with and without cycles."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from macros.kinds.tree.model import Node, Option, Outcome, Question, Tree

_WORD = st.sampled_from(["I", "am", "will", "WHAT", "money", "their", "happened"])
WORDS = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)


def _outcome(id_: str, words: str) -> Outcome:
    return Outcome(
        id=id_,
        outcome=words,
        severity="carry-on",
        steps=("One.", "Two."),
        record="It.",
        next_step="Go.",
        claims=("a-claim",),
    )


@st.composite
def trees(draw: st.DrawFn, *, cycles: bool = False, most: int = 12) -> Tree:
    """A sound tree of 3 to `most` steps, or one whose answers lead anywhere, itself included.

    Steps that nothing leads to are among them.
    """
    count = draw(st.integers(3, most))
    nodes: list[Node] = []
    for index in range(count):
        within = range(count) if cycles else range(index + 1, count)
        targets = st.sampled_from([f"s{number}" for number in within]) if within else st.nothing()
        if within and draw(st.integers(0, 3)):
            chosen = draw(st.lists(targets | st.just("elsewhere"), min_size=2, max_size=5))
            options = tuple(
                Option(label=f"{number} {draw(WORDS)}", **{"tree" if to == "elsewhere" else "next": to})
                for number, to in enumerate(chosen)
            )
            nodes.append(Question(id=f"s{index}", question=draw(WORDS), options=options))
        else:
            nodes.append(_outcome(f"s{index}", draw(WORDS)))
    shuffled = draw(st.permutations(nodes))
    return Tree(
        id="made-up",
        title="Made up",
        when="Never.",
        owner="lead",
        reviewed=datetime.date(2026, 11, 22),
        start="s0",
        nodes=tuple(shuffled),
    )
