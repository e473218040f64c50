"""A running `python -m macros serve`, as an editor has it, and what a browser is told by it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

from macros.serve import PATIENCE

from .sites import QUIET, ROOT


class Tree(dict[str, str]):
    """The text of every file below a folder, by path."""

    def differences(self, other: Tree) -> Iterator[str]:
        """What became of each file: gone, made, or changed, with its lines."""
        for name in sorted({*self, *other}):
            before, after = (one.get(name, "").splitlines() for one in (self, other))
            if self.get(name) != other.get(name):
                verb = "gone" if name not in other else "made" if name not in self else "changed"
                yield f"{verb}: {name}"
                yield from (
                    line for line in unified_diff(before, after, lineterm="", n=0) if line[:2] not in ("--", "++")
                )


def tree(folder: Path) -> Tree:
    """All files below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Tree({path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files})


class Server:
    """A running `python -m macros serve` on a free port."""

    def __init__(self, config: Path, log: Path) -> None:
        self.config, self.log = config, log
        command = [sys.executable, "-m", "macros", "serve", "--port", "0", "--config", str(config)]
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                command,
                cwd=config.parent,
                env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        self.wait(lambda: "http://" in self.said(), "an address")
        self.address = re.findall(r"http://\S+", self.said())[0]
        self.wait(lambda: "Ready" in self.said(), "the first reading")

    def said(self) -> str:
        """All that the server has said."""
        return self.log.read_bytes().decode()

    def get(self, path: str, patience: float = 20) -> tuple[int, str]:
        """Status and text of a page; a request that waits for anything fails."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=patience) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def state(self, seen: str = "0") -> dict[str, Any]:
        """What the browser is told, once it differs from what it has seen."""
        told: dict[str, Any] = json.loads(self.get(f"_serve/state?seen={seen}", PATIENCE + 20)[1])
        return told

    def problems(self) -> list[str]:
        """The problems as lines."""
        return [f"{one['place']}: {one['text']}" for one in self.state()["problems"]]

    def after(self, change: Callable[[], Any]) -> list[str]:
        """Make a change, wait for the reading that follows it, and return what is wrong then.

        The server stands still meanwhile: on a slow machine it would read half of a change.
        """
        seen = self.state()["version"]
        self.process.send_signal(signal.SIGSTOP)
        try:
            change()
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.wait(lambda: self.state(seen)["version"] != seen, "another version")
        return self.problems()

    def wait(self, done: Callable[[], bool], what: str, seconds: float = 40) -> None:
        """Wait until something is done."""
        end = time.monotonic() + seconds
        while not done():
            assert self.process.poll() is None, f"the server ended:\n{self.said()}"
            assert time.monotonic() < end, f"waited {seconds} s for {what!r}:\n{self.said()}"
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, gently if it lets us."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
