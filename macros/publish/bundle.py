"""Scripts and stylesheets in parts -> one file of each, small, for a browser to fetch at once.

The parts stay as they are written: ES modules and @import. A bundle is a classic script, for a page that
was opened from a disk may load no modules. Pure; paths are keys, nothing is read or written.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence

import rcssmin

from ..problems import Invalid, Problem, nearest, quote

SHARED = "handbookParts"  # what a page's own script takes from that of every page
_BEGIN = '(() => {\n"use strict";'

# The forms that a part may use. Each stands at the start of a line, and on one line.
_IMPORT = re.compile(r'^import (?:(?:\{([^}]*)\}|\* as (\w+)|(\w+)) from )?"([^"]+)"$', re.MULTILINE)
_EXPORT = re.compile(r"^export (default )?((?:async )?function\*?|class|const) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*|\bimport\(.*", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
_AFTER = re.compile(r"(?<=[\w;{}()\],]) // [^\"'`\n]*$", re.MULTILINE)
_TEXT = re.compile(r"""(["'`])(?:(?!\1)[^\\\n]|\\.)*\1""")  # of one line
_WHOLE_TEXT = re.compile(r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")
_BLANK = re.compile(r" *([=,{}()*?:<>&|;\[\]!]) *")
_STYLE = re.compile(r'^@import "([^"]+)";\n?', re.MULTILINE)


def scripts(parts: Mapping[str, str], entries: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """{entry: that module with all that it imports, as one classic script}, and the paths in all of them.

    Every part keeps a scope of its own and runs once, after what it imports. The first script is for every page;
    the others follow it on theirs, and take from it what both need, so that what a part remembers is one for all; where
    it did not come, they do nothing. What is exported is bound once: only functions, classes and constants may be.
    Comments, indents and blanks beside punctuation are left out, and nothing else: no minifier in Python knows today's
    JavaScript. Raises Invalid for a part that is missing, for a circle, for another form of import or export, and for a
    text over several lines.
    """
    orders = {
        entry: _order(parts, entry, lambda text: [match[4] for match in _IMPORT.finditer(text)]) for entry in entries
    }
    common = orders[entries[0]]
    names = {path: f"part{index}" for index, path in enumerate(common)}
    taken = {path: f"{SHARED}[{json.dumps(path)}]" for path in common}
    asked = [path for path in common if any(path in orders[entry] for entry in entries[1:])]
    shared = ", ".join(f"{json.dumps(path)}: {names[path]}" for path in asked)
    made = {entries[0]: _joined(parts, common, names, f"window.{SHARED} = {{{shared}}};")}
    for entry in entries[1:]:
        own = [path for path in orders[entry] if path not in taken]
        needs = f"if (!window.{SHARED}) return;" if set(orders[entry]) & taken.keys() else ""
        made[entry] = _joined(parts, own, taken | {path: f"part{index}" for index, path in enumerate(own)}, begin=needs)
    return made, list(dict.fromkeys(path for order in orders.values() for path in order))


def _joined(
    parts: Mapping[str, str], order: Sequence[str], names: Mapping[str, str], end: str = "", begin: str = ""
) -> str:
    body = [f"const {names[path]} = (() => {{\n{_scoped(parts, path, names)}\n}})();" for path in order]
    whole = re.sub(r"^\s+", "", "\n".join([begin, *body, end, "})();"]), flags=re.MULTILINE)
    return "\n".join([_BEGIN, *map(_close, whole.split("\n"))]) + "\n"


def _close(line: str) -> str:
    """A line of a script without blanks beside punctuation; as it is, where a slash may begin a regular expression."""
    bare = _TEXT.sub("", line)
    if "/" in bare or "`" in line:
        return line
    texts = [match[0] for match in _TEXT.finditer(line)]
    between = [_BLANK.sub(r"\1", code) for code in re.split(_WHOLE_TEXT, line)]
    return "".join(code + text for code, text in zip(between, [*texts, ""], strict=True))


def joined(text: str) -> bool:
    """Whether a script is one that `scripts` has made, and no part any more."""
    return text.startswith(f"{_BEGIN}\n")


def style(parts: Mapping[str, str], entry: str) -> tuple[str, list[str]]:
    """The stylesheet at `entry` with all that it imports in place, minified, and the paths in it.

    Raises Invalid for a part that is missing and for a circle.
    """
    order = _order(parts, entry, lambda text: _STYLE.findall(text))
    return small("\n".join(_STYLE.sub("", parts[path]) for path in order)), order


def small(css: str) -> str:
    """A stylesheet without comments, and blanks that say nothing."""
    return f"{rcssmin.cssmin(css)}\n"


def gathered(
    pages: Mapping[str, str], styles: Mapping[str, str], entry: str
) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """The pages that ask for `entry` alone, where they asked for some of `styles` first; `entry` with those in front;
    and the paths that nobody asks for any more.

    ({}, "", ()) where pages do not agree on which, or where one names a file, which it would not find from there.
    """
    known = "|".join(map(re.escape, styles))
    link = re.compile(rf'<link rel="stylesheet" href="(?:[^"]*/)?({known})">\n?')
    asked = {path: tuple(found) for path, page in pages.items() if (found := link.findall(page))}
    orders = set(asked.values())
    if len(orders) != 1:
        return {}, "", ()
    *theirs, last = orders.pop()
    texts = [re.sub(r'^@charset "[^"]*";', "", styles[path]) for path in (*theirs, last)]
    if not theirs or last != entry or re.search(r"@import|url\((?![\"']?data:)", "".join(texts[:-1])):
        return {}, "", ()

    def left(match: re.Match[str]) -> str:
        return match[0] if match[1] == entry else ""

    return {path: link.sub(left, pages[path]) for path in asked}, '@charset "utf-8";' + "".join(texts), tuple(theirs)


def _order(parts: Mapping[str, str], entry: str, wanted: Callable[[str], list[str]]) -> list[str]:
    """All paths that `entry` needs, each after what it needs itself."""
    done: list[str] = []

    def visit(path: str, above: tuple[str, ...]) -> None:
        if path in done:
            return
        for named in wanted(parts[path]):
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
            if found not in parts:
                raise _fault(parts, path, named, f"no part {quote(named)}", "a part", nearest(found, parts))
            if found in (*above, path):
                raise _fault(parts, path, named, f"{quote(named)} needs this part itself", "no circle")
            visit(found, (*above, path))
        done.append(path)

    if entry not in parts:
        raise Invalid([Problem(entry, 1, "", "no such part", "the part that needs all others")])
    visit(entry, ())
    return done


def _scoped(parts: Mapping[str, str], path: str, names: Mapping[str, str]) -> str:
    """The body of a part whose imports are constants, and which gives back what it exports."""

    def bound(match: re.Match[str]) -> str:
        some, everything, default, named = match.groups()
        source = names[posixpath.normpath(posixpath.join(posixpath.dirname(path), named))]
        if some is not None:
            return f"const {{{some.replace(' as ', ': ')}}} = {source};"
        if everything:
            return f"const {everything} = {source};"
        return f"const {default} = {source}.default;" if default else ""

    text = _AFTER.sub("", _COMMENT.sub("", parts[path]))
    given = {("default" if match[1] else match[3]): match[3] for match in _EXPORT.finditer(text)}
    body = _EXPORT.sub(r"\2 \3", _IMPORT.sub(bound, text))
    if other := _OTHER.search(body):
        raise _fault(parts, path, other[0], quote(other[0]), "import or export in the forms that CONTRIBUTING names")
    for line in text.split("\n"):
        if "`" in _TEXT.sub("", line):
            raise _fault(parts, path, line, quote(line), "a text that ends on its line")
    names_ = [local if name == local else f"{name}: {local}" for name, local in given.items()]
    return f"{body}\nreturn {{{', '.join(names_)}}};"


def _fault(parts: Mapping[str, str], path: str, at: str, said: str, expected: str, hint: str = "") -> Invalid:
    line = parts[path][: max(parts[path].find(at), 0)].count("\n") + 1
    return Invalid([Problem(path, line, "", said, expected, hint)])
