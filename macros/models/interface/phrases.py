"""The forms that words of the frame have: with blanks, by number, by value."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from .. import Line, Model, fault

_BRACED = re.compile(r"\{([^{}]*)\}|[{}]")


def holding(*names: str) -> AfterValidator:
    """For words with blanks: each of these stands in them in braces, and nothing else does: no value either."""

    def held(words: str) -> str:
        if set(_blanks(words)) != set(names):
            said = ", ".join(f"{{{name}}}" for name in names)
            raise fault(f"the words “{words}”", f"words with {said}" if names else "words without braces")
        return words

    return AfterValidator(held)


Plain = Annotated[Line, holding()]


def _blanks(words: str) -> list[str]:
    return [found[1] or "" for found in _BRACED.finditer(words)]


class Names(Model):
    """What readers call each of a few values; the hyphens of a value are low lines in its key."""

    def of(self, value: str) -> str:
        """What a value is called."""
        name: str = getattr(self, value.replace("-", "_"))
        return name


class Plural(Model):
    """Words that depend on a number."""

    one: Line
    """For one."""
    other: Line
    """For none, and for more than one."""

    @model_validator(mode="after")
    def _same(self) -> Self:
        other = set(_blanks(self.other))
        same = other - {"count"} <= set(_blanks(self.one)) <= other
        if "count" not in other or not same or not all(map(str.isidentifier, other)):
            raise fault(f"the words “{self.one}” and “{self.other}”", "the same blanks in both, {count} in the second")
        return self

    def of(self, count: int, **values: str) -> str:
        """The words for a number."""
        return (self.one if count == 1 else self.other).format(count=count, **values)
