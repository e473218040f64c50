"""The files of a folder, their names in messages, and what nothing reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..problems import Problem, nearest, quote


def files_in(folder: Path) -> list[Path]:
    """Every file below a folder that is not hidden, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def shown(path: Path) -> str:
    """A file as messages name it: from here, where it is below."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def strays(folder: Path, files: Sequence[str], folders: Sequence[str] = ()) -> Iterator[Problem]:
    """What stands in a company's folder beside these files and folders, which are read."""
    named = [*files, *folders]
    for path in sorted(folder.iterdir()):
        known = files if path.is_file() else folders
        if path.name not in known and not path.name.startswith((".", "#")) and path.suffix != ".md":
            said, hint = f"nothing reads {quote(path.name)}", nearest(path.name, named)
            yield Problem(shown(path), 1, "", said, f"one of {', '.join(named)}", hint)
