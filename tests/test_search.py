"""The search's index: what it holds of a text, and where."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
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


def unpacked(index: dict[str, Any]) -> dict[str, dict[str, int]]:
    """By a page's address, its words, and in about how many of the queries that people ask of it each stands."""
    words: dict[str, dict[str, int]] = {page["at"]: {} for page in index["pages"]}
    for word, steps in zip(index["words"].split(" "), index["steps"], strict=True):
        number = 0
        for one in steps:
            number += one // 10
            words[index["pages"][number]["at"]][word] = 2 ** (one % 10 - 1) if one % 10 else 0
    return words


def test_a_text_stands_at_its_home_alone() -> None:
    """The words of a script are on the page of its moment, and on none of the pages that show it."""
    library = checks.load(toys.SITE / "docs", "docs")
    words = unpacked(json.loads(search.files(library)[search.PATH]))
    script = library.scripts["hear-it"]
    assert any(call.args == (script.id,) for call in library.pages["situations/toy-broke.md"].calls)
    said = set(search.words(fill(script.variants[0].body, lambda _: " ")).split()) - set(library.search.ignored)
    assert said <= set(words[f"scripts/{script.moment}/"])
    assert not said <= set(words["situations/toy-broke/"])


def test_what_people_ask_is_counted_by_its_words() -> None:
    words = unpacked(json.loads(search.files(checks.load(toys.SITE / "docs", "docs"))[search.PATH]))
    late, broke = (words[f"situations/toy-{name}/"] for name in ("late", "broke"))
    assert (late["parcel"], broke["wheel"], broke["my"]) == (2, 2, 2)
    assert late["train"] == broke["train"] == 1
    assert "parcel" not in broke
    assert set(words["scripts/opening/"].values()) == {0}  # in its text alone


def test_one_query_of_many_tells_nothing() -> None:
    """A word that people often type says nothing of a page where one query alone has it."""
    library = checks.load(toys.SITE / "docs", "docs")
    toy = library.search and library.asked
    assert toy
    first, second, *rest = toy.asked
    often = first.model_copy(update={"queries": tuple(f"plonk {number}" for number in range(search.ONCE))})
    once = second.model_copy(update={"queries": (*second.queries, "plonk", "clink")})
    asked = toy.model_copy(update={"asked": (often, once, *rest)})
    words = unpacked(json.loads(search.files(replace(library, asked=asked))[search.PATH]))
    pages = [one.page.removesuffix(".md") + "/" for one in (first, second)]
    assert "plonk" in words[pages[0]]
    assert "plonk" not in words[pages[1]]
    assert words[pages[1]]["clink"] == 1


def test_the_toys_index(tmp_path: Path) -> None:
    library = checks.load(toys.copy(tmp_path / "docs"), "docs")
    index = json.loads(search.files(library)[search.PATH])
    page = next(one for one in index["pages"] if one["at"] == "situations/toy-late/")
    assert (page["title"], page["kind"], page["weight"], page["list"]) == ("The toy is late", 0, 130, False)
    assert page["queries"].splitlines()[:2] == ["late", "where is it"]
    first = index["pages"][0]
    assert (first["at"], first["kind"], first["weight"], first["list"]) == ("", -1, 50, True)
    assert index["kinds"] == ["Situation", "Card"]
    assert index["fallback"][0]["at"] == "decide/repair/"


def test_a_common_word_is_known_but_stands_nowhere(tmp_path: Path) -> None:
    """It is told apart from a word that nobody knows, and weighs nothing for the pages that all have it."""
    docs = toys.copy(tmp_path / "docs")
    (docs / "more").mkdir()
    for number in range(search.COMMON + 1):
        (docs / "more" / f"part-{number}.md").write_text(
            f"---\ndescription: A part.\n---\n# Part {number}\n\nTold rarely{number}.\n", "utf-8"
        )
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
