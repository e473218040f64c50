"""Scripts and stylesheets in parts -> one file of each, small, for a browser to fetch at once.

The parts stay as they are written: ES modules and @import. A bundle is a classic script, for a page that
was opened from a disk may load no modules. Pure; paths are keys, nothing is read or written.
"""

from __future__ import annotations

import itertools
import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import rcssmin

from ..problems import Invalid, Problem, nearest, quote
from . import javascript
from .javascript import EVERYTHING, Module

SHARED = "handbookParts"  # parts that several scripts of a page need
_BEGIN = '(function(){"use strict";'  # no arrow, for in a module `this` is nothing

_STYLE = re.compile(r'^@import "([^"]+)";\n?', re.MULTILINE)

Origin = tuple[str, str]  # a part that declares something, and what it is called there, or EVERYTHING
Given = dict[str, dict[str, Origin]]  # the names that each part gives
Wanted = Iterable[tuple[str, int]]  # paths as a part names them, each with its line


def scripts(parts: Mapping[str, str], entries: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """{entry: that module with all that it imports, as one classic script}, and the paths in all of them.

    Every part keeps a scope of its own and runs once, after what it imports. The first script is for every page;
    the others follow it on theirs. What several need is made by the first that comes, so that what a part remembers
    is one for all; where the script of every page did not come, they do nothing. Names stay as they are written, so
    that a fault in a reader's browser tells where.
    Raises Invalid for a part or a name that is missing, for a circle, and for what javascript.module() refuses.
    """
    modules: dict[str, Module] = {}

    def wanted(path: str) -> Wanted:
        modules[path] = modules.get(path) or javascript.module(parts[path], path)
        return [(one.path, one.line) for one in modules[path].imports]

    orders = {entry: _order(parts, entry, wanted) for entry in entries}
    used = list(dict.fromkeys(path for order in orders.values() for path in order))
    given = _given(modules, used)
    stem = next(stem for stem in _stems() if not any(re.search(rf"\b{stem}\d", parts[path]) for path in used))
    common = orders[entries[0]]
    names = {path: f"{stem}{index}" for index, path in enumerate(common)}
    counts = Counter(path for entry in entries[1:] for path in orders[entry])
    several = [path for path in counts if path in common or counts[path] > 1]
    taken = {path: f"{SHARED}[{json.dumps(path)}]" for path in several}
    shared = ",".join(f"{json.dumps(path)}:{names[path]}" for path in common if path in taken)
    made = {entries[0]: _joined(modules, given, common, names, end=f"window.{SHARED}={{{shared}}};")}
    for entry in entries[1:]:
        own = [path for path in orders[entry] if path not in common]
        needs = f"if(!window.{SHARED})return;" if set(orders[entry]) & taken.keys() else ""
        called = {path: f"{stem}{index}" for index, path in enumerate(own)} | taken
        made[entry] = _joined(modules, given, own, called, begin=needs)
    return made, used


def imported(text: str, path: str) -> set[str]:
    """The paths of what a script imports."""
    return {_found(path, one.path) for one in javascript.module(text, path).imports}


def joined(text: str) -> bool:
    """Whether a script is one that `scripts` has made, and no part any more."""
    return text.startswith(_BEGIN)


def style(parts: Mapping[str, str], entry: str) -> tuple[str, list[str]]:
    """The stylesheet at `entry` with all that it imports in place, minified, and the paths in it.

    Raises Invalid for a part that is missing and for a circle.
    """

    def wanted(path: str) -> Wanted:
        found = _STYLE.finditer(parts[path])
        return [(one[1], parts[path].count("\n", 0, one.start()) + 1) for one in found]

    order = _order(parts, entry, wanted)
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


def _order(parts: Mapping[str, str], entry: str, wanted: Callable[[str], Wanted]) -> list[str]:
    """All paths that `entry` needs, each after what it needs itself."""
    done: list[str] = []

    def visit(path: str, above: tuple[str, ...]) -> None:
        if path in done:
            return
        for named, line in wanted(path):
            found = _found(path, named)
            if found not in parts:
                raise _fault(path, line, f"no part {quote(named)}", "a part", nearest(found, parts))
            if found in (*above, path):
                raise _fault(path, line, f"{quote(named)} needs this part itself", "no circle")
            visit(found, (*above, path))
        done.append(path)

    if entry not in parts:
        raise _fault(entry, 1, "no such part", "the part that needs all others")
    visit(entry, ())
    return done


def _given(modules: Mapping[str, Module], order: Iterable[str]) -> Given:
    """What each part gives. Raises Invalid for a name that is taken where nobody gives it."""
    given: Given = {}
    for path in order:
        module = modules[path]
        taken: dict[str, Origin] = {}
        for one in module.imports:
            source = _found(path, one.path)
            for name, here in one.names:
                if name not in (EVERYTHING, *given[source]):
                    said = f"{quote(one.path)} exports no {quote(name)}"
                    raise _fault(path, one.line, said, "a name that it exports", nearest(name, given[source]))
                taken[here] = _origin(given, source, name)
        others = {name: given[other][name] for name, other in _others(path, module, given).items()}
        handed = {name: _origin(given, _found(path, named), there) for name, (named, there) in module.handed.items()}
        given[path] = others | handed | {name: taken.get(here, (path, here)) for name, here in module.own.items()}
    return given


def _origin(given: Given, path: str, name: str) -> Origin:
    return (path, EVERYTHING) if name == EVERYTHING else given[path][name]


def _others(path: str, module: Module, given: Given) -> dict[str, str]:
    """The names of other parts that one hands on with `*`, each with that part; none that means two things."""
    found: dict[str, dict[Origin, str]] = {}
    for other in (_found(path, named) for named in module.all_of):
        for name, origin in given[other].items():
            found.setdefault(name, {})[origin] = other
    known = ("default", *module.own, *module.handed)
    return {name: next(iter(by.values())) for name, by in found.items() if len(by) == 1 and name not in known}


def _joined(
    modules: Mapping[str, Module],
    given: Given,
    order: Iterable[str],
    names: Mapping[str, str],
    begin: str = "",
    end: str = "",
) -> str:
    lines = [_BEGIN, begin]
    whole = {_found(path, one.path) for path in modules for one in modules[path].imports if one.whole}
    for path in order:
        module = modules[path]
        gives = dict(module.own)
        for name, (named, there) in module.handed.items():
            gives[name] = _of(names[_found(path, named)], there)
        gives |= {name: _of(names[other], name) for name, other in _others(path, module, given).items()}
        # What others have a part from as well, who comes first makes.
        name = f"{names[path]}??=" if names[path].startswith(SHARED) else f"const {names[path]}="
        before, bare, after = ("Object.freeze(", "__proto__:null,", ")") if path in whole else ("", "", "")
        lines += [f"{name}{before}(()=>{{", *_taken(path, module, names), module.code]
        told = ",".join(name if name == local else f"{_key(name)}:{local}" for name, local in sorted(gives.items()))
        lines += [f"return{{{bare}{told}}}", f"}})(){after};"]
    return "\n".join(filter(None, [*lines, end, "})();"])) + "\n"


def _taken(path: str, module: Module, names: Mapping[str, str]) -> Iterable[str]:
    """The names that a part imports, as constants."""
    for one in module.imports:
        source = names[_found(path, one.path)]
        local = [(name, here) for name, here in one.names if here]
        yield from (f"const {here}={source};" for name, here in local if name == EVERYTHING)
        if some := [(name, here) for name, here in local if name != EVERYTHING]:
            bound = ",".join(name if name == here else f"{_key(name)}:{here}" for name, here in some)
            yield f"const{{{bound}}}={source};"


def _of(source: str, name: str) -> str:
    return source if name == EVERYTHING else f"{source}[{json.dumps(name)}]"


def _key(name: str) -> str:
    return name if name.isidentifier() and name != "__proto__" else f"[{json.dumps(name)}]"


def _stems() -> Iterable[str]:
    """Beginnings for the names of parts; one that no part has a name with is taken."""
    return ("part" + "_" * count for count in itertools.count())


def _found(path: str, named: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), named))


def _fault(path: str, line: int, said: str, expected: str, hint: str = "") -> Invalid:
    return Invalid([Problem(path, line, "", said, expected, hint)])
