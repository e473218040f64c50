"""A reading of the handbook is found again where nothing has changed that it was made from, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros import built, cache, checks, exports
from macros.exports import catalogue, documents
from macros.models.style import Style

from . import toys


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return toys.project(tmp_path / "toy").parent / "docs"


def refused(*_: object) -> None:
    pytest.fail("read again")


def test_an_unchanged_handbook_is_read_once(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = checks.known(docs, "docs")
    monkeypatch.setattr(checks, "examined", refused)
    cache.forget()
    again, problems = checks.known(docs, "docs")
    assert (catalogue.everything(again), problems) == (catalogue.everything(before), [])
    assert again.docs == docs
    monkeypatch.setattr(cache, "program", lambda: "another")
    with pytest.raises(pytest.fail.Exception):
        checks.known(docs, "docs")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page": lambda docs: (docs / "guide/tensions.md").write_text("# Other\n", "utf-8"),
    "data": lambda docs: (docs / "_data/team.yml").write_text("name: Others\n", "utf-8"),
    "a new page": lambda docs: (docs / "guide/new.md").write_text("# New\n", "utf-8"),
    "a page that is gone": lambda docs: (docs / "guide/tensions.md").unlink(),
    "a page of another name": lambda docs: (docs / "guide/tensions.md").rename(docs / "guide/other.md"),
    "the configuration": lambda docs: (docs.parent / "mkdocs.yml").write_text("nav: []\n", "utf-8"),
    "a note of a layer": lambda docs: (docs / "_data/.origins.json").write_text("{}", "utf-8"),
    "a folder elsewhere": lambda docs: (docs / "linked").symlink_to(toys.SITE / "docs/guide", target_is_directory=True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_read(docs: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    checks.known(docs, "docs")
    monkeypatch.setattr(checks, "examined", refused)
    CHANGES[what](docs)
    with pytest.raises(pytest.fail.Exception):
        checks.known(docs, "docs")


def test_a_file_of_ours_that_has_another_name_is_read(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links of pages may lead to what we bring, so a name that is gone there is a fault."""
    ours = tmp_path / "overrides"
    ours.mkdir()
    (ours / "one.css").touch()
    monkeypatch.setattr(checks.inputs, "OVERRIDES", ours)
    before = checks.inputs.digest(docs)
    (ours / "one.css").rename(ours / "other.css")
    assert checks.inputs.digest(docs) != before


def test_what_is_wrong_is_never_kept(docs: Path) -> None:
    (docs / "guide/tensions.md").write_text("No title.\n", "utf-8")
    told = checks.known(docs, "docs")[1]
    assert told
    assert checks.known(docs, "docs")[1] == told


def test_a_reading_is_not_kept_where_somebody_wrote_meanwhile(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read may be newer than what the digest tells of."""
    page = docs / "guide/tensions.md"
    old = page.read_text("utf-8")
    read = checks.examined

    def slow(*args: Path) -> object:
        page.write_text(f"{old}\nMore.\n", "utf-8")
        return read(*args)

    with monkeypatch.context() as busy:
        busy.setattr(checks, "examined", slow)
        checks.known(docs, "docs")
    page.write_text(old, "utf-8")
    assert "More." not in checks.known(docs, "docs")[0].pages["guide/tensions.md"].text


def test_a_handbook_that_cannot_be_read_is_not_known(docs: Path) -> None:
    (docs / "round").symlink_to(docs, target_is_directory=True)
    assert checks.inputs.digest(docs) == ""


def test_files_are_made_once_for_the_same_words(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = checks.load(docs, "docs")
    made = exports.all_files(library, "https://toys.example.org/")
    monkeypatch.setattr(documents, "files", refused)
    cache.forget()
    assert exports.all_files(library, "https://toys.example.org/") == made
    with pytest.raises(pytest.fail.Exception):
        exports.all_files(library, "https://elsewhere.example.org/")


def test_a_site_is_known_by_each_of_its_files(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    page = '<html lang="en"><body><nav><a href="a/">A</a></nav></body></html>'
    for name in ("index.html", "a/index.html"):
        (site / name).write_text(page.replace('"a/"', '"../a/"') if "/" in name else page, "utf-8")
    style = checks.load(docs, "docs").style
    assert isinstance(style, Style)
    sound = built.examined(site, style)
    assert sound[0] == []
    with monkeypatch.context() as known:
        known.setattr(built, "Site", refused)
        cache.forget()
        assert built.examined(site, style) == sound
        for name, content in (("a/index.html", page), ("more.css", ":root{}")):
            before = (site / name).read_bytes() if (site / name).exists() else None
            (site / name).write_text(content, "utf-8")
            with pytest.raises(pytest.fail.Exception):
                built.examined(site, style)
            (site / name).unlink() if before is None else (site / name).write_bytes(before)
    (site / "a/index.html").unlink()
    assert [one.what for one in built.examined(site, style)[0]] == ["no such page"]
