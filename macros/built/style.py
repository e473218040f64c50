"""The numbers of how a built site speaks: what only whole pages show."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from lxml import html

from ..checks.common import HEADING_CHARACTERS
from ..models.style import Spoken, Style
from ..text import banned, sentences, words
from .grades import grade
from .site import Page

MEDIAN_WORDS = 14

# A publisher's name and a title may hold any word: they stand in links that lead to them.
THEIRS = ".//a[starts-with(@href, 'http:') or starts-with(@href, 'https:')]"
# What others say or what only names things: sources, titles of other works, labels of controls.
NOT_OURS = (
    ".//*[contains(concat(' ', @class, ' '), ' headerlink ')]",
    ".//*[contains(concat(' ', @class, ' '), ' why__source ')]",
    ".//*[contains(@class, 'coverage')]",
    ".//*[contains(@class, '__meta') or contains(@class, '__label') or contains(@class, 'tree__goto')]",
    ".//*[contains(@class, 'tree__number') or contains(@class, 'tree__links')]",
    ".//*[contains(@class, 'script-index__for')]",
    ".//button | .//summary | .//svg | .//script | .//style | .//pre | .//code | .//template",
)
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "label"}


@dataclass
class Measures:
    """One page: what was counted, and (what, words) of every text that passes a bound."""

    median: float = 0
    grade: float | None = None  # None in a language without a formula
    faults: list[tuple[str, str]] = field(default_factory=list)


def measure(page: Page, style: Style) -> Measures | None:
    """Count one page, by the rules of its own language; None where it has no article, or its language no rules."""
    found = page.root.xpath("//article")
    own = found[0].get("lang") if found else None
    spoken = style if own is None else style.languages.get(own)
    if not found or spoken is None:
        return None
    return counted(copy.deepcopy(found[0]), spoken, own or page.root.get("lang", "en"))


def counted(article: html.HtmlElement, style: Spoken, language: str = "en") -> Measures:
    """Count an article. Changes it: what is not the handbook's own speech is taken out."""
    result = Measures()
    ours = copy.deepcopy(article)
    for element in ours.xpath(THEIRS):
        _drop(element)
    everything = " ".join(ours.text_content().split())
    result.faults += [("never used", phrase) for phrase in banned(everything, style.never)]
    for element in [e for query in NOT_OURS for e in article.xpath(query)]:
        _drop(element)
    texts = list(_texts(article))
    spoken = [sentence for _, text in texts for sentence in sentences(text)]
    counts = [count for count in (len(words(sentence)) for sentence in spoken) if count]
    result.median = median(counts) if counts else 0
    result.grade = grade([text for _, text in texts], language)
    for tag, text in texts:
        if tag in ("h1", "h2", "h3", "h4") and len(text) > HEADING_CHARACTERS:
            result.faults.append((f"a heading of {len(text)} characters", text))
    result.faults += [
        (f"a sentence of {len(words(sentence))} words", sentence)
        for sentence in spoken
        if len(words(sentence)) > style.sentence_words
    ]
    if result.median > MEDIAN_WORDS:
        result.faults.append(("words in the median sentence", f"{result.median}; at most {MEDIAN_WORDS}"))
    if result.grade is not None and result.grade > style.grade:
        result.faults.append(("grade", f"{result.grade:.1f}; at most {style.grade:g}"))
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
