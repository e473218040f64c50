"""A decision tree as Markdown."""

from __future__ import annotations

from ...exports.markdown import alone, blocks, heading, law, line, linked, page_link, rows, sources, strong
from ...library import Library
from ...render.address import address
from . import graph
from .model import Node, Option, Outcome, Question, Tree


def tree(library: Library, id_: str, base: str, level: int = 2) -> str:
    """A decision tree as numbered steps; an answer says which step comes next."""
    item: Tree = library.trees[id_]
    steps = [
        part
        for number, node in enumerate(graph.order(item), 1)
        for part in (heading(level, f"{number}. {_name(library, node)}"), step(library, id_, node, base))
    ]
    return blocks(f"{strong(library.words.tree.when)} {line(item.when)}", *steps)


def step(library: Library, tree_id: str, node: Node, base: str) -> str:
    """One step of a tree without its heading; an answer names the step that comes next."""
    if isinstance(node, Outcome):
        return outcome(library, tree_id, node, base)
    answers = [f"{_answer(option)}: {_next(library, tree_id, option, base)}" for option in node.options]
    return blocks(line(node.help) if node.help else "", rows(answers))


def _name(library: Library, node: Node) -> str:
    """The heading of a step."""
    if isinstance(node, Question):
        return line(node.question)
    return f"{library.words.severities.of(node.severity)}: {line(node.outcome)}"


def _answer(option: Option) -> str:
    return f"**{line(option.label)}**" + (f" ({line(option.hint)})" if option.hint else "")


def _next(library: Library, tree_id: str, option: Option, base: str) -> str:
    """Where an answer leads: to a numbered step of its tree, or to another tree."""
    says = library.words.tree
    if option.tree:
        return says.go_on.format(tree=linked(library, base, "trees", option.tree))
    nodes = graph.order(library.trees[tree_id])
    number, node = next((at, node) for at, node in enumerate(nodes, 1) if node.id == option.next)
    where = f"{base}{address('trees', tree_id, library)}#{node.id}"
    return says.goto.format(number=f"[{number}. {_name(library, node)}]({where})")


def outcome(library: Library, tree_id: str, node: Outcome, base: str) -> str:
    """What to do, what to write down, what to say and why."""
    at = ("nodes", library.trees[tree_id].nodes.index(node))
    says = library.words.tree
    facts = [f"{strong(says.record)} {line(node.record)}", f"{strong(says.next_step)} {line(node.next_step)}"]
    if node.scripts:
        named = ", ".join(linked(library, base, "scripts", id_) for id_ in node.scripts)
        facts.append(f"{strong(says.say)} {named}")
    if node.checklist:
        facts.append(f"{strong(says.checklist)} {linked(library, base, 'checklists', node.checklist)}")
    if node.links:
        facts.append(f"{strong(says.read)} {', '.join(page_link(library, path, base) for path in node.links)}")
    return blocks(
        "\n".join(f"{number}. {line(words)}" for number, words in enumerate(node.steps, 1)),
        alone(library, library.turned_to("trees", tree_id, at)),
        rows(facts),
        law(library, node.law, base),
        blocks(strong(says.why), rows(sources(library, node, base))),
    )


MACROS = {"tree": lambda library, _page, base, id_: tree(library, id_, base)}


TEXTS = {
    "tree": lambda library, id_, _, base: tree(library, id_, base),
    "step": lambda library, id_, node, base: step(library, id_, node, base),
}
