"""What a script asks of a browser: names of its own language and of the browser's, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

# In this order: a regular expression stands where a value may begin.
_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<template>`)"""
    r"""|(?P<word>[#@]?[\w$]+)|(?P<space>\s+)|(?P<regex>/(?![*/])(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*)"""
    r"""|(?P<sign>>>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|\?\.(?!\d)|\+\+|--|\*\*|<<|>>|[=!<>+\-*/%&|^]=|&&|\|\||\?\?|.)""",
    re.DOTALL | re.VERBOSE,
)
_VALUE_ENDS = re.compile(r"[\w$)\]}\"'`]$")
_BEFORE_VALUE = {
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "do",
    "else",
    "void",
    "delete",
    "throw",
    "new",
    "await",
    "yield",
}
# Of regular expressions: what Safari 15.4 takes for an error, and with it the whole script.
_PATTERN = re.compile(r"\(\?(<[=!])|\(\?([a-z]*-?[a-z]*:)")
_FLAGS = set("dgimsuy")

Token = tuple[int, str, str]  # line, kind, text


def tokens(text: str) -> Iterator[Token]:
    """Words, signs, texts and regular expressions; what stands in ${} of a template too."""
    line, place, last, depths = 1, 0, "", list[int]()
    while place < len(text):
        match = _TOKEN.match(text, place)
        assert match, text[place : place + 40]
        kind, said = match.lastgroup or "", match[0]
        if kind == "regex" and _VALUE_ENDS.search(last) and last not in _BEFORE_VALUE:
            kind, said = "sign", "/"
        place += len(said)
        closes = said == "}" and bool(depths) and depths[-1] == 0
        if said == "`" or closes:  # the words of a template, as far as its end or the next ${
            if closes:
                depths.pop()
            rest = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(`|\$\{)", re.DOTALL).match(text, place)
            assert rest, text[place : place + 40]
            place += len(rest[0])
            if rest[1] == "${":
                depths.append(0)
            last = "`" if rest[1] == "`" else "("
            line += rest[0].count("\n")
            continue
        if depths:
            depths[-1] += (said == "{") - (said == "}")
        if kind not in ("comment", "space"):
            yield line, kind, said
            last = said
        line += said.count("\n")


def asked(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, kind, name) of what is asked for: "global" fetch, "member" Object.hasOwn or closest, "syntax"."""
    found = [*tokens(text), (0, "", "")]
    own = declared(found)
    for index, (line, kind, said) in enumerate(found):
        before = found[index - 1][2] if index else ""
        after = found[min(index + 1, len(found) - 1)][2]
        if kind == "regex":
            yield from ((line, "syntax", name) for name in _of_pattern(said))
        elif kind == "sign" and said in ("@", "|>"):
            yield line, "syntax", said
        elif kind != "word" or said[0].isdigit() or said[0] == "#":
            continue
        elif before in (".", "?."):
            owner = found[index - 2][2] if found[index - 2][1] == "word" else ""
            if owner not in ("dataset", "elements"):  # whose members are names of our own
                yield line, "member", f"{owner}.{said}" if owner else said
        elif said == "static" and after == "{":
            yield line, "syntax", "static block"
        elif said == "using" and found[index + 1][1] == "word":
            yield line, "syntax", "using"
        elif said not in own and not (after == ":" and before in ("{", ",")):
            yield line, "global", said


def declared(found: list[Token]) -> set[str]:
    """Names that a script gives itself: declared, taken as an argument, imported, methods and keys."""
    names = set[str]()
    for index, (_, kind, said) in enumerate(found[:-1]):
        if kind != "word":
            continue
        before, after = found[index - 1][2] if index else "", found[index + 1][2]
        if before in ("const", "let", "var", "function", "class", "get", "set", "as", "*") or after in ("=>", ":"):
            names.add(said)
        elif before in ("(", ",", "{", "[", "...") and after in (")", ",", "}", "]", "="):
            names.add(said) if _binds(found, index) else None
        elif after == "(" and _closes(found, index + 1) == "{" and before not in (".", "?.", "new"):
            names.add(said)  # a method
        elif (after == "=" and before in (";", "}", "{", "static")) or said == "catch":
            names.add(said)  # a field
    return names


def _binds(found: list[Token], index: int) -> bool:
    """Whether a word within brackets is bound there: arguments before => or {, a pattern before =, of or from."""
    depth, place = 0, index
    while place < len(found) - 1:
        said = found[place][2]
        if said in ("(", "[", "{"):
            depth += 1
        elif said in (")", "]", "}"):
            depth -= 1
            if depth < 0:
                after = found[place + 1][2]
                if after in ("=>", "=", "of", "from") or (said == ")" and after == "{"):
                    return True
                depth = 0
                if after not in (")", "]", "}", ","):
                    return False
        elif said == ";":
            return False
        place += 1
    return False


def _closes(found: list[Token], index: int) -> str:
    """What stands behind the bracket that closes the one at `index`."""
    depth = 0
    for place in range(index, len(found) - 1):
        depth += (found[place][2] == "(") - (found[place][2] == ")")
        if not depth:
            return found[place + 1][2]
    return ""


def _of_pattern(said: str) -> Iterator[str]:
    pattern, flags = said[1:].rsplit("/", 1)
    for match in _PATTERN.finditer(re.sub(r"\\.", "", pattern)):
        if match[1]:
            yield "lookbehind"
        elif match[2] != ":":
            yield f"(?{match[2]}"
    yield from (f"flag {flag}" for flag in flags if flag not in _FLAGS)
