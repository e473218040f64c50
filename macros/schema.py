"""The models as JSON Schemas, so that editors complete keys and explain them while typing."""

from __future__ import annotations

import json
from typing import Any

from . import kinds
from .exports import records
from .models import Model
from .models.interface import Interface
from .models.search import Asked, DangerFile, SearchFile
from .models.style import Style
from .models.team import Team

FOLDER = "schemas"
ROOTS: dict[str, type[Model]] = {
    "team": Team,
    "style": Style,
    "search": SearchFile,
    "danger": DangerFile,
    "interface": Interface,
    "asked": Asked,
    **{file.schema: file.model for file in kinds.FILES},
    **{row.name: row.model for row in kinds.KINDS if row.file is None},
}


def files() -> dict[str, str]:
    """Path below the project's root -> text of each schema file: of the data, and of handbook.json."""
    made = {f"{FOLDER}/{name}.schema.json": text(model) for name, model in ROOTS.items()}
    return made | {f"{FOLDER}/handbook.schema.json": records.schema()}


def text(model: type[Model]) -> str:
    """The schema of one model, stable from run to run."""
    schema: dict[str, Any] = model.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
