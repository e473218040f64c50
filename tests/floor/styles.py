"""What a style sheet asks of a browser, with its lines, and what makes good for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node

UNITS = {"px", "mm", "cm", "in", "pt", "s", "ms", "fr", "dpi", "dppx", "x", "%"}  # older than any list of features
_LOGICAL = {"is", "where", "matches"}  # what they do not know within, they leave out


@dataclass(frozen=True)
class Asked:
    """One thing asked for. Guards are the words of @supports around it; a spare is an earlier form of the same."""

    line: int
    kind: str
    name: str
    guards: str = ""
    spare: bool = False
    alone: bool = True  # no other selector falls with it


def asked(text: str) -> list[Asked]:
    """Everything that a style sheet asks for, in its order."""
    return list(_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), ""))


def _rules(rules: Sequence[Node], guards: str) -> Iterator[Asked]:
    for rule in rules:
        line = rule.source_line
        if rule.type == "error":
            yield Asked(line, "error", rule.message)
        elif rule.type == "qualified-rule":
            yield from _selectors(rule, guards)
            yield from _block(rule.content, guards)
        elif rule.type == "at-rule":
            name = rule.lower_at_keyword
            yield Asked(line, "at-rule", name, guards)
            words = tinycss2.serialize(rule.prelude)
            if name == "media":
                yield from _media(rule.prelude, line, guards)
            if rule.content is None:
                continue
            if name in ("media", "supports", "layer", "container"):
                inner = f"{guards} {words}" if name == "supports" else guards
                yield from _rules(
                    tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), inner
                )
            elif name == "keyframes":
                for frame in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
                    yield from _block(frame.content, guards)
            else:
                yield from _block(rule.content, guards, descriptors=name)


def _selectors(rule: Node, guards: str) -> Iterator[Asked]:
    lists: list[list[Node]] = [[]]
    for token in rule.prelude:
        if token.type == "literal" and token.value == ",":
            lists.append([])
        else:
            lists[-1].append(token)
    names = [{name for name, _, _ in _pseudos(one)} for one in lists]
    for name, line, inside in _pseudos(rule.prelude):
        yield Asked(line, "selector", name, guards, alone=inside or all(name in others for others in names))


def _pseudos(tokens: Sequence[Node], *, inside: bool = False) -> Iterator[tuple[str, int, bool]]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and before.type == "literal" and before.value == ":":
            if token.type == "ident":
                yield token.lower_value, token.source_line, inside
            elif token.type == "function":
                yield token.lower_name, token.source_line, inside
        if token.type == "function":
            yield from _pseudos(token.arguments, inside=inside or token.lower_name in _LOGICAL)


def _media(tokens: Sequence[Node], line: int, guards: str) -> Iterator[Asked]:
    for token in tokens:
        if token.type == "() block":
            words = [one for one in token.content if one.type == "ident"]
            if words:
                yield Asked(line, "media", words[0].lower_value.removeprefix("min-").removeprefix("max-"), guards)
            if any(one.type == "literal" and one.value in "<>=" for one in token.content):
                yield Asked(line, "media", "range", guards)
            yield from _media(token.content, line, guards)


def _block(content: Sequence[Node], guards: str, descriptors: str = "") -> Iterator[Asked]:
    seen = set[str]()
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            name = one.lower_name
            if not name.startswith("--"):
                kind = f"@{descriptors}" if descriptors else "property"
                yield Asked(one.source_line, kind, name, guards, spare=name in seen)
            yield from _values(one.value, name, guards, spare=name in seen)
            seen.add(name)
        elif one.type == "at-rule" and descriptors:  # a margin of @page
            yield Asked(one.source_line, "at-rule", one.lower_at_keyword, guards)
            yield from _block(one.content, guards)
        elif one.type in ("qualified-rule", "at-rule"):
            yield Asked(one.source_line, "syntax", "a rule within a rule", guards)
        elif one.type == "error":
            yield Asked(one.source_line, "error", one.message)


def _values(tokens: Sequence[Node], name: str, guards: str, *, spare: bool) -> Iterator[Asked]:
    for token in tokens:
        if token.type == "function":
            yield Asked(token.source_line, "function", token.lower_name, guards, spare)
            yield from _values(token.arguments, name, guards, spare=spare)
        elif token.type == "dimension":
            yield Asked(token.source_line, "unit", token.lower_unit, guards, spare)
        elif token.type == "ident":
            yield Asked(token.source_line, "value", f"{name}.{token.lower_value}", guards, spare)
        elif token.type == "literal" and token.value == "/" and name == "content":
            yield Asked(token.source_line, "value", "content.alt_text", guards, spare)
        elif token.type == "() block":
            yield from _values(token.content, name, guards, spare=spare)
