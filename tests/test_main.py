"""The command line: every problem on a line of its own, then their number; never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.__main__ import main

from . import goldens, toys
from .sites import ROOT

LINE = re.compile(r"(?:docs/[^:]+|mkdocs\.yml):[1-9][0-9]*: .+; expected .+")


@goldens.cases("problems")
def test_check_prints(
    case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pytestconfig: pytest.Config,
) -> None:
    toys.copy(tmp_path / "docs", goldens.read(case)["edits"])
    monkeypatch.chdir(tmp_path)
    status = main(["check", "--data", "docs"])
    found = re.sub("OK: .*", "OK", capsys.readouterr().out)
    assert found == goldens.expected(case, found, pytestconfig)
    if found == "OK\n":
        assert status == 0
    else:
        *lines, last = found.splitlines()
        assert status == 1
        assert all(LINE.fullmatch(line) for line in lines)
        assert len(set(lines)) == len(lines)
        assert last == f"{len(lines)} problem{'s' if len(lines) > 1 else ''}"


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as an editor does."""
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_handbook_itself_has_no_problem() -> None:
    done = run("check", cwd=ROOT)
    assert done.stdout.startswith("OK: "), done.stdout + done.stderr
    assert done.stdout.count("\n") == 1
    assert done.returncode == 0


