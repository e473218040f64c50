"""Rules of pages: every item has its own, and what they call is there."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2.filters import FILTERS as JINJA_FILTERS

from .. import nav
from ..library import Library
from ..pages import Call
from ..problems import nearest, quote
from ..text import plain
from .common import Found

# What a page may call, and the kind of item that each positional argument names.
MACROS = {
    "checklist": "checklists",
    "why": "claims",
    "law": "remarks",
    "tension": "tensions",
    "tension_rule": "tensions",
    "script": "scripts",
    "tree": "trees",
    "card": "cards",
    "path": "paths",
    "practice": "scenarios",
    "scripts": None,
    "script_index": None,
    "situation": None,
    "alone": None,
    "claims": None,
    "laws": None,
    "coverage": "articles",
    "gallery": None,
    "deck": None,
    "reviews": None,
    "link_kit": None,
}

# Keyword arguments of macros, and the kind of item each names.
KEYWORDS = {"scripts": {"moment": "moments", "situation": "situations"}}

# The arguments that are lists: one or more of the kind.
SEVERAL = {"why", "law"}

# What a page may put behind a value.
FILTERS = {*JINJA_FILTERS, "pretty", "relative_url"}


def pages_exist(library: Library) -> Found:
    """Every checklist, tree and script moment has its page, under its own title, that shows it."""
    for kind, folder, macro in (
        ("checklists", "checklists", "checklist"),
        ("trees", "decide", "tree"),
        ("cards", "cards", "card"),
        ("moments", "scripts", "scripts"),
        ("paths", "start", "path"),
        ("scenarios", "practice", "practice"),
    ):
        for id_, item in getattr(library, kind).items():
            page = library.pages.get(f"{folder}/{id_}.md")
            if page is None:
                said = f"there is no page {folder}/{id_}.md"
                command = f"python -m macros new {'scene' if kind == 'scenarios' else kind[:-1]} {id_}"
                yield library.problem(kind, id_, (), said, "a page for it", command)
                continue
            if not page.readable:
                continue
            if page.title != plain(item.title):
                said = f"the title is {quote(page.title)}" if page.title else "the page has no title"
                expected = f"{quote(plain(item.title))}, as in the data"
                yield page.problem(page.title_line, said, expected)
            shown = [call for call in page.calls if call.name == macro]
            faulty = any(True for call in shown for _ in _arguments(library, call))
            if not faulty and not any(id_ in call.args or ("moment", id_) in call.kwargs for call in shown):
                yield page.problem(page.title_line, f"the page does not show {quote(id_)}", f"a call of {macro}()")


def calls_known(library: Library) -> Found:
    """Macros on pages and what they name exist."""
    for page in library.pages.values():
        hidden = page.meta.data if isinstance(page.meta.data, dict) else {}
        for call in page.calls:
            if call.name in hidden:
                said = f"the front matter's key {quote(call.name)} hides the macro {call.name}()"
                yield page.problem(call.line, said, "the macro on another page, or no such key")
            if call.name not in MACROS:
                said, hint = f"unknown macro {quote(call.name)}", nearest(call.name, MACROS)
                yield page.problem(call.line, said, "a macro of the handbook", hint)
                continue
            for said, expected, hint in _arguments(library, call):
                yield page.problem(call.line, said, expected, hint, where=f"{call.name}()")


def names_known(library: Library) -> Found:
    """Variables and filters on pages exist."""
    names = {*MACROS, "team", "config", "page"}
    for page in library.pages.values():
        for name, line in page.names:
            root = name.partition(".")[0]
            if root == "team" and name not in library.variables and "variables" not in library.incomplete:
                hint = nearest(name, library.variables)
                yield page.problem(line, f"unknown variable {quote(name)}", "a variable of team.yml", hint)
            elif root in MACROS:
                yield page.problem(line, f"the macro {quote(name)} is not called", f"{root}(...)")
            elif root not in names:
                hint = nearest(name, {*names, *library.variables})
                yield page.problem(line, f"unknown variable {quote(name)}", "a variable or macro", hint)
        for name, line in page.filters:
            if name not in FILTERS:
                hint = nearest(name, FILTERS)
                yield page.problem(line, f"unknown filter {quote(name)}", "a filter of Jinja", hint)


def alone_told(library: Library) -> Found:
    """A page that sends its reader to a role says whom a person without colleagues turns to."""
    for path, page in library.pages.items():
        roles = library.turned_to_on(path)
        if roles and page.readable and not any(call.name == "alone" for call in page.calls):
            line = next(line for name, line in page.names if name.startswith("team.roles."))
            said = f"a person who works alone has no {roles[0].title}"
            yield page.problem(line, said, "a call of alone() after it")


def nav_follows(library: Library) -> Found:
    """The navigation lists every page, in the order of the index pages."""
    return nav.behind(library)


def _arguments(library: Library, call: Call) -> Iterator[tuple[str, str, str]]:
    kind = MACROS[call.name]
    known = KEYWORDS.get(call.name, {})
    given: list[tuple[str, object]] = [(kind, arg) for arg in call.args if kind]
    given += [(known[key], value) for key, value in call.kwargs if key in known]
    for key, _ in call.kwargs:
        if key not in known:
            expected = f"one of {', '.join(known)}" if known else "none"
            yield f"unknown argument {quote(key)}", expected, nearest(key, known)
    if kind and (not call.args or (len(call.args) > 1 and call.name not in SEVERAL)):
        said = f"{len(call.args) or 'no'} argument{'' if len(call.args) == 1 else 's'}"
        yield said, "one id" + (" or more" if call.name in SEVERAL else ""), ""
    if kind is None and call.args:
        yield "an argument without a name", f"one of {', '.join(known)}, named" if known else "none", ""
    for target, value in given:
        if not isinstance(value, str):
            yield "an argument is not a text in quotes", f"the id of one of the {target}", ""
        elif not library.knows(target, value):
            yield library.unknown(target, value)
