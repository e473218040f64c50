"""Rules of situations."""

from __future__ import annotations

from ... import markup, origins
from ...checks.common import Found
from ...library import Library
from ...pages import Page
from ...problems import quote
from .model import SituationMeta


def situation_trees(library: Library) -> Found:
    """The tree that a situation names has an answer for it: one of its outcomes leads to the page."""
    for id_, situation in library.situations.items():
        tree = library.trees.get(situation.tree or "")
        page = f"situations/{id_}.md"
        led = {link.partition("#")[0] for outcome in tree.outcomes for link in outcome.links} if tree else set[str]()
        if tree and page not in led and led <= library.pages.keys():  # a page that is missing may be this one, misspelt
            said = f"no outcome of {quote(tree.id)} is about this page"
            hint = f"a tree with {page} among an outcome's links"
            yield library.problem("situations", id_, ("tree",), said, hint)


def situation_scripts(library: Library) -> Found:
    """A script that a situation page shows names that situation, so that both find each other."""
    for id_ in library.situations:
        page = library.pages[f"situations/{id_}.md"]
        for call in page.calls:
            script = library.scripts.get(str(call.args[0])) if call.name == "script" and call.args else None
            if script and id_ not in script.situations:
                said = f"the script {quote(script.id)} does not name this situation"
                yield page.problem(call.line, said, f"{id_} among its situations in scripts.yml")


RELATED = "related"


def situation_parts(library: Library) -> Found:
    """A situation has its parts: words to say, a way to decide or a card, a checklist, and where else to look.

    Nobody at a company can mend a page of ours that lost one by what is left out.
    """
    style = library.style
    if style is None:
        return
    laid = origins.read(library.docs)
    less = set(laid.less) if laid else set()
    for id_, situation in library.situations.items():
        page = library.pages[f"situations/{id_}.md"]
        if not page.readable or f"situations/{id_}.md" in less:
            continue
        shown, aids, lists, related = _parts(library, page, situation)
        for count, least, what, cure in (
            (shown, style.situation_scripts, "scripts", 'a call of script("ID") for each'),
            (aids, style.situation_aids, "trees and cards", "tree: or card: in the front matter"),
            (lists, style.situation_checklists, "checklists", "a link to one, or a call of checklist()"),
            (related, style.situation_related, "related situations", "links under ## Related {: #related }"),
        ):
            if count < least:
                said = f"{what} on the page of a situation: {count}"
                yield page.problem(page.title_line, said, f"{least} at least: {cure}")


def _parts(library: Library, page: Page, situation: SituationMeta) -> tuple[int, int, int, int]:
    """How many scripts, trees and cards, checklists and related situations a page has."""
    begin = next((one.start for one in page.headings if one.anchor == RELATED), len(page.text))
    linked = [(link.start, link.target.partition("#")[0]) for link in markup.links(page.masked) if link.kind == "link"]
    others = {target for start, target in linked if start > begin and target.removesuffix(".md") in library.situations}
    lists = {target for _, target in linked if target.startswith("../checklists/")}
    lists |= {str(call.args[:1]) for call in page.calls if call.name == "checklist"}
    shown = {call.args for call in page.calls if call.name == "script"}
    return len(shown), bool(situation.tree) + bool(situation.card), len(lists), len(others)


RULES = (
    situation_trees,
    situation_scripts,
    situation_parts,
)
