"""Build the handbook, or a site that inherits its configuration, as a reader of the README would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Announcements of other projects, not warnings about this one.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def mkdocs(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs; its log is in `stderr`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=cwd,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build(target: Path, config: Path = ROOT / "mkdocs.yml", **environment: str) -> str:
    """Build strictly into `target` and return the log. Raises AssertionError on any warning."""
    done = mkdocs("build", "--strict", "--config-file", str(config), "--site-dir", str(target), **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return done.stderr


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    """Write `files`, path below `folder` -> text, and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return folder
