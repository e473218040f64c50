"""The kinds of items, a folder each: all that a kind is stands there, and nothing else names it.

A folder has rows (`KINDS`, and `MACROS` that pages call) and a `model`; and, where the kind has such a thing, modules
that others find by their names:

checks     RULES: functions of the library; ANCHORS: macro -> the anchors that a call puts on a page
html       MACROS: macro -> its HTML, with the templates beside it
markdown   MACROS: macro -> its Markdown; TEXTS: what records say of an item
search     SECTIONS: what the search reads of an item on its page
new.*      first versions, as `python -m macros new` writes them

One kind reaches another by its id, through the library: no folder imports another.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from .row import File, Kind, Macro

FOLDERS = [one.name for one in pkgutil.iter_modules(__path__) if one.ispkg]
_PACKAGES = [import_module(f"{__name__}.{name}") for name in FOLDERS]
KINDS: tuple[Kind, ...] = tuple(
    sorted((kind for package in _PACKAGES for kind in package.KINDS), key=lambda kind: kind.order)
)
PLACES = ("page", "heading")  # what is linked to and is of no kind
BY_COLLECTION: dict[str, Kind] = {kind.collection: kind for kind in KINDS}
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS if kind.name}
OWNED: tuple[str, ...] = tuple(kind.collection for kind in KINDS if kind.owned)
FILES: tuple[File, ...] = tuple(dict.fromkeys(kind.file for kind in KINDS if kind.file))
MACROS: dict[str, Macro] = {name: macro for package in _PACKAGES for name, macro in package.MACROS.items()}
TEMPLATES: tuple[Path, ...] = tuple(Path(str(package.__file__)).parent for package in _PACKAGES)


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """The modules of a name in all folders that have one. They are loaded here, for they stand above this one."""
    found = [folder for folder, path in zip(FOLDERS, TEMPLATES, strict=True) if (path / f"{name}.py").is_file()]
    return tuple(import_module(f"{__name__}.{folder}.{name}") for folder in found)


def table(module: str, name: str) -> dict[str, Any]:
    """What all modules of a name say under one name: a table of all of theirs."""
    return {key: value for one in modules(module) for key, value in getattr(one, name, {}).items()}
