"""What stands in the braces of a page: calls, values and choices, by the tree that Jinja makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import Environment, nodes

from . import markup


@dataclass(frozen=True)
class Call:
    """A macro call: its name, the literal arguments, and its line in the page.

    It stands `alone` where nothing else is on its lines, and above and below them is an empty line or none.
    """

    name: str
    args: tuple[object, ...]
    kwargs: tuple[tuple[str, object], ...]
    line: int
    alone: bool = field(default=True, compare=False)


JINJA = Environment(autoescape=True)


def tokens(text: str) -> tuple[list[markup.Span], list[tuple[int, str]]]:
    """Where each thing that is printed stands, and what only the signs of Jinja show, with its line from 1."""
    spans: list[markup.Span] = []
    faults: list[tuple[int, str]] = []
    at = 0
    for line, kind, value in JINJA.lexer.tokeniter(text, None):
        if kind == "variable_begin":
            spans.append((at, at))
        if kind == "raw_begin":
            faults.append((line, "the block {% raw %}"))
        elif kind.endswith(("_begin", "_end")) and (sign := value.strip("{%} \n")):
            faults.append((line, f"{sign} beside a brace, which takes spaces and lines away"))
        at += len(value)
        if kind == "variable_end":
            spans[-1] = (spans[-1][0], at)
    return spans, faults


def chosen_in(node: nodes.Node, faults: list[tuple[int, str]]) -> list[nodes.Node]:
    """What is printed inside a choice: values alone."""
    if not isinstance(node, nodes.Output):
        faults.append((line_of(node), f"the block {{% {block_name(node)} %}} inside a choice"))
        return []
    found: list[nodes.Node] = [inner for inner in node.nodes if not isinstance(inner, nodes.TemplateData)]
    faults += [(inner.lineno, "a call inside a choice") for inner in found if isinstance(inner, nodes.Call)]
    return found


def line_of(node: nodes.Node) -> int:
    """The line of a block. Some have none, but what stands in them has."""
    return node.lineno or next((inner.lineno for inner in node.find_all(nodes.Node) if inner.lineno), 1)


def block_name(node: nodes.Node) -> str:
    """What an editor calls a block of Jinja."""
    names = {"callblock": "call", "filterblock": "filter", "assign": "set", "assignblock": "set", "fromimport": "from"}
    name = type(node).__name__.lower()
    return "autoescape" if name == "scope" else names.get(name, name)


REFUSED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Test, "a test with is"),
    (nodes.CondExpr, "a condition"),
    (nodes.Concat, "~ to join texts"),
    (nodes.BinExpr, "arithmetic or logic"),
    (nodes.UnaryExpr, "arithmetic or logic"),
    (nodes.Compare, "a comparison"),
    (nodes.Getitem, "square brackets"),
    (nodes.Const, "a text or number alone in braces"),
    (nodes.Literal, "a list"),
)


def alone(text: str, span: markup.Span) -> bool:
    """Whether nothing else is on the lines of what stands there, nor on those above and below."""
    start = text.rfind("\n", 0, span[0]) + 1
    above = _row(text, text.rfind("\n", 0, start - 1) + 1) if start else ""
    rest = _row(text, span[1])
    below = _row(text, span[1] + len(rest) + 1)
    return start == span[0] and not any(part.strip() for part in (above, rest, below))


def _row(text: str, start: int) -> str:
    """What is left of a line from `start` on."""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def switch(node: nodes.Node) -> str:
    """The value that a choice goes by, straight or with not before it."""
    return dotted(node.node if isinstance(node, nodes.Not) else node)


def dotted(node: nodes.Node) -> str:
    """A name with its dots, like team.name; '' for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        base = dotted(node.node)
        return f"{base}.{node.attr}" if base else ""
    return ""


def literal_of(node: nodes.Node) -> object:
    """A text or number that stands there as such; None for anything else."""
    return node.value if isinstance(node, nodes.Const) else None
