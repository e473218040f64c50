"""Rules of what is written on pages: headings, sentences, words, length, and that each is found from its index."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from .. import markup, nav
from ..library import Library
from ..models.style import Style
from ..pages import Page
from ..problems import quote
from ..text import banned, chosen, sentences, words
from .common import HEADING_CHARACTERS, Found


def headings_in_order(library: Library) -> Found:
    """A page has one title, no heading leaves out a level, and each has words below it and an anchor of its own."""
    for page in library.pages.values():
        seen: set[str] = set()
        for at, heading in enumerate(page.headings):
            for said, expected in _heading(library, page, at, heading, seen):
                yield page.problem(page.line(heading.start), said, expected)
            seen.add(heading.anchor)


def _heading(
    library: Library, page: Page, at: int, heading: markup.Heading, seen: set[str]
) -> Iterator[tuple[str, str]]:
    before = page.headings[at - 1].level if at else 0
    if heading.level > before + 1:
        said = f"{quote('#' * heading.level + ' ' + heading.words)} leaves out a level"
        yield said, f"a heading of {'#' * (before + 1)}" + (" at most" if before else ", the title, first")
    if heading.level == 1 and at:
        yield f"a second title, {quote(heading.words)}", "one a page, and ## below it"
    words_ = library.spoken(heading.words)
    if len(words_) > HEADING_CHARACTERS:
        yield f"a heading of {len(words_)} characters", f"{HEADING_CHARACTERS} at most"
    if heading.anchor and heading.anchor in seen:
        yield f"the anchor {quote(heading.anchor)} stands twice", "an anchor of its own"
    following = page.headings[at + 1] if at + 1 < len(page.headings) else None
    body = page.text[heading.start : following.start if following else len(page.text)].partition("\n")[2]
    if heading.level > 1 and not body.strip() and (following is None or following.level <= heading.level):
        yield f"nothing stands below {quote(heading.words)}", "some words, or no such heading"


def pages_speak_well(library: Library) -> Found:
    """No sentence of a page is too long to say, no banned word stands there, and a situation has its length."""
    for path, page in library.pages.items():
        style = library.speech(library.heads.get(path))
        if not page.readable or style is None:
            continue
        total = 0
        for block in markup.blocks(read(library, page)):
            total += len(words(block.words))
            for said, expected, at in _block(block.words, style.never, style.sentence_words):
                yield page.problem(page.text_line + block.line(at), said, expected)
        if isinstance(style, Style) and path.startswith("situations/") and path != "situations/index.md":
            low, high = style.situation_least, style.situation_most
            if not low <= total <= high:
                yield page.problem(page.title_line, f"{total} words", f"{low} to {high} on the page of a situation")


def _block(text: str, never: Sequence[str], most: int) -> Iterator[tuple[str, str, int]]:
    """(said, expected, position) of each fault in a block of words."""
    for phrase in banned(text, never):
        found = re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", text, re.IGNORECASE)
        yield f"the word {quote(phrase)}", "other words", found.start() if found else 0
    at = 0
    for sentence in sentences(text):
        at = max(text.find(sentence, at), at)
        if (count := len(words(sentence))) > most:
            yield f"a sentence of {count} words: {quote(sentence)}", f"{most} at most", at
        at += len(sentence)


def read(library: Library, page: Page) -> str:
    """The text of a page as it is read, on the lines where it is written: without code, its values filled in."""
    parts, at = [], 0
    for (start, end), what in page.printed:
        lines = "\n" * page.masked.count("\n", start, end)
        value = library.literal(what) or "" if isinstance(what, str) else ""
        # A word of the team that is never used is told in team.yml, where it stands.
        value = "" if library.style and banned(library.variables.get(str(what), ""), library.style.never) else value
        parts += [page.masked[at:start], value, lines]
        at = end
    return chosen("".join([*parts, page.masked[at:]]), library.variables, same_lines=True)


def heads_speak_well(library: Library) -> Found:
    """No banned word stands in the head of a page: search results and previews show it."""
    for path, head in library.heads.items():
        meta, style = library.pages[path].meta, library.speech(head)
        for key in ("title", "description"):
            for phrase in banned(getattr(head, key) or "", style.never if style else ()):
                said = f"the word {quote(phrase)}"
                yield library.pages[path].problem(meta.line((key,)), said, "other words", where=meta.where((key,)))


def index_lists_pages(library: Library) -> Found:
    """Every page is shown by the index page of its folder, by a link or by a macro: nobody has to know of it."""
    if library.broken or library.incomplete:
        return  # what a macro there lists may be among the broken
    for path in library.pages:
        folder, _, name = path.rpartition("/")
        above = posixpath.dirname(folder) if name == "index.md" else folder
        index = f"{above}/index.md" if above else "index.md"
        page = library.pages.get(index)
        if folder and above and page and page.readable and path not in nav.listed_on(library, index):
            hint = posixpath.relpath(path, above)
            said, expected = f"this page does not list {quote(path)}", f"a link to it: [its title]({hint})"
            yield page.problem(page.title_line, said, expected)
