"""docs/_data and docs/**/*.md -> one Library of typed items by id, or every problem at once.

An item that is broken is left out and its id remembered, so that one fault is reported
once and not again by everything that refers to the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from . import kinds, pages, strays
from .kinds.row import File, Kind
from .library import Library, Origin
from .messages import complain
from .models.interface import Interface
from .models.pages import PageMeta
from .models.search import Asked, DangerFile, SearchFile
from .models.style import Style
from .models.team import Safety, Team
from .problems import Problem, nearest, quote
from .source import Data, Pointer, Source, below, read
from .text import LOOSE_CHOICE, as_inline, choices, chosen, filled, has_variable, in_code, plain

M = TypeVar("M", bound=BaseModel)

SAFETY = "safety.yml"  # read first, for its numbers stand in texts
SETTINGS = ("team.yml", "style.yml", "search.yml", "danger.yml", "interface.yml")
ASKED = "asked/"  # has a file for a page under the path of that page
# Where a file, or the head of a page, has plain words that are copied or typed, beside the variants of scripts.
COPIED = (("fields",), ("queries",), ("means",))


def collect(docs: Path, shown: str | None = None) -> Library:
    """Read all data and pages below `docs`. The result's `problems` are those of single items."""
    library = Library(docs, shown if shown is not None else docs.as_posix())
    data = docs / "_data"
    _team(library, data)
    _safety(library, data)
    library.style = _model(library, read(data / "style.yml", f"{library.shown}/_data/style.yml"), Style)
    words = read(data / "search.yml", f"{library.shown}/_data/search.yml")
    library.search = _model(library, words, SearchFile)
    library.places["search", "search"] = Origin(words, ())
    sayings = read(data / "danger.yml", f"{library.shown}/_data/danger.yml")
    library.danger = _model(library, sayings, DangerFile)
    library.places["danger", "danger"] = Origin(sayings, ())
    frame = read(data / "interface.yml", f"{library.shown}/_data/interface.yml")
    library.interface = _frame(library, frame)
    library.places["interface", "interface"] = Origin(frame, ())
    _asked(library, data)
    for file in kinds.FILES:
        if file.path == SAFETY:
            continue
        for path in _found(data, file):
            source = read(path, f"{library.shown}/_data/{path.relative_to(data).as_posix()}")
            _substitute(library, source)
            if file.folder:
                _alone_in_its_file(library, source, file, path.stem)
            else:
                _items(library, source, file)
    strays.named(library, data, SETTINGS, ASKED)
    for page in pages.walk(docs, library.shown):
        library.pages[page.path] = page
        library.problems.extend(page.problems)
        _meta(library, page)
    return library


def _found(data: Path, file: File) -> Iterable[Path]:
    """The files of a row: one, there or not; or those of its folder."""
    if not file.folder:
        return [data / file.path]
    return (path for path in below(data / file.path) if path.parent == data / file.path and path.suffix == ".yml")


def _asked(library: Library, data: Path) -> None:
    """What people ask, by the page that each file is named like."""
    for path in (path for path in below(data / ASKED) if path.suffix == ".yml"):
        source = read(path, f"{library.shown}/_data/{path.relative_to(data).as_posix()}")
        page = path.relative_to(data / ASKED).with_suffix(".md").as_posix()
        library.places["asked", page] = Origin(source, ())
        if (asked := _model(library, source, Asked)) is not None:
            library.asked[page] = asked


def _team(library: Library, data: Path) -> None:
    source = read(data / "team.yml", f"{library.shown}/_data/team.yml")
    library.team = _model(library, source, Team)
    if library.team is None:
        library.incomplete |= {"variables", "roles"}
        return
    library.places["team", "team"] = Origin(source, ())
    _alone(library.team, source)
    for name, value in _leaves("team", library.team.model_dump()):
        if "[[" in value:
            expected = "words without it: in a script it would begin a field to fill in"
            source.problem(tuple(name.split(".")[1:]), "a text with [[", expected)
    library.problems.extend(source.problems)
    library.team = _as_inline(library.team.in_force())
    library.variables = dict(_leaves("team", library.team.model_dump(exclude={"safety"})))


