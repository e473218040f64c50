"""Golden cases: YAML files that end in `expected: |`, the text that the code has to give."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "golden"
END = "\nexpected: |\n"


def cases(folder: str) -> pytest.MarkDecorator:
    """Run a test once for each case of a folder, as its argument `case`."""
    paths = sorted((FOLDER / folder).glob("*.yml"))
    assert paths, f"no golden case in {folder}"
    return pytest.mark.parametrize("case", paths, ids=[path.stem for path in paths])


def read(case: Path) -> dict[str, Any]:
    """The case as data."""
    return yaml.safe_load(case.read_text(encoding="utf-8"))


def expected(case: Path, found: str, config: pytest.Config) -> str | None:
    """What the case expects; with --update-goldens, what was found is written down as that."""
    if config.getoption("--update-goldens"):
        given = case.read_text(encoding="utf-8").partition(END)[0].rstrip("\n")
        case.write_text(given + END + textwrap.indent(found, "  "), encoding="utf-8")
    return read(case).get("expected")
