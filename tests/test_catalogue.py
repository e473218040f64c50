"""What is kept by a library's words is found for the same words alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from macros import checks
from macros.exports import catalogue
from macros.library import Library

from . import toys


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return checks.load(toys.copy(tmp_path_factory.mktemp("catalogue") / "docs"), "docs")


def others(library: Library) -> Iterator[tuple[str, Library]]:
    """Libraries that differ in one thing each, with what it is."""
    for name, items in library.collections.items():
        for id_, item in list(items.items())[:1]:
            yield f"without one of {name}", library.having(**{name: {k: v for k, v in items.items() if k != id_}})
            (key, value), *_ = ((key, one) for key, one in item if isinstance(one, str))
            changed = item.model_copy(update={key: f"{value} x"})
            yield f"other words in {name}", library.having(**{name: items | {id_: changed}})
            yield f"another order of {name}", library.having(**{name: dict(reversed(items.items()))})
    path, page = next(iter(library.pages.items()))
    yield "a page's text", replace(library, pages=library.pages | {path: replace(page, text=page.text + "x")})
    yield "a page's title", replace(library, pages=library.pages | {path: replace(page, title=page.title + "x")})
    yield "a value", replace(library, variables=library.variables | {"team.name": "Others"})
    yield "whom to call", replace(library, call="1")
    assert library.team
    yield "the team", replace(library, team=library.team.model_copy(update={"name": "Others"}))
    assert library.danger
    yield "what is said in danger", replace(library, danger=library.danger.model_copy(update={"dangers": ()}))
    head, meta = next((path, meta) for path, meta in library.heads.items())
    yield "a head", replace(library, heads=library.heads | {head: meta.model_copy(update={"description": "x"})})


def test_every_change_of_a_library_shows(toy: Library) -> None:
    said = catalogue.everything(toy)
    assert catalogue.everything(checks.load(toy.docs, "docs")) == said
    few = {name for name, items in toy.collections.items() if len(items) < 2}
    for what, other in others(toy):
        if what.removeprefix("another order of ") not in few:
            assert catalogue.everything(other) != said, what
