"""Every file that is generated beside the pages is published as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from macros import exports
from macros.library import Library

from ..editions import walked


@pytest.fixture(scope="module")
def made(library: Library, home: str) -> dict[str, bytes]:
    return exports.all_files(library, home)


@walked
def test_every_generated_file_is_published_as_it_is(site: Path, made: dict[str, bytes]) -> None:
    assert made
    assert [path for path in made if not (site / path).is_file()] == []
    assert [path for path, content in made.items() if (site / path).read_bytes() != content] == []


@walked
def test_a_generated_file_is_no_page(site: Path, made: dict[str, bytes]) -> None:
    texts = [path for path in made if path.endswith(".md")]
    assert texts  # the case there is
    assert [path for path in texts if (site / path.removesuffix(".md")).is_dir()] == []


@walked
def test_no_checkbox_asks_for_completion(site: Path) -> None:
    """Only fields of text may: https://html.spec.whatwg.org/multipage/input.html#do-not-apply."""
    boxes = {
        path.relative_to(site).as_posix(): html.parse(str(path)).xpath("//input[@type='checkbox']")
        for path in site.rglob("*.html")
    }
    assert any(boxes.values())
    assert [path for path, found in boxes.items() if any("autocomplete" in box.attrib for box in found)] == []
