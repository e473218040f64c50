"""docs/_data and docs/**/*.md -> one Library of typed items by id, or every problem at once.

An item that is broken is left out and its id remembered, so that one fault is reported
once and not again by everything that refers to the item.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from . import markup, models, pages
from .problems import Problem, nearest, quote
from .source import Data, Path_, Source, below, read
from .text import LOOSE_CHOICE, as_inline, choices, chosen, filled, has_variable, in_code, literal, plain

M = TypeVar("M", bound=BaseModel)

# File -> its model and the collections in it, each with the model of one entry.
FILES: Mapping[str, tuple[type[models.Model], Mapping[str, type[models.Model]]]] = {
    "sources.yml": (
        models.SourcesFile,
        {"articles": models.Article, "claims": models.Claim, "references": models.Reference},
    ),
    "law.yml": (models.LawFile, {"remarks": models.Remark}),
    "tensions.yml": (models.TensionsFile, {"tensions": models.Tension}),
    "checklists.yml": (models.ChecklistsFile, {"checklists": models.Checklist}),
    "scripts.yml": (
        models.ScriptsFile,
        {"moments": models.ScriptMoment, "fields": models.ScriptField, "scripts": models.Script},
    ),
    "cards.yml": (models.CardsFile, {"families": models.CardFamily, "cards": models.Card}),
    "paths.yml": (models.PathsFile, {"paths": models.OnboardingPath}),
    "practice.yml": (models.PracticeFile, {"scenarios": models.Scenario}),
    "changes.yml": (models.ChangesFile, {"changes": models.Change}),
}
TREES = "trees"

# Kinds of which there are few, and seldom a new one: an unknown id of theirs is told with all that are known.
SETTLED = ("articles", "families", "moments")
MAX_LISTED = 12

# Where a file, or the head of a page, has plain words that are copied or typed, beside the variants of scripts.
COPIED = (("fields",), ("queries",))


class Place(NamedTuple):
    """Where an item stands: its file and its path in there."""

    source: Source
    path: Path_


@dataclass(eq=False)  # one library is one reading of the files
class Library:
    """Everything the handbook says, by id. `shown` is the data folder's name in messages."""

    docs: Path
    shown: str
    team: models.Team | None = None
    safety: models.Safety | None = None
    call: str = ""  # whom to call in danger, as cards print it, and the same for the wallet
    call_short: str = ""
    style: models.Style | None = None
    search: models.SearchFile | None = None
    danger: models.DangerFile | None = None
    articles: dict[str, models.Article] = field(default_factory=dict)
    claims: dict[str, models.Claim] = field(default_factory=dict)
    references: dict[str, models.Reference] = field(default_factory=dict)
    remarks: dict[str, models.Remark] = field(default_factory=dict)
    tensions: dict[str, models.Tension] = field(default_factory=dict)
    checklists: dict[str, models.Checklist] = field(default_factory=dict)
    moments: dict[str, models.ScriptMoment] = field(default_factory=dict)
    fields: dict[str, models.ScriptField] = field(default_factory=dict)
    scripts: dict[str, models.Script] = field(default_factory=dict)
    trees: dict[str, models.Tree] = field(default_factory=dict)
    families: dict[str, models.CardFamily] = field(default_factory=dict)
    paths: dict[str, models.OnboardingPath] = field(default_factory=dict)
    scenarios: dict[str, models.Scenario] = field(default_factory=dict)
    cards: dict[str, models.Card] = field(default_factory=dict)
    changes: dict[str, models.Change] = field(default_factory=dict)
    countries: dict[str, models.SafetyCountry] = field(default_factory=dict)  # of safety.yml
    pages: dict[str, pages.Page] = field(default_factory=dict)
    heads: dict[str, models.PageMeta] = field(default_factory=dict)  # front matter by path, like `pages`
    situations: dict[str, models.SituationMeta] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    named: dict[str, list[tuple[Path_, str]]] = field(default_factory=dict)  # by file: the variables its texts use
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def items(self) -> dict[str, models.Item]:
        """Every checklist item by its anchor, CHECKLIST--ITEM."""
        return {
            f"{checklist.id}--{item.id}": item for checklist in self.checklists.values() for item in checklist.items
        }

    def card_number(self, id_: str) -> str:
        """What is printed on a card: its family's letter and its place in the whole deck, "N03"."""
        return f"{self.cards[id_].family[0].upper()}{list(self.cards).index(id_) + 1:02}"

    def card_steps(self, id_: str) -> list[str]:
        """The steps of a card in words."""
        return [self.card_step(step) for step in self.cards[id_].steps]

    def card_step(self, step: models.CardStep) -> str:
        """A step's words, its own or a checklist item's, with the number of the card that goes on from there."""
        words = step.text or self.items[step.item or ""].text
        return f"{words} ({self.card_number(step.card)})" if step.card else words

    def spoken(self, words: str) -> str:
        """A heading or a line of a page in plain words, the team's values in it to the letter."""
        words = chosen(words, self.variables)
        return " ".join(markup.spoken(filled(words, self.literal)).split())

    def literal(self, name: str) -> str | None:
        """A value of the team or of safety.yml as pages have it, in Markdown and in HTML."""
        value = self.variables.get(name)
        return value and literal(plain(value), entities=True)

    def knows(self, kind: str, id_: str) -> bool:
        """Whether `id_` names an item of `kind`, sound or broken."""
        return id_ in getattr(self, kind) or (kind, id_) in self.broken or kind in self.incomplete

    def turned_to(self, kind: str, id_: str, *paths: Path_) -> list[models.Role]:
        """The roles that an item's texts send a person to who may have none: below `paths`, or anywhere in it."""
        source, base = self.places[kind, id_]
        within = [(*base, *path) for path in paths or ((),)]
        return self._roles(
            name for at, name in self.named.get(source.file, []) if any(at[: len(one)] == one for one in within)
        )

    def turned_to_on(self, path: str) -> list[models.Role]:
        """The same of the own text of a page, in the order of its lines."""
        return self._roles(name for name, _ in sorted(self.pages[path].names, key=lambda named: named[1]))

    def _roles(self, names: Iterable[str]) -> list[models.Role]:
        if self.team is None or self.team.alone:
            return []
        parts = (name.split(".") for name in names if name.startswith("team.roles."))
        ids = dict.fromkeys(part[2] for part in parts if len(part) == 4 and part[3] in ("title", "contact"))
        found = (getattr(self.team.roles, id_, None) for id_ in ids)
        return [role for role in found if role and role.alone]

    def problem(self, kind: str, id_: str, path: Path_, said: str, expected: str, hint: str = "") -> Problem:
        """A problem at `path` inside the item `id_` of `kind`."""
        source, base = self.places[kind, id_]
        at = (*base, *path)
        if at not in source.lines and path in source.lines:
            at = path  # what a script leaves out stands once at the top of its file
        return Problem(source.file, source.line(at), source.where(at), said, expected, hint)

    def unknown(self, kind: str, id_: str) -> tuple[str, str, str]:
        """(said, expected, hint) for an id that names nothing of `kind`."""
        known = getattr(self, kind)
        expected = f"the id of one of the {kind}"
        if kind in SETTLED and len(known) <= MAX_LISTED:
            expected += f": {', '.join(known)}"
        return f"unknown id {quote(id_)}", expected, nearest(id_, known)


