"""What a reading of the handbook depends on besides the program: every file that it reads, or asks for by its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from .. import nav
from ..source import content
from .links import OVERRIDES


def digest(docs: Path) -> str:
    """A digest of the pages, the data and the configuration below and beside `docs`, and of the names of our own files.

    '' where something cannot be read: what is there cannot be known.
    """
    whole = hashlib.sha256()
    try:
        for path in [docs.parent / nav.FILE, *_below(docs)]:
            read = content(path)
            whole.update(f"{path}\0{len(read)}\0".encode() + read)
        whole.update("\0".join(map(str, _below(OVERRIDES))).encode())
    except (OSError, UnicodeError):
        return ""
    return whole.hexdigest()


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in one order, through links too. Raises OSError for a folder that is met twice."""

    def refuse(error: OSError) -> None:
        raise error

    seen: set[str] = set()
    for name, folders, files in os.walk(folder, followlinks=True, onerror=refuse):
        if (real := os.path.realpath(name)) in seen:
            raise OSError(0, "a folder that is met twice")
        seen.add(real)
        folders.sort()
        yield from (Path(name, file) for file in sorted(files))
