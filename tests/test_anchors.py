"""The anchors that the check knows are those that macros print: neither more, nor fewer."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html
from markdown.extensions.toc import slugify

import macros
from macros import checks, markup
from macros.braces import Call
from macros.checks.anchors import anchors
from macros.checks.anchors import printed as known_to_print
from macros.library import Library

from . import toys

CALLS = [name for name in checks.MACROS if name != "situation"]


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return checks.load(toys.copy(tmp_path_factory.mktemp("anchors") / "docs"), "docs")


def printed(library: Library, page: str, call: Call) -> set[str]:
    """The ids in what the host's macro prints on a page, and in the Markdown headings of it."""
    given: dict[str, Any] = {}
    env = SimpleNamespace(
        conf={"docs_dir": str(library.docs), "site_url": ""},
        project_dir=str(library.docs.parent),
        variables={},
        page=SimpleNamespace(url=checks.links.address(page)),
        macro=lambda function, name: given.__setitem__(name, function),
        filter=lambda function, name=None: None,
    )
    macros.define_env(env)
    said = given[call.name](*call.args, **dict(call.kwargs))
    found = set(html.fromstring(f"<div>{said}</div>").xpath("//*[not(ancestor::svg)]/@id"))
    return found | set(re.findall(r"^##.*\{: #([\w-]+) \}$", said, re.MULTILINE))


def call(library: Library, name: str) -> Call:
    """A call of a macro with the first item of its kind."""
    macro = checks.MACROS[name]
    return Call(name, (next(iter(getattr(library, macro.names))),) if macro.names else (), (), 1)


@pytest.mark.parametrize("page", ["index.md", "decide/repair.md"])
@pytest.mark.parametrize("name", CALLS)
def test_a_macro_prints_the_anchors_that_are_known(toy: Library, name: str, page: str) -> None:
    one = call(toy, name)
    known = set(known_to_print().get(name, lambda *_: ())(toy, toy.pages[page], one))
    shown = printed(toy, page, one)
    assert {id_ for id_ in shown if id_.removesuffix("-heading") not in known} == set()
    assert known <= shown


def test_anchors_of_a_page_that_is_broken_are_unknown(tmp_path: Path) -> None:
    edits = {"guide/tensions.md": [{"find": 'tension("sorry-or-offer")', "put": 'tension("sorry")'}]}
    library, problems = checks.examined(toys.copy(tmp_path / "docs", edits), "docs")
    assert anchors(library, library.pages["guide/tensions.md"]) is None
    assert len(problems) == 1


@pytest.mark.parametrize("words", ["What it's for", "Café & bar", "a_b - c  d", "«»", "1. One", "{x} y"])
def test_slugs_are_those_of_markdown(words: str) -> None:
    assert markup.slug(words) == slugify(words, "-")
