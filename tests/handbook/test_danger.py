"""Who is told of danger: the emergency number comes first, and no line is given without its hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from macros.library import Library

from ..foreign import texts
from ..sites import ROOT

DOCS = ROOT / "docs"
FIRST = "safety.emergency"
# What comes after it: whoever follows it up, and a line that listens.
AFTER = ("team.roles.safety.contact", "safety.crisis_number")
AT_ONCE = re.compile(r"\b(?:now|at once)\b")


def _texts() -> Iterator[tuple[str, str]]:
    """Every paragraph of a page and every text of the data, with the file it stands in."""
    for page in sorted(DOCS.rglob("*.md")):
        for part in page.read_text("utf-8").split("\n"):
            yield str(page.relative_to(ROOT)), part
    for data in sorted((DOCS / "_data").rglob("*.yml")):
        for part in texts(yaml.safe_load(data.read_text("utf-8"))):
            yield str(data.relative_to(ROOT)), part


def test_where_both_are_named_the_emergency_number_comes_first() -> None:
    told = [(where, text) for where, text in _texts() if FIRST in text]
    assert told
    late = [
        f"{where}: {text.strip()[:120]}"
        for where, text in told
        if any(0 <= text.find(after) < text.find(FIRST) for after in AFTER)
    ]
    assert not late, "\n".join([*late, "put {{ safety.emergency }} before whoever is told, and before a crisis line"])


def test_an_end_that_tells_somebody_at_once_names_the_emergency_number_before() -> None:
    files = sorted((DOCS / "_data" / "trees").glob("*.yml"))
    trees = {file.name: yaml.safe_load(file.read_text("utf-8")) for file in files}
    told = [
        (f"docs/_data/trees/{name}: {node['id']}", node["steps"][: number + 1])
        for name, tree in trees.items()
        for node in tree["nodes"]
        for number, step in enumerate(node.get("steps", ()))
        if AFTER[0] in step and AT_ONCE.search(step)
    ]
    assert told
    silent = [where for where, steps in told if FIRST not in " ".join(steps)]
    assert not silent, "\n".join([*silent, "a step before it, or the step itself, rings {{ safety.emergency }}"])


def test_every_line_says_when_it_answers_or_where_that_stands(library: Library) -> None:
    lines = [(country.title, line) for country in library.countries.values() for line in country.lines]
    assert lines
    silent = [f"docs/_data/safety.yml: {title}, {line.name}" for title, line in lines if not line.hours]
    assert not silent, "\n".join([*silent, "give its hours, or where they stand: “hours: see theline.org”"])
