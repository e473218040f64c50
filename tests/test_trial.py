"""What only typesetting shows is told by the check: the same as by the build, and again only for what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from macros import cache, checks
from macros.__main__ import main
from macros.exports import book, cards, previews, trial
from macros.kinds.card.model import CardStep
from macros.library import Library
from macros.problems import Invalid

from . import toys
from .examples import many

SITE = "https://handbook.example.org/"


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache that holds nothing."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    cache.forget()
    yield
    cache.forget()


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return checks.load(toys.copy(tmp_path_factory.mktemp("trial") / "docs"), "docs")


def told(library: Library) -> list[str]:
    """What the check says."""
    try:
        trial.run(library, SITE)
    except Invalid as invalid:
        return sorted({str(problem) for problem in invalid.problems})
    return []


def built(library: Library) -> list[str]:
    """What the build says."""
    found: set[str] = set()
    for files in (cards.files, previews.files):
        try:
            files(library, SITE)
        except Invalid as invalid:
            found |= set(map(str, invalid.problems))
    return sorted(found)


def with_words(toy: Library, **words: Any) -> Library:
    """The toy library with other words on its first card."""
    first, *others = toy.cards.values()
    short = first.short.model_copy(update={"say": words.pop("short_say"), "never": words.pop("short_never")})
    return toy.having(cards={one.id: one for one in (first.model_copy(update={**words, "short": short}), *others)})


def words(most: int) -> st.SearchStrategy[str]:
    """Words up to a bound of their field, of narrow and of wide letters, some of which no font has."""
    letters = st.sampled_from(["W", "M", "mm", "i", "l", " ", " ", "a", "WWWW", "’", "é", "ж"])
    return st.lists(letters, min_size=1, max_size=most).map(lambda some: "".join(some)[:most].strip() or "a")


WIDE = ("W" * 7 + " ") * 20

TOO_WIDE = {
    "title": WIDE[:30],
    "when": WIDE[:60],
    "say": WIDE[:110],
    "never": WIDE[:80],
    "steps": tuple(CardStep(text=WIDE[:52]) for _ in range(6)),
    "short_say": WIDE[:70],
    "short_never": WIDE[:44],
}


@many(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words(30), words(60), words(110), st.lists(words(52), min_size=4, max_size=6), words(80), words(70), words(44))
@example(WIDE[:30], WIDE[:60], WIDE[:110], [WIDE[:52]] * 6, WIDE[:80], WIDE[:70], WIDE[:44])
@example("a", "a", WIDE[:110], ["a"] * 4, "a", "a", "a")
@example("W" * 30, "a", "a", ["a"] * 4, "a", "a", "a")
def test_what_the_check_lets_pass_is_printed(
    toy: Library, title: str, when: str, say: str, steps: list[str], never: str, short_say: str, short_never: str
) -> None:
    own = tuple(CardStep(text=step) for step in steps)
    short = {"short_say": short_say, "short_never": short_never}
    changed = with_words(toy, title=title, when=when, say=say, steps=own, never=never, **short)
    cache.forget()
    found = told(changed)
    of_build = built(changed)
    assert bool(found) == bool(of_build)
    if "ж" not in title + when:  # a picture of a page tells one character, and the book's letters are told beside
        assert set(of_build) <= set(found)


def test_some_words_fit_no_card(toy: Library) -> None:
    found = told(with_words(toy, **TOO_WIDE))
    assert found
    assert [line for line in found if not line.startswith("docs/_data/cards.yml:16: ")] == []
    assert any("does not fit" in line for line in found)


def test_what_was_tried_is_not_tried_again(toy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    typeset: list[list[str]] = []
    real = cards._typeset

    def counted(library: Library, frame: Any, batch: Any) -> list[bytes]:
        typeset.extend([card["id"] for card in job.cards] for job in batch)
        return real(library, frame, batch)

    monkeypatch.setattr(cards, "_typeset", counted)
    trial.run(toy, SITE)
    assert typeset
    typeset.clear()
    changed = {one: getattr(toy.cards["broken-toy"], one) for one in ("title", "when", "say")}
    short = {"short_say": "Tell me.", "short_never": "Blame"}
    other = with_words(toy, **changed, never="Never blame the dog", **short)
    trial.run(other, SITE)
    assert {tuple(ids) for ids in typeset} == {("broken-toy",)}
    cache.forget()  # a new process
    monkeypatch.setattr(typst, "Compiler", None)
    trial.run(other, SITE)


def test_nothing_is_remembered_of_what_was_wrong(toy: Library) -> None:
    wide = with_words(toy, **TOO_WIDE)
    first = told(wide)
    assert first
    assert told(wide) == first
    assert told(toy) == []


@pytest.mark.parametrize(
    ("file", "edit", "line"),
    [
        ("_data/scripts.yml", {"find": "Hello [[client_name]], tell", "put": "Привет [[client_name]], tell"}, 44),
        (
            "guide/tensions.md",
            {"find": "# Where the articles disagree\n", "put": "# Where the articles disagree\n\n→ x\n"},
            7,
        ),
        ("_data/team.yml", {"find": "record: the log book", "put": "record: журнал"}, 6),
    ],
)
def test_characters_that_cannot_be_printed_are_told_where_they_stand(
    file: str, edit: dict[str, str], line: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = toys.copy(tmp_path / "docs", {file: [edit]})
    assert main(["check", "--data", str(docs)]) == 1
    assert f"/docs/{file}:{line}: " in capsys.readouterr().out
    with pytest.raises(Invalid):
        book.files(checks.load(docs, "docs"), SITE)
