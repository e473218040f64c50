"""Stylesheets without what no page uses: the theme dresses far more than a handbook shows.

Pure; the source of the idea is PurgeCSS: a rule goes when it asks for an element, a class, an id or an
attribute that no page has and no script names. What is in doubt stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Any

import tinycss2

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_TAG = re.compile(r"<([A-Za-z][\w-]*)")
_LITERAL = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")
_QUOTE = re.compile(r"[\"'`]")
# A value ends at the latest where its piece of a page does: a "<" within it has then cut it in two.
_CUT = "\0"  # between pieces; no page has it
_ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"\0]*)|'([^'\0]*)|([^\s"'>\0]+))""")

# Attributes whose values are chosen when a site is built. A rule for another value is for another site.
_CHOSEN = ("dir", "data-md-color-primary", "data-md-color-accent", "data-md-color-scheme")
# Attributes that no browser sets by itself, as it does open and hidden.
_SET = re.compile(r"(?:data|aria)-[\w-]+|role|align|for")
# A browser adds these where a page leaves them out.
_IMPLIED = {"<html", "<head", "<body", "<tbody"}

_SCHEME = "data-scheme"  # of the button that goes round the palettes: what one of them is called
_PROPERTY = re.compile(r"--[\w-]+(?=\s*:)")
_PARTS = ("prelude", "content", "arguments")  # where what is parsed holds more
_USE = re.compile(r"--[\w-]+(?!\s*:|[\w-])")


def names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """What elements have, or may be given: "<tag", class, id, "[attribute", and for some "=value", or "attribute=value"
    where it is chosen at build.

    Whatever a script has between quotes may be any of them.
    """
    found = set(_IMPLIED)
    tags = _CUT.join({f"<{tag}" for page_ in pages for tag in page_.split("<")})  # most stand on many pages
    found.update(f"<{tag.lower()}" for tag in set(_TAG.findall(tags)))
    for attribute, *values in set(_ATTRIBUTE.findall(tags)):
        value = "".join(values)
        found.add(f"[{attribute}")
        if attribute in ("class", "id"):
            found.update(_WORD.findall(value))
        if attribute in _CHOSEN or _SET.fullmatch(attribute):
            found.update((f"{attribute}={value}", f"={value}"))
        if attribute == _SCHEME:
            found.add(f"data-md-color-scheme={value}")
    for script in scripts:
        for word in set(_WORD.findall(script)):  # element.dataset.name, { role: … }
            kebab = re.sub(r"[A-Z]", lambda match: "-" + match[0].lower(), word)
            found.update((f"[{word}", f"[data-{kebab}"))
        for word in set(_quoted(script)):
            found.update((word, f"<{word}", f"[{word}", f"={word}"))
    return found


def _quoted(script: str) -> Iterator[str]:
    """The words that a script has between quotes; all of a line where the quotes do not match."""
    for line in script.split("\n"):
        if _QUOTE.search(_LITERAL.sub("", line)):
            yield from _WORD.findall(line)
        else:
            for match in _LITERAL.finditer(line):
                yield from _WORD.findall(match[2])


def purged(css: str, named: Set[str]) -> str:
    """`css` without the selectors that ask for something outside `named`, as names() gives it, and empty rules.

    Conditions inside functions, as in :not(.a) or :is(.a, .b), count as met. A broken stylesheet stays as it is.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return css if _broken(rules) else _purged(rules, named)


def without_unused(css: str, others: str) -> str:
    """`css` without the custom properties that neither it nor `others` (styles, scripts) ever uses.

    A broken stylesheet stays as it is.
    """
    unused = set(_PROPERTY.findall(css)) - set(_USE.findall(css + others))
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    if _broken(rules):
        return css
    for rule in rules:
        if rule.type == "qualified-rule" and any(name in unused for name in _PROPERTY.findall(_text(rule.content))):
            declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            if _broken(declared):
                return css
            kept = [one for one in declared if one.type != "declaration" or one.name not in unused]
            rule.content = tinycss2.parse_component_value_list(";".join(one.serialize() for one in kept))
    return "".join(rule.serialize() for rule in rules if rule.type != "qualified-rule" or rule.content)


def _broken(nodes: Iterable[Any]) -> bool:
    """Whether one of these is an error, or holds one: the text of an error is lost."""
    return any(
        node.type == "error" or any(_broken(getattr(node, part, None) or ()) for part in _PARTS) for node in nodes
    )


def _purged(rules: Iterable[Any], named: Set[str]) -> str:
    parts = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [selector for selector in _split(rule.prelude) if _asked(selector) <= named]
            if selectors:
                parts.append(f"{','.join(_text(one) for one in selectors)}{{{_text(rule.content)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content:
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if _broken(within):
                parts.append(rule.serialize())
            elif inner := _purged(within, named):
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
    """What an element and those around it must have, as names() calls it."""
    pairs = zip([None, *selector], selector, strict=False)
    asked = set[str]()
    for before, token in pairs:
        if token.type == "hash" or (token.type == "ident" and before == "."):
            asked.add(token.value)
        elif token.type == "ident" and before != ":":
            asked.add(f"<{token.lower_value}")
        elif token.type == "[] block":
            asked |= _of_attribute(_text(token.content))
    return asked


def _of_attribute(condition: str) -> set[str]:
    """The attribute that a condition asks for, and its value where that is to be just so."""
    name, sign, value = condition.replace('"', "").replace("'", "").partition("=")
    plain = bool(sign) and _WORD.fullmatch(value)
    if name in _CHOSEN:
        return {f"{name}={value}"} if plain else set()
    if _SET.fullmatch(name):
        return {f"[{name}", *([f"={value}"] if plain else ())}
    return set()


def _text(tokens: list[Any]) -> str:
    return str(tinycss2.serialize(tokens)).strip()
