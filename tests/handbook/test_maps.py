"""The map of every tree of the handbook."""

from __future__ import annotations

import pytest
from lxml import html

from macros import render
from macros.kinds.tree import picture
from macros.kinds.tree.picture import Map
from macros.library import Library

from ..sites import ROOT
from ..test_maps import clear, complete

WIDTH = 688  # the content column at 1440 px
HEIGHT = 1600  # at which 13 px are still 2 mm on a sheet


@pytest.fixture(params=sorted(path.stem for path in (ROOT / "docs" / "_data" / "trees").glob("*.yml")))
def id_(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _drawn(library: Library, id_: str) -> Map:
    return picture.layout(
        library.trees[id_], {tree.id: tree.title for tree in library.trees.values()}, library.words.severities
    )


def test_the_handbooks_maps(library: Library, id_: str) -> None:
    drawn = _drawn(library, id_)
    complete(library.trees[id_], drawn)
    clear(drawn)
    advice = f"docs/_data/trees/{id_}.yml: the map is too large to read on paper; shorten answers, or ask less"
    assert drawn.width <= WIDTH, advice
    assert drawn.height <= HEIGHT, advice


def test_every_link_of_a_map_leads_to_a_step_or_a_tree(library: Library, id_: str) -> None:
    for url in (f"decide/{id_}/", "situations/angry-caller/"):
        place = render.Place(url)
        root = html.fromstring(render.call("tree", library, place, id_))
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        known = {f"#{anchor}" for anchor in ids} | {
            place.base + render.address("trees", other, library) for other in library.trees
        }
        links = root.xpath("//svg//a/@*[name()='xlink:href']")
        assert len(links) >= len(library.trees[id_].nodes)
        assert set(links) <= known
        assert not root.xpath("//svg//@href")  # the theme fails on these


def test_what_a_reader_without_eyes_gets(library: Library, id_: str) -> None:
    root = html.fromstring(render.call("tree", library, render.Place(f"decide/{id_}/"), id_))
    svg = root.xpath("//svg")[0]
    assert svg.get("role") == "group"
    assert svg[0].tag == "title"
    assert svg[1].tag == "desc"
    links = svg.xpath(".//a[contains(@class, 'map__step')]")
    boxes = sorted(_drawn(library, id_).boxes, key=lambda box: box.number)
    for link, box in zip(links, boxes, strict=True):
        said = " ".join(link.text_content().split())
        assert said.startswith(f"{box.number} ")
        assert said.endswith(box.name)
