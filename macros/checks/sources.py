"""Rules of claims: what cites them exists, and none is left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..library import Library
from ..models import Sourced
from ..origins import laid
from ..problems import quote
from ..source import Path_
from .common import Found


def sourced(library: Library) -> Iterator[tuple[str, str, Path_, Sourced]]:
    """Everything that cites claims: (kind, id, path inside the item, the sourced thing)."""
    for id_, checklist in library.checklists.items():
        for index, item in enumerate(checklist.items):
            yield "checklists", id_, ("items", index), item
    for id_, script in library.scripts.items():
        yield "scripts", id_, (), script
    for id_, tree in library.trees.items():
        for index, node in enumerate(tree.nodes):
            if isinstance(node, Sourced):
                yield "trees", id_, ("nodes", index), node
    for id_, card in library.cards.items():
        yield "cards", id_, (), card
    yield from _replies(library)
    for id_, situation in library.situations.items():
        yield "situations", id_, (), situation


def _replies(library: Library) -> Iterator[tuple[str, str, Path_, Sourced]]:
    for id_, scene in library.scenarios.items():
        for index, turn in enumerate(scene.turns):
            for number, reply in enumerate(turn.replies):
                yield "scenarios", id_, ("turns", index, "replies", number), reply


def claims_exist(library: Library) -> Found:
    """Every cited claim, reference and article exists."""
    for kind, id_, path, thing in sourced(library):
        for key, target in (("claims", "claims"), ("references", "references")):
            for index, name in enumerate(getattr(thing, key)):
                if not library.knows(target, name):
                    yield library.problem(kind, id_, (*path, key, index), *library.unknown(target, name))
    for id_, claim in library.claims.items():
        if not library.knows("articles", claim.article):
            yield library.problem("claims", id_, ("article",), *library.unknown("articles", claim.article))


def tension_claims_exist(library: Library) -> Found:
    """Every claim that a tension sets against another exists."""
    for id_, tension in library.tensions.items():
        for key in ("one_way", "other_way"):
            for index, name in enumerate(getattr(tension, key)):
                if not library.knows("claims", name):
                    yield library.problem("tensions", id_, (key, index), *library.unknown("claims", name))


def uses(library: Library) -> dict[str, list[tuple[str, str]]]:
    """Where each claim is used: claim id -> (kind, id) of items and pages, in reading order."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in library.pages.values():
        for call in page.calls:
            for name in call.args if call.name == "why" else ():
                found[str(name)].append(("pages", page.path))
    for kind, id_, _, thing in sourced(library):
        for name in thing.claims:
            if (kind, id_) not in found[name]:
                found[name].append((kind, id_))
    for id_, tension in library.tensions.items():
        for name in (*tension.one_way, *tension.other_way):
            found[name].append(("tensions", id_))
    return found


def claims_used(library: Library) -> Found:
    """No claim is left without an item or page. The rules of tensions alone do not count as use.

    A company that leaves out what used a claim need not know of it.
    """
    if laid(library.docs):
        return
    if library.broken or library.incomplete or not all(page.readable for page in library.pages.values()):
        return  # what uses a claim may be among the broken
    used = uses(library)
    for id_ in library.claims:
        if not any(kind != "tensions" for kind, _ in used[id_]):
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


def tensions_two_sided(library: Library) -> Found:
    """A tension has a claim on each side, and none on both."""
    for id_, tension in library.tensions.items():
        for key in ("one_way", "other_way"):
            if not getattr(tension, key):
                yield library.problem("tensions", id_, (key,), "no claim stands on this side", "one or more")
        if both := set(tension.one_way) & set(tension.other_way):
            said = f"{quote(sorted(both)[0])} stands on both sides"
            yield library.problem("tensions", id_, (), said, "each claim on one side")


# What prints the claims of what it shows, or what that adds to the articles.
_SHOW = frozenset({"why", "tension", "tension_rule", "tree", "card", "script", "scripts", "checklist", "practice"})
_SAYS = ("Beyond the articles", "about/sources/index.md#claim-")


def pages_sourced(library: Library) -> Found:
    """Every page of the folders that `style.yml` names says where it comes from."""
    folders = library.style.sourced if library.style else ()
    for path, page in library.pages.items():
        folder, _, name = path.rpartition("/")
        if folder not in folders or name == "index.md" or not page.readable:
            continue
        if not any(call.name in _SHOW for call in page.calls) and not any(words in page.text for words in _SAYS):
            expected = 'a call of why("ID"), or what it adds: "Beyond the articles: ..."'
            yield page.problem(page.title_line, "the page does not say where it comes from", expected)
