"""Find Firefox and WebKit for the tests, or install them with Debian's or Ubuntu's package manager.

`python -m tests.browsers.engines` installs what is missing where it may. Status 1 and one line of advice for an
engine that cannot be had. WebKit is Linux's own build of Safari's engine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ..browser.chromium import _root, _run_all

FIREFOXES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
MINI = "*/webkit2gtk-4.*/MiniBrowser"  # WebKit's window, without anything of Safari's around it
SYSTEM_PYTHON = "/usr/bin/python3"  # has Debian's GTK, which prints
# Packages of Debian and Ubuntu; the next line where the one before it cannot be had.
PACKAGES = {
    "firefox": [["firefox-esr"], ["firefox"]],
    "webkit": [["webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1"]],
}
ADVICE = {
    "firefox": "These tests need Firefox 115 or newer: install firefox-esr or firefox, then run this again.",
    "webkit": (
        "These tests need WebKit for Linux: install webkit2gtk-driver, xvfb, python3-gi and gir1.2-webkit2-4.1, "
        "then run this again."
    ),
}


@dataclass(frozen=True)
class WebKit:
    """What drives WebKit, and the window that it opens."""

    driver: str
    window: str


def firefox() -> str | None:
    """The path of Firefox, or None."""
    return next(filter(None, map(shutil.which, FIREFOXES)), None)


def webkit() -> WebKit | None:
    """WebKit with all that its tests need, or None."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    window = next((str(path) for path in sorted(Path("/usr/lib").glob(MINI), reverse=True)), None)
    bindings = any(Path("/usr/lib").glob("*/girepository-1.0/WebKit2-4.1.typelib"))
    if not (driver and screen and window and bindings):
        return None
    gtk = subprocess.run([SYSTEM_PYTHON, "-c", "import gi"], capture_output=True, check=False)
    return WebKit(driver, window) if gtk.returncode == 0 else None


HAVE = {"firefox": firefox, "webkit": webkit}


def main() -> int:
    """Install what is missing; say what cannot be had."""
    missing = [name for name in HAVE if not HAVE[name]()]
    apt = [*_root(), "apt-get"]
    if missing and _run_all([[*apt, "update"]]):
        for name in missing:
            any(_run_all([[*apt, "install", "-y", "--no-install-recommends", *wanted]]) for wanted in PACKAGES[name])
    without = [name for name in missing if not HAVE[name]()]
    for name in without:
        print(ADVICE[name], file=sys.stderr)
    return bool(without)


if __name__ == "__main__":
    sys.exit(main())
