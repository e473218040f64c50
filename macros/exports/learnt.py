"""search/learnt.js: what was learnt from what people ask, as overrides/assets/js/search/classifier.js reads it.

Two ways of learning stand side by side: how likely each page is, by words alone (learning.py), and which pages come
first, by words and pairs of words (classifier.py). The script is fetched with the index, at the first question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from .. import cache, typed
from . import classifier, folding, learning

PATH = "search/learnt.js"  # as in overrides/assets/js/lib/engine.js

FIRST = 0x23  # letter for nothing: those after it weigh a byte each, as far as it goes


def script(asked: Sequence[tuple[str, int]], synonyms: Sequence[Sequence[str]], pages: Sequence[str]) -> str:
    """What is learnt from queries with the numbers of their pages, as a script. `pages` are their addresses. It takes
    seconds, so it is kept.
    """
    files = (__file__, typed.__file__, folding.__file__, learning.__file__, classifier.__file__)
    makers = (Path(one).read_text("utf-8") for one in files)
    key = cache.key(PATH, *makers, json.dumps([asked, [list(group) for group in synonyms], list(pages)]))
    return cache.made(key, lambda: _script(asked, synonyms, pages).encode()).decode()


def _script(asked: Sequence[tuple[str, int]], synonyms: Sequence[Sequence[str]], pages: Sequence[str]) -> str:
    whole = {
        "pages": "\n".join(pages),
        "words": _words(learning.weights(asked, synonyms)),
        "pairs": _pairs(classifier.weights(asked, synonyms)),
    }
    return f"var handbookLearnt={json.dumps(whole, ensure_ascii=False, separators=(',', ':'))}\n"


def _words(weights: learning.Weights) -> dict[str, str]:
    """`forms`: the forms and groups, folded. `rows`: of each the pages it has a weight for, as `_row` writes them.
    `how`: each weight, a letter, from the lightest on.
    """
    forms = sorted(weights)
    rows = [sorted(weights[form].items()) for form in forms]
    return {
        "forms": folding.folded(forms),
        "rows": "\n".join(_row(page for page, _ in row) for row in rows),
        "how": _letters(weight - learning.HEAVIEST[0] for row in rows for _, weight in row),
    }


def _pairs(weights: classifier.Weights) -> dict[str, Any]:
    """The same of each bucket; `rare` tells of those that have a page, a letter each."""
    return {
        "sizes": weights.sizes,
        "rows": "\n".join(map(_row, weights.rows)),
        "rare": _letters(weights.rare),
        "how": _letters(weights.how),
    }


def _row(pages: Iterable[int]) -> str:
    """Pages in order, a letter for each step from the page before."""
    return _letters(page - before for before, page in pairwise((0, *pages)))


def _letters(numbers: Iterable[int]) -> str:
    return "".join(chr(FIRST + number) for number in numbers)
