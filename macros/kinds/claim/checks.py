"""Rules of claims: what cites them exists, and none is left over."""

from __future__ import annotations

from collections.abc import Iterator

from ... import walk
from ...braces import Call
from ...checks.common import Found
from ...library import Library
from ...models import Sourced
from ...origins import laid
from ...pages import Page
from ...problems import quote


def claims_used(library: Library) -> Found:
    """No claim is left without a page that shows it, or an item that rests on it: to weigh it alone is no use.

    A company that leaves out what used a claim need not know of it.
    """
    if laid(library.docs):
        return
    if library.broken or library.incomplete or not all(page.readable for page in library.pages.values()):
        return  # what uses a claim may be among the broken
    used = {name for page in library.pages.values() for call in page.calls if call.name == "why" for name in call.args}
    used |= {one.name for one in walk.named(library) if one.target == "claims" and isinstance(one.thing, Sourced)}
    for id_ in library.claims:
        if id_ not in used:
            said = f"no item or page uses the claim {quote(id_)}"
            yield library.problem("claims", id_, (), said, "an item that cites it, or a page with why()")


def coverage_pages(library: Library) -> Found:
    """Every article has the page that its claims link to, and that page shows where they are used."""
    for id_ in library.articles:
        path = f"about/sources/{id_}.md"
        page = library.pages.get(path)
        if page is None:
            yield library.problem("articles", id_, (), f"there is no page {path}", "a page that calls coverage()")
        elif page.readable and not any(call.name == "coverage" and id_ in call.args for call in page.calls):
            yield page.problem(page.title_line, f"the page does not show {quote(id_)}", "a call of coverage()")


RULES = (
    claims_used,
    coverage_pages,
)


def _claims(library: Library, _page: Page, _call: Call) -> Iterator[str]:
    yield from (f"article-{id_}" for id_ in library.articles)
    yield from (f"claim-{id_}" for id_ in library.claims)


def _coverage(library: Library, _page: Page, call: Call) -> Iterator[str]:
    yield from (f"claim-{id_}" for id_, claim in library.claims.items() if claim.article == call.args[0])


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {"claims": _claims, "coverage": _coverage}
