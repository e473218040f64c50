"""The browser of the tests is one that opens, not one that only tells its version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..sites import ROOT

# Of a system where a library of the browser's is missing. There is no other: no folder and no path leads to one.
LAME = """#!/bin/sh
if [ "$1" = --version ]; then echo "Chromium 150.0.1"; exit 0; fi
echo "$0: error while loading shared libraries: libnss3.so: cannot open shared object file" >&2
exit 127
"""
PROGRAM = """
from tests.browser import chromium
chromium.MAC = ""
print(chromium.find())
print(chromium.advice())
"""


@pytest.mark.skipif(os.name == "nt", reason="the stub is a script of a shell")
def test_a_browser_that_cannot_open_is_one_line_of_advice(tmp_path: Path) -> None:
    lame = tmp_path / "chromium-headless-shell"
    lame.write_text(LAME, "utf-8")
    lame.chmod(0o755)
    environment = {**os.environ, "PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "none")}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    found, *advice = done.stdout.splitlines()
    assert (done.returncode, done.stderr, found) == (0, "", "None")
    (line,) = advice
    assert line.startswith(f"{lame} is there and does not start (it lacks libnss3.so): install what it lacks")
