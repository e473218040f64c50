"""Which words go with which page: learnt from what people ask, with no library and in the same way each time.

A logistic regression over the words of a query (multinomial, trained by AdaGrad: Duchi, Hazan and Singer 2011). Unlike
counts of the words of each page, its weights say what tells a page from the others: a word that many complaints share
weighs little, and one that speaks for another page weighs against this one.

A word stands for its other forms by its beginning, in any language; each group of synonyms is a word too. Weights are
only learnt where three queries of a page hold the word, so that there are few, and none hangs on a chance.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .. import cache

FORM = 5  # letters that the forms of a word share, as in overrides/assets/js/search/words.js
GROUP = "="  # begins a group of synonyms, which no word does, as in overrides/assets/js/search/language.js
FEWEST = 3  # queries of a page that hold a word which has a weight there
RARE = 3000  # queries, of which one holds a word that tells nothing yet: it may be a slip, or chance
ROUNDS = 3  # through all queries
RATE = 0.6  # of learning
SHRINK = 0.003  # what a weight loses in a step: those that nothing confirms stay small
UNLIKELY = 0.005  # chance below which a page that is not asked for teaches nothing
LIGHTEST = 1.1  # a weight below which there is none
HEAVIEST = (-3, 6)  # the weights that are kept, whole numbers: finer ones change hardly an answer


def _marks() -> Iterator[str]:
    """The marks that belong to the letter before them, such as the vowels of Hindi: "a-b" where many follow."""
    codes = (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))
    found = [code for code in codes if unicodedata.category(chr(code))[0] == "M"]
    for _, run in itertools.groupby(enumerate(found), lambda pair: pair[1] - pair[0]):
        first, *others = (chr(code) for _, code in run)
        yield f"{first}-{others[-1]}" if others else first


MARKS = "".join(_marks())  # for a set of characters in an expression, which is compiled faster from ranges

_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_ACCENT = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile("['’`]")

Weights = dict[str, dict[int, int]]  # of a form or group: by the number of a page, how much it speaks for it


def words(query: str) -> list[str]:
    """The words of a query in lower case and plain letters, as overrides/assets/js/search/words.js has them."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", query)).lower().replace("ß", "ss")
    return _WORD.findall(_APOSTROPHE.sub("", plain))


def form(word: str) -> str:
    """The beginning that a word shares with its other forms; of the first, where it is several; '' where it is none."""
    return next(iter(words(word)), "")[:FORM]


class Forms:
    """What a query is made of, for the learning: the beginnings of its words, and the groups of synonyms it holds."""

    def __init__(self, synonyms: Iterable[Iterable[str]]) -> None:
        starts: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for number, group in enumerate(synonyms):
            for synonym in group:
                row = [word[:FORM] for word in words(synonym)]
                starts[row[0]].append((row, f"{GROUP}{number}"))
        self._starts = {first: sorted(rows, key=lambda one: -len(one[0])) for first, rows in starts.items()}

    def of(self, query: str) -> list[str]:
        """Each form and group once; of the synonyms that begin at one word the longest counts."""
        row = [word[:FORM] for word in words(query)]
        found = dict.fromkeys(row)
        for at, first in enumerate(row):
            same = (group for part, group in self._starts.get(first, ()) if row[at : at + len(part)] == part)
            if (group := next(same, None)) is not None:
                found[group] = None
        return list(found)


def weights(asked: Sequence[tuple[str, int]], synonyms: Sequence[Sequence[str]]) -> Weights:
    """The weights learnt from queries, each with the number of its page. It takes seconds, so they are kept."""
    told = json.dumps([asked, [list(group) for group in synonyms]])
    key = cache.key("learnt", Path(__file__).read_text("utf-8"), told)
    kept = cache.get(key)
    if kept is None:
        forms = Forms(synonyms)
        found = _learnt([(forms.of(query), page) for query, page in asked])
        kept = json.dumps(found).encode()
        cache.put(key, kept)
    return {form: {int(page): weight for page, weight in by.items()} for form, by in json.loads(kept).items()}


def _learnt(asked: list[tuple[list[str], int]]) -> Weights:
    """The weights of each form, in whole numbers, those of nothing left out."""
    held: dict[str, Counter[int]] = defaultdict(Counter)
    for forms, page in asked:
        for form in forms:
            held[form][page] += 1
    rare = len(asked) // RARE
    weights = {
        form: {page: 0.0 for page, count in of.items() if count >= FEWEST and of.total() >= rare}
        for form, of in held.items()
    }
    pages = Counter(page for _, page in asked)
    priors = [math.log(pages[page] + 1) for page in range(max(pages, default=-1) + 1)]
    steps = {form: dict.fromkeys(of, 0.01) for form, of in weights.items()}
    known = [([form for form in forms if weights[form]], page) for forms, page in asked]
    order = [one for one in known if one[0]]
    chance = random.Random(0)  # noqa: S311 - no secret: the same each time
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for forms, page in order:
            _step([weights[form] for form in forms], [steps[form] for form in forms], page, priors)
    least, most = HEAVIEST
    found = {
        form: {
            page: min(most, max(least, round(weight) or (1 if weight > 0 else -1)))
            for page, weight in of.items()
            if abs(weight) >= LIGHTEST
        }
        for form, of in weights.items()
    }
    return {form: of for form, of in found.items() if of}


def _step(weights: list[dict[int, float]], steps: list[dict[int, float]], page: int, priors: list[float]) -> None:
    """Learn from one query: what its words weigh, by page, and how far each weight has come."""
    part = 1 / math.sqrt(len(weights))  # a long query is no surer than a short one
    told = priors[:]
    for of in weights:
        for one, weight in of.items():
            told[one] += weight * part
    highest = max(told)
    chances = [math.exp(one - highest) for one in told]
    total = sum(chances)
    wrong = {one: chance / total for one, chance in enumerate(chances) if chance > UNLIKELY * total}
    wrong[page] = wrong.get(page, 0.0) - 1
    for of, come in zip(weights, steps, strict=True):
        for one, error in wrong.items():
            if one in of:
                slope = error * part + SHRINK * of[one]
                come[one] += slope * slope
                of[one] -= RATE * slope / math.sqrt(come[one])
