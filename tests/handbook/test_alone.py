"""What the handbook says to somebody who works alone."""

from __future__ import annotations

import re
import shutil

import pytest
import yaml

from macros import checks
from macros.exports import documents
from macros.library import Library

from ..sites import ROOT

# How to adopt it, scenes that play in firms, the paths of roles, and what a lead does for a colleague.
ELSEWHERE = ("about/", "practice/", "start/", "checklists/support-a-colleague/")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The handbook of somebody who works alone."""
    docs = tmp_path_factory.mktemp("alone") / "docs"
    shutil.copytree(ROOT / "docs", docs)
    team = docs / "_data" / "team.yml"
    text = team.read_text(encoding="utf-8")
    assert text.count("\nalone: false\n") == 1
    team.write_text(text.replace("\nalone: false\n", "\nalone: true\n"), encoding="utf-8")
    return checks.load(docs, "docs")


def test_nobody_is_sent_to_a_colleague_who_is_not_there(alone: Library) -> None:
    """With `alone: true`, no text but the guide to filling it in names a role that only a team has."""
    roles = yaml.safe_load((ROOT / "docs/_data/team.yml").read_text(encoding="utf-8"))["roles"]
    absent = [role["title"] for id_, role in roles.items() if id_ != "rep"]
    named = [
        f"{path}: {line.strip()}"
        for path, text in documents.files(alone).items()
        if path.endswith(".md") and not path.startswith(ELSEWHERE)
        for line in text.decode().split("\n")
        if not line.startswith("> ")  # what a page is for, which fills in no values
        for title in absent
        if re.search(rf"\b{title}\b", line, re.IGNORECASE)
    ]
    assert not named, "\n".join(named)
    assert not any("Working alone?" in text.decode() for text in documents.files(alone).values())
