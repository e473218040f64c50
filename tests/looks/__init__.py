"""What our styles may say: sizes of type and colours are tokens, few and in one place; no side is left or right; and
nothing is said louder than need be, for the theme's own styles lie in a layer below ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import tinycss2
from tinycss2.ast import Node

from ..sites import ROOT

STYLES = ROOT / "overrides" / "assets" / "css"
TOKENS = "tokens.css"
APART = "go.css"  # of pages that load no other style, in the colours of the reader's system
SIZES = 7  # of type, at most
FACES = ("card.css", "card-deck.css")  # a card is as large as the paper it is on: what stands there grows with it

_SIZE = re.compile(r"--hb-text(-\w+)?")
# The theme's names before one of ours, for their weight alone.
_LOUD = re.compile(r"\[dir\] |(?<![\w(-])\.md-typeset (?:[\w-]*[.#]|:is\([.#])")
_TOKEN = re.compile(r"var\(--(hb-text(-\w+)?|card-size(, 12pt)?)\)|inherit|0")
# A side that is left or right, where a language may be written the other way. What is turned is drawn, and stays.
_SIDE = re.compile(r"(margin|padding|border)-(left|right)\b|left$|right$|border-(top|bottom)-(left|right)-radius")
_SIDED = {"text-align", "float", "clear"}  # whose value may be one
_FOUR = {
    "margin",
    "padding",
    "inset",
    "border-width",
    "border-color",
    "border-style",
}  # the second right, the fourth left
_DRAWN = "rotate"
_COLOUR = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"}
_NAMED = {
    "white",
    "black",
    "red",
    "green",
    "blue",
    "grey",
    "gray",
    "silver",
    "navy",
    "teal",
    "orange",
    "yellow",
    "purple",
}


def everything() -> list[str]:
    """Every fault in our styles, with file, line and cure."""
    found = []
    for path in sorted(STYLES.glob("*.css")):
        text = path.read_text(encoding="utf-8")
        shown = path.relative_to(ROOT)
        found += [f"{shown}:{line}: {said}" for line, said in faults(path.name, text)] if path.name != APART else []
    if len(sizes := _sizes()) > SIZES:
        found.append(f"{(STYLES / TOKENS).relative_to(ROOT)}: {len(sizes)} sizes of type; expected {SIZES} at most")
    return found


def _sizes() -> list[str]:
    rules = tinycss2.parse_stylesheet((STYLES / TOKENS).read_text(encoding="utf-8"), skip_comments=True)
    return sorted({one.name for one, _ in _declarations(rules, "") if _SIZE.fullmatch(one.name)})


def faults(name: str, text: str) -> Iterator[tuple[int, str]]:
    """(line, what is wrong and what is expected) of one style sheet."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    for number, line in enumerate(text.split("\n"), 1):
        if _LOUD.search(line):
            yield number, f"{line.strip()}; expected no more than names it, or :where(.md-typeset) before a tag"
        if "!important" in line and "/*" not in line:
            yield number, f"{line.strip()}; expected a comment beside it that says what else would win"
    for one, around in _declarations(rules, ""):
        if one.name.startswith("--hb-"):
            continue  # a token itself, or its value for a medium
        if name != TOKENS and "@page" not in around and (colour := _colour(one.value)):
            yield one.source_line, f"the colour {colour} in {one.name}; expected a token of {TOKENS}"
        if one.name == "font-size" and not _sized(name, around, tinycss2.serialize(one.value).strip()):
            value = tinycss2.serialize(one.value).strip()
            yield one.source_line, f"the size {value}; expected var(--hb-text...), one of the {SIZES} in {TOKENS}"
    drawn = {around for one, around in _declarations(rules, "") if one.name == _DRAWN}
    for one, around in _declarations(rules, ""):
        if around not in drawn and "@page" not in around and _one_sided(one.name, one.value):
            cure = "a side of the text: -inline-start, -inline-end, or start and end"
            yield one.source_line, f"left and right in {one.name}; expected {cure}"


def _one_sided(name: str, nodes: Sequence[Node]) -> bool:
    """Whether a declaration tells left from right."""
    values = [node for node in nodes if node.type not in ("whitespace", "comment")]
    if name in _SIDED:
        return any(node.type == "ident" and node.lower_value in ("left", "right") for node in values)
    shown = [tinycss2.serialize([node]) for node in values]
    if name == "border-radius":
        corners = {1: shown * 4, 2: shown * 2, 3: [*shown, *shown[1:2]]}.get(len(shown), shown)
        return "/" not in shown and (corners[0], corners[3]) != (corners[1], corners[2])
    return bool(_SIDE.match(name)) or (name in _FOUR and len(shown) == 4 and shown[1] != shown[3])


def _sized(name: str, around: str, value: str) -> bool:
    """Whether a size is a token. Paper is measured in points, a card in its own size, a map in the pixels it has."""
    if _TOKEN.fullmatch(value):
        return True
    on_paper = value.endswith(("pt", "em")) and not value.endswith("rem") and ("print" in around or name in FACES)
    return on_paper or (value.endswith("px") and ".map" in around)


def _declarations(rules: Sequence[Node], around: str) -> Iterator[tuple[Node, str]]:
    """Each declaration, with the words of all that stands around it."""
    for rule in rules:
        if rule.type not in ("qualified-rule", "at-rule") or rule.content is None:
            continue
        named = f"@{rule.lower_at_keyword}" if rule.type == "at-rule" else ""
        words = f"{around} {named} {tinycss2.serialize(rule.prelude)}"
        inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        yield from ((one, words) for one in inner if one.type == "declaration")
        yield from _declarations([one for one in inner if one.type != "declaration"], words)


def _colour(nodes: Sequence[Node]) -> str:
    """The first colour that is written out in a value, or ''."""
    for node in nodes:
        if node.type == "hash" and re.fullmatch(r"[0-9a-fA-F]{3,8}", node.value):
            return f"#{node.value}"
        if node.type == "ident" and node.lower_value in _NAMED:
            return str(node.value)
        if node.type == "function":
            if node.lower_name in _COLOUR:
                return str(tinycss2.serialize([node]))
            if found := _colour(node.arguments):
                return found
    return ""
