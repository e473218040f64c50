"""Which words go with which page: learnt from what people ask, in the same way each time.

A logistic regression over the words of a query (multinomial, trained by AdaGrad: Duchi, Hazan and Singer 2011). Unlike
counts of the words of each page, its weights say what tells a page from the others: a word that many complaints share
weighs little, and one that speaks for another page weighs against this one.

A word stands for its other forms by its beginning, in any language; each group of synonyms is a word too. Weights are
only learnt where three queries of a page hold the word, so that there are few, and none hangs on a chance.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..typed import Forms

FEWEST = 3  # queries of a page that hold a word which has a weight there
RARE = 3000  # queries, of which one holds a word that tells nothing yet: it may be a slip, or chance
ROUNDS = 3  # through all queries
RATE = 0.6  # of learning
SHRINK = 0.003  # what a weight loses in a step: those that nothing confirms stay small
UNLIKELY = 0.005  # chance below which a page that is not asked for teaches nothing
HEAVIEST = (-3, 6)  # the weights that are kept, whole numbers: finer ones change hardly an answer

Numbers = npt.NDArray[Any]
Weights = dict[str, dict[int, int]]  # of a form or group: by the number of a page, how much it speaks for it


def weights(asked: Sequence[tuple[str, int]], synonyms: Sequence[Sequence[str]]) -> Weights:
    """The weights learnt from queries, each with the number of its page; none of nothing. It takes seconds."""
    forms = Forms(synonyms)
    return _learnt([(forms.of(query), page) for query, page in asked])


def _learnt(asked: list[tuple[list[str], int]]) -> Weights:
    """The same, of queries as forms."""
    held: dict[str, Counter[int]] = defaultdict(Counter)
    for forms, page in asked:
        for form in forms:
            held[form][page] += 1
    rare = len(asked) // RARE
    may = {
        form: [page for page, count in of.items() if count >= FEWEST and of.total() >= rare]
        for form, of in held.items()
    }
    numbers = {form: number for number, form in enumerate(form for form, pages in may.items() if pages)}
    pages = np.bincount([page for _, page in asked]) if asked else np.zeros(0, int)
    known = [(np.array([numbers[form] for form in forms if form in numbers]), page) for forms, page in asked]
    open_ = np.zeros((len(numbers), len(pages)), bool)
    for form, number in numbers.items():
        open_[number, may[form]] = True
    weights = _trained([one for one in known if len(one[0])], open_, np.log(pages + 1))
    least, most = HEAVIEST
    whole = np.clip(np.round(weights), least, most).astype(int)
    found = {
        form: {int(page): int(whole[at, page]) for page in np.flatnonzero(whole[at])} for form, at in numbers.items()
    }
    return {form: of for form, of in found.items() if of}


def _trained(asked: list[tuple[Numbers, int]], open_: Numbers, priors: Numbers) -> Numbers:
    """The weights of each form, by page, where the form may have one."""
    weights = np.zeros(open_.shape)
    come = np.full(open_.shape, 0.01)  # how far each weight has come: the further, the slower it goes on
    chance = random.Random(0)  # noqa: S311 - no secret: the same each time
    for _ in range(ROUNDS):
        chance.shuffle(asked)
        for at, page in asked:
            part = 1 / math.sqrt(len(at))  # a long query is no surer than a short one
            told = priors + weights[at].sum(0) * part
            wrong = np.exp(told - told.max())
            wrong /= wrong.sum()
            taught = wrong > UNLIKELY
            taught[page] = True
            wrong[page] -= 1
            slope = np.where(open_[at] & taught, wrong * part + SHRINK * weights[at], 0)
            come[at] += slope * slope
            weights[at] -= RATE * slope / np.sqrt(come[at])
    return weights
