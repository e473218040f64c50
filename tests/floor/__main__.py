"""python -m tests.floor: name whatever a browser of the floor does not know, with the line and what to do."""

import sys

from . import check

found = check.everything()
print("\n".join(found) or f"OK: nothing newer than {check.NAMES}")
sys.exit(bool(found))
