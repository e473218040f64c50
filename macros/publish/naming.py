"""The names in a script, as its parser sees them: those that a node declares, changes, imports or exports."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

_ASSIGNMENTS = ("assignment_expression", "augmented_assignment_expression", "for_in_statement")


def specifiers(node: Node) -> Iterator[Node]:
    """What stands in the braces of an import or export."""
    for clause in (node, *node.children):
        yield from (one for one in clause.children if one.type in ("import_specifier", "export_specifier"))


def declared(node: Node) -> Iterator[Node]:
    """The names that a declaration makes."""
    if node.type in ("lexical_declaration", "variable_declaration"):
        for one in node.named_children:
            if (name := one.child_by_field_name("name")) is not None:
                yield from bound(name)
    elif (name := node.child_by_field_name("name")) is not None:
        yield name


def bound(node: Node) -> Iterator[Node]:
    """The names that stand in a pattern, as in { a, b: [c = 1] }."""
    if node.type in ("identifier", "shorthand_property_identifier_pattern"):
        yield node
    elif (inner := node.child_by_field_name("left") or node.child_by_field_name("value")) is not None:
        yield from bound(inner)  # a default stands on the right, what is renamed in front
    elif node.type.endswith("pattern") or node.type == "parenthesized_expression":
        for one in node.named_children:
            yield from bound(one)


def shared(node: Node, kind: str) -> Iterator[Node]:
    """The names that a node declares for all of the function, or the part, that it stands in."""
    if kind == "variable_declaration":
        yield from declared(node)
    elif kind == "for_in_statement" and (word := node.child_by_field_name("kind")) and word.type == "var":
        yield from bound(node.child_by_field_name("left") or word)


def assigned(node: Node, kind: str) -> Iterator[Node]:
    """The names that a node gives another value."""
    field = "left" if kind in _ASSIGNMENTS else "argument" if kind == "update_expression" else ""
    if field and not node.child_by_field_name("kind") and (one := node.child_by_field_name(field)) is not None:
        yield from bound(one)
