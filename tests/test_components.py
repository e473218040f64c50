"""A component is a custom element: its script, style, template, test and example are found by its name alone."""

from __future__ import annotations

import re

import pytest

from macros import kinds
from macros.publish import pipeline
from macros.reading import collect
from macros.render.place import Place

from . import toys
from .sites import ROOT

OURS = ROOT / "overrides"
TAGS = sorted(path.stem for path in (OURS / pipeline.ELEMENTS).glob("*.js"))
TEMPLATES = (ROOT / "macros" / "templates", *kinds.TEMPLATES)


def named(tag: str) -> str:
    return f"{tag.replace('-', '_')}.html.jinja"


def texts(pattern: str, *folders: str) -> list[str]:
    return [path.read_text("utf-8") for folder in folders for path in (ROOT / folder).rglob(pattern)]


@pytest.mark.parametrize("tag", TAGS)
def test_its_script_says_what_it_is(tag: str) -> None:
    script = (OURS / pipeline.ELEMENTS / f"{tag}.js").read_text("utf-8")
    name = "".join(part.capitalize() for part in tag.split("-"))
    assert f"export default class {name}Element extends HTMLElement" in script
    assert script.startswith(f"// <{tag}"), "begin with a comment that says what the element is for"


@pytest.mark.parametrize("tag", TAGS)
def test_its_style_has_its_name(tag: str) -> None:
    path = OURS / "assets" / "css" / f"{tag}.css"
    assert re.search(rf"(?<![\w-]){tag}\b(?!-|_)", path.read_text("utf-8")), path.name


@pytest.mark.parametrize("tag", TAGS)
def test_one_template_has_its_name_and_shows_it(tag: str) -> None:
    """An element that is empty until its script comes needs none: a page writes it as it is."""
    if any(f"<{tag}></{tag}>" in page for page in texts("*.md", "docs")):
        return
    shared = [folder / named(tag) for folder in TEMPLATES]
    (path,) = (one for one in (*shared, OURS / "partials" / f"{tag}.html") if one.is_file())
    assert f"<{tag}" in re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("tag", [tag for tag in TAGS if any((one / named(tag)).is_file() for one in kinds.TEMPLATES)])
def test_the_toy_site_has_an_example(tag: str) -> None:
    library = collect(toys.SITE / "docs", "docs")
    place = Place("example/")
    assert any(f"<{tag}" in toys.call(library, place, *call) for call in toys.calls(library))


@pytest.mark.parametrize("tag", TAGS)
def test_its_test_has_its_name(tag: str) -> None:
    test = ROOT / "tests" / "browser" / f"test_{tag.replace('-', '_')}.py"
    assert re.search(r"^def test_", test.read_text("utf-8"), re.MULTILINE), test.name


def test_no_style_is_forgotten() -> None:
    """Each is a part of the one that pages load, or a page loads it by itself."""
    styles = {path.name for path in (OURS / "assets" / "css").glob("*.css")}
    joined = set(re.findall(r'@import "([^"]+)"', (OURS / pipeline.STYLE).read_text("utf-8")))
    templates = "".join(texts("*.jinja", "macros") + texts("*.html", "overrides"))
    alone = {name for name in styles if f"assets/css/{name}" in templates}
    assert styles - {"handbook.css"} == joined | alone
