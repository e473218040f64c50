"""If the check says OK, the build is OK: whatever it lets pass is built, and what it refuses is named with its line.

Built here is what a page's own braces have a part in: what macros print, and all that is exported of pages.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from macros import checks
from macros.exports import documents, records, search
from macros.library import Library
from macros.problems import Invalid

from . import toys
from .examples import many
from .sites import ROOT

SNIPPETS: list[dict[str, str]] = yaml.safe_load((ROOT / "tests/snippets.yml").read_text("utf-8"))
PAGE = "guide/tried.md"
HEAD = "---\ndescription: What is tried.\n---\n# Tried\n\n"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toys.copy(tmp_path_factory.mktemp("promise") / "docs")


def loaded(docs: Path, text: str) -> Library | Invalid:
    """The library with a page of this text, or its problems."""
    (docs / PAGE).write_text(HEAD + text, encoding="utf-8")
    try:
        return checks.load(docs, "docs")
    except Invalid as invalid:
        return invalid


def build(library: Library) -> None:
    """Build what pages have a part in; the tried page as the host's macros fill it in."""
    documents.files(library)
    records.files(library)
    search.files(library)
    toys.rendered(library, PAGE)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet["text"])
def test_what_stands_in_braces(docs: Path, snippet: dict[str, str]) -> None:
    found = loaded(docs, snippet["text"] + "\n")
    if told := snippet.get("told"):
        assert isinstance(found, Invalid), "the check says OK"
        of_page = [str(problem) for problem in found.problems if problem.file == f"docs/{PAGE}"]
        assert any(told in line and line.startswith(f"docs/{PAGE}:6: ") for line in of_page), of_page
    else:
        assert not isinstance(found, Invalid), found
        build(found)


WORDS = [
    *("team", ".", "team.hours", "team.alone", "config.site_url", "page.title", "checklist(", "script(", "why("),
    *("alone()", "situation()", "scripts(", "moment=", '"broken-toy"', '"hear-it"', '"one-apology"', '"opening"'),
    *("'x'", ",", ")", "|", "upper", "~", "+", "**", "9", "[", "]", "is", "in", "not", "if", "else", "endif", "for"),
    *("set", "raw", "{{", "}}", "{{-", "{%", "%}", "{#", "#}", "`", "```", "#", "-", "<b>", "</b>", '<a href="x">'),
    *("</a>", "<!--", "-->", "\\", "*", "[x](index.md)", "[x](#x)", "](", "{: #x }"),
]
SPACES = ["", " ", "\n", "\n\n", "    "]
WHOLE = [
    "{{ team.hours }}",
    '{{ checklist("broken-toy") }}',
    '{{ why("one-apology") }}',
    "{% if team.alone %}a{% else %}b{% endif %}",
    "{{ config.site_url }}",
]


@many(200)
@given(
    st.lists(st.sampled_from(WORDS + WHOLE) | st.sampled_from(SPACES) | st.text(max_size=3), max_size=16).map("".join)
)
@example("{{ 10**10000000 }}")
@example('<a href="{{ script("hear-it") }}">x</a>')
@example('<b title="{{ team.hours }}">x</b>')
@example("{{ team.hours }}\x00" + "0\x00")
@example("{{ team.hours }}<!-- {{ team.hours }} -->[x]({{ team.hours }})")
def test_a_page_that_passes_is_built(docs: Path, text: str) -> None:
    found = loaded(docs, text)
    if isinstance(found, Invalid):
        rows = (HEAD + text).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert all(str(problem).isprintable() for problem in found.problems)
        assert all(1 <= problem.line <= rows for problem in found.problems if problem.file == f"docs/{PAGE}")
    else:
        build(found)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "{{",
            "}}",
            "{%",
            "{#",
            "{{ ",
            "`",
            "``` a\n",
            "~~~\n```\n",
            '<a href="',
            "<!--",
            "[",
            "![",
            "](",
            "][x](",
            "#",
        ),
        *(
            "#",
            "## a ",
            "\n## ",
            "{:",
            "{: #x ",
            "<a ",
            "(",
            "\\",
            "* ",
            "\n\n",
            "| ",
            " ",
            "a.",
            "<",
            "> ",
            "*_",
            "[^1]: ",
        ),
    ],
)
def test_a_large_page_is_read_in_time(docs: Path, piece: str) -> None:
    """Whatever it repeats, and through all that is made of a page: what takes the square of it takes several seconds.

    How the time of each part of the reading grows is measured in test_linear.py.
    """
    began = time.process_time()
    found = loaded(docs, piece * (40_000 // len(piece)))
    if not isinstance(found, Invalid):
        build(found)
    assert time.process_time() - began < 2
