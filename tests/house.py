"""python -m tests.house [--check]: draw the house from its imports into macros/MAP.md, or say that it is not fresh."""

from __future__ import annotations

import ast
import re
import sys
import textwrap
from pathlib import Path

import macros
from macros import kinds

from .sites import ROOT

PACKAGE = ROOT / "macros"
MAP = PACKAGE / "MAP.md"
ENTRY = ["__init__", "env", "hooks", "engine", "__main__"]  # on top of all others
# What a kind's folder may have beside its rows and models -> the layer that it is part of.
ROLES = {"checks": "checks", "html": "render", "markdown": "exports", "search": "exports", "deck": "walk"}
WIDTH = 120


def layers() -> list[str]:
    """The modules from the bottom up, as the package's docstring names them."""
    named = re.search(r"problems(\s*<\s*\w+)+", macros.__doc__ or "")
    assert named, "macros/__init__.py names no order of modules"
    return re.split(r"\s*<\s*", named[0])


def layer(path: Path) -> str:
    """The layer that a file belongs to: exports/plain.py is part of exports, and kinds/tree/checks.py of the checks."""
    first, *rest = path.relative_to(PACKAGE).with_suffix("").parts
    return ROLES.get(rest[-1], first) if first == "kinds" and rest else first


def imports(path: Path) -> set[str]:
    """Full names of all modules that a file imports, wherever in it."""
    below = ["macros", *path.relative_to(PACKAGE).with_suffix("").parts]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parent = ".".join(below[: len(below) - node.level]) if node.level else ""
            base = ".".join(part for part in (parent, node.module) if part)
            # "from . import x" imports the module x, "from .x import y" the module x.
            found |= {f"{base}.{alias.name}" for alias in node.names} if base == parent else {base}
    return found


def layers_of(path: Path) -> set[str]:
    """The layers that a file imports from."""
    return {layer(ROOT / Path(*name.split("."))) for name in imports(path) if name.startswith("macros.")}


def drawn() -> str:
    """The picture: each layer with what it is for and what it rests on, the lowest first; and the kinds."""
    files: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        files.setdefault(layer(path), []).append(path)
    order = [*layers(), *(one for one in ENTRY if one != "__init__")]
    rows = []
    for name in order:
        used = sorted(set().union(*map(layers_of, files[name])) - {name, "__init__"}, key=order.index)
        rows += _wrapped(f"{name:<10} {_purpose(name)}", " " * 11)
        rows += _wrapped(f"{'':<10} <- {', '.join(used)}", " " * 14) if used else []
    return _page(rows, _kinds())


def _purpose(name: str) -> str:
    """The first sentence of a module's docstring."""
    path = PACKAGE / f"{name}.py" if (PACKAGE / f"{name}.py").is_file() else PACKAGE / name / "__init__.py"
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]


def _wrapped(words: str, indent: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, subsequent_indent=indent, drop_whitespace=True)


def _kinds() -> list[str]:
    """A row for each kind's folder: its collections, and the modules that it has."""
    modules = ("checks", "html", "markdown", "search")
    rows = [f"{'folder':<10} {'collections':<32} {' '.join(modules)} new", ""]
    for folder, path in zip(kinds.FOLDERS, kinds.TEMPLATES, strict=True):
        own = [row.collection for row in kinds.KINDS if row.model.__module__.startswith(f"macros.kinds.{folder}.")]
        has = [(name if (path / f"{name}.py").is_file() else "").ljust(len(name)) for name in modules]
        new = "new" if any(path.glob("new.*")) else ""
        rows.append(f"{folder:<10} {', '.join(own):<32} {' '.join(has)} {new}".rstrip())
    return rows


def _page(house: list[str], folders: list[str]) -> str:
    return "\n".join(
        [
            "# The house",
            "",
            "Drawn by `make map` from the imports. A layer takes (`<-`) from those above it here, and from no other.",
            "",
            "```text",
            *house,
            "```",
            "",
            "A kind of items is a folder of `kinds/`. Its `checks` are part of the layer of that name, `html` of",
            "`render`, `markdown` and `search` of `exports`.",
            "",
            "```text",
            *folders,
            "```",
            "",
        ]
    )


def main() -> int:
    """Write the picture, or compare it."""
    if "--check" not in sys.argv:
        MAP.write_text(drawn(), encoding="utf-8")
    fresh = MAP.is_file() and MAP.read_text(encoding="utf-8") == drawn()
    print(f"OK: {MAP.relative_to(ROOT)}" if fresh else f"{MAP.relative_to(ROOT)} is not fresh: run make map")
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main())
