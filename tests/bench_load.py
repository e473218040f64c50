"""How much one small server carries: python -m tests.bench_load SITE. Prints requests a second and errors.

nginx, with the configuration that the build wrote, serves the site on this machine alone, and wrk asks for it for
a few seconds a path. Both share the processors, so a server of its own carries more.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.publish import hosting

from . import servers

PATHS = ("", "situations/angry-caller/", "decide/live-call/", "search/index.json", "assets/css/handbook.css")
ADVICE = "is not installed: sudo apt-get install nginx wrk (macOS: brew install nginx wrk)"


def main() -> int:
    """Measure, and print a line a path; 1 where a program is missing or a request failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--seconds", type=int, default=4, help="a path")
    parser.add_argument("--connections", type=int, default=64, help="open at the same time")
    given = parser.parse_args()
    for program in ("nginx", "wrk"):
        if not servers.find(program):
            print(f"{program} {ADVICE}", file=sys.stderr)
            return 1
    failed = 0
    print(f"{os.cpu_count()} processors, {given.connections} connections, {given.seconds} s a path, gzip asked for")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with servers.running("nginx", packed(given.site, folder), folder) as address:
            for path in PATHS:
                failed += _measured(address, path, given.seconds, given.connections)
    return 1 if failed else 0


def _measured(address: str, path: str, seconds: int, connections: int) -> int:
    """Ask for a path as often as it goes, print a line, and return the number of errors."""
    done = _asked(f"{address}/{path}", seconds, connections)
    errors = sum(int(number) for number in re.findall(r"(?:connect|read|write|timeout) (\d+)", done))
    errors += int(_found(r"Non-2xx or 3xx responses: (\d+)", done) or 0)
    rate, slow = float(_found(r"Requests/sec:\s+([\d.]+)", done)), _found(r"\n\s+99%\s+(\S+)", done)
    print(f"/{path:<28} {rate:>8.0f} requests/s   99 % within {slow:>8}   {errors} errors")
    return errors


def packed(site: Path, folder: Path) -> Path:
    """A copy of the site with its texts packed beside them, as the Dockerfile leaves it."""
    copied = shutil.copytree(site, folder / "site")
    written = (site / hosting.FOLDER / "Dockerfile").read_text(encoding="utf-8")
    endings = _found(r"\\\.\\\((.+?)\\\)'", written).split(r"\|")
    for path in copied.rglob("*"):
        if path.suffix[1:] in endings and path.stat().st_size > 1024:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    return copied


def _asked(url: str, seconds: int, connections: int) -> str:
    """What wrk says."""
    command = [shutil.which("wrk") or "wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "5s"]
    command += ["-H", "Accept-Encoding: gzip", url]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=seconds + 30).stdout


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""


if __name__ == "__main__":
    sys.exit(main())
