"""Texts in parts of scripts: each ends on its line, for what begins a line loses its indent."""

from __future__ import annotations

import pytest

from macros.problems import Invalid
from macros.publish import bundle


def joined(text: str) -> str:
    return bundle.scripts({"js/main.js": text}, ["js/main.js"])[0]["js/main.js"]


@pytest.mark.parametrize(
    "text",
    [
        'const tick = "`"',
        "const tick = '`'",
        r'const both = "\"`" + `x`',
        "const it = `it's` + `that's`",
        r"const escaped = `\``",
        "const within = `a ${list.map((one) => `${one}`)} b`",
    ],
)
def test_a_text_of_one_line_may_hold_any_mark(text: str) -> None:
    assert text in joined(text)


@pytest.mark.parametrize(
    "text",
    [
        "const a = `one\n  two`",
        'const a = "`" + `one\n  two`',
        "const a = `${b}` + `one\n  two`",
        "const a = `'`, b = `\n'`",
    ],
)
def test_a_text_over_several_lines_is_named(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        joined(text)
    (problem,) = caught.value.problems
    assert problem.line == 1
    assert problem.said.count("`")
