"""The pages' own templates stay in the part of Jinja that every engine's templates know.

MkDocs and ProperDocs render them with Jinja2, in which a value has the methods of Python. Zensical renders them with
minijinja, in which it has none: a filter must do.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from .sites import ROOT

TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))

# What both know: of minijinja itself, and what Zensical and MkDocs add.
FILTERS = {
    *("abs", "batch", "capitalize", "d", "default", "e", "escape", "first", "indent", "int", "items", "join", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "safe"),
    *("select", "selectattr", "sort", "string", "striptags", "sum", "title", "trim", "unique", "upper", "urlencode"),
    *("script_tag", "tojson", "url"),
}
TESTS = {"defined", "divisibleby", "even", "in", "iterable", "mapping", "none", "number", "odd", "sequence", "string"}
FUNCTIONS = {"caller", "dict", "namespace", "range", "super"}
# MkDocs alone gives a page these, or all templates these.
OURS_ALONE = {"is_homepage", "build_date_utc", "mkdocs_version", "edit_url", "update_date"}


def faults(source: str) -> list[str]:
    """What a template asks that not every engine answers."""
    tree = Environment(autoescape=True).parse(source)
    macros = {node.name for node in tree.find_all(nodes.Macro)}
    imported = {node.target for node in tree.find_all(nodes.Import)}  # templates, whose macros are no methods
    found = []
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Call, nodes.Getattr, nodes.Name)):
        match node:
            case nodes.Filter() if node.name not in FILTERS:
                found.append(f"the filter {node.name}")
            case nodes.Test() if node.name not in TESTS:
                found.append(f"the test {node.name}")
            case nodes.Call(node=nodes.Getattr(node=nodes.Name(name=name))) if name in imported:
                pass
            case nodes.Call(node=nodes.Getattr(attr=attr)):
                found.append(f"the method {attr}")
            case nodes.Call(node=nodes.Name(name=name)) if name not in FUNCTIONS | macros:
                found.append(f"the function {name}")
            case nodes.Getattr(attr=name) | nodes.Name(name=name) if name in OURS_ALONE:
                found.append(f"the value {name}")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_asks_what_every_engine_answers(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{{ super().replace("a", "b") }}', "the method replace"),
        ('{{ (list.url.split("/") | first) }}', "the method split"),
        ('{{ day.strftime("%B") }}', "the method strftime"),
        ('{% set at = after.index("x") %}', "the method index"),
        ("{% if page.is_homepage %}{% endif %}", "the value is_homepage"),
        ("{{ build_date_utc }}", "the value build_date_utc"),
        ("{{ words | wordcount }}", "the filter wordcount"),
        ("{% if x is callable %}{% endif %}", "the test callable"),
        ("{{ lipsum() }}", "the function lipsum"),
    ],
)
def test_what_one_engine_lacks_is_found(source: str, said: str) -> None:
    assert faults(source) == [said]


def test_the_templates_are_looked_for() -> None:
    assert ROOT / "overrides" / "main.html" in TEMPLATES
