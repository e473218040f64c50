"""The door: whatever stands in the data, there is a library or there are problems. Cases: golden/problems."""

from __future__ import annotations

import importlib
import inspect
import re
import time
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros import checks, kinds, models, render, walk
from macros.kinds.card import deck
from macros.library import Library
from macros.problems import MAX_HINTS, Invalid, Problem, nearest, one_report, quote, report

from . import toys
from .examples import many

MANY_WRONG = {
    f"one-{number}": f"[{', '.join(f'unknown-{number}-{which}' for which in range(10))}]" for number in range(600)
}

PROPERTY = many(60)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toys.copy(tmp_path_factory.mktemp("toy") / "docs")


@pytest.fixture(scope="module")
def toy(docs: Path) -> Library:
    return checks.load(docs, "docs")


def test_every_rule_is_run() -> None:
    modules = [importlib.import_module(f"{checks.__name__}.{module.name}") for module in iter_modules(checks.__path__)]
    modules += kinds.modules("checks")
    rules = [
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and inspect.signature(function).return_annotation == "Found"
    ]
    assert sorted(rule.__name__ for rule in rules) == sorted(rule.__name__ for rule in checks.rules())


def test_a_sound_library(toy: Library) -> None:
    assert list(toy.checklists) == ["broken-toy", "close-the-case"]
    assert deck.points(toy)["broken-toy--write-it-down"].text == "Write it in the log book"
    assert toy.scripts["settle-it"].avoid == "It needs a yes from team lead."
    assert (toy.scripts["hear-it"].owner, toy.scripts["promise-a-day"].owner) == ("rep", "lead")
    assert [deck.number(toy, id_) for id_ in toy.cards] == ["N01", "A02", "S03"]
    assert deck.steps(toy, "broken-toy")[1:3] == ["Say back *what* broke", "Look at the toy together (S03)"]
    assert checks.counts(toy).startswith("OK: 2 situations, 2 trees, ")


def test_thousands_of_wrong_names_are_told_in_seconds(tmp_path: Path) -> None:
    """Likeness is looked for a bounded number of times in one report, and again in the next."""
    docs = toys.copy(tmp_path / "docs")
    entries = [
        f"  - {{id: {id_}, title: One, one_way: {names}, other_way: [listen-first], rule: Go., question: Go?}}"
        for id_, names in MANY_WRONG.items()
    ]
    (docs / "_data/tensions.yml").write_text("\n".join(["tensions:", *entries]), "utf-8")
    began = time.process_time()
    _, problems = checks.examined(docs, "docs")
    took = time.process_time() - began
    unknown = [problem for problem in problems if problem.said.startswith('unknown id "unknown-')]
    assert len(unknown) == 6000
    assert took < 5
    assert nearest("lissten", ["listen"]) == 'did you mean "listen"?'


def test_the_first_wrong_names_of_a_report_have_a_hint() -> None:
    with one_report():
        hints = [nearest("lissten", ["listen"]) for _ in range(MAX_HINTS + 1)]
    assert hints == ['did you mean "listen"?'] * MAX_HINTS + [""]


def test_where_claims_are_used(toy: Library) -> None:
    used = walk.uses(toy, "claims")
    assert used["one-apology"] == [
        ("pages", "index.md"),
        ("trees", "repair"),
        ("checklists", "broken-toy"),
        ("cards", "say-sorry"),
        ("tensions", "sorry-or-offer"),
        ("scenarios", "broken-toy-scene"),
    ]
    assert set(used) == set(toy.claims)


# Problems ----------------------------------------------------------------------------------


def test_a_problem_on_one_line() -> None:
    problem = Problem("a.yml", 3, "b > c", "found x", "y", "did you mean z?")
    assert str(problem) == "a.yml:3: b > c: found x; expected y (did you mean z?)"
    assert str(Problem("a.yml", 1, "", "found x", "y")) == "a.yml:1: found x; expected y"
    assert str(Problem("a\nb.md", 1, "", "found x", "y")) == "a\N{REPLACEMENT CHARACTER}b.md:1: found x; expected y"


def test_a_report_is_sorted_and_says_each_once() -> None:
    problems = [Problem(file, line, "", "x", "y") for file, line in (("b", 2), ("a", 10), ("b", 2), ("a", 9))]
    assert [line[:5] for line in report(problems).splitlines()] == ["a:9: ", "a:10:", "b:2: ", "3 pro"]
    assert str(Invalid(problems)) == report(problems)
    assert report(problems[:1]).endswith("\n1 problem")


