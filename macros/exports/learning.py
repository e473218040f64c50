"""Which words go with which page: learnt from what people ask, with no library and in the same way each time.

A logistic regression over the words of a query (multinomial, trained by AdaGrad: Duchi, Hazan and Singer 2011). Unlike
counts of the words of each page, its weights say what tells a page from the others: a word that many complaints share
weighs little, and one that speaks for another page weighs against this one.

A word stands for its other forms by its beginning, in any language; each group of synonyms is a word too. Weights are
only learnt where three queries of a page hold the word, so that there are few, and none hangs on a chance.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from .. import cache, typed
from ..typed import Forms

FEWEST = 3  # queries of a page that hold a word which has a weight there
RARE = 3000  # queries, of which one holds a word that tells nothing yet: it may be a slip, or chance
ROUNDS = 3  # through all queries
RATE = 0.6  # of learning
SHRINK = 0.003  # what a weight loses in a step: those that nothing confirms stay small
UNLIKELY = 0.005  # chance below which a page that is not asked for teaches nothing
LIGHTEST = 1.4  # a weight below which there is none
HEAVIEST = (-3, 6)  # the weights that are kept, whole numbers: finer ones change hardly an answer

Weights = dict[str, dict[int, int]]  # of a form or group: by the number of a page, how much it speaks for it


def weights(asked: Sequence[tuple[str, int]], synonyms: Sequence[Sequence[str]]) -> Weights:
    """The weights learnt from queries, each with the number of its page. It takes seconds, so they are kept."""
    told = json.dumps([asked, [list(group) for group in synonyms]])
    key = cache.key("learnt", *(Path(one).read_text("utf-8") for one in (__file__, typed.__file__)), told)
    cached = cache.get(key)
    if cached is None:
        forms = Forms(synonyms)
        found = _learnt([(forms.of(query), page) for query, page in asked])
        cached = json.dumps(found).encode()
        cache.put(key, cached)
    return {form: {int(page): weight for page, weight in by.items()} for form, by in json.loads(cached).items()}


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
