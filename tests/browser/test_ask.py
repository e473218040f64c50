"""python -m tests.ask: a line in, a line out, whatever the line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..ask import MOST, asking
from ..sites import ROOT

LINES = [
    "client is shouting",
    "",
    "   ",
    "refund \t later\r",
    "quotes \" and \\ and ' and ]]> and </script>",
    "退款 возврат ﷽ 😀",
    "a" * 5000,
    "she wants to kill herself",
    "__proto__",
    "xqzwvk",
    "client is shouting",
]


def _run(site: Path, text: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tests.ask", str(site)]
    return subprocess.run(command, input=text, capture_output=True, cwd=ROOT, timeout=300, check=False)


def test_a_line_out_for_each_line_in_and_nothing_else(site: Path) -> None:
    asked = "\n".join(LINES).encode() + b"\n\xff\xfe not UTF-8\n"
    done = _run(site, asked)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode().split("\n")
    assert lines.pop() == ""
    found = [json.loads(line) for line in lines]
    assert len(found) == len(LINES) + 1
    by_line = dict(zip(LINES, found, strict=False))
    assert by_line["client is shouting"][0] == ["situations/angry-caller/", "The client is shouting"]
    assert found[-2] == found[0]
    assert by_line[""] == by_line["   "] == []
    assert by_line["she wants to kill herself"][0][0] == "situations/may-harm-themselves/"
    assert all(len(results) <= MOST for results in found)
    for address, title in (pair for results in found for pair in results):
        assert (site / address.partition("#")[0] / "index.html").is_file(), address
        assert title == " ".join(title.split()) != ""


def test_many_lines_do_not_take_long(browser: Browser, site: Path) -> None:
    """One browser, one page, and the program loaded once: a query costs its answer."""
    with asking(browser, site) as search:
        first = search.ask("refund")
        asked: list[str] = []
        search.page.on("request", lambda request: asked.append(request.url))
        for number in range(100):
            assert search.ask(f"refund {number}") != []
        assert search.ask("refund") == first
        assert asked == []


@pytest.mark.parametrize("missing", ["index.html", "search/index.json"])
def test_what_cannot_answer_says_so_in_a_line(site: Path, tmp_path: Path, missing: str) -> None:
    for path in ("assets", "search", "index.html", "_headers"):
        (tmp_path / path).symlink_to(site / path)
    if missing == "index.html":
        (tmp_path / missing).unlink()
    else:
        (tmp_path / "search").unlink()
    done = _run(tmp_path, b"refund\n")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
