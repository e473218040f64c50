"""The files below docs/_data that nothing reads: a misspelt name must not lose its content."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import kinds
from .library import Library
from .problems import Problem, nearest
from .source import below


def named(library: Library, data: Path, settings: Sequence[str], asked: str) -> None:
    """Tell each of them to the library. `settings` are files without items, `asked` the folder of what people ask."""
    known = [*(file.path for file in kinds.FILES if not file.folder), *settings]
    folders = [file.path for file in kinds.FILES if file.folder]

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            file = f"{library.shown}/_data/{Path(str(error.filename)).relative_to(data).as_posix()}"
            said = f"the folder cannot be read ({error.strerror})"
            library.problems.append(Problem(file, 1, "", said, "one that can be read"))

    for path in below(data, unreadable):
        name = path.relative_to(data).as_posix()
        parent = f"{path.parent.relative_to(data).as_posix()}/"
        alone = (parent in folders or parent.startswith(asked)) and path.suffix == ".yml"
        left_by_editor = path.name.startswith((".", "#")) or path.name.endswith("~")
        if not alone and not left_by_editor and name not in known:
            file = f"{library.shown}/_data/{name}"
            folder = next((one for one in folders if name.startswith(one)), "")
            one = next((row.name for row in kinds.KINDS if row.file and row.file.path == folder), "")
            expected = f"a {one}'s name, like {folder}{path.stem}.yml" if folder else f"one of {', '.join(known)}"
            hint = "" if folder else nearest(name, known)
            if name.startswith((asked, "asked.")):  # which was one file, asked.yml
                expected, hint = "a file for each page, named like it", f"{asked}guide/ending.yml for guide/ending.md"
            library.problems.append(Problem(file, 1, "", "nothing reads this file", expected, hint))
