"""A first version of a new item: its entry in the data, its page, its line in the index, and nav.

What a person has still to write says TODO, and the check names each. Nothing that exists is touched.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from . import edits, nav
from .library import Library, collect
from .models import ID

_TEMPLATES = Path(__file__).parent / "templates" / "new"


@dataclass(frozen=True)
class Kind:
    """What is written for a kind: the folder of its page, the file of its data, and the list in there.

    "" stands for none; a file that ends in "/" is a folder with a file for each item.
    """

    folder: str = ""
    data: str = ""
    collection: str = ""


KINDS = {
    "checklist": Kind("checklists", "checklists.yml", "checklists"),
    "card": Kind("cards", "cards.yml", "cards"),
    "tree": Kind("decide", "trees/"),
    "moment": Kind("scripts", "scripts.yml", "moments"),
    "script": Kind("", "scripts.yml", "scripts"),
    "situation": Kind("situations"),
    "path": Kind("start", "paths.yml", "paths"),
    "scene": Kind("practice", "practice.yml", "scenarios"),
    "claim": Kind("", "sources.yml", "claims"),
    "tension": Kind("", "tensions.yml", "tensions"),
    "remark": Kind("", "law.yml", "remarks"),
}
# Where all items of a kind stand on one page, each by a call of its macro.
SHARED = {"tension": "guide/tensions.md"}


def new(docs: Path, kind: str, id_: str) -> list[str]:
    """Write what is missing of a new item; a line for each thing done and each left to do.

    Raises ValueError where the kind or the id is not valid, or everything is there already.
    """
    if kind not in KINDS:
        raise ValueError(f'unknown kind "{kind}"; expected one of {", ".join(KINDS)}')
    if not re.fullmatch(ID, id_):
        raise ValueError(f'the id "{id_}" is not words in lower case joined by hyphens, like a-good-id')
    row, library = KINDS[kind], collect(docs, docs.name)
    done = _data(docs, library, kind, id_)
    if row.folder:
        done += _page(docs / row.folder / f"{id_}.md", kind, library, id_)
    if not done:
        raise ValueError(f'the {kind} "{id_}" is there already')
    if kind == "moment" and not any(script.moment == id_ for script in library.scripts.values()):
        first = f"first-{id_}"
        done += _entry(docs, KINDS["script"], library, "script", first, moment=id_)
    if row.folder:
        done += _listed(docs / row.folder / "index.md", id_)
        done += nav.write(collect(docs, docs.name))
    if kind in SHARED and (page := docs / SHARED[kind]).is_file():
        done += _called(page, f'{{{{ {kind}("{id_}") }}}}')
    left = {"claim": 'cite it: an item names it in claims, or a page says {{ why("' + id_ + '") }}'}
    return [*done, f"now: write each TODO; {left[kind]}" if kind in left else "now: write each TODO"]


def _data(docs: Path, library: Library, kind: str, id_: str) -> list[str]:
    row = KINDS[kind]
    if row.data.endswith("/"):
        return _written(docs / "_data" / f"{row.data}{id_}.yml", _text(f"{kind}.yml", library, id_))
    return _entry(docs, row, library, kind, id_) if row.data else []


def _entry(docs: Path, row: Kind, library: Library, kind: str, id_: str, **values: str) -> list[str]:
    """Add the entry at the end of its list."""
    target = docs / "_data" / row.data
    before = target.read_text(encoding="utf-8") if target.exists() else f"{row.collection}:\n"
    if any(id_ == name for name, _, _ in edits.entries(before, row.collection)):
        return []
    after = edits.added(before, row.collection, _text(f"{kind}.yml", library, id_, **values))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(after, encoding="utf-8")
    return [f"added the {kind} {id_} to {row.data}"]


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
        loader=FileSystemLoader(_TEMPLATES),
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701
    )
    # What an item has to name is taken from what is there, so that the first version can be shown.
    there = {
        "moment": next(iter(library.moments), ""),
        "situation": next(iter(library.situations), ""),
        "article": next(iter(library.articles), ""),
        "reference": next(iter(library.references), ""),
        "country": next((remark.country for remark in library.remarks.values()), "TODO where it holds"),
        "claims": list(library.claims),
        "cards": list(library.cards)[:3],
    }
    values_ = {**there, "id": id_, "title": _title(id_), "today": today(), **values}
    return environment.get_template(f"{name}.jinja").render(values_)
