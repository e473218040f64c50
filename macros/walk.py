"""What stands inside the items of any kind: models, and the ids by which they name each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from . import kinds
from .kinds.row import Kind, Macro
from .library import Library
from .models import Model, Of, Sourced, models_in
from .pages import Page
from .source import Pointer


def items(library: Library) -> Iterator[tuple[Kind, str, Any]]:
    """Every item of every kind: its row, its id and itself."""
    for row in kinds.KINDS:
        for id_, item in getattr(library, row.collection).items():
            yield row, id_, item


def things(value: object, path: Pointer = ()) -> Iterator[tuple[Pointer, Model]]:
    """Each model in a value, the value itself first, with its path in there."""
    if isinstance(value, Model):
        yield path, value
        for name in _deep(type(value)):
            yield from things(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from things(inner, (*path, index))


@cache
def _deep(model: type[Model]) -> list[str]:
    """The keys of a model that may hold models: most hold texts alone, and are asked for often."""
    return [name for name, info in model.model_fields.items() if any(issubclass(one, Model) for one in models_in(info))]


class Naming(NamedTuple):
    """An id in an item: (collection, id) of the item, the path and the thing in there, and what it names."""

    kind: str
    id: str
    path: Pointer
    thing: Model
    target: str
    name: str


def named(library: Library) -> Iterator[Naming]:
    """Every id by which an item names another, in the order of the kinds."""
    for row, id_, item in items(library):
        for path, thing, target, name in names(item):
            yield Naming(row.collection, id_, path, thing, target, name)


def names(item: Any) -> Iterator[tuple[Pointer, Model, str, str]]:
    """(path, thing, collection, id) of every id by which something in an item names another."""
    for path, thing in things(item):
        for key, of in _named_by(type(thing)).items():
            value = getattr(thing, key)
            if isinstance(value, str) and not of.part:
                yield (*path, key), thing, of.collection, value
            for index, name in enumerate(value if isinstance(value, tuple) else ()):
                yield (*path, key, index), thing, of.collection, name


@cache
def keys(model: type[Model]) -> dict[str, Of]:
    """The keys anywhere in the data of a model that hold ids, and what those are of."""
    found, todo, seen = dict[str, Of](), [model], set[type[Model]]()
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            found |= _named_by(one)
            todo += [
                inner for info in one.model_fields.values() for inner in models_in(info) if issubclass(inner, Model)
            ]
    return found


@cache
def _named_by(model: type[Model]) -> dict[str, Of]:
    """The keys of a model that hold ids, and what those are of."""
    found = {key: _of([*info.metadata, info.annotation]) for key, info in model.model_fields.items()}
    return {key: of for key, of in found.items() if of}


def _of(parts: list[Any]) -> Of | None:
    for part in parts:
        if isinstance(part, Of):
            return part
        if found := _of([*getattr(part, "__metadata__", ()), *get_args(part)]):
            return found
    return None


def sourced(library: Library) -> Iterator[tuple[str, str, Pointer, Sourced]]:
    """Everything that says where it comes from: (collection, id, path inside the item, the thing)."""
    for row, id_, item in items(library):
        for path, thing in things(item):
            if isinstance(thing, Sourced):
                yield row.collection, id_, path, thing


def uses(library: Library, collection: str) -> dict[str, list[tuple[str, str]]]:
    """Where each item of a collection is used: id -> (kind, id) of pages and items, each once, in reading order."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for page in library.pages.values():
        for call in page.calls:
            if (macro := kinds.MACROS.get(call.name)) and macro.names == collection:
                for name in call.args:
                    found[str(name)]["pages", page.path] = None
    for one in named(library):
        if one.target == collection:
            found[one.name][one.kind, one.id] = None
    return defaultdict(list, {name: list(places) for name, places in found.items()})


def placed(library: Library, page: Page) -> Iterator[tuple[str, Any, bool]]:
    """The items that a page's macros show: the collection, the item, and whether all of it or its line in a list."""
    for call in page.calls:
        macro = kinds.MACROS.get(call.name, Macro())
        if macro.names:
            known = getattr(library, macro.names)
            yield from ((macro.names, known[id_], True) for id_ in call.args if id_ in known)
        for listed in macro.lists:
            row = kinds.BY_COLLECTION[listed]
            whole = call.name == row.lister or not row.macro  # where else would it be read
            yield from ((listed, item, whole) for item in getattr(library, listed).values())
        which = {(macro.keywords.get(key, ""), value) for key, value in call.kwargs}
        for item in getattr(library, macro.of).values() if macro.of else ():
            if any((target, name) in which for _, _, target, name in names(item)):
                yield macro.of, item, True
