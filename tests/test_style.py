"""How a text is measured."""

from __future__ import annotations

import pytest
from lxml import html

from macros.built import grades, style
from macros.built.site import Page
from macros.library import Library
from macros.models.style import Spoken

RULES = Spoken(sentence_words=25, never=("simply",))


@pytest.mark.parametrize(
    ("word", "count"), [("difficult", 3), ("client", 2), ("say", 1), ("apologise", 4), ("re-read", 2)]
)
def test_syllables(word: str, count: int) -> None:
    assert grades.syllables(word) == count


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


@pytest.mark.parametrize(
    ("language", "easy", "hard"),
    [
        ("en", "We go. You stay.", "Organisational considerations necessitate reconsideration."),
        ("de", "Wir gehen. Sie bleiben hier.", "Organisatorische Überlegungen erfordern Wiedervorlage."),
        ("de-AT", "Das ist gut so.", "Unternehmensinterne Vorgangsbearbeitung beansprucht Bearbeitungszeiten."),
    ],
)
def test_each_language_has_its_own_formula(language: str, easy: str, hard: str) -> None:
    low, high = (grades.grade([text], language) for text in (easy, hard))
    assert low is not None
    assert high is not None
    assert low < RULES.grade < high
    measured = style.counted(html.fromstring(f"<article><p>{hard}</p></article>"), RULES, language)
    assert [what for what, _ in measured.faults] == ["grade"]


def test_the_german_formula_is_the_one_in_print() -> None:
    """Two sentences of five words. Of these, six have one syllable, one has three; two have more than six letters."""
    text = "Der Kunde ruft laut an. Wir bleiben ruhig und antworten."
    assert grades.grade([text], "de") == pytest.approx(0.1935 * 10 + 0.1672 * 5 + 0.1297 * 20 - 0.0327 * 60 - 0.875)


def test_a_language_without_a_formula_has_no_grade() -> None:
    hard = "Organisational considerations necessitate reconsideration."
    measured = style.counted(html.fromstring(f"<article><p>{hard} Simply.</p></article>"), RULES, "fi")
    assert measured.grade is None
    assert [what for what, _ in measured.faults] == ["never used"]


@pytest.mark.parametrize(
    ("lang", "faults"),
    [("", ["never used"]), (' lang="de"', ["never used", "a sentence of 6 words"]), (' lang="fr"', None)],
)
def test_a_page_is_held_to_the_rules_of_its_own_language(library: Library, lang: str, faults: list[str] | None) -> None:
    assert library.style
    german = Spoken(sentence_words=5, never=("leider",))
    rules = library.style.model_copy(update={"languages": {"de": german}})
    said = "Simply go." if not lang else "Leider geht das heute nicht mehr."
    page = Page("page.html", f'<html lang="en"><article{lang}><p>{said}</p></article></html>'.encode())
    measured = style.measure(page, rules)
    assert (measured and [what for what, _ in measured.faults]) == faults
