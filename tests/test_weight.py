"""What every page weighs to whoever has seen another one; tests/browser/test_weight.py visits a few."""

from __future__ import annotations

import gzip
from pathlib import Path

from . import bench_pages
from .bench_pages import MOST_NEXT, most_next

HEAD = 0.4  # kB that a host sends before a page


def test_no_page_weighs_more_than_its_words_ask_for(site: Path) -> None:
    heavy = []
    for path in sorted(site.rglob("*.html")):
        page = path.read_bytes()
        weight, most = len(gzip.compress(page, 6)) / 1000 + HEAD, most_next(page)
        if weight > most:
            heavy.append(f"{path.relative_to(site)}: {weight:.1f} kB, at most {most:.1f}")
    assert not heavy, (
        "These pages hold more markup than their words ask for. Find what repeats in their templates, or give some of "
        "what they list a page of its own:\n" + "\n".join(heavy)
    )


def test_a_page_of_few_words_may_not_be_heavy_and_one_of_many_may() -> None:
    few = "<html><body><article><p>Hear them out.</p></article></body></html>"
    many = few.replace("Hear", " ".join(f"{number:x}" for number in range(9_999)))
    assert most_next(few.encode()) == MOST_NEXT < most_next(many.encode()) <= bench_pages.MOST_FIRST
