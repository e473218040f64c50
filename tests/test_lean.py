"""Stylesheets without what no page uses."""

from __future__ import annotations

import pytest

from macros.publish import lean


@pytest.mark.parametrize(
    ("css", "named", "left"),
    [
        (".a{x:1}.b{x:2}", {"a"}, ".a{x:1}"),
        (".a,.b{x:1}", {"a"}, ".a{x:1}"),
        (".a .b,.a>p{x:1}", {"a"}, ".a>p{x:1}"),
        ("#a{x:1}#b{x:1}", {"b"}, "#b{x:1}"),
        ("p:not(.b){x:1}:is(.b,.c){x:1}", set(), "p:not(.b){x:1}:is(.b,.c){x:1}"),
        ("[data-a=b]{x:1}", set(), "[data-a=b]{x:1}"),
        ("[dir=rtl] .a{x:1}[dir=ltr] .a{x:1}", {"a", "dir=ltr"}, "[dir=ltr] .a{x:1}"),
        ('[data-md-color-primary="red"]{x:1}[data-md-color-primary]{x:1}', set(), "[data-md-color-primary]{x:1}"),
        ("[dir^=r]{x:1}", set(), "[dir^=r]{x:1}"),
        ("@media print{.b{x:1}}@media screen{.a{x:1}.b{x:1}}", {"a"}, "@media screen{.a{x:1}}"),
        ("@supports (x:1){.b{x:1}}", {"a"}, ""),
        ("@keyframes b{to{x:1}}@font-face{src:b}", set(), "@keyframes b{to{x:1}}@font-face{src:b}"),
        ('@charset "utf-8";.a{x:url("b.svg")}', {"a"}, '@charset "utf-8";.a{x:url("b.svg")}'),
        ("/* .a */", {"a"}, ""),
    ],
)
def test_lean(css: str, named: set[str], left: str) -> None:
    assert lean.lean(css, named) == left


@pytest.mark.parametrize(
    ("css", "others", "left"),
    [
        (":root{--a:1;--b:2}p{x:var(--a)}", "", ":root{--a:1}p{x:var(--a)}"),
        (":root{--a:1}", "style.getPropertyValue('--a')", ":root{--a:1}"),
        (":root{--a:1}", ".c{--a:2}", ""),
        (":root{--a:1;--a-b:2}p{x:var(--a-b, 1)}", "", ":root{--a-b:2}p{x:var(--a-b, 1)}"),
    ],
)
def test_spare(css: str, others: str, left: str) -> None:
    assert lean.spare(css, others) == left


def test_names() -> None:
    page = "<p id='a' class=\"b c\" dir=ltr data-x=d data-scheme='slate'>prose <i class='md-tag'></i></p>"
    script = "make('e', 'md-tag--f')"
    named = lean.names([page], [script])
    assert {"a", "b", "c", "d", "e", "dir=ltr", "data-md-color-scheme=slate", "md-tag--f"} <= named
    assert "prose" not in named


def test_a_page_keeps_what_its_article_holds() -> None:
    page = "<nav>\n\n  <a>\n   x y\n </a></nav>\n<article>\n\n  <pre>a\n\n  b</pre></article>\n\n\n</body>"
    assert lean.page(page) == "<nav>\n<a>\nx y\n</a></nav>\n<article>\n\n  <pre>a\n\n  b</pre></article>\n</body>"
    assert lean.page("<p>\n\n  x</p>") == "<p>\nx</p>"
