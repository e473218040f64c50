"""Find the browser for the tests, or install one: a headless shell, else Chromium or Chrome, else none.

The shell is Chromium without windows, and opens and closes pages in half the time. Playwright's own comes before
the system's. `python -m tests.browser.chromium` prints the path. Status 1 and one line of advice where there is
none and none can be installed; also where one does not start, or where Playwright's driver, which steers it, does not:
they lack a library of the system's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserType

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHT = (sys.executable, "-m", "playwright")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ADVICE = (
    "The tests need Chromium or Chrome, and none could be installed: "
    "install one with your system's package manager, then run this again."
)
LAME = (
    "{path} is there and does not start ({reason}): install what it lacks with your system's package manager "
    "(Debian and Ubuntu: `{python} -m playwright install-deps chromium`), then run this again."
)
DRIVER = (
    "The tests steer the browser by Playwright, whose driver does not start here: install libatomic "
    "(Debian and Ubuntu: libatomic1; Fedora: libatomic; Arch: gcc-libs), then run this again."
)


def find() -> str | None:
    """The path of a browser that starts, a shell before others, or None."""
    return _first(whole=True)


def shell() -> str | None:
    """The path of a headless shell that starts, or None."""
    return _first(whole=False)


def advice() -> str:
    """What a person can do where `find` found none: one line."""
    for path, reason in _lame.items():
        return LAME.format(path=path, reason=reason, python=sys.executable)
    return ADVICE


@cache
def driver() -> bool:
    """Whether Playwright's driver starts: a bare system lacks a library that its Node.js needs."""
    return subprocess.run([*PLAYWRIGHT, "--version"], capture_output=True, check=False).returncode == 0


_lame: dict[str, str] = {}  # browsers that are there and do not start, and why


def _first(*, whole: bool) -> str | None:
    if not driver():
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path  # of its whole browser, which need not be there
        candidates = [*_beside(own), *map(shutil.which, SHELLS)]
        if whole:
            candidates += [own, *map(shutil.which, WHOLE), MAC]
        there = (path for path in candidates if path and Path(path).is_file())
        return next((path for path in there if _starts(playwright.chromium, path)), None)


def _beside(browser: str) -> Iterator[str]:
    """Playwright's shell of the same revision: it stands beside the whole browser, which need not be there."""
    folder = next((part for part in Path(browser).parents if part.name.startswith("chromium-")), None)
    if folder:
        shells = folder.with_name(folder.name.replace("chromium-", "chromium_headless_shell-"))
        yield from (str(path) for path in shells.glob("*/*headless*shell*") if path.suffix in ("", ".exe"))


def _starts(kind: BrowserType, path: str) -> bool:
    """Whether the program opens as the tests open it. Telling its version proves too little, a stub's even less."""
    from playwright.sync_api import Error

    try:
        kind.launch(executable_path=path, args=["--no-sandbox"], timeout=60_000).close()
    except Error as error:
        said = re.search(r"error while loading shared libraries: (.+?): cannot", str(error))
        _lame[path] = f"it lacks {said[1]}" if said else str(error).partition("\n")[0]
        return False
    return True


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
    print(path or advice(), file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
