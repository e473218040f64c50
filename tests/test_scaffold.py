"""`python -m macros new`: what it writes can be shown, says what is left to write, and touches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import checks, kinds, scaffold
from macros.__main__ import main
from macros.problems import Problem

from . import goldens, toys
from .editing import tree


@goldens.cases("new")
def test_what_is_written(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Golden trees: each file that a command changed or made, and what it said."""
    given = goldens.read(case)
    toys.copy(tmp_path / "docs", given["edits"])
    before = tree(tmp_path)
    said = scaffold.new(tmp_path / "docs", given["kind"], "a-new-one")
    found = (
        "\n".join([*said, *before.differences(tree(tmp_path))]).replace(scaffold.today().isoformat(), "TODAY") + "\n"
    )
    assert found == goldens.expected(case, found, pytestconfig)


def left(problems: list[Problem]) -> list[str]:
    """What is wrong beside words that are still to be written."""
    return [str(problem) for problem in problems if not problem.said.startswith("still to be written")]


def test_every_kind_can_be_begun(tmp_path: Path) -> None:
    """All at once, one after the other: what is left is to be written, and a claim waits to be cited."""
    docs = toys.copy(tmp_path / "docs", {"../mkdocs.yml": "nav:\n  - Home: index.md\n"})
    for folder in {row.folder for row in kinds.BY_NAME.values() if row.folder and row.folder != "scripts"}:
        listed = "\n".join(f"- [{path.stem}]({path.name})" for path in sorted((docs / folder).glob("*.md")))
        index = f"---\ndescription: All of them.\n---\n# {folder.capitalize()}\n\n{listed}\n"
        (docs / folder / "index.md").write_text(index, encoding="utf-8")
    before, _ = checks.examined(docs, "docs")
    for kind in kinds.BY_NAME:
        scaffold.new(docs, kind, f"a-new-{kind}")
    after, problems = checks.examined(docs, "docs")
    assert after.problems == []
    assert [line.partition(": ")[2].partition(";")[0] for line in left(problems)] == [
        'claims > a-new-claim: no item or page uses the claim "a-new-claim"'
    ]
    assert any(problem.said.startswith("still to be written") for problem in problems)
    with_pages = [kind for kind, row in kinds.BY_NAME.items() if row.folder]
    assert len(after.pages) == len(before.pages) + len(with_pages)
    nav = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert all(f"- {kinds.BY_NAME[kind].folder}/a-new-{kind}.md\n" in nav for kind in with_pages)


def test_only_what_is_missing_is_written(tmp_path: Path) -> None:
    docs = toys.copy(tmp_path / "docs")
    (docs / "checklists" / "broken-toy.md").unlink()
    data = (docs / "_data" / "checklists.yml").read_text(encoding="utf-8")
    assert scaffold.new(docs, "checklist", "broken-toy")
    assert (docs / "_data" / "checklists.yml").read_text(encoding="utf-8") == data
    with pytest.raises(ValueError, match="already"):
        scaffold.new(docs, "checklist", "broken-toy")


@pytest.mark.parametrize(("kind", "id_"), [("chekclist", "x"), ("card", "Not An Id"), ("card", "../up"), ("card", "")])
def test_a_bad_kind_or_id_is_refused(tmp_path: Path, kind: str, id_: str) -> None:
    docs = toys.copy(tmp_path / "docs")
    before = tree(tmp_path)
    with pytest.raises(ValueError, match=r"unknown kind|is not words"):
        scaffold.new(docs, kind, id_)
    assert list(before.differences(tree(tmp_path))) == []


def test_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    toys.copy(tmp_path / "docs")
    monkeypatch.setattr("macros.__main__.ROOT", tmp_path)
    assert main(["new", "claim", "a-new-one"]) == 0
    assert "cite it" in capsys.readouterr().out
    assert main(["new", "claim", "a-new-one"]) == 1
    assert capsys.readouterr().out == 'the claim "a-new-one" is there already\n'
