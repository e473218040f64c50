"""Find the browser for the tests, or install one: a headless shell, else Chromium or Chrome, else none.

The shell is Chromium without windows, and opens and closes pages in half the time. Playwright's own comes before
the system's. `python -m tests.browser.chromium` prints the path. Status 1 and one line of advice where there is
none and none can be installed; also where Playwright's driver, which steers it, lacks a library of the system's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHT = (sys.executable, "-m", "playwright")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ADVICE = (
    "The tests need Chromium or Chrome, and none could be installed: "
    "install one with your system's package manager, then run this again."
)
DRIVER = (
    "The tests steer the browser by Playwright, whose driver does not start here: install libatomic "
    "(Debian and Ubuntu: libatomic1; Fedora: libatomic; Arch: gcc-libs), then run this again."
)


def find() -> str | None:
    """The path of a browser that starts, a shell before others, or None."""
    playwrights = _playwrights()
    return _first([*_beside(playwrights), *map(shutil.which, SHELLS), playwrights, *map(shutil.which, WHOLE), MAC])


def shell() -> str | None:
    """The path of a headless shell that starts, or None."""
    return _first([*_beside(_playwrights()), *map(shutil.which, SHELLS)])


def _first(candidates: list[str | None]) -> str | None:
    return next((path for path in candidates if path and _starts(path)), None)


@cache
def driver() -> bool:
    """Whether Playwright's driver starts: a bare system lacks a library that its Node.js needs."""
    return subprocess.run([*PLAYWRIGHT, "--version"], capture_output=True, check=False).returncode == 0


def _playwrights() -> str:
    """Where Playwright keeps its whole browser, once it is installed; "" where it does not start."""
    if not driver():
        return ""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _beside(browser: str) -> Iterator[str]:
    """Playwright's shell of the same revision: it stands beside the whole browser, which need not be there."""
    folder = next((part for part in Path(browser).parents if part.name.startswith("chromium-")), None)
    if folder:
        shells = folder.with_name(folder.name.replace("chromium-", "chromium_headless_shell-"))
        yield from (str(path) for path in shells.glob("*/*headless*shell*") if path.suffix in ("", ".exe"))


def _starts(path: str) -> bool:
    """Whether the program is there and runs; a stub that only asks for a package does not."""
    if not Path(path).is_file():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Try Playwright's own downloads, then the system's package managers, until there is a browser.

    Where there is one already, a shell is only fetched if nobody need be asked: for this user, or as root.
    """
    root = _root()
    apt = [*root, "apt-get", "install", "-y", "--no-install-recommends"]
    update = [*root, "apt-get", "update"]
    shells = [[[*PLAYWRIGHT, "install", "--only-shell", "chromium"]], *([] if root else [[update, [*apt, SHELLS[0]]]])]
    whole = [
        [[*PLAYWRIGHT, "install", "chromium"]],
        [update, [*apt, "chromium"]],
        [[*root, "dnf", "install", "-y", "chromium"]],
        [[*root, "pacman", "-S", "--noconfirm", "chromium"]],
        [["brew", "install", "--cask", "chromium"]],
    ]
    for commands in shells if find() else [*shells, *whole]:
        if _run_all(commands) and find():
            return


def install_driver() -> None:
    """Give Playwright's driver the library that it lacks."""
    root = _root()
    managers = [
        [[*root, "apt-get", "update"], [*root, "apt-get", "install", "-y", "--no-install-recommends", "libatomic1"]],
        [[*root, "dnf", "install", "-y", "libatomic"]],
        [[*root, "pacman", "-S", "--noconfirm", "gcc-libs"]],
    ]
    for commands in managers:
        if _run_all(commands):
            driver.cache_clear()
            if driver():
                return


def _root() -> list[str]:
    """How to become the user who may install."""
    return [] if os.name == "nt" or os.geteuid() == 0 else ["sudo", "-n"]


def _run_all(commands: list[list[str]]) -> bool:
    return all(shutil.which(command[0]) and _runs(command) for command in commands)


def _runs(command: list[str]) -> bool:
    print("$", *command, file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=environment, timeout=900, stdout=sys.stderr, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    """Print the browser's path, installing one first where there is none, or only a slow one."""
    if not driver():
        install_driver()
    if not driver():
        print(DRIVER, file=sys.stderr)
        return 1
    if not shell():
        install()
    path = find()
    print(path or ADVICE, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
