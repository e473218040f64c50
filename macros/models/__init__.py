"""The shapes of the data under docs/_data, one frozen model each.

Every field is described: the descriptions become the hover text of the JSON Schemas
(see `schema`). Lengths are characters; dates are ISO. Rules that need a second item or
file are in `checks`, rules of the graph of a tree in `tree`.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import itertools
import textwrap
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, cast, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError

from .. import language

T = TypeVar("T")
ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
FIELD_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
ITEM_ID = r"^[a-z0-9-]+--[a-z0-9-]+$"
VERSION = r"^[0-9]+\.[0-9]+$"
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
ADDRESS = r'^https://[^\s"<>\\^`{|}]+$'  # what else an address holds, it holds encoded
DOCS_PAGE = r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md(#[A-Za-z0-9_-]+)?$"
COLOUR = r"^#[0-9a-f]{6}$"
SITE = r"^https://[\w.-]+(:[0-9]+)?(/[\w.~-]+)*/?$"
PLAIN = r"^[^<>{}\[\]\\`]*$"
FAULT = "fault"  # the type of an error that a model raises itself

Many = Annotated[tuple[T, ...], Strict(strict=False)]


def fault(said: str, expected: str) -> PydanticCustomError:
    """What a model finds wrong, in an editor's words: what stands there, and what should."""
    return PydanticCustomError(FAULT, "{said}", {"said": said, "expected": expected})


def _not_blank(text: str) -> str:
    if not text.strip():
        raise fault("blank text", "some words")
    return text


def _one_line(text: str) -> str:
    if "\n" in text.strip():
        raise fault("text of several lines", "one line")
    return text.strip()


def _known(tag: str) -> str:
    if not language.known(tag):
        raise fault(f"“{tag}”, which names no language", "its short name, with a country where that matters: de, pt-BR")
    return tag


Id = Annotated[str, StringConstraints(pattern=ID, max_length=60)]
FieldId = Annotated[str, StringConstraints(pattern=FIELD_ID, max_length=40)]
Text = Annotated[str, AfterValidator(_not_blank), StringConstraints(max_length=4000)]
Line = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line), StringConstraints(max_length=400)]
Title = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line), StringConstraints(max_length=60)]
PagePath = Annotated[str, StringConstraints(pattern=DOCS_PAGE)]
Phone = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line), StringConstraints(max_length=40)]
Url = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=400)]
Date = Annotated[datetime.date, Field(description="Date, as 2026-11-22.")]
Tag = Annotated[str, AfterValidator(_known)]
Mode = Literal["read-do", "do-confirm"]


@dataclass(frozen=True)
class Of:
    """Of a field: it holds ids of items of this collection, which have to exist; or of a `part` of one, ITEM--PART."""

    collection: str
    part: bool = False


ClaimId = Annotated[Id, Of("claims")]
ReferenceId = Annotated[Id, Of("references")]
RemarkId = Annotated[Id, Of("remarks")]


class Model(BaseModel):
    """Frozen, strict about types, closed to unknown keys."""

    # Built when it is first used: a model inside another is built with that, and need not be built alone as well.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema with what is said below each field. To read that takes long, and nothing else asks for it."""
        made = handler(schema)
        fields = handler.resolve_ref_schema(made).get("properties", {})
        for name, words in explained(cls).items():
            if (shown := cls.model_fields[name].alias or name) in fields:
                fields[shown].setdefault("description", words)
        return made


def explained(model: type[BaseModel]) -> dict[str, str]:
    """What is said below each field of a model, those of what it is derived from included."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, Model) and one is not Model:
            body = cast("ast.ClassDef", ast.parse(textwrap.dedent(inspect.getsource(one))).body[0]).body
            for field, below in itertools.pairwise(body):
                if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
                    name = cast("ast.Name", field.target).id
                    found[name] = inspect.cleandoc(str(cast("ast.Constant", below.value).value))
    return found


class Sourced(Model):
    """Something that says where it comes from."""

    claims: Many[ClaimId] = ()
    """Ids of the claims in sources.yml that this rests on."""
    extends: Line | None = None
    """One plain sentence: what this adds that no article says, and why."""
    references: Many[ReferenceId] = ()
    """Ids of references in sources.yml that support what extends the articles."""

    @model_validator(mode="after")
    def _has_source(self) -> Sourced:
        if not self.claims and not self.extends:
            raise fault(
                "neither claims nor extends", "claims: [ids] that it rests on, or extends: why it goes beyond them"
            )
        return self


class Advice(Sourced):
    """Something that a reader does or says, which the law may bear on."""

    law: Many[RemarkId] = ()
    """Ids of the remarks in law.yml that are shown with it."""


def models_in(part: Any) -> list[type[BaseModel]]:
    """The models in an annotation, or in that of a field."""
    if isinstance(part, type) and issubclass(part, BaseModel):
        return [part]
    inner = [part.annotation] if isinstance(part, FieldInfo) else get_args(part)
    return [model for one in inner for model in models_in(one)]
