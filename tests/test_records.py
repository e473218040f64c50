"""handbook.json and links.json: the schema, and addresses where the site has none."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from macros import checks
from macros.exports import records
from macros.library import Library

from . import toys

ROOT = "https://toys.example.org/handbook/"


@pytest.fixture
def toy(tmp_path: Path) -> Library:
    return checks.load(toys.copy(tmp_path / "docs"), "docs")


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return made_validator()


def made_validator() -> jsonschema.Draft202012Validator:
    """A validator of handbook.json, by the schema that stands beside it."""
    schema = json.loads(records.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema, format_checker=checker)


def read(library: Library, name: str, site_url: str = ROOT) -> Any:
    return json.loads(records.files(library, site_url)[name])


# The schema -----------------------------------------------------------------------------


def test_the_schema_explains_every_key(validator: jsonschema.Draft202012Validator) -> None:
    for part in (validator.schema, *validator.schema["$defs"].values()):
        assert part["description"]
        assert [name for name, key in part["properties"].items() if not key.get("description")] == []
        assert sorted(part["required"]) == sorted(part["properties"])


def change(path: list[Any], value: object) -> Any:
    def make(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        if value is None:
            del data[path[-1]]
        else:
            data[path[-1]] = value

    return make


@pytest.mark.parametrize(
    "fault",
    [
        change(["schema"], 2),
        change(["schema"], None),
        change(["items"], {}),
        change(["items", 0, "kind"], "recipe"),
        change(["items", 0, "id"], None),
        change(["items", 0, "claims"], [1]),
        change(["items", 0, "reviewed"], 2026),
    ],
)
def test_the_schema_finds_faults(toy: Library, fault: Any, validator: jsonschema.Draft202012Validator) -> None:
    sound = read(toy, "handbook.json")
    broken = copy.deepcopy(sound)
    fault(broken)
    assert validator.is_valid(sound)
    assert not validator.is_valid(broken)


def test_keys_may_be_added(toy: Library, validator: jsonschema.Draft202012Validator) -> None:
    data = read(toy, "handbook.json")
    data["items"][0]["later"] = data["later"] = True
    assert validator.is_valid(data)


# Without the site's own address ---------------------------------------------------------


def test_addresses_are_relative_where_the_site_has_none(toy: Library) -> None:
    data = read(toy, "handbook.json", "")
    assert data["address"] is None
    for item in data["items"]:
        assert "://" not in item["address"]
        assert not item["address"].startswith("/")
    linked = [link["address"] for link in read(toy, "links.json", "")["links"]]
    assert [ROOT + address for address in linked] == [link["address"] for link in read(toy, "links.json")["links"]]


def test_equal_libraries_give_equal_bytes(toy: Library) -> None:
    assert records.files(toy, ROOT) == records.files(checks.load(toy.docs), ROOT.rstrip("/"))
