"""The bench of builds still runs: its figures are for people, its ways of building must not rust."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import bench


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
