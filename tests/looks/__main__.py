"""python -m tests.looks: name each colour and size of type in our styles that is no token."""

import sys

from . import everything

found = everything()
print("\n".join(found) or "OK: colours and sizes of type are tokens")
sys.exit(bool(found))
