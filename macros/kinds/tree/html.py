"""A decision tree as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ... import text
from ...library import Library
from ...render.address import address, page_address, title
from ...render.people import review_of, turns
from ...render.place import Place
from ...render.provenance import law_block, sources_of
from ...render.templates import render
from . import graph, picture
from .model import Node, Option, Question, Tree

LONG = 450  # characters of a script that is no part of a step on paper


def tree(library: Library, place: Place, id_: str) -> str:
    """A decision tree as numbered steps that link to each other."""
    item: Tree = library.trees[id_]
    own_page = place.url == address("trees", id_, library)
    nodes = graph.order(item)
    numbers = {node.id: number for number, node in enumerate(nodes, 1)}
    prefix = "" if own_page else f"{id_}--"
    anchors = {node.id: f"{prefix}{node.id}" for node in nodes}
    steps = [_step(library, place, id_, node, numbers, anchors) for node in nodes]
    printed = said(library, nodes)
    lists = dict.fromkeys(node.checklist for node in nodes if not isinstance(node, Question) and node.checklist)
    return render(
        "decision_tree",
        library.words,
        tree=item,
        steps=steps,
        said=printed,
        words_after=printed.values(),
        lists=[library.checklists[name] for name in lists],
        prefix=prefix,
        map=picture.layout(item, {other.id: other.title for other in library.trees.values()}, library.words.severities),
        anchors=anchors,
        home="" if own_page else place.base + address("trees", id_, library),
        pages={other: place.root + address("trees", other, library) for other in library.trees},
        law=law_block(library, place),
        review=review_of(library, item, place),
        place=place,
    )


def said(library: Library, nodes: Sequence[Node]) -> dict[tuple[str, str], dict[str, object]]:
    """By step and script what stands there on paper: its first variant where it comes first, later where that is.

    What is long stands after the last step, or a step would take more than a sheet.
    """
    first: dict[str, int] = {}
    found: dict[tuple[str, str], dict[str, object]] = {}

    def blank(id_: str) -> str:
        return f"[{library.fields[id_].label if id_ in library.fields else id_}]"

    for number, node in enumerate(nodes, 1):
        for name in () if isinstance(node, Question) else node.scripts:
            at, variant = first.setdefault(name, number), library.scripts[name].variants[0]
            found[node.id, name] = {
                "title": library.scripts[name].title,
                "first": at == number,
                "at": at,
                "long": len(variant.body) > LONG,
                "subject": text.fill(variant.subject or "", blank),
                "paragraphs": [text.fill(paragraph, blank) for paragraph in text.paragraphs(variant.body)],
            }
    return found


def _step(
    library: Library, place: Place, tree_id: str, node: Node, numbers: dict[str, int], anchors: dict[str, str]
) -> dict[str, object]:
    """What the template needs of one step."""
    step = {"node": node, "number": numbers[node.id], "anchor": place.take(anchors[node.id])}
    if isinstance(node, Question):
        options = [_option(library, place, option, numbers, anchors) for option in node.options]
        return step | {"kind": "question", "options": options}
    at = ("nodes", library.trees[tree_id].nodes.index(node))
    return step | {
        "kind": "outcome",
        "alone": turns(library.turned_to("trees", tree_id, at)),
        "scripts": [
            {"id": name, "title": library.scripts[name].title, "address": address("scripts", name, library)}
            for name in node.scripts
        ],
        "checklist": library.checklists[node.checklist] if node.checklist else None,
        "links": [
            {"address": page_address(link), "title": title("pages", link.partition("#")[0], library)}
            for link in node.links
        ],
        **sources_of(library, node),
    }


def _option(
    library: Library, place: Place, option: Option, numbers: dict[str, int], anchors: dict[str, str]
) -> dict[str, object]:
    """One answer: where it leads, by link and, on paper, in words."""
    if option.tree:
        href = place.base + address("trees", option.tree, library)
        goto = library.words.tree.goto_page.format(title=library.trees[option.tree].title)
    else:
        href, goto = f"#{anchors[option.next or '']}", library.words.tree.goto.format(number=numbers[option.next or ""])
    return {
        "label": option.label,
        "hint": option.hint,
        "to": option.next,
        "href": href,
        "goto": goto,
    }


MACROS = {"tree": tree}
