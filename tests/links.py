"""The links of a built site: `python -m tests.links SITE` names the broken ones.

Two checkers share the work. Lychee reads HTML, CSS, JSON and XML and follows every address
inside the site, fragments included; `macros.built.links` looks for what it does not see. A finding
is one line, `file:line: what: address`. Only `--external`, which asks other hosts instead, uses
the network.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from macros.built import links
from macros.built.site import Finding, Site

# What lychee is given. It is named every file, for by itself it skips what .gitignore names: the site.
READ_BY_LYCHEE = {".html", ".css", ".json", ".xml", ".webmanifest", ".md", ".txt"}

# Lychee --------------------------------------------------------------------------------


def lychee(site: Site, external: str | None = None) -> Iterator[Finding]:
    """What lychee finds inside the site or, with `external`, on other hosts: at addresses that begin so.

    Raises FileNotFoundError when it is not installed, RuntimeError when it fails.
    """
    beside_python = Path(sys.executable).parent / "lychee"
    program = str(beside_python) if beside_python.is_file() else shutil.which("lychee")
    if program is None:
        raise FileNotFoundError("lychee is not installed; it is in requirements/test.txt")
    home, path = f"{site.folder.as_uri()}/", urlsplit(site.url).path
    command = [program, "--files-from", "-", "--format", "json", "--no-progress", "--include-verbatim"]
    command += ["--include-fragments", "--root-dir", str(site.folder), "--index-files", "index.html"]
    command += ["--remap", f"^{re.escape(site.url)}(.*) {home}$1"]
    if path != "/":
        command += ["--remap", f"^{re.escape(home + path[1:-1])}(?:/(.*))?$ {home}$1"]
    if external is not None:
        # Some hosts refuse programs (403) or are short of patience (429): the page is there all the same.
        command += ["--scheme", "http", "--scheme", "https", "--accept", "100..=103,200..=299,403,429"]
        command += ["--exclude", ".*", "--include", f"^{re.escape(external)}"] if external else []
    else:
        command += ["--offline"]
    inputs = "".join(f"{site.folder / name}\n" for name in site.named(*READ_BY_LYCHEE))
    done = subprocess.run(command, input=inputs, capture_output=True, encoding="utf-8", check=False, cwd=site.folder)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"lychee stopped: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    errors = [
        (file, error)
        for files in (report["error_map"], report["timeout_map"])
        for file, all_ in files.items()
        for error in all_
    ]
    # A second link to the same address is only said to be "cached".
    reasons = {error["url"]: _reason(error) for _, error in errors if "cached" not in _reason(error)}
    for file, error in errors:
        address, what = error["url"].removeprefix(home), reasons.get(error["url"], _reason(error))
        if what == "Cannot find fragment" and external is None:
            # Lychee looks for it on a redirecting page itself, where it never is.
            what = site.broken("index.html", address)
        if what:
            line = (error.get("span") or {}).get("line", 0)
            yield Finding(Path(file).relative_to(site.folder).as_posix(), line, what, address)


def _reason(error: dict[str, Any]) -> str:
    """Why, in lychee's words, without its advice."""
    return str(error["status"].get("details") or error["status"]["text"]).partition(". ")[0]


CHECKS: tuple[Callable[[Site], Iterable[Finding]], ...] = (
    lychee,
    # Lychee follows what stands in HTML; the other says no more of it, and a page of a small site may stand alone.
    *(one for one in links.CHECKS if one not in (links.followed, links.reached)),
)


def check(site: Site) -> list[Finding]:
    """Every broken link inside the site: sorted, each once."""
    return sorted({finding for one in CHECKS for finding in one(site)})


def main(arguments: list[str] | None = None) -> int:
    """Print the findings; 0 when there are none, 1 when there are, 2 when there is no site to read."""
    parser = argparse.ArgumentParser(prog="python -m tests.links", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of a built site")
    parser.add_argument(
        "--external",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="ask other hosts instead: about all links to them, or those that begin with ADDRESS",
    )
    given = parser.parse_args(arguments)
    try:
        site = Site(given.site)
        findings = check(site) if given.external is None else sorted(set(lychee(site, given.external)))
    except (FileNotFoundError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    for finding in findings:
        print(finding)
    print(f"broken links: {len(findings)}" if findings else f"OK: the links of {len(site.pages)} pages")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
