"""Rules of law: each remark has its source and its month, and nothing else in the handbook says what a law is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import walk
from ...checks import unwritten
from ...checks.common import QUOTED, Found, texts
from ...library import Library
from ...pages import Page
from ...problems import Problem, quote

PAGE = "about/law.md"  # where every remark is at home
# The name of a statute: whatever its subject, it ends so.
_ACT = r"\bAct(?: of)? (?:1[6-9]|20)\d\d\b"
# A link to a page outside: its words are the title of a source, and name whom they must.
_SOURCE = re.compile(r"\[[^\[\]]*\]\(https?://[^()\s]*\)")
_EXPECTED = "law in law.yml alone, where it has its country, month and source"
_CURE = 'make it a remark there, and name it by `law: [id]` in data or {{ law("id") }} on a page'


def remarks_dated(library: Library) -> Found:
    """A remark was reviewed when its sources were read, or later."""
    for id_, remark in library.remarks.items():
        if remark.as_of > f"{remark.reviewed:%Y-%m}":
            said = f"the month {remark.as_of} is later than the review of {remark.reviewed}"
            yield library.problem("remarks", id_, ("as_of",), said, "the month of the review or one before")


def remarks_page(library: Library) -> Found:
    """The page exists that every remark links to, and it shows them."""
    if not library.remarks:
        return
    page = library.pages.get(PAGE)
    if page is None:
        said = f"there is no page {PAGE}"
        yield library.problem("remarks", next(iter(library.remarks)), (), said, "a page that calls laws()")
    elif page.readable and not any(call.name == "laws" for call in page.calls):
        yield page.problem(page.title_line, "the page does not show the remarks of law", "a call of laws()")


def remarks_countries(library: Library) -> Found:
    """The words that only remarks may say tell the country of each of them: another page cannot name it unseen."""
    says_law = _words(library.style.law) if library.style else None
    for id_, remark in library.remarks.items():
        begun = unwritten.MARK.search(remark.country.encode())  # which is told already
        if says_law and not begun and not says_law.search(remark.country):
            said = f"no word of law in style.yml tells {quote(remark.country)}"
            yield library.problem(
                "remarks", id_, ("country",), said, "the country among them, so that pages leave it out"
            )


def law_in_its_place(library: Library) -> Found:
    """No page and no other data names a country, an act, a regulator or a time limit of law."""
    if library.style is None:
        return
    says_law = _words(library.style.law)
    for page in library.pages.values():
        if page.path != PAGE:  # which says how far the remarks may be trusted
            yield from _on_page(page, says_law)
    # A client's words, and those of a searcher, may name any law.
    quoted = QUOTED - {"never"}
    for row, id_, item in walk.items(library):
        if not row.quoted and not row.lawful:
            for path, text in texts(item, (), quoted):
                for found in says_law.finditer(text):
                    yield library.problem(row.collection, id_, path, f"{_named(found)} says law", _EXPECTED, _CURE)


def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the words whole, over line ends too; where a word has capitals, they count ("US", not "us")."""
    spaced = [(word, r"\s+".join(map(re.escape, word.split()))) for word in sorted(words, key=len, reverse=True)]
    listed = [written if word != word.lower() else f"(?i:{written})" for word, written in spaced]
    # Where a word begins is asked once, and not of each.
    return re.compile(rf"{_ACT}|(?<![\w-])(?:{'|'.join(listed)})(?![\w-])" if listed else _ACT)


def _named(found: re.Match[str]) -> str:
    return quote(" ".join(found[0].split()))


def _on_page(page: Page, says_law: re.Pattern[str]) -> Iterator[Problem]:
    """What a page says of law, in its text and in its head."""
    text = _SOURCE.sub(lambda link: "\n" * link[0].count("\n"), page.text)
    for found in says_law.finditer(text):
        line = page.text_line + text.count("\n", 0, found.start())
        yield page.problem(line, f"{_named(found)} says law", _EXPECTED, _CURE)
    head = page.meta.data if isinstance(page.meta.data, dict) else {}
    for key in ("title", "description"):
        for found in says_law.finditer(str(head.get(key, ""))):
            where = page.meta.where((key,))
            yield page.problem(page.meta.line((key,)), f"{_named(found)} says law", _EXPECTED, _CURE, where)


RULES = (
    remarks_dated,
    remarks_page,
    remarks_countries,
    law_in_its_place,
)


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {"laws": lambda library, _page, _call: (f"law-{id_}" for id_ in library.remarks)}
