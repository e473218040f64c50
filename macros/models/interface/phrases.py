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
    """Words that depend on a number. English has two forms of them; other languages have those of Unicode's CLDR."""

    one: Line
    """For one; in some languages for other numbers as well."""
    other: Line
    """For every number that has no form of its own."""
    zero: Line | None = None
    """For none, where the language has a form for it."""
    two: Line | None = None
    """For two, where the language has a form for it."""
    few: Line | None = None
    """For a few, where the language has a form for it."""
    many: Line | None = None
    """For many, where the language has a form for it."""

    @model_validator(mode="after")
    def _same(self) -> Self:
        other = set(_blanks(self.other))
        for words in (self.one, self.zero, self.two, self.few, self.many):
            same = words is None or other - {"count"} <= set(_blanks(words)) <= other
            if "count" not in other or not same or not all(map(str.isidentifier, other)):
                said = f"the words “{words}” and “{self.other}”"
                raise fault(said, "the same blanks in both, {count} in the second")
        return self

    def of(self, form: str, count: int, **values: str) -> str:
        """The words for a number, which goes with a form: "one", "few", "other"."""
        return str(getattr(self, form) or self.other).format(count=count, **values)


def counting(*names: str) -> AfterValidator:
    """For words that depend on a number: beside {count}, each of these stands in them in braces."""

    def held(words: Plural) -> Plural:
        if set(_blanks(words.other)) != {"count", *names}:
            said = ", ".join(f"{{{name}}}" for name in ("count", *names))
            raise fault(f"the words “{words.other}”", f"words with {said}")
        return words

    return AfterValidator(held)


Count = Annotated[Plural, counting()]
