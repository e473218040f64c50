"""The files of a folder, and their names in messages."""

from __future__ import annotations

from pathlib import Path


def files_in(folder: Path) -> list[Path]:
    """Every file below a folder that is not hidden, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def shown(path: Path) -> str:
    """A file as messages name it: from here, where it is below."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
