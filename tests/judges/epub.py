"""EPUBCheck, the checker of the format's own makers, over the book: it runs in Java, as Debian and Ubuntu pack it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ..browser.chromium import _root, _run_all
from .faults import Fault
from .nu import JAVA, java
from .packages import Missing

BOOK = "downloads/handbook.epub"
ADVICE = "make judges needs EPUBCheck for the book: install it (Debian: epubcheck), then run this again."
SERIOUS = ("FATAL", "ERROR", "WARNING")


def checker() -> str | None:
    """The path of the program, which is a JAR; installed before where there is none, or None."""
    if not (found := shutil.which("epubcheck")):
        apt = [*_root(), "apt-get"]
        _run_all([[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", "epubcheck"]])
        found = shutil.which("epubcheck")
    return found


def judge(book: Path) -> list[Fault]:
    """What the checker calls more than a hint. Raises Missing."""
    if not (program := java()):
        raise Missing(JAVA)
    if not (jar := checker()):
        raise Missing(ADVICE)
    command = [program, "-jar", jar, str(book), "--quiet", "--json", "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if "{" not in done.stdout:
        raise Missing(f"EPUBCheck did not run: {done.stderr.strip()[-300:]}")
    return list(told(json.loads(done.stdout[done.stdout.index("{") :])))


def told(report: dict[str, list[dict[str, object]]]) -> Iterator[Fault]:
    """Each message of its report, at each of its places."""
    for message in report["messages"]:
        if message["severity"] in SERIOUS:
            locations = message["locations"]
            assert isinstance(locations, list)
            for at in locations or [{"path": BOOK, "line": -1}]:
                place = f"line {at['line']}" if at["line"] > 0 else "the whole"
                yield Fault("epub", f"{BOOK}!{at['path']}", place, str(message["ID"]), str(message["message"]), "")
