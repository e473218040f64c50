"""YAML text -> plain data with lines, and nothing that an editor did not mean."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros import source, syntax
from macros.source import Source, parse, read


def parsed(text: str) -> Source:
    return parse(text.encode(), "f.yml")


def told(text: str) -> list[str]:
    return [str(problem).removeprefix("f.yml:") for problem in parsed(text).problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("word", "word"),
        ("two words", "two words"),
        ("'no'", "no"),
        ('"12:30"', "12:30"),
        ("'5'", "5"),
        ("|\n  12:30\n", "12:30\n"),
        (">-\n  one\n  two\n", "one two"),
        ("1.0.0", "1.0.0"),
        ("9am", "9am"),
        ("-", [None]),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("2024-02-29", datetime.date(2024, 2, 29)),
        ("~", None),
        ("{}", {}),
        ("[]", []),
        ("{1: a, no: b, '': c}", {"1": "a", "no": "b", "": "c"}),
        ("a:\n- b: 1\n  c: [d]\n", {"a": [{"b": 1, "c": ["d"]}]}),
    ],
)
def test_reads(text: str, value: Any) -> None:
    found = parsed(text)
    assert found.problems == []
    assert found.data == value


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "on",
        "TRUE",
        "12:30",
        "1:2:3",
        "0x1F",
        "0b1",
        "017",
        "1_000",
        "+1",
        "1.5",
        ".5",
        "1.0e+3",
        ".inf",
        ".NaN",
        "2024-02-30",
        "=",
        "<<",
        "2024-01-01 10:00:00",
        "99999999999999999999",
    ],
)
def test_refuses_what_yaml_would_read_otherwise_and_keeps_it_as_text(text: str) -> None:
    found = parsed(f"a: 1\nb: {text}\n")
    assert found.data == {"a": 1, "b": text}
    assert [(problem.line, problem.where) for problem in found.problems] == [(2, "b")]
    assert found.misread == {("b",)}


def test_lines_of_keys_lists_and_block_texts() -> None:
    found = parsed("# note\na: 1\nb:\n  - c\n  -\n    d: |\n      text\n    e:\n      f\n")
    assert found.lines == {
        (): 2,
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 1): 6,
        ("b", 1, "d"): 6,
        ("b", 1, "e"): 9,
    }
    assert found.line(("b", 1, "no such key", 3)) == 6
    assert found.line(("z",)) == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_that_editors_show(end: str) -> None:
    assert parsed(end.join(["a: 1", "# é", "", "b: 2"])).lines["b",] == 4
    assert told(end.join(["a: é", "b: 'c", "d: e"]))[0].startswith("2: ")
    assert told(end.join(["a: é", "b: \a"]))[0].startswith("2: ")


def test_entries_of_lists_are_named_by_id_else_by_number() -> None:
    found = parsed("list:\n  - id: one\n    items: [{id: x}, {id: 5}, {id: ' '}, {}]\n")
    assert found.where(("list", 0, "items", 0, "text")) == "list > one > items > x > text"
    assert found.where(("list", 0, "items", 1)) == "list > one > items > 2"
    assert found.where(("list", 0, "items", 2)) == "list > one > items > 3"
    assert found.where(("list", 9)) == "list > 10"


def test_all_surprises_are_told_at_once_with_names() -> None:
    assert told("list:\n  - id: one\n    a: no\n    b: 2024-02-30\n    a: yes\n") == [
        '3: list > one > a: "no" reads as true or false in YAML; expected text in quotes',
        '4: list > one > b: "2024-02-30" is no day of the calendar; expected a date like 2026-11-22',
        '5: list > one > a: the key "a" stands twice (first in line 3); expected each key once',
        '5: list > one > a: "yes" reads as true or false in YAML; expected text in quotes',
    ]


def test_what_breaks_the_syntax_leaves_no_data() -> None:
    for text in ("a: 'b", "a: 1\n---\nb: 2", "&a b", "a: \x00"):
        assert parsed(text).data is None
        assert len(parsed(text).problems) == 1


SYNTAX_FAULTS = [
    "a: 'b\nc: d\n",
    "a: [b\nc: d\n",
    "a: b: c\n",
    "a: 1\nb\nc: 2\n",
    "a: @b\n",
    'a: "\\q"\n',
    "a: *b c\n",
    "a: b\n\tc: d\n",
    "\ta: 1\n",
    "a: - b\n",
    "a:\n  b: 1\n c: 2\n",
    "- a\nb: c\n",
    "a: 'it's'\n",
    "a: !b c\n",
    "a: ! c\n",
]


@pytest.mark.parametrize("text", SYNTAX_FAULTS)
def test_both_parsers_of_yaml_are_told_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With PyYAML's C parser and without it."""
    quick = told(text)
    monkeypatch.setattr(syntax, "LOADER", yaml.SafeLoader)
    assert told(text) == quick
    assert "broken here" not in quick[0]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert str(read(tmp_path / "none.yml", "x").problems[0]).startswith("x:1: the file is missing; ")
    assert str(read(tmp_path, "x").problems[0]).startswith("x:1: the file cannot be read (")
    (tmp_path / "loop.yml").symlink_to(tmp_path / "loop.yml")
    assert str(read(tmp_path / "loop.yml", "x").problems[0]).startswith("x:1: the file cannot be read (")