def collect(docs: Path, shown: str | None = None) -> Library:
    """Read all data and pages below `docs`. The result's `problems` are those of single items."""
    library = Library(docs, shown if shown is not None else docs.as_posix())
    data = docs / "_data"
    _team(library, data)
    _safety(library, data)
    library.style = _model(library, read(data / "style.yml", f"{library.shown}/_data/style.yml"), models.Style)
    words = read(data / "search.yml", f"{library.shown}/_data/search.yml")
    library.search = _model(library, words, models.SearchFile)
    library.places["search", "search"] = Place(words, ())
    sayings = read(data / "danger.yml", f"{library.shown}/_data/danger.yml")
    library.danger = _model(library, sayings, models.DangerFile)
    library.places["danger", "danger"] = Place(sayings, ())
    for name, (model, collections) in FILES.items():
        source = read(data / name, f"{library.shown}/_data/{name}")
        _substitute(library, source)
        _items(library, source, model, collections)
    for path in (path for path in below(data / TREES) if path.parent.name == TREES and path.suffix == ".yml"):
        source = read(path, f"{library.shown}/_data/{TREES}/{path.name}")
        _substitute(library, source)
        _tree(library, source, path.stem)
    _strays(library, data)
    for page in pages.walk(docs, library.shown):
        library.pages[page.path] = page
        library.problems.extend(page.problems)
        _meta(library, page)
    return library


