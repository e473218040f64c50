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
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_a_company_is_built_and_the_handbook_as_it_comes_is_tested(
    goals: tuple[str, ...], config: str, named: bool, tmp_path: Path
) -> None:
    """With a company's folder in the repository, or named, the tests would else ask its site for what it left out."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for file in ("pyproject.toml", "requirements/site.txt", "requirements/test.txt", ".venv/pip.done"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    told = {name: value for name, value in os.environ.items() if name != "COMPANY" and not name.startswith("MAKE")}
    if named:
        told["COMPANY"] = "../elsewhere"
    else:
        (tmp_path / "company").mkdir()
    run = subprocess.run(
        ["make", "-n", *goals], cwd=tmp_path, env=told, check=True, capture_output=True, encoding="utf-8"
    )
    assert re.findall(r"mkdocs build --strict --config-file (\S+)", run.stdout) == [config]
    assert ("macros company build" in run.stdout) == (config != "mkdocs.yml")
