"""What `python -m macros new` wrote for a person to write."""

from __future__ import annotations

import re
from contextlib import suppress

from ..library import Library
from ..problems import Problem, quote
from ..source import below, content
from .common import Found

MARK = re.compile(rb"\bTODO\b")  # in capitals: no guidance says it


def nothing_left_to_write(library: Library) -> Found:
    """No data and no page says TODO. The files are read as they are: a fault elsewhere in one hides nothing."""
    files = [library.docs / path for path in library.pages]
    files += [path for path in below(library.docs / "_data") if path.suffix == ".yml"]
    for path in files:
        with suppress(OSError):  # which is told where it is read
            raw = content(path)
            shown = f"{library.shown}/{path.relative_to(library.docs).as_posix()}"
            for number, line in enumerate(raw.splitlines(), 1):
                if found := MARK.search(line):
                    words = line[found.start() :].decode(errors="replace")
                    yield Problem(shown, number, "", f"still to be written: {quote(words)}", "words of your own")
