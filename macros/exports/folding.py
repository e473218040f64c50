"""Rows of words, each without what the one above it has too: neighbours begin alike, and so they weigh less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

MOST_ALIKE = 25  # letters that a word may leave out: Z stands for so many


def outline(sayings: Iterable[str]) -> str:
    """Sayings in the order of their words, each without the first words that the one above it has too, but with a space
    for each.
    """
    lines: list[str] = []
    above: list[str] = []
    for words in sorted(saying.split() for saying in sayings):
        alike = _alike(words, above)
        lines.append(" " * alike + " ".join(words[alike:]))
        above = words
    return "\n".join(lines)


def folded(ordered: Iterable[str]) -> str:
    """Words in order, each without the first letters that the one before it has too, but with a capital for their
    number, A for none.
    """
    pieces: list[str] = []
    above = ""
    for word in ordered:
        alike = min(_alike(above, word), MOST_ALIKE)
        pieces.append(chr(ord("A") + alike) + word[alike:])
        above = word
    return "".join(pieces)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many first parts of two rows are the same."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
