"""Firefox and WebKit for the walk: who lacks one reads what to do about it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .browsers.engines import ADVICE
from .sites import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walk is for Linux")


def test_a_browser_that_cannot_be_had_is_one_line_of_advice(tmp_path: Path) -> None:
    """No path leads to a browser, nor to a package manager."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.browsers.engines"],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == list(ADVICE.values())


def test_one_browser_that_cannot_be_installed_leaves_the_other_its_turn(tmp_path: Path) -> None:
    """Each is asked for alone: a package that a system does not have stops no other."""
    asked = tmp_path / "asked"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n[ "$1" = update ]\n', "utf-8")
    apt.chmod(0o755)
    (tmp_path / "sudo").write_text('#!/bin/sh\nshift\nexec "$@"\n', "utf-8")
    (tmp_path / "sudo").chmod(0o755)
    command = [sys.executable, "-m", "tests.browsers.engines"]
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    wanted = [line.rpartition("--no-install-recommends ")[2] for line in asked.read_text("utf-8").splitlines()]
    assert wanted == ["update", "firefox-esr", "firefox", "webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1"]