def _strays(library: Library, data: Path) -> None:
    """Name the files that nothing reads: a misspelt name must not lose its content."""
    known = [*FILES, "team.yml", "safety.yml", "style.yml", "search.yml", "danger.yml"]

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            file = f"{library.shown}/_data/{Path(str(error.filename)).relative_to(data).as_posix()}"
            said = f"the folder cannot be read ({error.strerror})"
            library.problems.append(Problem(file, 1, "", said, "one that can be read"))

    for path in below(data, unreadable):
        name = path.relative_to(data).as_posix()
        read_as_tree = path.parent == data / TREES and path.suffix == ".yml"
        left_by_editor = path.name.startswith((".", "#")) or path.name.endswith("~")
        if not read_as_tree and not left_by_editor and name not in known:
            file = f"{library.shown}/_data/{name}"
            tree = name.startswith(f"{TREES}/")
            expected = f"a tree's name, like {TREES}/{path.stem}.yml" if tree else f"one of {', '.join(known)}"
            hint = "" if tree else nearest(name, known)
            library.problems.append(Problem(file, 1, "", "nothing reads this file", expected, hint))


def _team(library: Library, data: Path) -> None:
    source = read(data / "team.yml", f"{library.shown}/_data/team.yml")
    library.team = _model(library, source, models.Team)
    if library.team is None:
        library.incomplete |= {"variables", "roles"}
        return
    library.places["team", "team"] = Place(source, ())
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
    source = read(data / "safety.yml", f"{library.shown}/_data/safety.yml")
    _items(library, source, models.SafetyFile, {"countries": models.SafetyCountry})
    library.places["safety", "safety"] = Place(source, ())
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
    if missing := [key for key in models.Safety.model_fields if not known.get(key)]:
        place = library.places["team", "team"].source
        said = f"safety.yml has no {missing[0]} for {quote(team.country)}"
        names = ", ".join(one.title for one in library.countries.values())
        expected = f"safety: with {', '.join(missing)} below it, or a country of safety.yml: {names}"
        place.problem(("country",), said, expected)
        library.problems.append(place.problems[-1])
        library.incomplete.add("variables")
        return
    library.safety = models.Safety.model_construct(**known)  # each was checked where it stands
    library.variables |= dict(_leaves("safety", library.safety.model_dump()))
    told = len(source.problems)
    _substitute(library, source)
    library.problems.extend(source.problems[told:])
    if isinstance(source.data, dict):
        library.call, library.call_short = (str(source.data.get(key, "")) for key in ("card", "card_short"))


def country_of(library: Library, name: str) -> models.SafetyCountry | None:
    """The entry of safety.yml for a country as somebody names it."""
    called = name.casefold().removeprefix("the ")
    return next(
        (one for one in library.countries.values() if called in map(str.casefold, (one.id, one.title, *one.also))),
        None,
    )


def _alone(team: models.Team, source: Source) -> None:
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

    def walk(value: Data, path: Path_) -> Data:
        if isinstance(value, dict):
            return {key: walk(inner, (*path, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner, (*path, index)) for index, inner in enumerate(value)]
        if not isinstance(value, str):
            return value
        value = decided(value, path)
        return filled(value, lambda name: _value(library, source, path, value, name))

    def decided(value: str, path: Path_) -> str:
        for choice in choices(value):
            if choice.name not in switches and known:
                said, hint = f"a choice by {quote(choice.name)}", nearest(choice.name, switches)
                source.problem(path, said, "a key of team.yml that is true or false", hint)
        if LOOSE_CHOICE.search(value := chosen(value, library.variables)):
            source.problem(path, "a choice that cannot be read", "{% if team.alone %}one{% else %}other{% endif %}")
        return value

    source.data = walk(source.data, ())


def _value(library: Library, source: Source, path: Path_, text: str, name: str) -> str | None:
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
    model: type[models.Model],
    collections: Mapping[str, type[models.Model]],
) -> None:
    """Validate a file as a whole for its problems, and entry by entry for what is sound."""
    _model(library, source, model)
    data = source.data if isinstance(source.data, dict) else {}
    for kind, entry_model in collections.items():
        entries = data.get(kind)
        if not isinstance(entries, list):
            if source.data is None or kind in data or model.model_fields[kind].is_required():
                library.incomplete.add(kind)
            continue
        for index, raw in enumerate(entries):
            _entry(library, source, kind, (kind, index), entry_model, raw, data)


