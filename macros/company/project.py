"""A handbook with a company's layer over it, written as a folder that every engine and every check can read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from .. import nav
from . import configuration, status
from .configuration import ROOT
from .layer import Layer
from .paths import files_in

VARIABLE = "COMPANY"  # names the folder of the layer; empty: none
DEFAULT = "company"
FOLDER = "build/company"


class Missing(Exception):
    """The folder that was named is not there."""


@dataclass
class Project:
    """What was laid together: its configuration and pages, and what a person may want to look at."""

    config: Path
    docs: Path
    notes: list[str] = field(default_factory=list)
    over: list[status.Over] = field(default_factory=list)


def chosen(root: Path = ROOT) -> Path | None:
    """The company's folder: the one that the variable names, or `company` beside the handbook; None for none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).resolve() if named else None
    return root / DEFAULT if (root / DEFAULT).is_dir() else None


def prepare(company: Path, target: Path, config: Path = ROOT / nav.FILE) -> Project:
    """Lay a company's folder over the handbook of a configuration and write the whole below `target`.

    Every problem is noted there, and told by whoever checks the result. Raises Missing where there is no folder.
    """
    if not company.is_dir():
        raise Missing(f"{company}: there is no such folder; COMPANY names the folder of a company's layer")
    layer = Layer(company, config.parent / "docs")
    layer.lay()
    files = layer.files()
    _settle(target / "docs", {name: text for name, (text, _) in files.items()})
    project = Project(target / nav.FILE, target / "docs", layer.notes, layer.over)
    for name, text in configuration.files(layer, target, config).items():
        _put(target / name, text.encode())
    return project


def _settle(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold these files and no others; what is the same already stays, with its time."""
    for path in files_in(folder):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, made in files.items():
        _put(folder / name, made)


def _put(path: Path, made: bytes) -> None:
    if not path.is_file() or path.read_bytes() != made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