def _safety(library: Library, data: Path) -> None:
    """Whom to call in danger: the team's own numbers, and else those of its country."""
    source = read(data / SAFETY, f"{library.shown}/_data/{SAFETY}")
    _items(library, source, next(file for file in kinds.FILES if file.path == SAFETY))
    library.places["safety", "safety"] = Origin(source, ())
    team = library.team
    if team is None or "countries" in library.incomplete or any(kind == "countries" for kind, _ in library.broken):
        library.incomplete.add("variables")
        return
    country = country_of(library, plain(team.country))
    known: dict[str, Any] = {"emergency": country.emergency} if country else {}
    if country and country.lines:
        first = country.lines[0]
        known |= {"crisis_line": first.name, "crisis_number": first.number or "", "crisis_hours": first.hours or ""}
    known |= team.safety.model_dump(exclude_none=True) if team.safety else {}
    if missing := [key for key in Safety.model_fields if not known.get(key)]:
        place = library.places["team", "team"].source
        said = f"safety.yml has no {missing[0]} for {quote(team.country)}"
        names = ", ".join(one.title for one in library.countries.values())
        expected = f"safety: with {', '.join(missing)} below it, or a country of safety.yml: {names}"
        place.problem(("country",), said, expected)
        library.problems.append(place.problems[-1])
        library.incomplete.add("variables")
        return
    library.safety = Safety.model_construct(**known)  # each was checked where it stands
    library.variables |= dict(_leaves("safety", library.safety.model_dump()))
    told = len(source.problems)
    _substitute(library, source)
    library.problems.extend(source.problems[told:])
    if isinstance(source.data, dict):
        library.call, library.call_short = (str(source.data.get(key, "")) for key in ("card", "card_short"))


def country_of(library: Library, name: str) -> Any:
    """The entry of safety.yml for a country as somebody names it."""
    called = name.casefold().removeprefix("the ")
    return next(
        (one for one in library.countries.values() if called in map(str.casefold, (one.id, one.title, *one.also))),
        None,
    )


def _alone(team: Team, source: Source) -> None:
    """A person alone has somebody to turn to in place of every role but the one that they are."""
    for id_, role in team.roles if team.alone else ():
        if id_ != "rep" and role.alone is None:
            source.problem(("roles", id_), "nobody to turn to for a person who works alone", "the key alone: there")


def _as_inline(value: M) -> M:
    """The team's values as texts of the data, whatever characters are in them: they are words and never markup."""

    def one(inner: Any) -> Any:
        if isinstance(inner, BaseModel):
            return _as_inline(inner)
        if isinstance(inner, dict):
            return {key: one(value) for key, value in inner.items()}
        return as_inline(inner) if isinstance(inner, str) else inner

    return value.model_copy(update={key: one(inner) for key, inner in value})


