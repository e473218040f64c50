"""Pages and stylesheets without what nobody uses: the theme dresses far more than a handbook shows.

Pure; the source of the idea for stylesheets is PurgeCSS: a rule goes when it asks for a class or an id that no
page and no script ever names. What is in doubt stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Any

import tinycss2

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_PROPERTY = re.compile(r"--[\w-]+(?=\s*:)")
_BLANK = re.compile(r"\s*\n\s*")
_USE = re.compile(r"--[\w-]+(?!\s*:|[\w-])")


def page(html: str) -> str:
    """`html` without the indents and empty lines around its article, where the theme's templates leave thousands.

    The article keeps its own: white space may mean something there.
    """
    before, opened, rest = html.partition("<article")
    article, closed, after = rest.rpartition("</article>")
    return _BLANK.sub("\n", before) + opened + article + closed + _BLANK.sub("\n", after)


def words(texts: Iterable[str]) -> set[str]:
    """Everything in pages and scripts that may be the name of a class or an id."""
    return {word for text in texts for word in _WORD.findall(text)}


def lean(css: str, named: Set[str]) -> str:
    """`css` without the selectors that ask for a class or id outside `named`, and without empty rules.

    Conditions inside functions, as in :not(.a) or :is(.a, .b), count as met. Broken rules stay as they are.
    """
    return _kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), named)


def spare(css: str, others: str) -> str:
    """`css` without the custom properties that neither it nor `others` (styles, scripts) ever uses."""
    unused = set(_PROPERTY.findall(css)) - set(_USE.findall(css + others))
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type == "qualified-rule" and any(name in unused for name in _PROPERTY.findall(_text(rule.content))):
            declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            kept = [one for one in declared if one.type != "declaration" or one.name not in unused]
            rule.content = tinycss2.parse_component_value_list(";".join(one.serialize() for one in kept))
    return "".join(rule.serialize() for rule in rules if rule.type != "qualified-rule" or rule.content)


def _kept(rules: Iterable[Any], named: Set[str]) -> str:
    parts = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [selector for selector in _split(rule.prelude) if _asked(selector) <= named]
            if selectors:
                parts.append(f"{','.join(_text(one) for one in selectors)}{{{_text(rule.content)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content:
            inner = _kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), named)
            if inner:
                parts.append(f"@{rule.at_keyword} {_text(rule.prelude)}{{{inner}}}")
        else:
            parts.append(rule.serialize())
    return "".join(parts)


def _split(prelude: list[Any]) -> list[list[Any]]:
    """A list of selectors at its commas."""
    selectors: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            selectors.append([])
        else:
            selectors[-1].append(part)
    return selectors


def _asked(selector: list[Any]) -> set[str]:
    """The classes and ids that an element and those around it must have."""
    pairs = zip([None, *selector], selector, strict=False)
    classes = {token.value for before, token in pairs if token.type == "ident" and before == "."}
    return classes | {token.value for token in selector if token.type == "hash"}


def _text(tokens: list[Any]) -> str:
    return str(tinycss2.serialize(tokens)).strip()
