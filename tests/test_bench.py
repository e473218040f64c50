"""The bench of builds still runs: its figures are for people, its ways of building must not rust."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.publish import hosting

from . import bench, bench_load, bench_search
from .search.engine import Query
from .sites import lay


def test_every_kind_of_build_is_measured(tmp_path: Path) -> None:
    configs = bench.project(tmp_path, 1)
    assert len(configs) == 3
    for config in configs:
        seconds, memory = bench.run(config)
        assert seconds > 0
        assert memory > 0
        assert (config.parent / "site" / "bench" / "00" / "page-0000" / "index.html").is_file()


def test_the_cards_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    bench.cards(bench.TOY)
    assert capsys.readouterr().out.startswith("cards: ")


def test_a_site_is_packed_as_its_dockerfile_says(tmp_path: Path) -> None:
    texts = dict.fromkeys(["index.html", "index.md", "llms.txt", "feed.xml", "a.svg", "card.pdf"], "word " * 300)
    site = lay(tmp_path / "built", hosting.files() | texts | {"small.md": "word"})
    packed = bench_load.packed(site, tmp_path)
    there = {path.name for path in packed.glob("*.gz")}
    assert there == {"index.html.gz", "index.md.gz", "llms.txt.gz", "feed.xml.gz", "a.svg.gz"}


def test_queries_of_every_form_are_read_and_others_are_named() -> None:
    """None is counted as a miss because it was written in another way."""
    right = frozenset({"a/"})
    asked, left = bench_search.read([
        {"id": "s1", "kind": "danger", "queries": [{"words": "one", "right": ["a/"]}]},
        {"id": "s2", "danger": True, "queries": ["two", "three"], "right": ["a/"]},
        {"query": "four", "right": ["a/"]},
        {"id": "s3", "queries": [{"words": "five", "right": "a/|b/"}]},
        {"id": "s4", "queries": ["six"], "right": []},
        {"id": "s5", "typed": "seven", "right": ["a/"]},
        "eight",
    ])  # fmt: skip
    assert asked == [
        ("danger", Query("one", right)),
        ("danger", Query("two", right)),
        ("danger", Query("three", right)),
        ("other", Query("four", right)),
    ]
    assert left == {"of another form": ["five", "s5", "eight"], "no page is right": ["six"]}
