"""The theme's private parts: each must be where we lean on it, or nothing is published."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
from pathlib import Path

import material
import pytest
import yaml

from macros.problems import Invalid
from macros.publish import pipeline, theme

from . import toys
from .publishing import SETTINGS, site
from .sites import ROOT, mkdocs

THEME = Path(material.__file__).parent / "templates"

# What the theme's makers could write otherwise tomorrow, by part: text of their templates, and another.
RENAMED = {
    "no-js": ('class="no-js"', 'class="scriptless"'),
    "dir": ("<body dir=", "<body data-dir="),
    "drawer": ('id="__drawer"', 'id="__menu"'),
    "search": ('id="__search"', 'id="__find"'),
    "data-md-color-scheme": ("data-md-color-scheme=", "data-md-scheme="),
    "data-md-color-primary": ("data-md-color-primary=", "data-md-primary="),
    "data-md-color-accent": ("data-md-color-accent=", "data-md-accent="),
    "overlay": ('class="md-overlay"', 'class="md-shade"'),
    "skip": ('data-md-component="skip"', 'data-md-component="past"'),
    "dialog": ('class="md-dialog"', 'class="md-message"'),
    "article": ("md-content__inner", "md-content__page"),
    "main.css": ("assets/stylesheets/main.", "assets/stylesheets/base."),
    "partials/header.html": ('{% include "partials/header.html" %}', ""),
    "partials/nav.html": ('{% include "partials/nav.html" %}', ""),
    "partials/copyright.html": ('{% include "partials/copyright.html" %}', ""),
}


def faults(of: dict[str, bytes]) -> list[str]:
    with pytest.raises(Invalid) as caught:
        pipeline.published(of, SETTINGS)
    return [str(problem) for problem in caught.value.problems]


def test_every_part_is_tried() -> None:
    assert set(RENAMED) == {part.name for part in theme.PARTS}


@pytest.mark.parametrize("part", theme.PARTS, ids=lambda part: part.name)
def test_a_part_that_is_renamed_on_one_page_is_named_there(part: theme.Part) -> None:
    whole = site()
    page = whole["guide/index.html"].decode()
    one = re.search(part.find, page)
    assert one
    word = part.name if part.name in one[0] and one[0].startswith("<body") else one[0]
    (said,) = faults(whole | {"guide/index.html": page.replace(word, "renamed", 1).encode()})
    assert said.startswith("guide/index.html:1: the theme (mkdocs-1.6.1, mkdocs-material-9.8.1) has its part ")
    assert f'"{part.name}" {part.times - 1} times' in said


@pytest.mark.parametrize("name", ["md-typeset", "md-tabs__link", "--md-text-font-family", "data-md-color-scheme"])
def test_a_name_of_ours_that_the_theme_no_longer_knows_is_named(name: str) -> None:
    whole = site()
    renamed = re.compile(rf"(?<![\w-]){name}(?![\w-])")
    for path in whole:
        if theme.STYLES.match(path) or path.endswith(".html"):
            whole[path] = renamed.sub("renamed", whole[path].decode()).encode()
    said = [one for one in faults(whole) if "nowhere" in one]
    assert len(said) == 1
    assert f'has its part "{name}" nowhere; expected it, for assets/' in said[0]


def test_what_stands_in_a_comment_of_ours_is_not_asked_for() -> None:
    comment = {"assets/css/own.css": b"/* .md-unheard of */", "assets/js/own.js": b"  // md-unheard\n"}
    assert pipeline.published(site() | comment, SETTINGS)


def test_a_theme_with_other_parts_stops_the_build_and_each_is_named(tmp_path: Path) -> None:
    """In a copy of the theme, below our own templates: what it renders builds, and would have been silently wrong."""
    looks = tmp_path / "looks"
    for path in THEME.rglob("*.html"):
        text = path.read_text("utf-8")
        for find, put in RENAMED.values():
            text = text.replace(find, put)
        (looks / path.relative_to(THEME)).parent.mkdir(parents=True, exist_ok=True)
        (looks / path.relative_to(THEME)).write_text(text, "utf-8")
    shutil.copytree(ROOT / "overrides", looks, dirs_exist_ok=True)
    config = {
        "INHERIT": str(toys.SITE / "mkdocs.yml"),
        "docs_dir": str(toys.SITE / "docs"),
        "theme": {"custom_dir": str(looks)},
        "plugins": {"macros": {"module_name": str(ROOT / "macros")}},
        "hooks": [str(ROOT / "macros" / "hooks.py")],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    built = mkdocs("build", "-f", str(tmp_path / "mkdocs.yml"), "-d", str(tmp_path / "site"))
    assert built.returncode == 1
    assert "Traceback" not in built.stderr
    named = re.findall(r'the theme \(([^)]*)\) has its part "([^"]+)" \d+ times', built.stderr)
    assert {name for _, name in named} == set(RENAMED)
    engine, own = (importlib.metadata.version(name) for name in ("mkdocs", "mkdocs-material"))
    assert {version for version, _ in named} == {f"mkdocs-{engine}, mkdocs-material-{own}"}


def test_a_page_keeps_what_its_article_holds() -> None:
    page = "<nav>\n\n  <a>\n   x y\n </a></nav>\n<article>\n\n  <pre>a\n\n  b</pre></article>\n\n\n</body>"
    assert theme.trimmed(page) == "<nav>\n<a>\nx y\n</a></nav>\n<article>\n\n  <pre>a\n\n  b</pre></article>\n</body>"
    assert theme.trimmed("<p>\n\n  x</p>") == "<p>\nx</p>"
