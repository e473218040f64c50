"""The picture that a chat shows of a link: making it, and making it again."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from macros import cache, checks
from macros.exports import cards, previews
from macros.library import Library
from macros.problems import Invalid

from . import toys

ROOT = "https://toys.example.org/handbook/"


# Making them ----------------------------------------------------------------------------


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The toy site, whose cards take no time."""
    library = checks.load(toys.copy(tmp_path / "docs"), "docs")
    monkeypatch.setattr(cards, "files", lambda library, _="": {f"cards/{id_}/{id_}.png": b"" for id_ in library.cards})
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.forget()
    return library


def remembered() -> None:
    cache.forget()


def test_equal_pages_give_equal_bytes_alone_or_together(toy: Library) -> None:
    together = previews.files(toy, ROOT)
    remembered()
    assert previews.files(toy, ROOT) == together
    remembered()
    guide = {"index.md", "guide/tensions.md"}
    toy.cards.clear()
    toy.pages = {path: page for path, page in toy.pages.items() if path in guide}
    assert previews.files(toy, ROOT).items() <= together.items()


def test_only_what_changed_is_made_again(toy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    typeset = previews._typeset

    def counted(library: Library, frame: previews.Record, batch: list[previews.Record]) -> list[bytes]:
        made.extend(record["path"] for record in batch)
        return typeset(library, frame, batch)

    monkeypatch.setattr(previews, "_typeset", counted)
    first = previews.files(toy, ROOT)
    assert len(made) == len(toy.pages) - len(toy.cards)
    made.clear()
    assert previews.files(toy, ROOT) == first
    assert made == []
    toy.pages["guide/tensions.md"].title = "Other words"
    second = previews.files(toy, ROOT)
    assert made == ["guide/tensions.md"]
    assert [path for path in first if first[path] != second[path]] == [previews.path("guide/tensions/")]


def test_a_page_of_an_unknown_folder_has_a_picture(toy: Library) -> None:
    toy.pages["our-own/page.md"] = toy.pages.pop("guide/tensions.md")
    toy.pages["our-own/page.md"].path = "our-own/page.md"
    assert previews.path("our-own/page/") in previews.files(toy, ROOT)


def test_words_that_do_not_fit_are_told(toy: Library) -> None:
    toy.pages["guide/tensions.md"].title = "A title of too many words " * 20
    with pytest.raises(Invalid) as told:
        previews.files(toy, ROOT)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [
        ("docs/guide/tensions.md", toy.pages["guide/tensions.md"].title_line)
    ]


def test_characters_that_the_font_lacks_are_told(toy: Library) -> None:
    page = toy.pages["guide/tensions.md"]
    page.title = "Stars \N{WHITE SMILING FACE}"
    assert isinstance(page.meta.data, dict)
    page.meta = copy.copy(page.meta)  # what was read is kept for others
    page.meta.data = page.meta.data | {"description": "Smiles \N{WHITE SMILING FACE}"}
    with pytest.raises(Invalid) as told:
        previews.files(toy, ROOT)
    assert {(problem.file, problem.where) for problem in told.value.problems} == {
        ("docs/guide/tensions.md", ""),
        ("docs/guide/tensions.md", "description"),
    }
    assert all("U+263A" in problem.said or "\N{WHITE SMILING FACE}" in problem.said for problem in told.value.problems)


def test_markup_in_a_title_is_not_run(toy: Library) -> None:
    toy.pages["guide/tensions.md"].title = "#panic() *a* _b_ $x$ [c] <d> \\ @e"
    assert previews.path("guide/tensions/") in previews.files(toy, ROOT)
