"""A first version of a new item: its page, and its entry in the data. Nothing that exists is touched."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .models import ID

_TEMPLATES = Path(__file__).parent / "templates" / "new"

# Kind -> folder of its page, and the data file its entry goes to ("" for none, a folder for a file of its own).
KINDS = {
    "checklist": ("checklists", "checklists.yml"),
    "card": ("cards", "cards.yml"),
    "tree": ("decide", "trees/"),
    "moment": ("scripts", ""),
    "situation": ("situations", ""),
}


def new(docs: Path, kind: str, id_: str) -> list[str]:
    """Write what is missing of a new item; a line for each thing done and each left to do.

    Raises ValueError where the kind or the id is not valid, or everything is there already.
    """
    if kind not in KINDS:
        raise ValueError(f'unknown kind "{kind}"; expected one of {", ".join(KINDS)}')
    if not re.fullmatch(ID, id_):
        raise ValueError(f'the id "{id_}" is not words in lower case joined by hyphens, like a-good-id')
    folder, data = KINDS[kind]
    done = []
    if data:
        target = docs / "_data" / (f"{data}{id_}.yml" if data.endswith("/") else data)
        done += _entry(target, kind, id_)
    page = docs / folder / f"{id_}.md"
    if not page.exists():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_text(f"{kind}.md", id_), encoding="utf-8")
        done.append(f"wrote {page}")
    if not done:
        raise ValueError(f'the {kind} "{id_}" is there already')
    return [
        *done,
        f"now: write it, link it from {folder}/index.md, and add {folder}/{id_}.md to nav in mkdocs.yml",
    ]


def _entry(target: Path, kind: str, id_: str) -> list[str]:
    """Add the entry to its file, as text, so that comments and order stay."""
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    if re.search(rf"^( {{2}}- )?id: {re.escape(id_)}$", before, re.MULTILINE):
        return []
    target.parent.mkdir(parents=True, exist_ok=True)
    start = before.rstrip("\n") + "\n" if before else ""
    target.write_text(start + _text(f"{kind}.yml", id_), encoding="utf-8")
    return [f"{'added an entry to' if before else 'wrote'} {target}"]


def _text(name: str, id_: str) -> str:
    # What is made is YAML and Markdown, and what is filled in is an id that was checked.
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701
    )
    title = id_.replace("-", " ").capitalize()
    return environment.get_template(f"{name}.jinja").render(id=id_, title=title, today=datetime.date.today())
