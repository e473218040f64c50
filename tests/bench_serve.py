"""Measure editing: python -m tests.bench_serve [TIMES]. Prints seconds from saving a data item to seeing it.

A copy of the handbook is served as `make serve` does, and open in a real browser. The words of one item of a checklist
change; the clock runs from the write to the new words on the screen. Prints each time, and the median; judges nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import sync_playwright

from macros import checks

from .browser import chromium
from .editing import Server
from .sites import ROOT


def copy(folder: Path) -> Path:
    """A copy of the handbook's pages and data in `folder`; returns the path of its configuration."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": "docs",
        "watch": [],
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "plugins": {"macros": {"module_name": str(ROOT / "macros")}},
        "hooks": [str(ROOT / "macros" / "hooks.py")],
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def worked(process: int) -> float:
    """Seconds that a process has kept a core busy; 0 where the system does not say."""
    told = Path(f"/proc/{process}/stat")
    ticks = told.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13] if told.is_file() else []
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def measured(times: int) -> tuple[list[float], list[float]]:
    """Seconds from saving to seeing, as often as told, and how long the server worked for each."""
    checklist = next(iter(checks.load(ROOT / "docs").checklists.values()))
    words = checklist.items[0].text
    executable = chromium.find()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        data = folder / "docs" / "_data" / "checklists.yml"
        server = Server(copy(folder), folder / "log")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.goto(f"{server.address}checklists/{checklist.id}/")
            page.get_by_text(words).first.wait_for()
            sound, found, busy = data.read_text(encoding="utf-8"), [], []
            for number in range(times):
                time.sleep(2)  # as a person pauses: what the browser still loads is no part of it
                new = f"Read edition {'abcdefghijklmnopqrstuvwxyz'[number % 26]} aloud"
                begun, before = time.monotonic(), worked(server.process.pid)
                data.write_text(sound.replace(words, new), encoding="utf-8")
                page.get_by_text(new).first.wait_for(timeout=120_000)
                found.append(time.monotonic() - begun)
                busy.append(worked(server.process.pid) - before)
            return found, busy
        finally:
            browser.close()
            server.stop()


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_serve", description="Measure editing.")
    parser.add_argument("times", type=int, nargs="?", default=5, help="how often; 5")
    seconds, busy = measured(parser.parse_args(arguments).times)
    load = f"load {os.getloadavg()[0]:.1f} on " if hasattr(os, "getloadavg") else ""
    print(" ".join(f"{one:.2f}" for one in seconds))
    print(f"median {median(seconds):.2f} s from saving to seeing; the server worked {median(busy):.2f} s of it")
    print(f"({load}{os.cpu_count()} cores)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
