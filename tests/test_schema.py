"""The JSON Schemas: what editors complete, explain and mark while somebody types."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from macros import kinds, models, schema
from macros.models import Model
from macros.source import Data, read

from . import toys
from .sites import ROOT

DATA = ROOT / "docs" / "_data"
WIRING = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def every_model() -> Iterator[type[Model]]:
    """Each model that something is made of."""
    todo = [Model]
    while todo:
        model = todo.pop()
        if model.__module__.startswith((models.__name__, kinds.__name__)):
            todo.extend(model.__subclasses__())
            yield model


def test_every_field_is_explained() -> None:
    bare = [
        f"{model.__name__}.{name}"
        for model in every_model()
        for name, field in model.model_fields.items()
        if not (field.description or models.explained(model).get(name, "")).strip().endswith((".", '"', "?"))
    ]
    assert bare == []


def test_every_model_is_explained() -> None:
    assert [model.__name__ for model in every_model() if not model.__doc__] == []


@pytest.mark.parametrize("name", schema.ROOTS)
def test_every_key_of_a_schema_is_explained(name: str) -> None:
    written = schema.ROOTS[name].model_json_schema()
    jsonschema.Draft202012Validator.check_schema(written)
    for part in (written, *written.get("$defs", {}).values()):
        if part.get("type") == "object":
            # A team may add roles of its own, each whole like ours.
            own = part["title"] == "Roles"
            assert part["additionalProperties"] == ({"$ref": "#/$defs/Role"} if own else False)
            assert part["description"]
            assert all(entry.get("description") for entry in part["properties"].values()), part["title"]


def kind(path: Path) -> str:
    return "tree" if path.parent.name == "trees" else "asked" if "_data/asked/" in path.as_posix() else path.stem


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yml")), ids=lambda path: path.stem)
def test_every_data_file_is_wired_to_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    wired = WIRING.fullmatch(first)
    assert wired, f"{path.name} does not begin with # yaml-language-server: $schema=..."
    assert (path.parent / wired[1]).resolve() == ROOT / "schemas" / f"{kind(path)}.schema.json"


def as_json(value: Data) -> Any:
    """The data as an editor's YAML sees them: a date is text."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def complaints(path: Path) -> list[str]:
    """What an editor would mark in a file."""
    validator = jsonschema.Draft202012Validator(schema.ROOTS[kind(path)].model_json_schema())
    return [error.message for error in validator.iter_errors(as_json(read(path, path.name).data))]


@pytest.mark.parametrize(
    "path", sorted([*DATA.rglob("*.yml"), *(toys.SITE / "docs" / "_data").rglob("*.yml")]), ids=str
)
def test_editors_mark_nothing_in_sound_data(path: Path) -> None:
    assert complaints(path) == []


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("_data/checklists.yml", "    mode: read-do", "    mode: read"),
        ("_data/checklists.yml", "    mode: read-do", "    mood: read-do"),
        ("_data/checklists.yml", "  - id: close-the-case", "  - id: Close the case"),
        ("_data/team.yml", "review_days: 180", "review_days: often"),
        ("_data/team.yml", "country: Toyland\n", ""),
        ("_data/trees/refund.yml", "    outcome: Stop here\n", ""),
        ("_data/trees/refund.yml", "    severity: stop\n", "    severity: halt\n"),
    ],
)
def test_editors_mark_faults(tmp_path: Path, name: str, find: str, put: str) -> None:
    docs = toys.copy(tmp_path / "docs", {name: [{"find": find, "put": put}]})
    assert complaints(docs / name) != []
