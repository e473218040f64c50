"""The feed: what RFC 4287 asks of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from macros import checks
from macros.exports import feed
from macros.library import Library
from macros.problems import Invalid

from . import toys

ATOM = {"a": feed.ATOM}
ROOT = "https://toys.example.org/handbook/"


@pytest.fixture
def toy(tmp_path: Path) -> Library:
    return checks.load(toys.copy(tmp_path / "docs"))


def read(library: Library, site_url: str = ROOT) -> etree._Element:
    return etree.fromstring(feed.files(library, site_url)["feed.xml"])


def texts(root: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in root.findall(path, ATOM)]


def test_it_holds_what_atom_asks_for(toy: Library) -> None:
    root = read(toy)
    assert root.tag == f"{{{feed.ATOM}}}feed"
    for holder in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"a:{name}", ATOM)) == 1
            assert texts(holder, f"a:{name}")[0].strip()
        for moment in texts(holder, "a:updated"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)
    assert texts(root, "a:author/a:name") == ["Toy handbook"]
    assert [link.get("href") for link in root.findall("a:link[@rel='self']", ATOM)] == [f"{ROOT}feed.xml"]
    for entry in root.findall("a:entry", ATOM):
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1


def test_the_newest_change_comes_first(toy: Library) -> None:
    root = read(toy)
    days = texts(root, "a:entry/a:updated")
    assert len(days) == len(toy.changes) > 1
    assert days == sorted(days, reverse=True)
    assert texts(root, "a:updated") == days[:1]


def test_ids_last(toy: Library) -> None:
    """They name the host, the day and the change, and nothing that may be written anew."""
    before = texts(read(toy), "a:entry/a:id")
    assert len(set(before)) == len(before)
    assert before[-1] == "tag:toys.example.org,2026-09-01:/handbook/changes/opened"
    changed = toy.changes["opened"].model_copy(update={"title": "Other words", "pages": ("guide/tensions.md",)})
    toy.changes["opened"] = changed
    assert texts(read(toy), "a:entry/a:id") == before


def test_words_of_the_data_stay_words(toy: Library) -> None:
    words = "Say <sorry> once & mean it"
    toy.changes["opened"] = toy.changes["opened"].model_copy(update={"title": words, "summary": words})
    entry = read(toy).findall("a:entry", ATOM)[-1]
    assert texts(entry, "a:title") == texts(entry, "a:summary") == [words]


def test_an_entry_leads_to_its_pages_in_order(toy: Library) -> None:
    entry = read(toy).findall("a:entry", ATOM)[0]
    links = [(link.get("rel"), link.get("href")) for link in entry.findall("a:link", ATOM)]
    assert links == [("alternate", f"{ROOT}decide/repair/"), ("related", f"{ROOT}scripts/opening/")]


def test_without_an_address_of_the_site_there_is_none(toy: Library) -> None:
    assert feed.files(toy) == {}


def test_without_a_change_there_is_none(toy: Library) -> None:
    toy.changes.clear()
    assert feed.files(toy, ROOT) == {}


def test_equal_libraries_give_equal_bytes(toy: Library) -> None:
    assert feed.files(toy, ROOT) == feed.files(checks.load(toy.docs), ROOT)


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ("date: 2026-09-01", "date: 2999-01-01", "lies in the future"),
        ("pages: [index.md]", "pages: [indexx.md]", 'did you mean "index.md"?'),
        ("pages: [index.md]", "pages: []", "at least 1"),
        ("id: opened", "id: repairs-first", "is taken"),
    ],
)
def test_a_change_that_cannot_be_true_is_told(tmp_path: Path, find: str, put: str, said: str) -> None:
    docs = toys.copy(tmp_path / "docs", {"_data/changes.yml": [{"find": find, "put": put}]})
    with pytest.raises(Invalid) as told:
        checks.load(docs, "docs")
    assert [problem.file for problem in told.value.problems] == ["docs/_data/changes.yml"]
    assert said in str(told.value)
