"""Which pages a query is for, by its words and by the pairs of words that stand side by side.

A linear classifier with a squared hinge loss, one page against all others (Fan et al., LIBLINEAR, 2008), trained by
plain descent over what people ask. learning.py says how likely each page is, from words alone. This one tells "they
shouted" from "I shouted", and says no chance, only which pages come first. Features are hashed into buckets
(Weinberger et al., Feature hashing, 2009), so that no word is written down. Of the weights the largest are kept, each
as one of a few sizes.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .. import typed
from ..typed import Forms

BUCKETS = 1 << 14
FEWEST = 2  # queries that hold a feature: what stands in one alone teaches nothing of the others
KEPT = 40_000  # weights, of millions
SIZES = 2  # of a weight: small and large
ROUNDS = 6  # through all queries
RATE = 0.6  # of learning in the first round; it falls to nothing
SHRINK = 1.4e-4  # what each query takes from all weights
PAUSE = 2000  # queries after which it is taken
OFFSET = -1.0  # what a page is told before any feature: that it is not meant

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """`rows`: of each bucket the pages it has a weight for, in order. `rare`: how rare each bucket is that has any.
    `how`: of each weight its number in `sizes`; from their count on, it speaks for the page, and below against it.
    """

    sizes: list[float]
    rows: list[list[int]]
    rare: list[int]
    how: list[int]


def weights(asked: Sequence[tuple[str, int]], synonyms: Sequence[Sequence[str]]) -> Weights:
    """The weights learnt from queries, each with the number of its page. It takes seconds."""
    forms = Forms(synonyms)
    return _learnt([(features(forms, query), page) for query, page in asked])


def features(forms: Forms, query: str) -> list[str]:
    """The forms and groups of a query, and the pairs of its neighbours: "shout at me" has "shout at" and "at me"."""
    return [*forms.of(query), *typed.pairs(query)]


def bucket(feature: str) -> int:
    """The bucket of a feature: FNV-1a over its letters, as overrides/assets/js/search/classifier.js has it."""
    found = 2166136261
    for letter in feature:
        found = ((found ^ ord(letter)) * 16777619) & 0xFFFFFFFF
    return found % BUCKETS


def _learnt(asked: list[tuple[list[str], int]]) -> Weights:
    """The same, of queries as features."""
    held = Counter(feature for of, _ in asked for feature in dict.fromkeys(of))
    known = [({bucket(feature) for feature in of if held[feature] >= FEWEST}, page) for of, page in asked]
    counts = Counter(one for buckets, _ in known for one in buckets)
    rare = np.ones(BUCKETS, np.float32)
    for one, count in counts.items():
        rare[one] = round(math.log(len(asked) / count) + 1)
    pages = max((page for _, page in asked), default=0) + 1
    return _largest(_trained([(sorted(buckets), page) for buckets, page in known if buckets], rare, pages), rare)


def _trained(asked: list[tuple[list[int], int]], rare: Floats, pages: int) -> Floats:
    """The weights of each bucket, by page. Sums go row by row, which every processor does in the same way."""
    weights = np.zeros((BUCKETS, pages), np.float32)
    known = []
    for buckets, page in asked:
        at = np.array(buckets)
        known.append((at, (rare[at] / np.sqrt((rare[at] ** 2).sum()))[:, None], page))
    chance = random.Random(0)  # noqa: S311 - no secret: the same each time
    for round_ in range(ROUNDS):
        rate = RATE * (1 - round_ / ROUNDS)
        chance.shuffle(known)
        for number, (at, parts, page) in enumerate(known, 1):
            told = (weights[at] * parts).sum(0) + OFFSET
            wrong = np.maximum(0, 1 + told)
            wrong[page] = min(0, told[page] - 1)
            weights[at] -= rate * parts * wrong
            if number % PAUSE == 0:
                weights *= 1 - rate * SHRINK * PAUSE
    return weights


def _largest(weights: Floats, rare: Floats) -> Weights:
    """The largest of the weights of each bucket, by page."""
    worth = np.abs(weights) * rare[:, None]
    least = np.sort(worth, axis=None)[-min(KEPT, worth.size)]
    kept = (worth >= least) & (worth > 0)
    sizes = np.abs(weights[kept])
    bounds = np.quantile(sizes, [part / SIZES for part in range(1, SIZES)]) if sizes.size else np.zeros(SIZES - 1)
    of = np.searchsorted(bounds, np.abs(weights), side="right")
    means = [float(sizes[of[kept] == size].mean()) if (of[kept] == size).any() else 0.0 for size in range(SIZES)]
    return Weights(
        sizes=[round(mean, 3) for mean in means],
        rows=[np.flatnonzero(row).tolist() for row in kept],
        rare=rare[kept.any(1)].astype(int).tolist(),
        how=(of + SIZES * (weights > 0))[kept].tolist(),
    )
