"""Stylesheets that are broken: nothing of them is lost."""

from __future__ import annotations

import pytest

from macros.publish import lean

BROKEN = [
    "p{a:b} x",
    ".a{color:red}}",
    ":root{--u:1;color red;b:c}",
    ".a{--u:'x\n}.b{y:z}",
    ".a{--u:calc(1])}",
    "@media print{.a{--u:1} x}",
    ")",
]


@pytest.mark.parametrize("css", BROKEN)
def test_a_broken_stylesheet_stays_as_it_is(css: str) -> None:
    assert lean.spare(css, "") == css
    assert lean.lean(css, {"a", "b"}) == css


def test_a_broken_stylesheet_keeps_even_what_nobody_names() -> None:
    assert lean.lean(".gone{x:1} p{a:b} x", set()) == ".gone{x:1} p{a:b} x"
    assert lean.lean(".gone{x:1}@media print{.gone{x:1} x}", set()) == "@media print{.gone{x:1} x}"
