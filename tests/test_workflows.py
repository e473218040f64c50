"""What runs on somebody else's machines: it is named by its commit, and may do no more than it must."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.company import new

from .sites import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(name: str) -> dict[Any, Any]:
    return yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text("utf-8"))


def steps(flow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in flow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_action_is_named_by_its_commit(file: Any) -> None:
    used = [step["uses"] for step in steps(read(file.name)) if "uses" in step]
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", one)] == []
    # The release it is stands beside it, for people.
    assert len(re.findall(r"@[0-9a-f]{40} # v[0-9.]+\n", file.read_text("utf-8"))) == len(used)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_workflow_may_write_as_a_whole(file: Any) -> None:
    assert "write" not in read(file.name)["permissions"].values()


def test_what_publishes_runs_nothing_of_ours_and_only_after_the_tests() -> None:
    flow = read("pages.yml")
    assert flow[True]["workflow_run"]["workflows"] == [read("ci.yml")["name"]]  # YAML 1.1 reads `on` as true
    assert "conclusion == 'success'" in flow["jobs"]["build"]["if"]
    writing = [name for name, job in flow["jobs"].items() if "write" in job["permissions"].values()]
    assert writing == ["deploy"]
    assert flow["jobs"]["deploy"]["needs"] == "build"
    assert [step.get("run") for step in flow["jobs"]["deploy"]["steps"]] == [None]


def test_a_companys_own_address_gives_way_to_that_of_the_pages(tmp_path: Path) -> None:
    """Its first layer names one that is only an example, and links and prints are made of it."""
    lines = next(step["run"] for step in steps(read("pages.yml")) if "ADDRESS" in step.get("env", {})).splitlines()
    assert lines.pop() == "make site"
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    new.write(tmp_path / "company")
    told = {**os.environ, "ADDRESS": "https://me.example.org/help"}
    subprocess.run(["bash", "-e", "-c", "\n".join(lines)], cwd=tmp_path, env=told, check=True)
    assert "\nsite_url: https://me.example.org/help/\n" in (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert "\nurl: https://me.example.org/help/\n" in (tmp_path / "company/site.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("goals", "config"),
    [
        (("test", "test-browsers", "judges"), "mkdocs.yml"),
        (("published",), "mkdocs.yml"),
        (("site",), "build/company/mkdocs.yml"),
        (("zip",), "build/company/mkdocs.yml"),
        (("check", "zip", "shots"), "build/company/mkdocs.yml"),
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_a_company_is_built_and_the_handbook_as_it_comes_is_tested(
    goals: tuple[str, ...], config: str, named: bool, tmp_path: Path
) -> None:
    """With a company's folder in the repository, or named, the tests would else ask its site for what it left out."""
    if named:
        done = planned(tmp_path, *goals, company="../elsewhere")
    else:
        (tmp_path / "company").mkdir()
        done = planned(tmp_path, *goals)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"mkdocs build --strict --config-file (\S+)", done.stdout) == [config]
    assert ("macros company build" in done.stdout) == (config != "mkdocs.yml")


@pytest.mark.parametrize("goals", [("test", "zip"), ("zip", "test"), ("site", "published"), ("check", "judges")])
def test_a_company_and_the_handbook_as_it_comes_are_made_apart(goals: tuple[str, ...], tmp_path: Path) -> None:
    """They share one site/: the first goal would else decide whose site the second one takes."""
    alone = planned(tmp_path, *goals)
    assert alone.returncode == 0, alone.stderr
    assert "company build" not in alone.stdout
    for company in ("../elsewhere", None):
        (tmp_path / "company").mkdir(exist_ok=True)
        both = planned(tmp_path, *goals, company=company)
        assert both.returncode == 2
        assert both.stdout == ""
        assert "Make them one after the other" in both.stderr
    assert planned(tmp_path, *goals, company="").returncode == 0


def planned(folder: Path, *goals: str, company: str | None = None) -> subprocess.CompletedProcess[str]:
    """What make would do in a folder for these goals, with all that it needs installed; `company` names another."""
    shutil.copy(ROOT / "Makefile", folder)
    for file in ("pyproject.toml", "requirements/site.txt", "requirements/test.txt", ".venv/pip.done"):
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).touch()
    told = {name: value for name, value in os.environ.items() if name != "COMPANY" and not name.startswith("MAKE")}
    if company is not None:
        told["COMPANY"] = company
    return subprocess.run(
        ["make", "-n", *goals], cwd=folder, env=told, check=False, capture_output=True, encoding="utf-8"
    )
