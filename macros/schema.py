"""The models as JSON Schemas, so that editors complete keys and explain them while typing."""

from __future__ import annotations

import json
from typing import Any

from . import models
from .exports import records

FOLDER = "schemas"
ROOTS: dict[str, type[models.Model]] = {
    "team": models.Team,
    "safety": models.SafetyFile,
    "style": models.Style,
    "sources": models.SourcesFile,
    "law": models.LawFile,
    "tensions": models.TensionsFile,
    "checklists": models.ChecklistsFile,
    "scripts": models.ScriptsFile,
    "tree": models.Tree,
    "cards": models.CardsFile,
    "paths": models.PathsFile,
    "practice": models.PracticeFile,
    "changes": models.ChangesFile,
    "search": models.SearchFile,
    "danger": models.DangerFile,
    "situation": models.SituationMeta,
}


def files() -> dict[str, str]:
    """Path below the project's root -> text of each schema file: of the data, and of handbook.json."""
    made = {f"{FOLDER}/{name}.schema.json": text(model) for name, model in ROOTS.items()}
    return made | {f"{FOLDER}/handbook.schema.json": records.schema()}


def text(model: type[models.Model]) -> str:
    """The schema of one model, stable from run to run."""
    schema: dict[str, Any] = model.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
