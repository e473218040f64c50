"""What an engine meets: macros that are read for once a change, and problems told in its own way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros import checks, env

from . import toys
from .sites import ROOT


def host(project: Path, page: SimpleNamespace) -> tuple[Any, dict[str, Callable[..., str]]]:
    """What an engine gives to define_env(), and the macros that it gets."""
    macros: dict[str, Callable[..., str]] = {}
    return (
        SimpleNamespace(
            conf={"docs_dir": "docs", "site_url": ""},
            project_dir=str(project),
            variables={},
            page=page,
            macro=lambda function, name: macros.__setitem__(name, function),
        ),
        macros,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return toys.project(tmp_path / "toy").parent


def test_the_library_is_read_once_a_change_not_once_a_page(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    whole = checks.examined
    monkeypatch.setattr(checks, "examined", lambda docs, shown: (read.append(docs), whole(docs, shown))[1])
    for url in ("", "guide/", "checklists/broken-toy/"):
        env.define_env(host(project, SimpleNamespace(url=url, path="index.md"))[0])
    assert len(read) == 1
    page = next((project / "docs").rglob("*.md"))
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    env.define_env(host(project, SimpleNamespace(url="", path="index.md"))[0])
    assert len(read) == 2


def addresses(html: str) -> tuple[set[str], set[str]]:
    """Those that lead to a checklist's page: in links, and for scripts."""
    return (
        {re.sub("checklists.*", "", one) for one in re.findall(r' href="([^"#]*checklists/[^"]*)"', html)},
        {re.sub("checklists.*", "", one) for one in re.findall(r' data-page="([^"]*)"', html)},
    )


@pytest.mark.parametrize(
    ("page", "links", "others"),
    [
        # MkDocs leaves addresses in HTML as they are: they are those of the page.
        (SimpleNamespace(url="guide/ending/", path="guide/ending.md", file=object()), "../../", "../../"),
        # Zensical takes those of links as beside the source. What only scripts read it does not know.
        (SimpleNamespace(url="guide/ending/", path="guide/ending.md"), "../", "../../"),
        (SimpleNamespace(url="guide/", path="guide/index.md"), "../", "../"),
        (SimpleNamespace(url="ending/", path="ending.md"), "./", "../"),
        (SimpleNamespace(url="./", path="index.md"), "./", "./"),
    ],
)
def test_addresses_are_written_as_the_engine_takes_them(
    page: SimpleNamespace, links: str, others: str, project: Path
) -> None:
    given, macros = host(project, page)
    env.define_env(given)
    library = env.checked["docs"]
    html = "".join(macros["checklist"](id_) for id_ in library.checklists)
    assert addresses(html) == ({links}, {others})


def test_without_mkdocs_problems_are_told_all_the_same(project: Path) -> None:
    (project / "docs" / "_data" / "cards.yml").write_text("cards: nothing\n", "utf-8")
    program = (
        "import sys, types\n"
        "sys.modules.update(dict.fromkeys(['mkdocs', 'mkdocs_macros', 'material']))\n"
        "import macros\n"
        f"env = types.SimpleNamespace(conf={{'docs_dir': 'docs'}}, project_dir={str(project)!r}, variables={{}})\n"
        "try:\n    macros.define_env(env)\n"
        "except Exception as error:\n    print(type(error).__name__, error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Invalid docs/_data/cards.yml:1: ")
