"""`python -m macros company new | build | status`."""

from __future__ import annotations

from pathlib import Path

from . import new, status
from .project import DEFAULT, FOLDER, Project, chosen, prepare


def laid(root: Path) -> Project | None:
    """The handbook with the company's layer over it, where there is one."""
    layer = chosen(root)
    return prepare(layer, root / FOLDER) if layer else None


def run(root: Path, what: str, path: Path | None, *, seen: bool) -> tuple[str, int]:
    """Do it: what was done, and the exit status, which is 1 where something is to be mended or looked at."""
    if what == "new":
        try:
            return "\n".join(new.write(path or chosen(root) or root / DEFAULT)), 0
        except ValueError as error:
            return str(error), 1
    layer, project = chosen(root), laid(root)
    if layer is None or project is None:
        return "there is no company's folder; name it by COMPANY=path, or call it company/", 1
    if what == "build":
        here = Path.cwd()
        config = project.config.relative_to(here) if project.config.is_relative_to(here) else project.config
        return "\n".join([*project.notes, f"OK: {config}"]), 0
    now = status.version(root)
    if seen:
        status.write(layer, project.over, now)
    return status.report(layer, project.over, now), 1 if status.looks(layer, project.over) else 0