def test_a_file_is_read_anew_where_it_changed_and_readers_share_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_text("a: no\n", "utf-8")
    first = read(path, "file.yml")
    before = [str(problem) for problem in first.problems]
    assert before
    first.problem(("a",), "another fault", "none")
    first.misread.clear()
    first.data = {"a": "filled in"}
    again = read(path, "file.yml")
    assert (again.data, [str(problem) for problem in again.problems], again.misread) == ({"a": "no"}, before, {("a",)})
    assert read(path, "other.yml").problems[0].file == "other.yml"
    path.write_text("a: yet\n", "utf-8")
    assert read(path, "file.yml").data == {"a": "yet"}


def test_what_is_remembered_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_CACHED", 2)
    memory = source.Memory(parse)
    kept = [memory.of(b"a: b\n", name) for name in ("one.yml", "two.yml", "one.yml", "three.yml")]
    assert [one.data for one in kept] == [{"a": "b"}] * 4
    assert list(memory._cached) == [("one.yml",), ("three.yml",)]


def test_no_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "large.yml"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 1 << 40)  # a terabyte of nothing
    assert len(read(path, "x").problems) == 1


# Anything at all -------------------------------------------------------------------------

PROPERTY = settings(max_examples=300)
YAMLISH = st.text(alphabet=" \n\t-:,#[]{}'\"|>&*!%@`?<=~ab1.é\r\x85\u2028\ufeff\a", max_size=60)
SCALARS = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), max_size=20)
    | st.integers(-(10**14), 10**14)
    | st.booleans()
    | st.none()
    | st.dates()
)
KEYS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def hold(raw: bytes) -> None:
    """What is true of any file: it gives data or says why not, and all lines are its own."""
    found = parse(raw, "f.yml")
    rows = len(re.split(rb"\r\n?|\n", raw))
    assert all(1 <= line <= rows for line in found.lines.values())
    assert all(1 <= problem.line <= rows for problem in found.problems)
    assert all("\n" not in str(problem) for problem in found.problems)
    assert found.problems or () in found.lines or found.data is None
    for path in found.lines if found.data is not None else ():
        found.where(path)


@PROPERTY
@given(st.binary(max_size=60))
@example(b"\xff\xfe")
@example(b"a: \xc3")
def test_any_bytes(raw: bytes) -> None:
    hold(raw)


@PROPERTY
@given(YAMLISH)
@example("---\n---\na: 1")
@example("%YAML 9.9\n---\n")
@example("? \n: ")
@example("a: \ufeffb")
def test_any_text(text: str) -> None:
    hold(text.encode())


@PROPERTY
@given(VALUES)
@example({"a": "12:30", "b": "no", "c": "2024-01-01", "d": "~", "e": "=", "f": "<<", "g": "#", "h": ""})
def test_what_yaml_writes_is_read_back(value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    found = parsed(text)
    assert [str(problem) for problem in found.problems] == []
    assert found.data == value
