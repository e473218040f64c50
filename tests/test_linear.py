"""Eight times as much to read takes about eight times as long, whatever repeats: at 64 times, a page could hang."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import NamedTuple

import pytest

from macros import markup, pages, text
from macros.exports import documents
from macros.problems import nearest, one_report
from macros.source import parse

TIMES = 8
MOST = 20  # between 8, what grows with the text, and 64, what asks each part about each other
LEAST = 0.002  # seconds of the processor: less is no measure
ROUNDS = 40
SIZE = 15_000  # characters at most, read eight times over as well: a page has no million of the same


class Reader(NamedTuple):
    """One way of reading, and the pieces that it might stumble over, each with what stands after all of them."""

    read: Callable[[str], object]
    pieces: dict[str, str]


def _page(source: str) -> None:
    page = pages.Page("guide/tried.md", pages.Source("docs/guide/tried.md"), text=source)
    pages._body(page)


def _markup(source: str) -> None:
    masked = markup.masked(source)
    markup.headings(masked)
    list(markup.anchors(masked))
    list(markup.links(masked))
    list(markup.blocks(masked))


def _text(source: str) -> None:
    text.filled(source, lambda name: None)
    text.chosen(source, {})
    text.fill(source, str)
    text.long_sentences(source, 25)
    text.banned(source, ["just", "as per"])
    text.quoted(source)
    text.inline.__wrapped__(source)  # without its memory, or the second time takes none
    text.literal(source)


def _document(source: str) -> None:
    documents._TAG.sub("", documents._BREAK.sub(" ", documents._without_comments(documents._linked(source, "guide/"))))
    documents._BLANK.sub("\n\n", documents._ATTRIBUTES.sub("", source))
    documents._TARGET.sub("", source)


def _data(source: str) -> None:
    parse(source.encode(), "docs/_data/tried.yml")


def _unknown(source: str) -> None:
    with one_report():
        for word in source.split():
            nearest(word, ["listen-first", "write-it-down", "one-apology"])


# What stands in braces, in links, in code, in comments: begun and never ended, ended and never begun, one in another.
MARKS = ("{{", "}}", "{{ ", "{%", "{#", "{{ team.hours }}\n\n", "{% if team.alone %}", "`", "``` a\n", "~~~\n```\n")
MARKS += ("```a\n~~~b\n", "[", "![", "](", "][x](", "[x](y) ", "[x]: y\n", "# a\n", "#", "{: #x }", "{:", "\\", "<!--")
MARKS += ("<", "> ", "<a ", '<a href="', '<a id="x">', "* ", "*_", "\n\n", " ", "    a\n", "| ", "a. ", "[^1]: ", "(")
ENDED = {'<a href="x">': "</a>", "<!-- a ": "-->", "{{" + " ": "a", "[": "](x)", "`": "``", "[[": "a]]", "<b ": ">"}
LOOSE = dict.fromkeys(MARKS, "")
ROWS = ("- a\n", "a: [", "- ", "a: {", '"', "'", "&a ", "*a ", "a:\n", "# a\n", "? ", "|\n", "\t", "- [a, b]\n", "!")

READERS = {
    "page": Reader(_page, LOOSE | ENDED),
    "markup": Reader(_markup, LOOSE | ENDED),
    "text": Reader(_text, LOOSE | ENDED | {"[[a]] ": "", "word. ": "", "a'b\" ": "", "just ": "", ":": " "}),
    "document": Reader(_document, LOOSE | ENDED | {"<br ": "", "\n \n": "a", "{.": "", "](": "a"}),
    "data": Reader(_data, dict.fromkeys(ROWS, "") | {"- {id: a}\n": "", "a: b # ": "\n"}),
    "nearest": Reader(_unknown, {"unknown-{at} ": ""}),
}


def taken(read: Callable[[str], object], given: str) -> float:
    """Seconds of the processor, without what sweeping up after others takes."""
    gc.disable()
    try:
        began = time.process_time()
        read(given)
        return time.process_time() - began
    finally:
        gc.enable()


def made(piece: str, end: str, size: int) -> str:
    """A text of about so many characters."""
    return "".join(piece.replace("{at}", str(at)) for at in range(size // len(piece))) + end


def grows(read: Callable[[str], object], piece: str, end: str) -> str:
    """How the time grows, where it grows too fast; or ''.

    Others use the machine as well and make single times longer, never shorter: the shortest count, and it is tried
    until they agree.
    """
    size = 1_000
    once = taken(read, made(piece, end, size))
    while once < LEAST and size < SIZE:
        size *= 2
        once = taken(read, made(piece, end, size))
    short, long = made(piece, end, size), made(piece, end, TIMES * size)
    more = taken(read, long)
    for _ in range(ROUNDS):
        if more <= MOST * max(once, LEAST):
            return ""
        once, more = min(once, taken(read, short)), min(more, taken(read, long))
    return f"{piece!r} and {end!r}: {once:.3f} s for {size:,} characters, {more:.3f} s for {TIMES} times as many"


@pytest.mark.parametrize("name", READERS)
def test_eight_times_as_much_takes_eight_times_as_long(name: str) -> None:
    read, pieces = READERS[name]
    assert [told for piece, end in pieces.items() if (told := grows(read, piece, end))] == []


def test_a_square_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks each part about each other takes 64 times as long, however often it is tried."""
    monkeypatch.setattr(f"{__name__}.ROUNDS", 3)
    assert "8 times as many" in grows(
        lambda given: [given.count(given[:at]) for at in range(0, len(given), 8)], "ab", "c"
    )
