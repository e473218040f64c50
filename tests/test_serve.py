"""The host: a build that stops says every problem and no more; a running server lives through all of it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros import checks
from macros.problems import Invalid

from . import toys
from .sites import QUIET, ROOT, build, mkdocs

BROKEN = {
    "_data/checklists.yml": [{"find": "text: Say sorry once", "put": "text: no"}],
    "_data/trees/refund.yml": [{"find": "severity: stop", "put": "severity: halt"}],
    "guide/tensions.md": [{"find": 'tension("sorry-or-offer")', "put": 'tension("sorry")'}],
}


def problems(docs: Path) -> str:
    """What is wrong with a folder of docs, as it has to be told."""
    with pytest.raises(Invalid) as invalid:
        checks.load(docs, "docs")
    return str(invalid.value)


def test_the_toy_site_builds_strictly(tmp_path: Path) -> None:
    build(tmp_path / "site", toys.SITE / "mkdocs.yml")
    assert not (tmp_path / "site" / "_data").exists()


def test_a_build_of_broken_data_stops_with_the_problems_alone(tmp_path: Path) -> None:
    config = toys.project(tmp_path, BROKEN)
    done = mkdocs("build", "-q", "-f", str(config), "-d", str(tmp_path / "site"), cwd=tmp_path)
    expected = problems(tmp_path / "docs")
    assert expected.endswith("\n3 problems")
    assert done.returncode == 1
    assert done.stderr.startswith(f"ERROR   -  {expected}\n")
    assert "Traceback" not in done.stdout + done.stderr
    assert (done.stderr + done.stdout).split() == f"ERROR - {expected} Aborted with a BuildError!".split()


def test_html_in_the_teams_values_is_text_on_pages(tmp_path: Path) -> None:
    """Pages take these values as Markdown, where HTML would run."""
    name = "<script>alert(1)</script> & Co"
    edits = {"_data/team.yml": [{"find": "name: Toy Repairs", "put": f"name: {name}"}]}
    config = toys.project(tmp_path, edits)
    build(tmp_path / "site", config)
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "We are &lt;script&gt;alert(1)&lt;/script&gt; &amp; Co." in page
    assert "<script>alert" not in page


class Server:
    """A running `mkdocs serve` on a free port."""

    def __init__(self, config: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        self.log = log
        command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(config), "-a", f"127.0.0.1:{port}"]
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                command,
                cwd=config.parent,
                env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                stdout=stream,
                stderr=subprocess.STDOUT,
            )

    def wait_for(self, words: str, since: int) -> str:
        """What the server has said from a position on, once `words` are among it."""
        self._wait(lambda: words in self.said(since), words)
        return self.said(since)

    def said(self, since: int = 0) -> str:
        """All that the server has said from a position on."""
        return self.log.read_bytes()[since:].decode()

    def now(self) -> int:
        """The position of what the server says next."""
        return self.log.stat().st_size

    def page(self, path: str) -> str:
        """A page as it is served."""
        with urllib.request.urlopen(self.address + path, timeout=20) as answer:
            return answer.read().decode()

    def _wait(self, done: Callable[[], bool], what: str, seconds: float = 40) -> None:
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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(toys.project(tmp_path / "toy"), tmp_path / "log")
    try:
        running.wait_for("Serving on", 0)
        yield running
    finally:
        running.stop()


FAULTS = {
    "a syntax fault": ("_data/checklists.yml", [{"find": "text: Say sorry once", "put": "text: 'Say"}]),
    "a missing file": ("_data/team.yml", None),
    "not UTF-8": ("_data/sources.yml", {"bytes": "\xff"}),
    "an unknown id on a page": ("index.md", [{"find": '"broken-toy"', "put": '"broken"'}]),
    "a deep file": ("_data/scripts.yml", {"repeat": "[", "times": 100_000}),
}


def test_a_running_server_lives_through_faults_and_recovers(server: Server, tmp_path: Path) -> None:
    docs = tmp_path / "toy" / "docs"
    assert "Say sorry once" in server.page("checklists/broken-toy/")
    for name, change in FAULTS.values():
        path = docs / name
        sound, before = path.read_bytes(), server.now()
        toys.edit(path, change)
        expected = problems(docs)
        said = server.wait_for("until build errors are resolved", before)
        assert expected in said
        assert "Traceback" not in said
        before = server.now()
        path.write_bytes(sound)
        server.wait_for("Reloading browsers", before)
    mended = docs / "_data" / "checklists.yml"
    before = server.now()
    mended.write_text(mended.read_text(encoding="utf-8").replace("Say sorry once", "Say sorry now"))
    server.wait_for("Reloading browsers", before)
    assert re.search("Say sorry now", server.page("checklists/broken-toy/"))


def test_a_running_server_lets_no_device_keep_pages(server: Server) -> None:
    """Or an editor would look at an old copy; one that was kept before is removed."""
    assert "handbook:worker" not in server.page("")
    assert "unregister()" in server.page("sw.js")