def _leaves(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{name}.{key}", inner)
    elif value is not None:
        yield name, str(value)


def _substitute(library: Library, source: Source) -> None:
    """Put the team's values in place of {{ team.key }} in every text of `source`, and decide its choices.

    Texts are inline Markdown; words that a reader copies or types are not, and have the values as they are.
    """
    known = "variables" not in library.incomplete
    switches = [name for name, value in library.variables.items() if value in ("True", "False")]

    def walk(value: Data, path: Pointer) -> Data:
        if isinstance(value, dict):
            return {key: walk(inner, (*path, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner, (*path, index)) for index, inner in enumerate(value)]
        if not isinstance(value, str):
            return value
        value = decided(value, path)
        return filled(value, lambda name: _value(library, source, path, value, name))

    def decided(value: str, path: Pointer) -> str:
        for choice in choices(value):
            if choice.name not in switches and known:
                said, hint = f"a choice by {quote(choice.name)}", nearest(choice.name, switches)
                source.problem(path, said, "a key of team.yml that is true or false", hint)
        if LOOSE_CHOICE.search(value := chosen(value, library.variables)):
            source.problem(path, "a choice that cannot be read", "{% if team.alone %}one{% else %}other{% endif %}")
        return value

    source.data = walk(source.data, ())


def _value(library: Library, source: Source, path: Pointer, text: str, name: str) -> str | None:
    """What stands for {{ name }} in a text; None where nothing does."""
    library.named.setdefault(source.file, []).append((path, name))
    value = library.variables.get(name)
    if value is None:
        if "variables" not in library.incomplete:
            hint = nearest(name, library.variables)
            source.problem(path, f"unknown variable {quote(name)}", "a variable of team.yml or safety.yml", hint)
    elif path[:1] in COPIED or "variants" in path:
        value = plain(value)
    elif in_code(text, name):
        said = f"the value {quote(name)} stands in code, which shows it with its escapes"
        source.problem(path, said, "it outside the backticks")
    return value


def _items(
    library: Library,
    source: Source,
    file: File,
) -> None:
    """Validate a file as a whole for its problems, and entry by entry for what is sound."""
    _model(library, source, file.model)
    data = source.data if isinstance(source.data, dict) else {}
    for row in (row for row in kinds.KINDS if row.file == file):
        kind, entries = row.collection, data.get(row.collection)
        if not isinstance(entries, list):
            if source.data is None or kind in data or file.model.model_fields[kind].is_required():
                library.incomplete.add(kind)
            continue
        for index, raw in enumerate(entries):
            _entry(library, source, row, (kind, index), raw, data)


def _entry(
    library: Library,
    source: Source,
    row: Kind,
    path: Pointer,
    raw: Data,
    file: Mapping[str, Data],
) -> None:
    kind, id_ = row.collection, raw.get("id") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(id_, str):
        library.incomplete.add(kind)
        return
    known = getattr(library, kind)
    if id_ in known or (kind, id_) in library.broken:
        library.incomplete.add(kind)
        first = library.places.get((kind, id_))
        said = f"the id {quote(id_)} is taken" + (f" (line {first.source.line(first.path)})" if first else "")
        at = (*path, "id")
        library.problems.append(Problem(source.file, source.line(at), source.where(at), said, "an id of its own"))
        return
    raw = {key: file[key] for key in row.defaults if key in file} | raw
    try:
        known[id_] = row.model.model_validate(raw)
        library.places[kind, id_] = Origin(source, path)
    except ValidationError as error:
        library.broken.add((kind, id_))
        if any(detail["loc"] == ("id",) for detail in error.errors()):
            library.incomplete.add(kind)  # whatever id it was meant to have


def _alone_in_its_file(library: Library, source: Source, file: File, stem: str) -> None:
    """An item that has a file of its own, which is named like it."""
    kind = next(row.collection for row in kinds.KINDS if row.file == file)
    item: Any = _model(library, source, file.model)
    if item is None:
        library.broken.add((kind, stem))
    elif item.id != stem:
        source.problem(("id",), f"the id {quote(item.id)} is not the file's name", quote(stem))
        library.problems.append(source.problems[-1])
        library.broken.add((kind, stem))
    else:
        getattr(library, kind)[stem] = item
        library.places[kind, stem] = Origin(source, ())


def _meta(library: Library, page: pages.Page) -> None:
    folder, _, name = page.path.rpartition("/")
    row = next((row for row in kinds.KINDS if row.file is None and row.folder == folder and name != "index.md"), None)
    id_ = name.removesuffix(".md")
    if page.meta.data is None:
        library.broken |= {(row.collection, id_)} if row else set()
        return
    for key, value in page.meta.data.items() if isinstance(page.meta.data, dict) else ():
        if key in ("title", "description") and isinstance(value, str) and has_variable(value):
            page.meta.problem((key,), "a variable, which the head of a page does not fill in", "plain words")
    if row is None:
        if (head := _model(library, page.meta, PageMeta)) is not None:
            library.heads[page.path] = head
        return
    _substitute(library, page.meta)
    item: Any = _model(library, page.meta, row.model)
    if item is None:
        library.broken.add((row.collection, id_))
    else:
        getattr(library, row.collection)[id_] = library.heads[page.path] = item
        library.places[row.collection, id_] = Origin(page.meta, ())


def _frame(library: Library, source: Source) -> Interface | None:
    """The words of the frame. Their blanks are looked at before values come in, which only a few of them may hold."""
    if typed(source, Interface) is None:
        library.problems.extend(source.problems)
        return None
    _substitute(library, source)
    return _model(library, source, Interface)


def _model(library: Library, source: Source, model: type[M]) -> M | None:
    """Validate all of `source`; what is wrong goes to the library's problems."""
    result = typed(source, model)
    library.problems.extend(source.problems)
    return result


def typed(source: Source, model: type[M]) -> M | None:
    """What a file holds as its model; None where it has problems, which `source` then names."""
    result = None
    if source.data is None and not source.problems:
        source.problem((), "the file holds no data", "keys and values")
    elif source.data is not None:
        try:
            result = model.model_validate(source.data)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                complain(source, model, detail)
    return result if not source.problems else None
