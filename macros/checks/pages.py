"""Rules of pages: every item has its own, and what they call is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .. import nav
from ..library import Library
from ..pages import Call, Page
from ..problems import nearest, quote
from ..text import plain
from .common import Found


class Macro(NamedTuple):
    """What a page may give a macro: the id of one item of a kind, or of `several`, or what keywords name.

    `only` is the folder of docs/ that it has a meaning in: its pages that are items, and not their index.
    """

    names: str | None = None
    several: bool = False
    keywords: Mapping[str, str] = {}
    only: str = ""


# What a page may call. A new macro is a line here, a function in `env` and in `exports/documents`, and its anchors.
MACROS = {
    "checklist": Macro("checklists"),
    "why": Macro("claims", several=True),
    "law": Macro("remarks", several=True),
    "tension": Macro("tensions"),
    "tension_rule": Macro("tensions"),
    "script": Macro("scripts"),
    "tree": Macro("trees"),
    "card": Macro("cards"),
    "path": Macro("paths"),
    "practice": Macro("scenarios"),
    "scripts": Macro(keywords={"moment": "moments", "situation": "situations"}),
    "script_index": Macro(),
    "situation": Macro(only="situations"),
    "alone": Macro(),
    "helplines": Macro(),
    "claims": Macro(),
    "laws": Macro(),
    "coverage": Macro("articles"),
    "gallery": Macro(),
    "deck": Macro(),
    "reviews": Macro(),
    "link_kit": Macro(),
}

# What a page may name beside the values of team.yml and safety.yml.
VALUES = ("config.site_name", "config.site_url", "page.title", "page.url")


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
            faulty = any(True for call in shown for _ in arguments(library, page, call))
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
            for said, expected, hint in arguments(library, page, call):
                yield page.problem(call.line, said, expected, hint, where=f"{call.name}()")


def calls_stand_alone(library: Library) -> Found:
    """What a macro prints is a block of its own: Markdown would break it up inside a sentence, a list or code."""
    for page in library.pages.values():
        for span, what in page.printed:
            inside = any(start < span[1] and span[0] < end for start, end in page.code)
            if isinstance(what, Call) and (inside or not what.alone):
                said = "the macro stands in code" if inside else "the macro does not stand alone on its line"
                expected = "it at the start of a line of its own, with an empty line above and below"
                yield page.problem(what.line, said, expected, where=f"{what.name}()")
            elif inside and isinstance(what, str) and what.startswith(("team.", "safety.")):
                said = f"the value {quote(what)} stands in code, which shows it with its escapes"
                yield page.problem(page.line(span[0]), said, "it outside code")


def names_known(library: Library) -> Found:
    """Values that pages print or choose by exist."""
    known = {*VALUES, *library.variables}
    switches = [name for name, value in library.variables.items() if value in ("True", "False")]
    unsure = "variables" in library.incomplete
    for page in library.pages.values():
        for name, line in page.names:
            root = name.partition(".")[0]
            if name in MACROS:
                yield page.problem(line, f"the macro {quote(name)} is not called", f"{name}(...)")
            elif name not in known and not (unsure and root in ("team", "safety")):
                expected = f"a variable of {root}.yml" if root in ("team", "safety") else "a variable or macro"
                yield page.problem(line, f"unknown variable {quote(name)}", expected, nearest(name, {*known, *MACROS}))
        for name, line in page.choices:
            if name not in switches and not unsure:
                said, expected = f"a choice by {quote(name)}", "a key of team.yml that is true or false"
                yield page.problem(line, said, expected, nearest(name, switches))


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


def arguments(library: Library, page: Page, call: Call) -> Iterator[tuple[str, str, str]]:
    """(said, expected, hint) of each argument that a macro does not take, and of a macro on a page of another kind."""
    macro = MACROS[call.name]
    kind, known = macro.names, macro.keywords
    if macro.only and not library.knows(macro.only, page.path.removeprefix(f"{macro.only}/").removesuffix(".md")):
        yield f"this page is none of the {macro.only}", f"the macro on a page of {macro.only}/", ""
    given: list[tuple[str, object]] = [(kind, arg) for arg in call.args if kind]
    given += [(known[key], value) for key, value in call.kwargs if key in known]
    for key, _ in call.kwargs:
        if key not in known:
            expected = f"one of {', '.join(known)}" if known else "none"
            yield f"unknown argument {quote(key)}", expected, nearest(key, known)
    if kind and (not call.args or (len(call.args) > 1 and not macro.several)):
        said = f"{len(call.args) or 'no'} argument{'' if len(call.args) == 1 else 's'}"
        yield said, "one id" + (" or more" if macro.several else ""), ""
    if kind is None and call.args:
        yield "an argument without a name", f"one of {', '.join(known)}, named" if known else "none", ""
    for target, value in given:
        if not isinstance(value, str):
            yield "an argument is not a text in quotes", f"the id of one of the {target}", ""
        elif not library.knows(target, value):
            yield library.unknown(target, value)
