"""Rules of situations."""

from __future__ import annotations

from ..library import Library
from ..problems import quote
from .common import Found


def situation_targets(library: Library) -> Found:
    """The tree and the card that a situation names exist."""
    for id_, situation in library.situations.items():
        for key, kind in (("tree", "trees"), ("card", "cards")):
            name = getattr(situation, key)
            if name and not library.knows(kind, name):
                yield library.problem("situations", id_, (key,), *library.unknown(kind, name))


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
