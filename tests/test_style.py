"""How a text is measured."""

from __future__ import annotations

import pytest
from lxml import html

from macros.built import style
from macros.library import Library


@pytest.mark.parametrize(
    ("word", "count"), [("difficult", 3), ("client", 2), ("say", 1), ("apologise", 4), ("re-read", 2)]
)
def test_syllables(word: str, count: int) -> None:
    assert style.syllables(word) == count


def test_the_measure_sees_each_kind_of_fault(library: Library) -> None:
    assert library.style
    long = " ".join(["word"] * 26)
    text = f"<h2>{'Long title ' * 7}</h2><p>{long}.</p><p>Unfortunately, it goes.</p><p>{long}.</p>"
    spoken = style.counted(html.fromstring(f"<article>{text}</article>"), library.style)
    assert [what for what, _ in spoken.faults] == [
        "never used",
        "a heading of 76 characters",
        "a sentence of 26 words",
        "a sentence of 26 words",
        "words in the median sentence",
    ]


def test_the_measure_sees_a_text_that_is_hard_to_read(library: Library) -> None:
    assert library.style
    hard = html.fromstring("<article><p>Organisational considerations necessitate reconsideration.</p></article>")
    assert [what for what, _ in style.counted(hard, library.style).faults] == ["grade"]


def test_what_others_say_is_not_measured(library: Library) -> None:
    assert library.style
    quoted = html.fromstring("<article><pre>Organisational considerations necessitate it.</pre><p>We go.</p></article>")
    assert style.counted(quoted, library.style).faults == []


def test_the_name_of_a_publisher_may_hold_any_word(library: Library) -> None:
    assert library.style
    named = "<p>We go. Read <a href='{}'>Just Group</a>.</p>"
    for href, faults in (("https://example.org/", []), ("../guide/", ["never used"])):
        article = html.fromstring(f"<article>{named.format(href)}</article>")
        assert [what for what, _ in style.counted(article, library.style).faults] == faults
