"""A first version of a new item: its entry in the data, its page, its line in the index, and nav.

What a person has still to write says TODO, and the check names each. Nothing that exists is touched.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from . import edits, nav
from .kinds import BY_NAME, TEMPLATES
from .kinds.row import Kind
from .library import Library
from .models import ID
from .reading import collect


def new(docs: Path, kind: str, id_: str) -> list[str]:
    """Write what is missing of a new item; a line for each thing done and each left to do.

    Raises ValueError where the kind or the id is not valid, or everything is there already.
    """
    if kind not in BY_NAME:
        raise ValueError(f'unknown kind "{kind}"; expected one of {", ".join(BY_NAME)}')
    if not re.fullmatch(ID, id_):
        raise ValueError(f'the id "{id_}" is not words in lower case joined by hyphens, like a-good-id')
    row, library = BY_NAME[kind], collect(docs, docs.name)
    done = _data(docs, library, kind, id_)
    if row.folder:
        done += _page(docs / row.folder / f"{id_}.md", kind, library, id_)
    if not done:
        raise ValueError(f'the {kind} "{id_}" is there already')
    if row.first:
        first, key = BY_NAME[row.first[0]], row.first[1]
        if not any(getattr(one, key) == id_ for one in getattr(library, first.collection).values()):
            done += _entry(docs, first, library, f"first-{id_}", **{key: id_})
    if row.folder:
        done += _listed(docs / row.folder / "index.md", id_)
        done += nav.write(collect(docs, docs.name))
    if row.macro and isinstance(row.home, str) and (page := docs / row.home).is_file():
        done += _called(page, f'{{{{ {row.macro}("{id_}") }}}}')
    return [*done, "now: write each TODO" + (f"; {row.then.replace('ID', id_)}" if row.then else "")]


def _data(docs: Path, library: Library, kind: str, id_: str) -> list[str]:
    row = BY_NAME[kind]
    if row.file is None:
        return []
    if row.file.folder:
        return _written(docs / "_data" / f"{row.file.path}{id_}.yml", _text(f"{kind}.yml", library, id_))
    return _entry(docs, row, library, id_)


def _entry(docs: Path, row: Kind, library: Library, id_: str, **values: str) -> list[str]:
    """Add the entry at the end of its list."""
    target = docs / "_data" / (row.file.path if row.file else "")
    before = target.read_text(encoding="utf-8") if target.exists() else f"{row.collection}:\n"
    if any(id_ == name for name, _, _ in edits.entries(before, row.collection)):
        return []
    after = edits.added(before, row.collection, _text(f"{row.name}.yml", library, id_, **values))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(after, encoding="utf-8")
    return [f"added the {row.name} {id_} to {target.name}"]


def _page(target: Path, kind: str, library: Library, id_: str) -> list[str]:
    listed = (target.parent / "index.md").is_file()  # an adopter's own folder may have none
    return _written(target, _text(f"{kind}.md", library, id_, listed=listed))


def _written(target: Path, text: str) -> list[str]:
    if target.exists():
        return []
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return [f"wrote {target.parent.name}/{target.name}"]


_ROW = re.compile(r"^(?:- |\|).*?\]\(([a-z0-9-]+)\.md(?:#[\w-]*)?\)")


def _listed(index: Path, id_: str) -> list[str]:
    """Give a page its line on the index, after the page that is named there last, in the form of that line.

    An index that lists by a macro has no such line.
    """
    if not index.is_file():
        return []
    rows = index.read_text(encoding="utf-8").split("\n")
    named: dict[str, int] = {}  # a page may be named again further down, where only some are
    for number, text in enumerate(rows):
        if found := _ROW.match(text):
            named.setdefault(found[1], number)
    if id_ in named or not named or any(re.match(r"\{\{ (gallery|script_index)\(", text) for text in rows):
        return []
    at = max(named.values())
    link = f"[{_title(id_)}]({id_}.md)"
    if rows[at].startswith("|"):
        cells = rows[at].count("|") - 1
        line = "| " + " | ".join(["TODO who it is for", link, *["TODO"] * cells][:cells]) + " |"
    else:
        line = f"- {link}" + (". TODO say it in a line." if "). " in rows[at] else ": TODO say it in a line")
    rows.insert(at + 1, line)
    index.write_text("\n".join(rows), encoding="utf-8")
    return [f"added a line to {index.parent.name}/index.md"]


def _called(page: Path, call: str) -> list[str]:
    """Add a macro's call at the end of the last run of such calls."""
    text = page.read_text(encoding="utf-8")
    if call in text:
        return []
    name = call.partition("(")[0]
    at = text.rfind(name)
    end = text.find("\n", at) if at >= 0 else len(text.rstrip())
    page.write_text(f"{text[:end]}\n\n{call}{text[end:] or chr(10)}", encoding="utf-8")
    return [f"added it to {page.parent.name}/{page.name}"]


def today() -> datetime.date:
    """The day that a first version is written, which is that of its first review."""
    return datetime.date.today()


def _title(id_: str) -> str:
    return id_.replace("-", " ").capitalize()


def _text(name: str, library: Library, id_: str, **values: str | bool) -> str:
    # What is made is YAML and Markdown, and what is filled in are ids that were checked.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701
    )
    # What an item has to name is taken from what is there, so that the first version can be shown.
    given = {"library": library, "id": id_, "title": _title(id_), "today": today(), **values}
    return environment.get_template(f"new.{name}.jinja").render(given)
