"""A first layer for a company: small, and whole enough to build."""

from __future__ import annotations

from pathlib import Path

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "company"


def write(path: Path) -> list[str]:
    """Write the files of a first layer; a line for each. Raises ValueError where something stands there already."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ValueError(f"{path}: something stands there already; expected a new folder")
    done = []
    for source in sorted(one for one in _TEMPLATES.rglob("*") if one.is_file()):
        target = path / source.relative_to(_TEMPLATES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        done.append(f"wrote {target}")
    return [*done, f"now: fill it in, then COMPANY={path} make site"]
