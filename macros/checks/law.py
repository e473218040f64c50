"""Rules of law: each remark has its source and its month, and nothing else in the handbook says what a law is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..library import Library
from ..pages import Page
from ..problems import Problem, quote
from . import unwritten
from .common import OWNED, QUOTED, Found, texts
from .sources import sourced

PAGE = "about/law.md"  # where every remark is at home

# The name of a statute: whatever its subject, it ends so.
_ACT = r"\bAct(?: of)? (?:1[6-9]|20)\d\d\b"
# A link to a page outside: its words are the title of a source, and name whom they must.
_SOURCE = re.compile(r"\[[^\[\]]*\]\(https?://[^()\s]*\)")
_EXPECTED = "law in law.yml alone, where it has its country, month and source"
_CURE = 'make it a remark there, and name it by `law: [id]` in data or {{ law("id") }} on a page'


def uses(library: Library) -> dict[str, list[tuple[str, str]]]:
    """Where each remark is shown: its id -> (kind, id) of items and pages, in reading order."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in library.pages.values():
        for call in page.calls:
            for name in call.args if call.name == "law" else ():
                found[str(name)].append(("pages", page.path))
    for kind, id_, _, thing in sourced(library):
        for name in getattr(thing, "law", ()):
            found[name].append((kind, id_))
    return {name: list(dict.fromkeys(places)) for name, places in found.items()}


def remarks_known(library: Library) -> Found:
    """Every remark that an item names exists, and so does every source of a remark."""
    for kind, id_, path, thing in sourced(library):
        for index, name in enumerate(getattr(thing, "law", ())):
            if not library.knows("remarks", name):
                yield library.problem(kind, id_, (*path, "law", index), *library.unknown("remarks", name))
    for id_, remark in library.remarks.items():
        for index, name in enumerate(remark.references):
            if not library.knows("references", name):
                yield library.problem("remarks", id_, ("references", index), *library.unknown("references", name))


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
    owned = (kind for kind in OWNED if kind not in ("remarks", "countries"))  # a number to call names its country
    kinds = ("claims", "tensions", "moments", "changes", "situations", *owned)
    for kind in kinds:
        for id_, item in getattr(library, kind).items():
            for path, text in texts(item, (), quoted):
                for found in says_law.finditer(text):
                    yield library.problem(kind, id_, path, f"{_named(found)} says law", _EXPECTED, _CURE)


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
