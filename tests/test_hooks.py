"""Generated files in a built site, and the same from the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from macros import exports
from macros.__main__ import main
from macros.library import Library
from macros.reading import collect

from . import toys
from .sites import ROOT, mkdocs


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    """The configuration of a site like the toy site, whose pages are yet to be laid beside it."""
    config = {
        "INHERIT": str(toys.SITE / "mkdocs.yml"),
        "site_url": toys.URL,
        "docs_dir": "docs",
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "plugins": {"macros": {"module_name": str(ROOT / "macros")}},
        "hooks": [str(ROOT / "macros" / "hooks.py")],
    }
    path = tmp_path / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), "utf-8")
    return path


def test_a_page_may_link_to_a_generated_file(changed: Path) -> None:
    made = (changed / "early" / "cards" / "broken-toy" / "index.html").read_text("utf-8")
    assert 'href="../decks/deck-a4.pdf"' in made
    assert 'href="broken-toy.png"' in made


def test_a_build_is_published_and_publishing_it_again_changes_nothing(configured: Path, tmp_path: Path) -> None:
    toys.copy(tmp_path / "docs")
    site = tmp_path / "site"
    assert mkdocs("build", "--strict", "-f", str(configured), "-d", str(site)).returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert b"const FILES" in before[site / "sw.js"]
    assert main(["publish", str(site), "--config", str(configured)]) == 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_what_cannot_be_printed_stops_the_build_with_the_problem_alone(configured: Path, tmp_path: Path) -> None:
    edit = [{"find": "A broken toy is on the counter", "put": "A toy → counter"}]
    toys.copy(tmp_path / "docs", {"_data/cards.yml": edit})
    built = mkdocs("build", "-f", str(configured), "-d", str(tmp_path / "site"))
    assert built.returncode == 1
    assert "docs/_data/cards.yml:" in built.stderr
    assert "broken-toy > when: " in built.stderr
    assert "U+2192" in built.stderr
    assert "Traceback" not in built.stderr


def test_robots_and_site_map_tell_what_the_pages_know(changed: Path) -> None:
    site, later = changed / "early", changed / "late"  # of no build, but of the content, are the days
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        assert (site / name).read_bytes() == (later / name).read_bytes()
    space, told = "{http://www.sitemaps.org/schemas/sitemap/0.9}", ElementTree.parse(site / "sitemap.xml").getroot()
    days = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in told}
    library = collect(changed / "docs", "docs")
    assert days[f"{toys.URL}cards/broken-toy/"] == str(library.cards["broken-toy"].reviewed)
    assert days[f"{toys.URL}guide/prose/"] is None
    assert f"Sitemap: {toys.URL}sitemap.xml\n" in (site / "robots.txt").read_text("utf-8")


def test_a_page_in_another_language_says_so(changed: Path) -> None:
    """What is around it stays in the handbook's own."""
    pages = [(changed / f"early/guide/{name}/index.html").read_text("utf-8") for name in ("atelier", "prose")]
    assert all('<html lang="en-GB"' in page for page in pages)
    assert [re.findall(r"<article[^>]*>", page) for page in pages] == [
        ['<article class="md-content__inner md-typeset" lang="fr">'],
        ['<article class="md-content__inner md-typeset">'],
    ]


def test_a_picture_may_stand_beside_the_parts(changed: Path) -> None:
    assert (changed / "early" / "assets" / "css" / "own.png").read_bytes() == toys.PICTURE


def test_the_command_line_writes_the_same_bytes_anywhere(tmp_path: Path) -> None:
    docs = toys.copy(tmp_path / "docs")
    command = [sys.executable, "-m", "macros", "export", "out", "--data", "docs", "--site-url", toys.URL]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert main(["export", str(tmp_path / "here"), "--data", str(docs), "--site-url", toys.URL]) == 0
    out, here = tmp_path / "out", tmp_path / "here"
    written = {path.relative_to(out) for path in out.rglob("*") if path.is_file()}
    assert {path.relative_to(here) for path in here.rglob("*") if path.is_file()} == written
    assert {Path("cards/decks/deck-a4.pdf"), Path("robots.txt")} <= written
    assert [path for path in written if (out / path).read_bytes() != (here / path).read_bytes()] == []


def test_the_command_line_takes_the_address_of_the_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses: list[str] = []

    def noted(library: Library, site_url: str) -> dict[str, bytes]:
        addresses.append(site_url)
        return {}

    monkeypatch.setattr(exports, "all_files", noted)
    data = str(toys.SITE / "docs")
    assert main(["export", str(tmp_path), "--data", data]) == 0
    assert main(["export", str(tmp_path), "--data", data, "--site-url", ""]) == 0
    assert addresses == ["https://handbook.example.org/", ""]


def test_the_command_line_prints_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toys.copy(tmp_path / "docs", {"_data/cards.yml": [{"find": "id: now", "put": "id: nwo"}]})
    assert main(["export", str(tmp_path / "out"), "--data", str(tmp_path / "docs")]) == 1
    assert "problem" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
