"""Find the browser for the tests, or install one: Playwright's own, else the system's.

`python -m tests.browser.chromium` prints its path. Status 1 and one line of advice where
there is none and none can be installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ADVICE = (
    "The tests need Chromium or Chrome, and none could be installed: "
    "install one with your system's package manager, then run this again."
)


def find() -> str | None:
    """The path of a browser that starts, or None."""
    candidates = [_playwrights(), *map(shutil.which, NAMES), MAC]
    return next((path for path in candidates if path and _starts(path)), None)


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _starts(path: str) -> bool:
    """Whether the program is there and runs; a stub that only asks for a package does not."""
    if not Path(path).is_file():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Try Playwright's own download, then the system's package managers, until a browser is there."""
    root = [] if os.name == "nt" or os.geteuid() == 0 else ["sudo", "-n"]
    attempts = [
        [[sys.executable, "-m", "playwright", "install", "chromium"]],
        [
            [*root, "apt-get", "update"],
            [*root, "apt-get", "install", "-y", "--no-install-recommends", "chromium"],
        ],
        [[*root, "dnf", "install", "-y", "chromium"]],
        [[*root, "pacman", "-S", "--noconfirm", "chromium"]],
        [["brew", "install", "--cask", "chromium"]],
    ]
    for commands in attempts:
        if all(shutil.which(command[0]) and _runs(command) for command in commands) and find():
            return


def _runs(command: list[str]) -> bool:
    print("$", *command, file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=environment, timeout=900, stdout=sys.stderr, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    """Print the browser's path, installing one first where there is none."""
    if not find():
        install()
    path = find()
    print(path or ADVICE, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
