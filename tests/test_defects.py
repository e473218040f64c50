"""Broken links of every kind, planted in the toy site: the check, strict build or link check names each.

The defects are data, tests/defects/planted.yml. They share one copy and one build.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from filelock import FileLock

from macros import checks

from . import toys
from .sites import ROOT, lay, mkdocs

PLANTED = yaml.safe_load((ROOT / "tests/defects/planted.yml").read_text("utf-8"))
DEFECTS: list[dict[str, Any]] = PLANTED["defects"]
TAKEN = ("macros", "overrides")  # by the toy site from the handbook, and its configuration
LINKED = ("privacy", "accessibility", "adopting")  # by the frame of every page, and not there in the toy site
PAGE = "---\ndescription: A page for trying the checks.\n---\n# {name}\n\n{text}\n"


class Lenient(yaml.SafeLoader):
    """Reads mkdocs.yml without running what its tags name."""


Lenient.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


# What a page shows in place of this is given to it when it is built, as by a macro.
GIVEN = "Given."
HOOK = """
def on_page_markdown(markdown, page, **_):
    return markdown.replace({given!r}, {texts!r}.get(page.file.src_uri, ""))
"""


def texts(host: str) -> dict[str, str]:
    """What stands on each planted page, by its name."""
    written = {one["name"]: one["text"].replace("{host}", host) for one in DEFECTS if "text" in one}
    unlisted = {name: text for defect in DEFECTS for name, text in defect.get("pages", {}).items()}
    return {**PLANTED["sound"], **written, **unlisted}


def plant(project: Path, host: str) -> None:
    """Lay the toy site in `project`, with every defect given to its pages, in its files and settings."""
    project.mkdir()
    for name in TAKEN:
        (project / name).symlink_to(ROOT / name)
    (project / "base.yml").symlink_to(ROOT / "mkdocs.yml")
    docs = toys.copy(project / "docs")
    lay(docs / "about", {f"{name}.md": PAGE.format(name=name, text="Here.") for name in LINKED})
    own = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    files = dict(PLANTED["sound_files"])
    for defect in DEFECTS:
        files.update(defect.get("files", {}))
    pages = texts(host)
    files |= {f"planted/{name}.md": PAGE.format(name=name, text=GIVEN) for name in pages}
    lay(docs, files)
    listed = [*own, *(f"planted/{name}.md" for name in pages if not name.startswith("_"))]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(configuration(listed), sort_keys=False), "utf-8")
    given = {f"planted/{name}.md": text for name, text in pages.items()}
    (project / "given.py").write_text(HOOK.format(given=GIVEN, texts=given), "utf-8")


def configuration(pages: list[str]) -> dict[str, Any]:
    """A configuration that inherits the handbook's, for these pages, and adds the planted settings to it."""
    base = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Lenient)

    def added(key: str) -> list[Any]:
        return [defect[key] for defect in DEFECTS if key in defect]

    redirects = {old: new for one in [PLANTED["sound_redirects"], *added("redirects")] for old, new in one.items()}
    return {
        "INHERIT": "base.yml",
        "nav": [*pages, *added("nav")],
        "hooks": [*base["hooks"], "given.py"],
        "extra_css": [*base["extra_css"], *added("extra_css")],
        "plugins": {"redirects": {"redirect_maps": redirects}},
    }


def complaints(log: str) -> list[str]:
    """The lines of a MkDocs log that are warnings or errors, or go on with one."""
    kept, counts = [], False
    for line in log.splitlines():
        if level := re.match(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) ", line):
            counts = level[1] not in ("DEBUG", "INFO")
        if counts:
            kept.append(line)
    return kept


@pytest.fixture(scope="module")
def said(shared: Path, tmp_path_factory: pytest.TempPathFactory, serve: Any) -> list[str]:
    """Every line in which the build, the link check or the check of other hosts complains."""
    report = shared / "defects.json"
    with FileLock(shared / "defects.lock"):
        if not report.is_file():
            folder = tmp_path_factory.mktemp("defects")
            host = serve(lay(folder / "host", {"guide/index.html": "<h1 id='there'>There</h1>"}))
            project, site = folder / "project", folder / "site"
            plant(project, host)
            built = mkdocs("build", "--strict", "-d", str(site), cwd=project)
            lines = complaints(built.stderr)
            if not (site / "planted/target/index.html").is_file():
                pytest.fail("the copy was not built: " + "\n".join(lines[:5]), pytrace=False)
            assert built.returncode == 1
            for option in ([], ["--external", host]):
                command = [sys.executable, "-m", "tests.links", str(site), *option]
                checked = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
                assert checked.returncode == 1, checked.stdout + checked.stderr
                lines += checked.stdout.splitlines()
            report.write_text(json.dumps(lines), "utf-8")
    return json.loads(report.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the check says of the same, written on pages."""
    project = tmp_path_factory.mktemp("written") / "project"
    plant(project, "http://127.0.0.1:9")
    pages = {f"planted/{name}.md": PAGE.format(name=name, text=text) for name, text in texts("http://host").items()}
    lay(project / "docs", pages)
    return [str(problem) for problem in checks.examined(project / "docs", "docs")[1]]


@pytest.mark.parametrize("defect", [one for one in DEFECTS if "told" in one], ids=lambda defect: defect["name"])
def test_the_check_names_a_defect_with_its_line(defect: dict[str, Any], told: list[str]) -> None:
    line = re.compile(rf"docs/planted/{defect['name']}\.md:[6-9]: ")
    found = [said for said in told if line.match(said)]
    assert any(defect["told"] in said for said in found), "\n".join(["said of its page:", *found])


@pytest.mark.parametrize("name", PLANTED["sound"])
def test_the_check_says_nothing_of_what_is_sound(name: str, told: list[str]) -> None:
    assert [said for said in told if said.startswith(f"docs/planted/{name}.md:")] == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect["name"])
def test_a_defect_is_named_with_its_page(defect: dict[str, Any], said: list[str]) -> None:
    page = re.escape(defect["page"]) if "page" in defect else rf"planted/{defect['name']}(?:\.md|/)"
    found = [re.sub(page, "", line, count=1) for line in said if re.search(page, line)]
    assert any(defect["named"] in line for line in found), "\n".join(["said of its page:", *found])


@pytest.mark.parametrize("name", [*(f"planted/{name}" for name in PLANTED["sound"]), *PLANTED["sound_files"]])
def test_nothing_is_said_of_what_is_sound(name: str, said: list[str]) -> None:
    everywhere = [defect["named"].strip("/") for defect in DEFECTS if "nav" in defect or "extra_css" in defect]
    about = re.compile(rf"(?:WARNING -  Doc file ')?{re.escape(name)}(?:\.md'|/index\.html)?[: ]")
    assert not [line for line in said if about.match(line) and not any(one in line for one in everywhere)]


def test_all_that_checkers_were_compared_by_is_planted() -> None:
    assert sum(defect.get("measured", False) for defect in DEFECTS) == 31
