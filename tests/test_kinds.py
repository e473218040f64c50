"""A kind is a folder: one that is made up is put beside the others, and nothing else in the code is touched."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from macros import kinds

from . import made_up, toys
from .search.engine import unfolded
from .sites import ROOT, lay

PHRASES = """\
phrases:
  - id: calm-down
    title: Calm down
    when: Somebody is loud about a toy
    instead: Say what you will do about the elephant
    claims: [one-apology]
    scripts: [hear-it]
    owner: rep
    reviewed: 2026-11-20
"""
PAGE = '---\ndescription: What not to say.\n---\n# Calm down\n\n{{ phrase("calm-down") }}\n'
CONFIG = "plugins:\n  redirects:\n    redirect_maps: {}\nnav:\n  - Home: index.md\n"
INDEX = "---\ndescription: All of them.\n---\n# Phrases\n\n- [Calm down](calm-down.md)\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with the made-up kind, and the toy site with one item of it."""
    folder = tmp_path_factory.mktemp("kinds")
    shutil.copytree(ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(Path(made_up.__file__).parent / "phrase", folder / "macros" / "kinds" / "phrase")
    (folder / "overrides").symlink_to(ROOT / "overrides")
    shutil.copy(Path(made_up.__file__).parent / "told.py", folder)
    toys.copy(
        folder / "docs", {"../mkdocs.yml": "plugins:\n  redirects:\n    redirect_maps: {}\nnav:\n  - Home: index.md\n"}
    )
    words = folder / "docs" / "_data" / "interface.yml"
    words.write_text(words.read_text("utf-8") + "  phrases: {one: Phrase, many: Phrases}\n", "utf-8")
    phrases = {"_data/phrases.yml": PHRASES, "phrases/calm-down.md": PAGE, "phrases/index.md": INDEX}
    lay(folder / "docs", phrases)
    run(folder, "-m", "macros", "nav")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with the package that stands there."""
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def told(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("told") / "project"
    shutil.copytree(project, folder, symlinks=True)
    done = run(folder, "told.py")
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_a_kind_is_found_in_every_derived_place(told: dict[str, Any]) -> None:
    assert "1 phrase, " in told["counted"]
    assert 'id="phrase-calm-down"' in told["html"]
    assert "**Instead:** Say what you will do about the elephant" in told["markdown"]
    assert "[Calm down](https://toys.example.org/phrases/calm-down/index.md)" in told["listed"]
    record = told["record"]
    assert (record["id"], record["claims"], record["owner"]) == ("calm-down", ["one-apology"], "rep")
    assert record["short"] == "https://toys.example.org/go/calm-down/"
    assert told["link"]["address"] == "https://toys.example.org/phrases/calm-down/"
    assert told["kit"] == {"label": "Phrase"}
    assert told["short"] == ["go/calm-down/index.html", "go/phrase-calm-down/index.html"]
    assert "elephant" in unfolded(told["words"])
    assert [review["id"] for review in told["review"]] == ["calm-down"]
    assert "phrases/calm-down/" in told["used"]
    assert "schemas/phrases.schema.json" in told["schema"]
    assert told["changed"] == "2026-11-20"


def test_a_kind_is_begun_and_renamed_as_any_other(told: dict[str, Any]) -> None:
    assert told["new"][:2] == ["added the phrase see-above to phrases.yml", "wrote phrases/see-above.md"]
    assert "changed _data/phrases.yml" in told["renamed"]
    assert "  - id: keep-calm\n" in told["data"]
    assert "    scripts: [hear-them]\n" in told["data"]  # whatever it names is found by its model
    assert told["left"] == []


FAULTS = {
    ("owner: rep", "owner: nobody"): 'phrases.yml:8: phrases > calm-down > owner: unknown role "nobody"',
    ("[one-apology]", "[no-such-claim]"): 'phrases > calm-down > claims > 1: unknown id "no-such-claim"',
    ("[hear-it]", "[no-such-script]"): 'phrases > calm-down > scripts > 1: unknown id "no-such-script"',
    ("2026-11-20", "2999-01-01"): "the review date 2999-01-01 lies in the future",
    ("Somebody is", "As per plan somebody is"): 'the word "as per"',
    ("Somebody is", "In Toyland somebody is"): '"Toyland" says law',
    ("    claims: [one-apology]\n", ""): "neither claims nor extends",
    ("instead:", "insted:"): "unknown key",
    ("about a toy", "about a toy " + "that is so very " * 8): "a sentence of ",
}


@pytest.mark.parametrize(("change", "said"), FAULTS.items(), ids=[change[1][:20] for change in FAULTS])
def test_every_rule_holds_for_a_kind_by_its_being_one(project: Path, change: tuple[str, str], said: str) -> None:
    (project / "docs" / "_data" / "phrases.yml").write_text(PHRASES.replace(*change), "utf-8")
    done = run(project, "-m", "macros", "check", "--data", "docs")
    (project / "docs" / "_data" / "phrases.yml").write_text(PHRASES, "utf-8")
    assert done.returncode == 1, done.stdout
    assert said in done.stdout, done.stdout


def test_an_item_without_its_page_is_told(project: Path) -> None:
    page = project / "docs" / "phrases" / "calm-down.md"
    page.unlink()
    done = run(project, "-m", "macros", "check", "--data", "docs")
    page.write_text(PAGE, "utf-8")
    assert "there is no page phrases/calm-down.md" in done.stdout
    assert "python -m macros new phrase calm-down" in done.stdout


# What every text may rest on is part of no kind: claims, references and remarks of law (`provenance`).
GENERAL = ("checks", "schema.py", "scaffold.py", "env.py", "walk.py", "nav.py", "library.py", "render")
SHARED = {"articles", "claims", "references", "remarks"}


def test_only_its_own_folder_names_a_kind() -> None:
    """What goes over all kinds reads their rows: it holds no table of its own that could forget one."""
    paths = [ROOT / "macros" / name for name in GENERAL]
    files = [path for one in paths for path in (sorted(one.rglob("*.py")) if one.is_dir() else [one])]
    names = "|".join(row.collection for row in kinds.KINDS if row.collection not in SHARED)
    named = re.compile(rf"""library\.({names})\b|["']({names})["']""")
    code = re.compile(r'"""(?:.|\n)*?"""|#.*')  # what explains may give an example
    found = {(path.name, one[0]) for path in files for one in named.finditer(code.sub("", path.read_text("utf-8")))}
    assert found == {("links.py", "library.cards")}  # whose printed files are no pages
