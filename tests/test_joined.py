"""Modules made up at random, joined: they tell what they tell apart, or are refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from macros.problems import Problem

from . import joined
from .examples import many

# Of what runs as modules, this alone cannot be joined.
LIVE = "an exported name that stays what it is: export a function that tells it"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[joined.Runs]:
    """Runs a graph apart and joined."""
    with joined.running(tmp_path_factory.mktemp("graphs")) as running:
        yield running


@many(1000)
@given(joined.graphs())
def test_joined_modules_do_what_they_do_apart(run: joined.Runs, graph: joined.Graph) -> None:
    apart, together = run(graph)
    if isinstance(together, Problem):
        assert "threw SyntaxError" in apart or together.expected == LIVE
        assert 1 <= together.line <= graph.parts[together.file].count("\n") + 1
    else:
        assert together == apart
