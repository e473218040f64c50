"""Stylesheets without what no page uses."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import material
import pytest
from playwright.sync_api import Page, Route

from macros.publish import lean

STYLES = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
PAGES = ["", "situations/angry-caller/", "decide/abuse/", "scripts/limits/", "404.html"]

# One element of every kind, with a number for all that it and its pseudo-elements compute: the texts are too long
# to hand over.
COMPUTED = """
() => {
  const kinds = new Map()
  for (const element of document.querySelectorAll("body, body *")) {
    const kind = `${element.parentElement.className} > ${element.tagName} ${element.className}`
    if (!kinds.has(kind)) kinds.set(kind, element)
  }
  return [...kinds].map(([kind, element]) => {
    let sum = 0
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, pseudo)
      if (pseudo && style.content === "none") continue
      for (const name of style) {
        if (name.startsWith("--")) continue
        for (const letter of name + style.getPropertyValue(name)) sum = (sum * 31 + letter.charCodeAt()) | 0
      }
    }
    return `${kind}: ${sum}`
  })
}
"""


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


def _whole(route: Route) -> None:
    route.fulfill(path=STYLES / route.request.url.rpartition("/")[2])


def test_names() -> None:
    page = "<p id='a' class=\"b c\" dir=ltr data-x=d>prose <i class='md-tag'></i></p>"
    script = "make('e', 'md-tag--f', 'md-version__g', 'tabbed-h')"
    named = lean.names([page], [script])
    assert {"a", "b", "c", "d", "e", "dir=ltr", "md-tag--f"} <= named
    assert not {"prose", "md-version__g", "tabbed-h"} & named


def test_a_page_keeps_what_its_article_holds() -> None:
    page = "<nav>\n\n  <a>\n   x y\n </a></nav>\n<article>\n\n  <pre>a\n\n  b</pre></article>\n\n\n</body>"
    assert lean.page(page) == "<nav>\n<a>\nx y\n</a></nav>\n<article>\n\n  <pre>a\n\n  b</pre></article>\n</body>"
    assert lean.page("<p>\n\n  x</p>") == "<p>\nx</p>"


@pytest.mark.parametrize("path", PAGES)
def test_the_lean_theme_looks_the_same(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    lean_looks = {media: _looks(page, media) for media in ("screen", "print")}
    page.emulate_media(media="screen")
    page.route("**/assets/stylesheets/*.css", _whole)
    page.reload()
    page.wait_for_load_state("networkidle")
    for media, before in lean_looks.items():
        now = _looks(page, media)
        assert [pair for pair in zip(before, now, strict=True) if pair[0] != pair[1]] == []


def _looks(page: Page, media: Literal["screen", "print"]) -> list[str]:
    """What every element computes, once it has come to rest."""
    page.emulate_media(media=media)
    looks: list[str] = []
    while looks != (looks := page.evaluate(COMPUTED)):
        page.wait_for_timeout(100)
    return looks
