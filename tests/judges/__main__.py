"""Print what the judges find on SITE; FOLDER keeps the judges. Status 1 where there is anything."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import __doc__ as description
from . import ibm, nu
from .faults import exceptions, left
from .packages import IBM, NU, Missing, fetched


def main() -> int:
    """Ask both judges, at the same time: one works in Java, the other in the browser."""
    parser = argparse.ArgumentParser(prog="python -m tests.judges", description=description)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    try:
        for package in (NU, IBM):
            fetched(package, given.folder)
        with ThreadPoolExecutor() as pool:
            of_nu = pool.submit(nu.judge, given.site, given.folder)
            of_ibm = ibm.judge(given.site, given.folder)
            faults = of_nu.result() + of_ibm
    except Missing as advice:
        print(advice, file=sys.stderr)
        return 1
    lines = list(left(faults, exceptions()))
    print(*lines, f"{len(lines)} faults; {len(faults)} found in all.", sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
