"""Rules of pages: every item has its own, and what they call is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import kinds, nav, walk
from ..braces import Call
from ..kinds.row import Kind, Macro
from ..library import Library
from ..pages import Page
from ..problems import nearest, quote
from ..text import plain
from .common import Found

# What a page may call: the macros of the kinds, and those of none.
MACROS: dict[str, Macro] = {**kinds.MACROS, "alone": Macro(), "reviews": Macro(), "link_kit": Macro()}

# What a page may name beside the values of team.yml and safety.yml.
VALUES = ("config.site_name", "config.site_url", "page.title", "page.url")


def pages_exist(library: Library) -> Found:
    """Every item whose kind has pages has its own, under its title, that shows it."""
    for row, id_, item in walk.items(library):
        if row.folder and row.macro:
            yield from _own_page(library, row, id_, item)


def _own_page(library: Library, row: Kind, id_: str, item: Any) -> Found:
    path = f"{row.folder}/{id_}.md"
    page = library.pages.get(path)
    if page is None:
        said, hint = f"there is no page {path}", f"python -m macros new {row.name} {id_}"
        yield library.problem(row.collection, id_, (), said, "a page for it", hint)
        return
    if not page.readable:
        return
    if page.title != plain(item.title):
        said = f"the title is {quote(page.title)}" if page.title else "the page has no title"
        yield page.problem(page.title_line, said, f"{quote(plain(item.title))}, as in the data")
    shown = [call for call in page.calls if call.name == row.macro]
    faulty = any(True for call in shown for _ in arguments(library, page, call))
    named = [(row.keyword, id_) in call.kwargs if row.keyword else id_ in call.args for call in shown]
    if not faulty and not any(named):
        yield page.problem(page.title_line, f"the page does not show {quote(id_)}", f"a call of {row.macro}()")


_CLAIM = "about/sources/index.md#claim-"


def pages_sourced(library: Library) -> Found:
    """Every page of the folders that `style.yml` names says where it comes from."""
    if library.interface is None:
        return
    folders = library.style.sourced if library.style else ()
    for path, page in library.pages.items():
        folder, _, name = path.rpartition("/")
        if folder not in folders or name == "index.md" or not page.readable:
            continue
        shown = any(MACROS[call.name].sourced for call in page.calls if call.name in MACROS)
        beyond = library.interface.sources.beyond
        if not shown and _CLAIM not in page.text and beyond not in page.text:
            expected = f'a call of why("ID"), or what it adds: "{beyond}: ..."'
            yield page.problem(page.title_line, "the page does not say where it comes from", expected)


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
