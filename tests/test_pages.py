"""Pages as the checks need them: front matter, title, and macro calls, each with its line in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.braces import Call
from macros.pages import Page, read_page, walk


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages") / "page.md"


def page(path: Path, text: str | bytes) -> Page:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_page(path, "guide/page.md", "docs/guide/page.md")


def told(read: Page) -> list[str]:
    return [str(problem).removeprefix("docs/guide/page.md:") for problem in read.problems]


PAGE = """---
description: What it is.
roles:
  - support
---

# The *title* {: #top }

{{ checklist("a-b") }} and {{ team.roles.lead.title }}

{{ why("one",
       "two") }} {{ scripts(moment="opening", situation=5) }}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_reads(path: Path, end: str, mark: str) -> None:
    read = page(path, mark + PAGE.replace("\n", end))
    assert read.problems == []
    assert read.meta.data == {"description": "What it is.", "roles": ["support"]}
    assert read.meta.lines["description",] == 2
    assert read.meta.lines["roles", 0] == 4
    assert (read.title, read.title_line) == ("The *title*", 7)
    assert read.calls == [
        Call("checklist", ("a-b",), (), 9),
        Call("why", ("one", "two"), (), 11),
        Call("scripts", (), (("moment", "opening"), ("situation", 5)), 12),
    ]
    assert read.names == [("team.roles.lead.title", 9)]
    assert [call.alone for call in read.calls] == [False, False, False]
    assert [read.text[start:end][:6] for (start, end), _ in read.printed] == ["{{ che", "{{ tea", "{{ why", "{{ scr"]


@pytest.mark.parametrize(
    ("text", "title", "line"),
    [
        ("# A\n# B\n", "A", 1),
        ("text\n\n#  A  \n", "A", 3),
        ("```sh\n# not this\n```\n# A # {: .x }\n", "A #", 4),
        ("~~~\n# not this\n~~~\n\n# not this\n", "not this", 5),
        ("## A\n", "", 1),
        ("#A\n", "", 1),
        ("", "", 1),
        ("---\n---\n# A", "A", 3),
        ("---\n# A\n", "A", 2),
    ],
)
def test_title(path: Path, text: str, title: str, line: int) -> None:
    read = page(path, text)
    assert (read.title, read.title_line, read.meta.data) == (title, line, {})


def test_front_matter_of_comments_is_empty(path: Path) -> None:
    assert page(path, "---\n# nothing yet\n---\n# A\n").meta.data == {}


def test_faults_of_front_matter_have_the_lines_of_the_page(path: Path) -> None:
    read = page(path, "---\na: 1\nb: no\nb: 2\n---\n# A\n")
    assert [problem.line for problem in read.problems] == [3, 4]
    read = page(path, "---\na: 1\nb: 'c\n---\n# A\n\n{{ f() }}\n")
    assert [problem.line for problem in read.problems] == [3]
    assert read.meta.data is None
    assert (read.title, read.calls[0].line) == ("A", 7)


def test_an_attribute_list_that_begins_a_comment(path: Path) -> None:
    read = page(path, "---\n---\n## A {#a}\n\n{# x #}\n{{ f() }}\n")
    assert [problem.line for problem in read.problems] == [3, 5]
    assert all("{: #id }" in line for line in told(read))
    assert [call.line for call in read.calls] == [6]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n{{ f(\n\n{{ g() }}\n", 2),
        ('\n{{ f(\'a") }}\n\n{{ g("b") }}\n', 2),
        ("\n{{ f(}}\n", 2),
        ("\n\n{% nosuch %}\n", 3),
        ("\n{{ }}\n", 2),
        ("---\na: 1\n---\n{{ f( }}\n", 4),
        ("{% if a %}\n", 1),
        ("a\n}}" + "}}" * 9 + "{{" * 10, 2),
    ],
)
def test_macros_that_cannot_be_read(path: Path, text: str, line: int) -> None:
    read = page(path, text)
    assert [problem.line for problem in read.problems] == [line]
    assert not read.readable
    assert read.calls == []


def test_what_the_host_leaves_out_is_left_out(tmp_path: Path) -> None:
    for name in [
        "index.md",
        "guide/b.md",
        "guide/a.md",
        "_data/x.md",
        ".git/x.md",
        "guide/.draft.md",
        "a.txt",
    ]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# A\n", "utf-8")
    assert [read.path for read in walk(tmp_path, "docs")] == ["guide/a.md", "guide/b.md", "index.md"]


def test_a_page_is_read_anew_where_it_changed_and_readers_share_nothing(path: Path) -> None:
    first = page(path, "---\ndescription: no\n---\n# A\n\n{{ team.hours | upper }}\n")
    before = told(first)
    assert before
    first.problems.clear()
    first.meta.data = {"description": "filled in"}
    again = read_page(path, "guide/page.md", "docs/guide/page.md")
    assert (told(again), again.meta.data) == (before, {"description": "no"})
    assert read_page(path, "guide/page.md", "own/guide/page.md").problems[0].file == "own/guide/page.md"
    assert page(path, "# B\n").title == "B"


def test_pages_that_cannot_be_read(path: Path, tmp_path: Path) -> None:
    assert told(page(path, b"# A\n\xff\n")) == ["2: byte 0xff is not UTF-8; expected text saved as UTF-8"]
    (tmp_path / "folder.md").mkdir()
    read = read_page(tmp_path / "folder.md", "folder.md", "x")
    assert str(read.problems[0]).startswith("x:1: the page cannot be read (")


PIECES = ["---\n", "\n", *'{{ }} {% %} {# #} f("a") " ( | # ``` a:b'.replace(" ", " ,").split(",")]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join).map(str.encode))
@example(b"{{ " + b"(" * 5000)
@example(b"{{ a" + b".b" * 5000 + b" }}")
@example(b"{{ " + b"9" * 5000 + b" }}")
@example(b"---\n{{\n---\n")
def test_any_page(path: Path, raw: bytes) -> None:
    read = page(path, raw)
    rows = raw.count(b"\n") + raw.count(b"\r") + 1
    assert 1 <= read.title_line <= rows
    assert all(1 <= problem.line <= rows for problem in read.problems)
    assert all(1 <= call.line <= rows for call in read.calls)
    assert all("\n" not in str(problem) for problem in read.problems)