@given(st.text())
def test_a_quote_is_one_short_printable_line(value: str) -> None:
    shown = quote(value)
    assert shown.isprintable()
    assert len(shown) <= 62


def test_nearest() -> None:
    assert nearest("titel", ["title", "when"]) == 'did you mean "title"?'
    assert nearest("xyz", ["title", "when"]) == ""
    assert nearest("x" * 10_000_000, ["title"]) == ""


# Anything at all ----------------------------------------------------------------------------

DATA = [
    *(
        f"_data/{name}"
        for name in (*(file.path for file in kinds.FILES if not file.folder), "team.yml", "style.yml", "search.yml")
    ),
    "_data/trees/repair.yml",
]
PAGES = ["situations/toy-broke.md", "checklists/broken-toy.md"]
KEYS = {key for _, model in inspect.getmembers(models, inspect.isclass) for key in getattr(model, "model_fields", ())}
IDS = "broken-toy listen-first broken-toy--say-sorry toy-broke repair rep day index.md 1.0 https://a.b no A"
TEXTS = ["", " ", "x y", "{{ team.name }}", "{{ team.x }}", "[[day]]", "[[x]]", "\x07", "\ud800"]
WORDS = [*sorted(KEYS), *IDS.split(), *TEXTS]
SCALARS = (
    st.sampled_from(WORDS) | st.text(max_size=5) | st.integers() | st.floats() | st.booleans() | st.none() | st.dates()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=15,
)


def hold(docs: Path, name: str, raw: bytes) -> None:
    """With `raw` in place of a file there is a library that renders, or there are problems, told plainly."""
    path = docs / name
    before = path.read_bytes()
    path.write_bytes(raw)
    try:
        found = loaded(docs)
        rows = {file: (docs.parent / file).read_bytes() for file in {one.file for one in found.problems}}
    finally:
        path.write_bytes(before)
    for problem in found.problems:
        assert str(problem).isprintable()
        assert 1 <= problem.line <= len(re.split(rb"\r\n?|\n", rows[problem.file]))
    for one in toys.calls(found) if not found.problems else ():
        toys.call(found, render.Place(), *one)


def loaded(docs: Path) -> Library | Invalid:
    """The library, which has no problems, or the problems."""
    try:
        return checks.load(docs, "docs")
    except Invalid as invalid:
        return invalid


@PROPERTY
@given(st.sampled_from(DATA + PAGES), st.binary(max_size=80))
def test_any_bytes_in_any_file(docs: Path, name: str, raw: bytes) -> None:
    hold(docs, name, raw)


class Dumper(yaml.SafeDumper):
    """Writes what stands twice twice, where PyYAML would write an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(value: Any) -> bytes:
    return yaml.dump(value, Dumper=Dumper, allow_unicode=True).encode("utf-8", "surrogatepass")


def in_file(name: str, value: Any) -> bytes:
    return b"---\n" + dumped(value) + b"---\n\n# A\n" if name.endswith(".md") else dumped(value)


@PROPERTY
@given(st.sampled_from(DATA + PAGES), st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=8))
def test_any_mapping_in_any_file(docs: Path, name: str, value: dict[str, Any]) -> None:
    hold(docs, name, in_file(name, value))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything inside a value."""
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    return at(value[path[0]], path[1:]) if path else value


GONE = object()


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy of `value` with `new` at `path`, or with nothing there."""
    if not path:
        return {} if new is GONE else new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and new is GONE:
        del copy[path[0]]
    else:
        copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


@PROPERTY
@given(st.data())
def test_a_sound_file_with_one_place_changed(docs: Path, data: st.DataObject) -> None:
    """Gone, or in its place something from elsewhere in the file, or anything."""
    name = data.draw(st.sampled_from([*DATA, "situations/toy-broke.md"]))
    text = (docs / name).read_text(encoding="utf-8")
    value = yaml.safe_load(text.split("---")[1] if name.endswith(".md") else text)
    paths = st.sampled_from(sorted(places(value), key=str))
    new = data.draw(st.just(GONE) | paths.map(lambda path: at(value, path)) | VALUES)
    hold(docs, name, in_file(name, changed(value, data.draw(paths), new)))