def _entry(
    library: Library,
    source: Source,
    kind: str,
    path: Path_,
    model: type[models.Model],
    raw: Data,
    file: Mapping[str, Data],
) -> None:
    id_ = raw.get("id") if isinstance(raw, dict) else None
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
    if model in (models.Script, models.SafetyCountry):  # what a script leaves out stands once at the top of the file
        raw = {key: file[key] for key in ("owner", "reviewed") if key in file} | raw
    try:
        known[id_] = model.model_validate(raw)
        library.places[kind, id_] = Place(source, path)
    except ValidationError as error:
        library.broken.add((kind, id_))
        if any(detail["loc"] == ("id",) for detail in error.errors()):
            library.incomplete.add(kind)  # whatever id it was meant to have


def _tree(library: Library, source: Source, stem: str) -> None:
    tree = _model(library, source, models.Tree)
    if tree is None:
        library.broken.add((TREES, stem))
        return
    if tree.id != stem:
        source.problem(("id",), f"the id {quote(tree.id)} is not the file's name", quote(stem))
        library.problems.append(source.problems[-1])
        library.broken.add((TREES, stem))
        return
    library.trees[tree.id] = tree
    library.places[TREES, tree.id] = Place(source, ())


def _meta(library: Library, page: pages.Page) -> None:
    if page.meta.data is None:
        library.broken.add(("situations", page.path.removeprefix("situations/").removesuffix(".md")))
        return
    for key, value in page.meta.data.items() if isinstance(page.meta.data, dict) else ():
        if key in ("title", "description") and isinstance(value, str) and has_variable(value):
            page.meta.problem((key,), "a variable, which the head of a page does not fill in", "plain words")
    if page.path.startswith("situations/") and page.path != "situations/index.md":
        id_ = page.path.removeprefix("situations/").removesuffix(".md")
        _substitute(library, page.meta)
        situation = _model(library, page.meta, models.SituationMeta)
        if situation is None:
            library.broken.add(("situations", id_))
        else:
            library.situations[id_] = library.heads[page.path] = situation
            library.places["situations", id_] = Place(page.meta, ())
    elif (head := _model(library, page.meta, models.PageMeta)) is not None:
        library.heads[page.path] = head


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
                _complain(source, model, detail)
    return result if not source.problems else None


_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date like 2026-11-22",
    "date_from_datetime_parsing": "a date like 2026-11-22",
    "tuple_type": "a list",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "union_tag_not_found": "either the key question or the key outcome",
    "blank": "some words",
    "lines": "one line",
    "unsourced": "claims: [ids] that it rests on, or extends: why it goes beyond them",
    "choices": "two choices or more for kind: choice, and none for other kinds",
    "choice_default": "a default that is one of the choices",
    "reached": "number: or text:, to reach the line by",
    "no_example": "example: what somebody may type, which reads well in every script",
    "step": "exactly one of text: (its own words) and item: (a checklist's item)",
    "target": "exactly one of next: (a step here) and tree: (another tree)",
    "markup": "text without < > and double quotes, for it goes into the page's head",
}
# The errors that the models raise themselves, whose words say what was found.
_OURS = {
    *("blank", "lines", "unsourced", "choices", "choice_default", "no_example"),
    *("step", "target", "markup", "reached"),
}
_PATTERNS = {
    models.ID: "words in lower case joined by hyphens, like a-good-id",
    models.FIELD_ID: "words in lower case joined by underscores, like a_good_id",
    models.ITEM_ID: "an item as CHECKLIST--ITEM, like follow-up--name-the-day",
    models.MONTH: "a month like 2026-11",
    models.SAYING: "words in lower case, word~, SETS and .., like kill~ .. SELF",
    models.VERSION: 'two numbers joined by a dot, like "1.0"',
    models.DOCS_PAGE: "a page below docs/, like guide/ending.md",
    models.ADDRESS: "an address that begins with https://",
}


