"""What follows from the language of a handbook, whichever it is."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from macros import language
from macros.models.interface.phrases import Plural
from macros.reading import collect

from . import toys


@pytest.mark.parametrize(
    ("tag", "base", "direction", "day", "month"),
    [
        ("en-GB", "en", "ltr", "1 March 2026", "March 2026"),
        ("en-US", "en", "ltr", "March 1, 2026", "March 2026"),
        ("de", "de", "ltr", "1. März 2026", "März 2026"),
        ("pt-BR", "pt", "ltr", "1 de março de 2026", "março de 2026"),
        ("zh-TW", "zh", "ltr", "2026年3月1日", "2026年3月"),
        ("ar", "ar", "rtl", "1 مارس 2026", "مارس 2026"),
    ],
)
def test_dates_and_direction(tag: str, base: str, direction: str, day: str, month: str) -> None:
    assert language.known(tag)
    assert (language.base(tag), language.direction(tag)) == (base, direction)
    assert (language.day(datetime.date(2026, 3, 1), tag), language.month("2026-03", tag)) == (day, month)


@pytest.mark.parametrize("tag", ["", "German", "pt_BR", "pt-br", "DE", "xx", "de-", "de-Deutschland", "../de"])
def test_what_names_no_language(tag: str) -> None:
    assert not language.known(tag)


def test_numbers_take_the_form_that_goes_with_them() -> None:
    words = Plural(one="{count} strona", few="{count} strony", many="{count} stron", other="{count} strony.")
    told = [words.of(language.number(count, "pl"), count) for count in (1, 2, 5, 22)]
    assert told == ["1 strona", "2 strony", "5 stron", "22 strony"]
    assert Plural(one="a page", other="{count} pages").of(language.number(2, "ar"), 2) == "2 pages"


def test_a_language_that_nobody_knows_is_told(tmp_path: Path) -> None:
    docs = toys.copy(tmp_path / "docs")
    file = docs / "_data" / "interface.yml"
    text = file.read_text("utf-8")
    line = text[: text.index("\nlanguage: ")].count("\n") + 2
    file.write_text(text.replace("\nlanguage: en-GB", "\nlanguage: German"), "utf-8")
    (problem,) = collect(docs, "docs").problems
    assert (problem.file, problem.line, problem.where) == ("docs/_data/interface.yml", line, "language")
    assert problem.said == "“German”, which names no language"
