"""Stylesheets without what no page uses."""

from __future__ import annotations

import pytest

from macros.publish import purge


@pytest.mark.parametrize(
    ("css", "named", "left"),
    [
        (".a{x:1}.b{x:2}", {"a"}, ".a{x:1}"),
        (".a,.b{x:1}", {"a"}, ".a{x:1}"),
        (".a .b,.a>p{x:1}", {"a", "<p"}, ".a>p{x:1}"),
        ("KBD{x:1}p kbd,p a:hover{x:1}*{x:1}a::after{x:1}", {"<p", "<a"}, "p a:hover{x:1}*{x:1}a::after{x:1}"),
        ("#a{x:1}#b{x:1}", {"b"}, "#b{x:1}"),
        ("p:not(.b){x:1}:is(.b,.c){x:1}", {"<p"}, "p:not(.b){x:1}:is(.b,.c){x:1}"),
        ("[data-a]{x:1}[role]{x:1}[open]{x:1}", {"[data-a"}, "[data-a]{x:1}[open]{x:1}"),
        ('[role=a]{x:1}[role="b"]{x:1}', {"[role", "=b"}, '[role="b"]{x:1}'),
        ('[role^=a]{x:1}[data-a="b c"]{x:1}', {"[role", "[data-a"}, '[role^=a]{x:1}[data-a="b c"]{x:1}'),
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
def test_what_no_page_has_is_purged(css: str, named: set[str], left: str) -> None:
    assert purge.purged(css, named) == left


@pytest.mark.parametrize(
    ("css", "others", "left"),
    [
        (":root{--a:1;--b:2}p{x:var(--a)}", "", ":root{--a:1}p{x:var(--a)}"),
        (":root{--a:1}", "style.getPropertyValue('--a')", ":root{--a:1}"),
        (":root{--a:1}", ".c{--a:2}", ""),
        (":root{--a:1;--a-b:2}p{x:var(--a-b, 1)}", "", ":root{--a-b:2}p{x:var(--a-b, 1)}"),
    ],
)
def test_what_no_style_uses_is_left_out(css: str, others: str, left: str) -> None:
    assert purge.without_unused(css, others) == left


def test_names() -> None:
    page = (
        "<p id='a' class=\"b c\" dir=ltr data-x=d data-scheme='slate' title=e>prose "
        "<i class='md-tag' role=list></i></p>"
    )
    named = purge.names([page], ["make('f', 'md-tag--f')", "it's.dataset.ofTone = g", "h.dataset.anyTime = { i: 1 }"])
    assert {"a", "b", "c", "dir=ltr", "data-md-color-scheme=slate", "md-tag--f", "<p", "<i", "<tbody"} <= named
    assert {"[data-x", "=d", "[role", "=list", "f", "<f", "=f", "[data-of-tone", "[data-any-time"} <= named
    assert "g" in named  # the quotes of its line do not match
    assert not {"d", "e", "prose", "<prose", "h", "i", "list"} & named


def test_a_sign_within_a_value_hides_no_other() -> None:
    """Pieces of pages have no order: a value that such a "<" cut in two must not go on in any other piece."""
    signs = [f'<p title="{n} < b" class="a{n}">' for n in range(20)]
    signs += [f"<p aria-label='{n}<i>' id=b{n}>" for n in range(20)]
    named = purge.names(["".join(signs)], [])
    assert {"[title", "[aria-label", *(f"a{n}" for n in range(20)), *(f"b{n}" for n in range(20))} <= named
