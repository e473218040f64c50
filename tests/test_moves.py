"""Another id, or none: every use is found, nothing else is touched, and every old address leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros import checks, kinds, moves
from macros.__main__ import main as command
from macros.moves.uses import Item

from . import goldens, toys
from .editing import tree

CONFIG = """\
site_name: Toys # kept
plugins:
  redirects:
    redirect_maps: {}
nav:
  - Home: index.md
"""
HOMES = {
    "about/law.md": "---\ndescription: Law.\n---\n# Law\n\n{{ laws() }}\n",
    "about/sources/index.md": "---\ndescription: Sources.\n---\n# Sources\n\n{{ claims() }}\n",
}


def project(folder: Path, edits: dict[str, object] | None = None) -> Path:
    """A copy of the toy site that is up to date, and its docs/."""
    docs = toys.copy(folder / "docs", {**HOMES, "../mkdocs.yml": CONFIG, **(edits or {})})
    moves.nav.write(moves.collect(docs, "docs"))
    assert moves.left(docs) == []
    return docs


def items() -> list[tuple[str, str]]:
    """One item of each kind of the toy site."""
    library = checks.load(toys.SITE / "docs")
    return [(kind, next(iter(getattr(library, row.collection)))) for kind, row in kinds.BY_NAME.items()]


@goldens.cases("moves")
def test_what_changes(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Golden trees: what a command says, and each line that it takes or puts."""
    given = goldens.read(case)
    docs = project(tmp_path, given.get("edits"))
    before = tree(tmp_path)
    said = moves.rename(docs, *given["rename"]) if "rename" in given else moves.remove(docs, *given["remove"])
    found = "\n".join([*said, *before.differences(tree(tmp_path)), "left to do:", *moves.left(docs)]) + "\n"
    assert found == goldens.expected(case, found, pytestconfig)


@pytest.mark.parametrize(("kind", "id_"), items())
def test_a_renamed_item_leaves_nothing_to_do(tmp_path: Path, kind: str, id_: str) -> None:
    docs = project(tmp_path)
    item = Item(kind, id_)
    uses = checks.examined(docs, "docs")[0]
    moves.rename(docs, kind, id_, "an-other-name")
    assert moves.left(docs) == []
    library, _ = checks.examined(docs, "docs")
    assert list(getattr(library, item.collection)) == [
        "an-other-name" if name == id_ else name for name in getattr(uses, item.collection)
    ] or kind in ("tree", "situation")
    assert id_ not in getattr(library, item.collection)
    pages = "".join(page.text for page in library.pages.values())
    if kind == "script":
        assert library.scripts["an-other-name"].aliases == (id_,)
    else:
        assert not item.anchor or f'id="{item.anchor}"' in pages
    config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert config.startswith("site_name: Toys # kept\n")
    assert not item.page or f"      {item.page}: {Item(kind, 'an-other-name').page}\n" in config
    with pytest.raises(ValueError, match="there already"):
        moves.rename(docs, kind, "an-other-name", "an-other-name")


@pytest.mark.parametrize(("kind", "id_"), items())
def test_what_removal_leaves_is_named_at_its_place(tmp_path: Path, kind: str, id_: str) -> None:
    docs = project(tmp_path)
    moves.remove(docs, kind, id_, "guide/tensions.md")
    library, problems = checks.examined(docs, "docs")
    assert id_ not in getattr(library, kinds.BY_NAME[kind].collection)
    assert not library.problems or all(problem.line > 1 or problem.where for problem in problems)
    for problem in problems:
        lines = (tmp_path / problem.file).read_text(encoding="utf-8").splitlines()
        assert problem.line <= len(lines)


def test_a_removed_page_leads_somewhere(tmp_path: Path) -> None:
    docs = project(tmp_path)
    before = tree(tmp_path)
    for target in ("", "nowhere.md", "checklists/broken-toy.md"):
        with pytest.raises(ValueError, match="an id is a promise"):
            moves.remove(docs, "checklist", "broken-toy", target)
    assert tree(tmp_path) == before


def test_promised_anchors_stay(tmp_path: Path) -> None:
    promises = "/checklists/broken-toy/#where-next\n/checklists/close-the-case/#other\n"
    docs = project(tmp_path, {"../tests/published.txt": promises})
    moves.remove(docs, "checklist", "broken-toy", "guide/tensions.md")
    assert '<a id="where-next"></a>' in (docs / "guide" / "tensions.md").read_text(encoding="utf-8")
    assert "other" not in re.findall(r'id="([^"]+)"', (docs / "guide" / "tensions.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("chekclist", "broken-toy", "x", "unknown kind"),
        ("checklist", "broken", "x", 'did you mean "broken-toy"'),
        ("checklist", "broken-toy", "Not An Id", "is not words"),
        ("checklist", "broken-toy", "close-the-case", "there already"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, kind: str, old: str, new: str, said: str) -> None:
    docs = project(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(ValueError, match=said):
        moves.rename(docs, kind, old, new)
    assert tree(tmp_path) == before


def test_nothing_is_moved_while_something_cannot_be_read(tmp_path: Path) -> None:
    docs = project(tmp_path)
    (docs / "_data" / "cards.yml").write_text("cards: [\n", "utf-8")
    with pytest.raises(ValueError, match="first mend"):
        moves.rename(docs, "checklist", "broken-toy", "other")


def test_a_dry_run_shows_every_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path)
    monkeypatch.setattr("macros.__main__.ROOT", tmp_path)
    before = tree(tmp_path)
    assert command(["rename", "checklist", "broken-toy", "toy-that-broke", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^docs/index\.md:\d+: \+ .*toy-that-broke", said, re.MULTILINE)
    assert tree(tmp_path) == before
    assert command(["remove", "script", "no-such-script"]) == 1
