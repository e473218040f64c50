"""A script as its parser sees it: what it takes from others, what it gives them, and its code as short as it may be.

The parser is tree-sitter's, so whatever is JavaScript may be written. Pure.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser, Query, QueryCursor

from ..problems import Invalid, Problem, quote
from . import naming

EVERYTHING = "*"

_LANGUAGE = Language(tree_sitter_javascript.language())
_PARSER = Parser(_LANGUAGE)
_COMMENT = Query(_LANGUAGE, "(comment) @comment (html_comment) @comment (hash_bang_line) @comment")

# Where a line ends or begins with one of these, the statement goes on: the break there means nothing.
_OPEN = frozenset(("{", "(", "[", ",", ";", ":", "?", "=", "=>", "&&", "||", "??"))
_CLOSE = frozenset(("}", ")", "]", ",", ";", ":", "?", "=", ".", "?.", "&&", "||", "??"))
# Two tokens that would read as another one: names and numbers, ++, --, //, <!--, -->, 1.a and the flags of /a/.
_MERGE = re.compile(r"[\w$\\\u0080-\U0010ffff][\w$#\\\u0080-\U0010ffff]|\+\+|--|//|/\w|<!|->|\d\.")
_BREAK = re.compile(rb"[\n\r]|\xe2\x80[\xa8\xa9]")  # whatever ends a line

_COMMENTS = ("comment", "html_comment", "hash_bang_line")
_WHOLE = ("string", "regex")  # tokens that have parts
_FUNCTIONS = (
    *("function_declaration", "generator_function_declaration", "function_expression", "generator_function"),
    *("arrow_function", "method_definition", "class_static_block", "field_definition"),
)


class Import(NamedTuple):
    """What a module takes from another."""

    path: str  # as it is written
    line: int
    names: tuple[tuple[str, str], ...]  # (its name there or EVERYTHING, its name here or "" where it is handed on)

    @property
    def whole(self) -> bool:
        """Whether it takes all as one object."""
        return any(name == EVERYTHING for name, _ in self.names)


class Module(NamedTuple):
    """A module that was read."""

    imports: tuple[Import, ...]
    own: dict[str, str]  # what it gives -> what that is called inside
    handed: dict[str, tuple[str, str]]  # what it gives of another's -> (path, its name there or EVERYTHING)
    all_of: tuple[str, ...]  # of which it hands on all names
    code: str


@functools.lru_cache(maxsize=256)
def module(text: str, path: str) -> Module:
    """The module at `path`. Raises Invalid for what is no JavaScript, and for what no classic script can do."""
    return _Reader(text, path).module()


@functools.lru_cache(maxsize=64)
def tight(text: str, path: str) -> str:
    """A script that is no module, without what only people read. Raises Invalid for what is no JavaScript."""
    reader = _Reader(text, path)
    return reader.printed(reader.root) + "\n"


def uncommented(text: str) -> str:
    """A script with blanks for its comments, line by line as it was, whatever else it is."""
    source = text.encode()
    found = QueryCursor(_COMMENT).captures(_PARSER.parse(source).root_node).get("comment", [])
    made, end = [], 0
    for start, stop in sorted((node.start_byte, node.end_byte) for node in found):
        made += [source[end:start], re.sub(rb"[^\n]", b" ", source[start:stop])]
        end = max(end, stop)
    return b"".join([*made, source[end:]]).decode()


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.source, self.path = text.encode(), path
        self.root = _PARSER.parse(self.source).root_node
        if self.root.has_error:
            at = next(node for node in _all(self.root) if node.is_error or node.is_missing)
            raise self._fault(at, "JavaScript")
        self.imports: list[Import] = []
        self.own: dict[str, str] = {}
        self.handed: dict[str, tuple[str, str]] = {}
        self.all_of: list[str] = []
        self.shared: set[str] = set()  # names by `var`, which may stand twice
        self.single: set[str] = set()
        self.promised: list[tuple[str, Node]] = []  # names inside that it gives

    def module(self) -> Module:
        self._refuse()
        code: list[str] = []
        for node in self.root.children:
            # Where one is gone, its neighbours stay two statements.
            if made := self._statement(node) or (";" if code and node.type not in _COMMENTS else ""):
                code.append(made)
        for name, node in self.promised:
            if name not in self.single | self.shared:
                raise self._fault(node, "an export of what the part declares")
        return Module(tuple(self.imports), self.own, self.handed, tuple(self.all_of), "\n".join(code))

    def _statement(self, node: Node) -> str:
        """The code of a statement; of an import nothing, of an export what it declares."""
        if node.type == "import_statement":
            self._import(node)
            return ""
        if node.type != "export_statement":
            if self._text(node) == "export":  # which the parser takes for a name where it stands alone
                raise self._fault(node, "an export on the line of what it exports")
            self._declare(node)
            return self.printed(node)
        if source := node.child_by_field_name("source"):
            self._hand_on(node, source)
            return ""
        if value := node.child_by_field_name("value"):
            self._give(node, "default", self._unused("value"))
            # What has no name of its own is called "default".
            return f"const{{default:{self.own['default']}}}={{default:{self.printed(value)}}};"
        declared = node.child_by_field_name("declaration")
        if declared is None:
            for here, there in self._specified(node):
                self._give(node, there, here)
                self.promised.append((here, node))
            return ""
        default = any(child.type == "default" for child in node.children)
        for name in map(self._text, naming.declared(declared)):
            self._give(node, "default" if default else name, name)
        self._declare(declared)
        return self.printed(declared)

    def _declare(self, node: Node) -> None:
        """Note the names that a statement at the top makes. Raises Invalid for one that is there already."""
        if node.type != "variable_declaration":
            self._note(node, map(self._text, naming.declared(node)))

    def _note(self, node: Node, names: Iterable[str]) -> None:
        for name in names:
            if name in self.single | self.shared:
                raise self._fault(node, f"{quote(name)} declared once")
            self.single.add(name)

    def _give(self, node: Node, name: str, here: str | tuple[str, str]) -> None:
        """Note what a part gives under a name. Raises Invalid for a second thing of that name."""
        if name in self.own or name in self.handed:
            raise self._fault(node, f"{quote(name)} exported once")
        if isinstance(here, str):
            self.own[name] = here
        else:
            self.handed[name] = here

    def _import(self, node: Node) -> None:
        names: list[tuple[str, str]] = []
        for one in (
            inner for child in node.named_children if child.type == "import_clause" for inner in child.children
        ):
            if one.type == "identifier":
                names.append(("default", self._text(one)))
            elif one.type == "namespace_import":
                names.append((EVERYTHING, self._text(one.named_children[0])))
            elif one.type == "named_imports":
                names.extend(self._specified(one))
        self._note(node, (here for _, here in names))
        self._take(node, node.child_by_field_name("source"), names)

    def _hand_on(self, node: Node, source: Node) -> None:
        path = self._text(source)[1:-1]
        everything = next((one for one in node.children if one.type == "namespace_export"), None)
        names = [(EVERYTHING, self._name(everything.children[-1]))] if everything else list(self._specified(node))
        for there, given in names:
            self._give(node, given, (path, there))
        if any(one.type == "*" for one in node.children):
            self.all_of.append(path)
        self._take(node, source, [(there, "") for there, _ in names])

    def _take(self, node: Node, source: Node | None, names: list[tuple[str, str]]) -> None:
        if source is None or any(one.type == "import_attribute" for one in node.children):
            raise self._fault(node, "an import of a script")
        if not self._text(source)[1:].startswith(("./", "../")):
            raise self._fault(node, 'an import of a part by its way from here, "./…"')
        self.imports.append(Import(self._text(source)[1:-1], node.start_point.row + 1, tuple(names)))

    def _specified(self, node: Node) -> Iterator[tuple[str, str]]:
        """The names in the braces of an import or export, each as (before `as`, after it)."""
        for one in naming.specifiers(node):
            yield self._name(one.children[0]), self._name(one.children[-1])

    def _name(self, node: Node) -> str:
        if node.type != "string":
            return self._text(node)
        if "\\" in self._text(node):
            raise self._fault(node, "a name as it is read, without a backslash")
        return self._text(node)[1:-1]

    def _refuse(self) -> None:
        """Raise Invalid for what would be another thing in a classic script, or none; note the names by `var`."""
        if b"<!--" in self.source or b"-->" in self.source:
            for node in _all(self.root):
                begins = node.type == "<" and self.source.startswith(b"<!--", node.start_byte)
                if begins or node.type == "html_comment":
                    raise self._fault(node, "a comment of JavaScript")
        given = {self._text(one) for node in self.root.children for one in self._given(node)}
        waiting = [(node, False) for node in self.root.children]
        while waiting:
            node, function = waiting.pop()
            kind, children = node.type, node.children
            if expected := _anywhere(kind, children) or ("" if function else _outside(node, kind)):
                raise self._fault(node, expected)
            if given and not given.isdisjoint(map(self._text, naming.assigned(node, kind))):
                raise self._fault(node, "an exported name that stays what it is: export a function that tells it")
            if not function:
                self.shared.update(map(self._text, naming.shared(node, kind)))
            inside = function or kind in _FUNCTIONS
            # A name that is computed is not inside the function that it names.
            waiting.extend(
                (child, function if child.type == "computed_property_name" else inside)
                for child in children
                if child.child_count
            )

    def _given(self, node: Node) -> Iterator[Node]:
        """The names that a statement exports, of those that may change."""
        if node.type == "export_statement" and not node.child_by_field_name("source"):
            declared = node.child_by_field_name("declaration")
            if declared and not self._text(declared).startswith("const"):
                yield from naming.declared(declared)
            yield from (one.children[0] for one in naming.specifiers(node))

    def _unused(self, name: str) -> str:
        while name.encode() in self.source:
            name += "_"
        return name

    def printed(self, node: Node) -> str:
        """The code of a node without comments, and without blanks and breaks that mean nothing."""
        made: list[str] = []
        last, end = "", node.start_byte
        for start, stop in _tokens(node):
            text, gap = self.source[start:stop].decode(), self.source[end:start]
            if last and start > end:
                meant = _MERGE.search(last[-1] + text[0])
                goes_on = last in _OPEN or last.endswith("${") or text in _CLOSE or text[0] == "}"
                made.append("\n" if _BREAK.search(gap) and (meant or not goes_on) else " " if meant else "")
            made.append(text)
            last, end = text, stop
        return "".join(made)

    def _text(self, node: Node) -> str:
        return self.source[node.start_byte : node.end_byte].decode()

    def _fault(self, node: Node, expected: str) -> Invalid:
        line = self.source.decode().split("\n")[node.start_point.row].strip()
        return Invalid([Problem(self.path, node.start_point.row + 1, "", quote(line), expected)])


def _all(node: Node) -> Iterator[Node]:
    """A node and all inside it, in their order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.children))


