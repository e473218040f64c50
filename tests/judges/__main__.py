"""Print what the judges find on SITE; FOLDER keeps the judges. Status 1 where there is anything."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import __doc__ as description
from . import epub, ibm, nu
from .faults import exceptions, left
from .packages import IBM, NU, Missing, fetched


def main() -> int:
    """Ask all judges, two at the same time: those that work in Java one after the other, and one in the browser."""
    parser = argparse.ArgumentParser(prog="python -m tests.judges", description=description)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    try:
        for package in (NU, IBM):
            fetched(package, given.folder)
        with ThreadPoolExecutor() as pool:
            in_java = pool.submit(lambda: nu.judge(given.site, given.folder) + epub.judge(given.site / epub.BOOK))
            of_ibm = ibm.judge(given.site, given.folder)
            faults = in_java.result() + of_ibm
    except Missing as advice:
        print(advice, file=sys.stderr)
        return 1
    lines = list(left(faults, exceptions()))
    print(*lines, f"{len(lines)} faults; {len(faults)} found in all.", sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
