"""`python -m macros new`: what it writes passes the checks, and nothing that exists is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros import checks, scaffold
from macros.problems import Invalid

from .sites import ROOT


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


@pytest.mark.parametrize("kind", ["checklist", "card", "tree", "situation"])
def test_a_new_item_passes_the_checks(docs: Path, kind: str) -> None:
    before = checks.load(docs)
    scaffold.new(docs, kind, "a-new-one")
    after = checks.load(docs)
    collection = {"tree": "trees"}.get(kind, f"{kind}s")
    assert set(getattr(after, collection)) - set(getattr(before, collection)) == {"a-new-one"}
    assert after.pages.keys() - before.pages.keys()


def test_a_page_without_its_moment_is_named(docs: Path) -> None:
    scaffold.new(docs, "moment", "a-new-one")
    with pytest.raises(Invalid, match=r"scripts/a-new-one\.md:\d+: scripts\(\): unknown id"):
        checks.load(docs)


def test_only_what_is_missing_is_written(docs: Path) -> None:
    (docs / "checklists" / "follow-up.md").unlink()
    data = (docs / "_data" / "checklists.yml").read_text()
    assert scaffold.new(docs, "checklist", "follow-up")
    assert (docs / "_data" / "checklists.yml").read_text() == data
    with pytest.raises(ValueError, match="already"):
        scaffold.new(docs, "checklist", "follow-up")


@pytest.mark.parametrize(("kind", "id_"), [("chekclist", "x"), ("card", "Not An Id"), ("card", "../up"), ("card", "")])
def test_a_bad_kind_or_id_is_refused(docs: Path, kind: str, id_: str) -> None:
    with pytest.raises(ValueError, match=r"unknown kind|is not words"):
        scaffold.new(docs, kind, id_)