def _complain(source: Source, model: type[BaseModel], detail: ErrorDetails) -> None:
    """Turn one Pydantic error into a problem with line, breadcrumb and cure."""
    path, last = _data_path(source, detail["loc"])
    if path not in source.misread and (told := _told(model, detail, last)):
        source.problem(path, *told)


def _told(model: type[BaseModel], detail: ErrorDetails, last: str) -> tuple[str, str, str] | None:
    """(said, expected, hint) for a Pydantic error; None for what other errors tell already."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    said, expected, hint = f"found {_name(value)}", _EXPECTED.get(kind, detail["msg"]), _quotes(kind, value)
    if kind == "missing":
        said, expected = f"the key {quote(last)} is missing", "it here"
    elif kind == "extra_forbidden":
        keys = _keys(model, detail["loc"][:-1])
        said, expected = f"unknown key {quote(last)}", f"a known key: {', '.join(keys)}"
        hint = nearest(last, keys)
    elif kind == "literal_error":
        said, expected = f"found {_name(value)}", f"one of {context['expected']}"
        hint = nearest(value, re.findall(r"'([^']+)'", str(context["expected"])))
    elif kind == "string_pattern_mismatch":
        said, expected = f"found {quote(value)}", _PATTERNS[str(context["pattern"])]
    elif kind in ("string_too_long", "too_long", "too_short"):
        return _length(value, context)
    elif kind in ("greater_than_equal", "less_than_equal"):
        expected = f"a number {'from' if 'ge' in context else 'up to'} {context.get('ge', context.get('le'))}"
    elif kind in _OURS:
        said = detail["msg"]
    return said, expected, hint


def _length(value: Any, context: Mapping[str, int]) -> tuple[str, str, str] | None:
    """What is told of a text or list that is too long or too short."""
    count = len(value)
    if "min_length" in context and count >= context["min_length"]:
        return None  # Pydantic counts only the entries without a fault
    unit = ("character", "characters") if isinstance(value, str) else ("entry", "entries")
    most = f"at most {context['max_length']}" if "max_length" in context else f"at least {context['min_length']}"
    return f"{count} {unit[count != 1]}", most, ""


def _data_path(source: Source, loc: Path_) -> tuple[Path_, str]:
    """The path in the data that Pydantic's `loc` means (it also names union members), and its last step."""
    path: Path_ = ()
    for step in loc:
        if (*path, step) in source.lines:
            path = (*path, step)
    return path, str(loc[-1]) if loc else ""


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the model at `loc` knows."""
    at: Any = model
    for step in loc:
        if isinstance(step, str):
            at = _submodel(at, step) or at
    return sorted(at.model_fields)


def _submodel(model: type[BaseModel], step: str) -> type[BaseModel] | None:
    named: dict[str, type[BaseModel]] = {"Question": models.Question, "Outcome": models.Outcome}
    if step in named and model is models.Tree:
        return named[step]
    info = model.model_fields.get(step)
    return _find_model(info.annotation) if info else None


def _find_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = [_find_model(inner) for inner in getattr(annotation, "__args__", ())]
    kept = [model for model in found if model]
    return kept[0] if len(kept) == 1 else None


def _name(value: object) -> str:
    """What stands there, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, int):
        return f"the number {value}"
    return f"the date {value}" if isinstance(value, datetime.date) else quote(value)


def _quotes(kind: str, value: object) -> str:
    """The hint to put a text in quotes, to take them off a number or date, or to make a list."""
    if kind == "string_type" and isinstance(value, (bool, int, datetime.date)):
        return "put it in quotes"
    unquoted = {"int_type": r"-?[0-9]+", "date_type": r"[0-9]{4}-[0-9]{2}-[0-9]{2}"}.get(kind)
    if unquoted and isinstance(value, str) and re.fullmatch(unquoted, value):
        return "write it without quotes"
    if kind == "tuple_type" and isinstance(value, str):
        return f"put it in brackets: [{quote(value)[1:-1]}]"
    return ""
