"""What follows from the language that a handbook is written in, as the Unicode CLDR has it: dates, numbers, direction.

A language is named by its tag of BCP 47: "de", "en-GB". Pure.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")  # language, script, country
_MONTH = "yMMMM"  # CLDR's name of the form that has a month and a year


def known(tag: str) -> bool:
    """Whether a tag names a language, written as it should be: "pt-BR", and neither "pt_br" nor "Portuguese"."""
    try:
        return bool(_TAG.fullmatch(tag) and _locale(tag))
    except UnknownLocaleError:
        return False


def base(tag: str) -> str:
    """The language without its country or script: "en" of "en-GB"."""
    return _locale(tag).language


def parts(tag: str) -> dict[str, str]:
    """The language, its country, '' for none, and its direction, as documents for print are told them."""
    return {"lang": base(tag), "region": _locale(tag).territory or "", "direction": direction(tag)}


def direction(tag: str) -> str:
    """How its lines run: "ltr" or "rtl"."""
    return _locale(tag).text_direction


def day(date: datetime.date, tag: str) -> str:
    """A date as readers write it: 22 November 2026."""
    return format_date(date, "long", locale=_locale(tag))


def month(as_of: str, tag: str) -> str:
    """A month as readers write it: 2026-11 -> November 2026."""
    date, locale = datetime.date.fromisoformat(f"{as_of}-01"), _locale(tag)
    return format_date(date, locale.datetime_skeletons[_MONTH].pattern, locale=locale)


def number(count: int, tag: str) -> str:
    """Which form of a word goes with a number: "one", "other", and in some languages "zero", "two", "few" or "many"."""
    return _locale(tag).plural_form(count)


@lru_cache(maxsize=16)
def _locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")
