"""Rules of decision trees."""

from __future__ import annotations

from collections.abc import Iterator

from ...braces import Call
from ...checks.common import HEADING_CHARACTERS, Found
from ...library import Library
from ...pages import Page
from ...problems import nearest, quote
from ...source import Pointer
from ...text import plain, slug
from . import graph
from .model import Question, Tree


def tree_graphs(library: Library) -> Found:
    """Trees start, end and go one way; every step is reached; options differ."""
    for id_, tree in library.trees.items():
        nodes = graph.by_id(tree)
        unsound = False
        if tree.start not in nodes:
            unsound = True
            hint = nearest(tree.start, nodes)
            yield library.problem("trees", id_, ("start",), f"unknown step {quote(tree.start)}", "a step's id", hint)
        for index, node in enumerate(tree.nodes):
            labels: set[str] = set()
            for number, option in enumerate(getattr(node, "options", ())):
                path: Pointer = ("nodes", index, "options", number)
                if option.next and option.next not in nodes:
                    unsound = True
                    said, hint = f"unknown step {quote(option.next)}", nearest(option.next, nodes)
                    yield library.problem("trees", id_, (*path, "next"), said, "a step of this tree", hint)
                if slug(option.label) in labels:  # which tells them apart in an address
                    said = f"a second option is called {quote(option.label)}"
                    yield library.problem("trees", id_, (*path, "label"), said, "options that differ")
                labels.add(slug(option.label))
        yield from _walked(library, id_, tree, unsound)


def tree_headings(library: Library) -> Found:
    """A step fits its heading, with what stands before it there; one line holds no more."""
    if library.interface is None:
        return  # how they call a severity is not known
    for id_, tree in library.trees.items():
        for index, node in enumerate(tree.nodes):
            if isinstance(node, Question):
                key, words = "question", plain(node.question)
            else:
                named = library.interface.severities.of(node.severity)
                key, words = "outcome", f"{named}: {plain(node.outcome)}"
            if len(words) > HEADING_CHARACTERS:
                said = f"a heading of {len(words)} characters: {quote(words)}"
                yield library.problem("trees", id_, ("nodes", index, key), said, f"{HEADING_CHARACTERS} at most")


def _walked(library: Library, id_: str, tree: Tree, unsound: bool) -> Found:
    """What only makes sense once all targets exist."""
    index = {node.id: number for number, node in enumerate(tree.nodes)}
    if ring := graph.cycle(tree):
        said = "the steps go in a circle: " + " > ".join(ring)
        yield library.problem("trees", id_, ("nodes", index[ring[0]]), said, "a way that ends")
    elif not unsound:
        reached = graph.reachable(tree)
        for node in tree.nodes:
            if node.id not in reached:
                said = f"no path leads to {quote(node.id)}"
                yield library.problem("trees", id_, ("nodes", index[node.id]), said, "an option that leads to it")
        if (longest := graph.shape(tree).longest) > graph.MAX_DEPTH:
            said = f"the longest path has {longest} questions"
            yield library.problem("trees", id_, (), said, f"{graph.MAX_DEPTH} at most")


def trees_meet_no_circle(library: Library) -> Found:
    """Trees that lead into each other do not come round to where they began."""
    leads = {
        id_: [option.tree for question in tree.questions for option in question.options if option.tree]
        for id_, tree in library.trees.items()
    }
    for id_ in leads:
        todo, seen = [[id_, to] for to in leads[id_]], set[str]()
        while todo:
            way = todo.pop(0)
            if way[-1] == id_:
                said = "the trees go in a circle: " + " > ".join(way)
                yield library.problem("trees", id_, (), said, "links to a page for the way back")
                break
            if way[-1] not in seen:
                seen.add(way[-1])
                todo.extend([*way, to] for to in leads.get(way[-1], ()))


RULES = (
    tree_graphs,
    tree_headings,
    trees_meet_no_circle,
)


def _tree(library: Library, page: Page, call: Call) -> Iterator[str]:
    id_ = str(call.args[0])
    prefix = "" if page.path == f"decide/{id_}.md" else f"{id_}--"
    yield f"tree-{id_}"
    yield from (f"{prefix}{node.id}" for node in library.trees[id_].nodes)


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = {"tree": _tree}