def _tokens(node: Node) -> Iterator[tuple[int, int]]:
    """Where each token of a node begins and ends; of a template, what stands between its expressions."""
    waiting: list[Node | tuple[int, int]] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            yield one
            continue
        kind = one.type
        if kind == "template_string":
            waiting.extend(reversed(_pieces(one)))
        elif kind not in _WHOLE and (children := one.children):
            waiting.extend(reversed(children))
        elif kind not in _COMMENTS and one.end_byte > one.start_byte:
            yield one.start_byte, one.end_byte


def _pieces(template: Node) -> list[Node | tuple[int, int]]:
    pieces: list[Node | tuple[int, int]] = []
    start = template.start_byte
    for one in template.children:
        if one.type == "template_substitution":
            opening, *inner, closing = one.children
            pieces += [(start, opening.end_byte), *inner]
            start = closing.start_byte
    return [*pieces, (start, template.end_byte)]


def _anywhere(kind: str, children: list[Node]) -> str:
    """What is expected where a node can stand nowhere in a classic script."""
    if kind == "call_expression" and children[0].type == "import":
        return "an import that stands at the top: a page from a disk loads no module"
    if kind == "meta_property" and children[0].type == "import":
        return "an address that the page gives: a classic script has no import.meta"
    return "JavaScript" if kind.startswith("jsx") else ""


def _outside(node: Node, kind: str) -> str:
    """What is expected where a node can stand only in a function."""
    if kind == "await_expression" or (kind == "for_in_statement" and any(one.type == "await" for one in node.children)):
        return "await inside an async function: a classic script does not wait"
    return "return inside a function" if kind == "return_statement" else ""
