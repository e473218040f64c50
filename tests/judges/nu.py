"""The Nu HTML checker over every page: it runs in Java, which is installed where Debian or Ubuntu lets us."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from ..browser.chromium import _root, _run_all
from .faults import Fault
from .packages import NU, Missing, fetched

JAVA = (
    "make judges needs Java for the Nu HTML checker: "
    "install a Java runtime (Debian: default-jre-headless), then run this again."
)


def java() -> str | None:
    """The path of Java, installed before where there is none, or None."""
    if not (found := shutil.which("java")):
        apt = [*_root(), "apt-get"]
        _run_all([[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", "default-jre-headless"]])
        found = shutil.which("java")
    return found


def judge(site: Path, folder: Path) -> list[Fault]:
    """What the checker calls an error or a warning. Raises Missing."""
    if not (program := java()):
        raise Missing(JAVA)
    command = [program, "-jar", str(fetched(NU, folder)), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, "--skip-non-html", str(site)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode or not done.stdout:
        raise Missing(f"The Nu HTML checker did not run: {done.stderr.strip()[-300:]}")
    return [
        Fault(
            "nu",
            message["url"].split(site.resolve().as_posix() + "/")[-1],
            f"line {message.get('lastLine', '?')}",
            message.get("subType", message["type"]),
            message["message"],
            " ".join(message.get("extract", "").split()),
        )
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
    ]
