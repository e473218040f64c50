"""`python -m tests.types PATH...`: exits with 1, and says where, when TypeScript finds a fault in the scripts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from . import check


def main(paths: Sequence[str]) -> int:
    """The status for the shell."""
    faults = check([Path(path) for path in paths])
    sys.stderr.write(faults)
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
