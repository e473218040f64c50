"""What `python -m macros new` wrote for a person to write."""

from __future__ import annotations

import re

from ..library import Library
from ..problems import Problem, quote
from ..source import MAX_BYTES
from .common import Found

MARK = re.compile(rb"\bTODO\b")  # in capitals: no guidance says it


def nothing_left_to_write(library: Library) -> Found:
    """No data and no page says TODO. The files are read as they are: a fault elsewhere in one hides nothing."""
    files = [library.docs / path for path in library.pages]
    files += sorted((library.docs / "_data").rglob("*.yml"))
    for path in files:
        if path.is_file():
            with path.open("rb") as stream:
                raw = stream.read(MAX_BYTES)
            shown = f"{library.shown}/{path.relative_to(library.docs).as_posix()}"
            for number, line in enumerate(raw.splitlines(), 1):
                if found := MARK.search(line):
                    words = line[found.start() :].decode(errors="replace")
                    yield Problem(shown, number, "", f"still to be written: {quote(words)}", "words of your own")
