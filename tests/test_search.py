"""The search's index: what it holds of a text, and where."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml

from macros import checks
from macros.exports import search
from macros.reading import collect
from macros.text import fill

from . import toys
from .sites import ROOT

VENDOR = ROOT / "overrides" / "assets" / "vendor"


def unpacked(index: dict[str, Any]) -> list[set[str]]:
    """The words of each section, in the order of the index."""
    parts: list[set[str]] = [set() for page in index["pages"] for _ in page["parts"]]
    for word, steps in zip(index["words"].split(" "), index["steps"], strict=True):
        number = 0
        for step in steps:
            number += step
            parts[number].add(word)
    return parts


def test_a_text_stands_at_its_home_alone() -> None:
    """The words of a script are in the section of its moment's page, and in none of the pages that show it."""
    library = checks.load(toys.SITE / "docs", "docs")
    index = json.loads(search.files(library)[search.PATH])
    parts = iter(unpacked(index))
    words = {f"{page['at']}#{part['at']}": next(parts) for page in index["pages"] for part in page["parts"]}
    script = library.scripts["hear-it"]
    assert any(call.args == (script.id,) for call in library.pages["situations/toy-broke.md"].calls)
    said = set(search.words(fill(script.variants[0].body, lambda _: " ")).split()) - set(index["ignored"])
    assert said <= words[f"scripts/{script.moment}/#script-{script.id}"]
    assert not said <= set().union(*(held for place, held in words.items() if "situations/toy-broke/" in place))


def test_the_toys_index(tmp_path: Path) -> None:
    library = checks.load(toys.copy(tmp_path / "docs"), "docs")
    index = json.loads(search.files(library)[search.PATH])
    page = next(one for one in index["pages"] if one["at"] == "situations/toy-late/")
    assert (page["title"], page["kind"], page["weight"], page["list"]) == ("The toy is late", 0, 130, False)
    assert page["queries"][:2] == ["late", "where is it"]
    first = index["pages"][0]
    assert (first["at"], first["kind"], first["weight"], first["list"]) == ("", -1, 50, True)
    assert index["kinds"] == ["Situation", "Card"]
    assert index["fallback"][0]["at"] == "decide/repair/"


def test_a_common_word_is_known_but_stands_nowhere(tmp_path: Path) -> None:
    """It is told apart from a word that nobody knows, and weighs nothing for the sections that all have it."""
    many = "\n".join(
        f"## Part {number} {{: #part-{number} }}\n\nTold rarely{number}." for number in range(search.COMMON + 1)
    )
    docs = toys.copy(tmp_path / "docs")
    page = docs / "situations" / "toy-late.md"
    page.write_text(page.read_text("utf-8") + "\n" + many + "\n", "utf-8")
    index = json.loads(search.files(collect(docs))[search.PATH])
    steps = dict(zip(index["words"].split(" "), index["steps"], strict=True))
    assert steps["told"] == []
    assert len(steps["rarely7"]) == 1


def test_words_of_a_text() -> None:
    assert (
        search.words("They can’t pay; the invoice (“overdue”) can't wait!") == "they cant pay the invoice overdue wait"
    )
    assert search.words("Say it, say it", frozenset({"it"})) == "say"


def test_vendored_libraries_are_the_recorded_ones() -> None:
    recorded = yaml.safe_load(Path(__file__).with_name("vendored.yml").read_text("utf-8"))
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    assert files == {name: about["sha256"] for name, about in recorded.items()}
    assert [name for name in files if "ermission" not in (VENDOR / name).read_text("utf-8")] == []  # their licences