@pytest.mark.parametrize("data", ["docs", "docs/_data", "docs/_data/", "."])
def test_data_may_be_either_folder(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toys.copy(tmp_path / "docs")
    done = run("check", "--data", data, cwd=tmp_path / "docs" / "_data" if data == "." else tmp_path)
    assert done.stdout.startswith("OK: "), done.stdout + done.stderr


def test_addresses_that_are_only_examples_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = toys.copy(tmp_path / "docs")
    assert main(["check", "--data", str(docs), "--reviews"]) == 0
    assert "team.yml has 8 contacts that are only examples" in capsys.readouterr().out


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = run("check", "--data", "nowhere", cwd=tmp_path)
    assert done.returncode == 1
    assert "nowhere/_data/checklists.yml:1: the file is missing" in done.stdout
    assert done.stderr == ""


def test_names_that_the_terminal_cannot_show(tmp_path: Path) -> None:
    docs = toys.copy(tmp_path / "docs", {"_data/trees/arbre-cassé-\N{SNOWMAN}.yml": "é: \N{SNOWMAN}\n"})
    (docs / "_data" / os.fsdecode(b"\xff.yml")).write_text("a: 1\n", "utf-8")
    done = run("check", "--data", "docs", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.stderr == ""
    assert done.returncode == 1
    assert "\\u2603.yml:1:" in done.stdout
    assert "nothing reads this file" in done.stdout


def test_the_numbers_of_trees(tmp_path: Path) -> None:
    toys.copy(tmp_path / "docs")
    lines = run("check", "--trees", "--data", "docs", cwd=tmp_path).stdout.splitlines()
    assert "repair: 4 nodes, 2 outcomes, path in questions: shortest 1, mean 1.8, longest 2" in lines


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--dta", "x"]])
def test_wrong_use_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_schemas_are_fresh() -> None:
    done = run("schema", "--check", cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_schemas_are_written_and_found_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("macros.__main__.ROOT", tmp_path)
    assert main(["schema", "--check"]) == 1
    assert main(["schema"]) == 0
    assert main(["schema", "--check"]) == 0
    team = tmp_path / "schemas" / "team.schema.json"
    team.write_text(json.dumps({}), encoding="utf-8")
    capsys.readouterr()
    assert main(["schema", "--check"]) == 1
    assert capsys.readouterr().out == "schemas/team.schema.json: out of date; run python -m macros schema\n"


def test_the_scripts_are_printed_to_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = str(toys.copy(tmp_path / "docs"))
    assert main(["read", "bodies", "--data", docs]) == 0
    said = capsys.readouterr().out
    assert "[neutral, letter]\nSubject: Your toy\n\nDear Sam,\n\nWe will write again by 1 December 2026" in said
    assert "[[" not in said
    assert said.startswith("# hear-it: Tell me what happened\nIn: phone, meeting\n")
    assert "\n\nthey: You never listen!\nnext: promise-a-day\n\n# promise-a-day" in said
    assert "\n\ncloses: Hand it over from here.\n\n# settle-it" in said
    assert main(["read", "chains", "--data", docs]) == 0
    first = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert first[0] == "# hear-it > promise-a-day"
    assert first[2:] == [
        "  they: You never listen!",
        "  we: You will hear from me by 1 December 2026.",
        "  = Hand it over from here.",
    ]


def test_a_chain_keeps_to_its_channel_and_says_where_it_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = """      - tone: warm
        channel: {channel}
        subject: Your toy
        body: Tell me in writing.
    pushback: You never listen!"""
    told = {"find": "    pushback: You never listen!", "put": written.format(channel="email")}
    where = {"find": "channels: [phone, meeting]", "put": "channels: [phone, meeting, email]"}
    docs = str(toys.copy(tmp_path / "docs", {"_data/scripts.yml": [told, where]}))
    assert main(["read", "chains", "--data", docs]) == 0
    spoken, email, alone, *_ = (part.splitlines() for part in capsys.readouterr().out.split("\n\n"))
    assert (spoken[0], spoken[3]) == ("# hear-it > promise-a-day", "  we: You will hear from me by 1 December 2026.")
    assert email[:2] == ["# hear-it > promise-a-day (email)", "  we: Tell me in writing."]
    assert email[3].startswith("  we: Hello Sam, You will hear from us by 1 December 2026.")
    assert alone[0] == "# promise-a-day"  # nothing follows it: once is enough

    told["put"] = written.format(channel="social").replace("        subject: Your toy\n", "")
    where["put"] = "channels: [phone, meeting, social]"
    docs = str(toys.copy(tmp_path / "other", {"_data/scripts.yml": [told, where]}))
    assert main(["read", "chains", "--data", docs]) == 0
    social = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert social[0] == "# hear-it > promise-a-day (social message)"
    assert social[3] == "  we (aloud): You will hear from me by 1 December 2026."


def test_nothing_is_read_out_that_is_not_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = toys.copy(tmp_path / "docs", {"_data/scripts.yml": [{"find": "[[remedy]]?", "put": "[[remdy]]?"}]})
    assert main(["read", "bodies", "--data", str(docs)]) == 1
    assert 'unknown field "[[remdy]]"' in capsys.readouterr().out


def test_a_folder_that_leads_round_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    done = run("check", "--data", "loop", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "loop/_data/checklists.yml:1: the file cannot be read" in done.stdout


@pytest.mark.parametrize("command", [["export", "out"], ["nav"], ["new", "checklist", "one-more"]])
def test_a_broken_configuration_is_one_line(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    toys.project(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: Toys\nnav: [\nplugins:\n  - x: ]\n", "utf-8")
    monkeypatch.setattr("macros.__main__.ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(command) == 1
    *_, problem, count = capsys.readouterr().out.splitlines()
    assert LINE.fullmatch(problem)
    assert problem.startswith("mkdocs.yml:")
    assert "the file cannot be read" in problem
    assert count == "1 problem"


def test_a_folder_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The system is asked in our stead: who runs this may be one who reads everything."""
    docs = toys.copy(tmp_path / "docs", {"_data/closed/one.yml": "a: 1\n"})
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", refused)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--data", str(docs)]) == 1
    assert "docs/_data/closed:1: the folder cannot be read (Permission denied)" in capsys.readouterr().out


def test_a_folder_that_may_not_be_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every question about what it holds is refused, even whether it is there."""
    docs = toys.copy(tmp_path / "docs")

    def refusing(ask: Callable[..., object]) -> Callable[..., object]:
        def asked(path: object, *rest: object, **more: object) -> object:
            if str(path).startswith(("docs/_data", f"{docs}/_data")):
                raise PermissionError(13, "Permission denied", str(path))
            return ask(path, *rest, **more)

        return asked

    monkeypatch.chdir(tmp_path)
    for asked in ("os.stat", "os.scandir", "os.open", "io.open"):
        module, _, name = asked.partition(".")
        monkeypatch.setattr(asked, refusing(getattr(sys.modules[module], name)))
    status = main(["check", "--data", "docs"])
    monkeypatch.undo()  # what follows may look at files
    assert status == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert all("(Permission denied)" in line for line in lines if line.startswith("docs/_data/"))
    assert any(line.startswith("docs/_data/team.yml:1: the file cannot be read") for line in lines)
    assert last == f"{len(lines)} problems"


@pytest.mark.parametrize(("file", "what"), [("_data/trees/pipe.yml", "file"), ("guide/pipe.md", "page")])
def test_a_pipe_is_not_waited_for(file: str, what: str, tmp_path: Path) -> None:
    docs = toys.copy(tmp_path / "docs")
    (docs / file).parent.mkdir(exist_ok=True)
    os.mkfifo(docs / file)
    done = run("check", "--data", "docs", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"docs/{file}:1: the {what} cannot be read (no regular file)" in done.stdout


def test_a_page_is_read_up_to_a_bound(tmp_path: Path) -> None:
    docs = toys.copy(tmp_path / "docs", {"guide/large.md": {"repeat": "words and words\n", "times": 70_000}})
    done = run("check", "--data", str(docs), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "docs/guide/large.md:1: the page is too large" in done.stdout


def test_a_file_name_of_two_lines_is_one_line(tmp_path: Path) -> None:
    toys.copy(tmp_path / "docs", {"_data/two\nlines.yml": "a: 1\n"})
    done = run("check", "--data", "docs", cwd=tmp_path)
    assert done.stdout.splitlines()[0].startswith("docs/_data/two\N{REPLACEMENT CHARACTER}lines.yml:1: nothing reads")
    assert done.stdout.count("\n") == 2


@pytest.mark.parametrize(("file", "name"), [("...zip", "x.txt"), ("handbook.zip", "..\\..\\way_out.txt")])
def test_no_name_in_a_zip_leads_out_of_its_folder(
    file: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    for path, content in {
        "index.html": "<p>",
        "search/index.json": '{"pages": [], "fallback": [], "danger": {"groups": []}}',
        name: "",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(content, "utf-8")
    assert main(["zip", str(site), str(tmp_path / file)]) == 1
    assert (file if name == "x.txt" else name) in capsys.readouterr().out
    assert not (tmp_path / file).exists()
