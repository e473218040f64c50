"""Every private part of the theme that we lean on: what its pages hold, and what its styles name.

Nobody has promised us these. So each is written down here once and must be found again in what an engine has
rendered, or nothing is published: a part that was renamed would otherwise be gone without a word. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..problems import Invalid, Problem, quote

STYLES = re.compile(r"assets/stylesheets/")  # where the theme keeps its own
_SHEETS = re.compile(r"assets/stylesheets/(?:\w+/)?(?:main|palette)\.\w+\.min\.css")
LANGUAGES = "partials/languages"  # where it has its translations, and English first of all

# Words that our templates leave on a page for us to fill in. The first tells a page that waits for it.
LIGHT, DARK = "handbook:light", "handbook:dark"


class Part(NamedTuple):
    """What stands so often on every page with the theme's frame, and what is put in its place: None, and it stays.

    Of a page without `where`, which is ours, it is not asked: an adopter may do without that.
    """

    name: str
    find: str  # a regular expression
    times: int = 1
    put: str | None = None
    where: str = ""


_LAYER = "@layer theme{"
_ALONE = re.compile(rf"{_LAYER}|(?s:.*)@import")  # in a layer already; or nothing may stand before it
_CHARSET = '@charset "UTF-8";'  # which nothing may stand before; the pages that ask for these styles say it too

_PALETTE = 'assets/js/boot.js" data-palettes="'  # the reader may choose light or dark

PARTS = (
    Part("no-js", r'(<html lang="[^"]*") class="no-js">', put=r"\1>"),
    # What served the theme's program alone.
    Part("drawer", r'<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer"[^>]*>\s*', put=""),
    Part("search", r'<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search"[^>]*>\s*', put=""),
    Part("overlay", r'<label class="md-overlay" for="__drawer"[^>]*></label>\s*', put=""),
    # Ours stands in the header: no words of a page are outside its landmarks.
    Part("skip", r'<div data-md-component="skip">\s*(?:<a [^>]*class="md-skip"[^>]*>[^<]*</a>\s*)?</div>\s*', put=""),
    Part("dialog", r'<div class="md-dialog" [^>]*>\s*<div[^>]*></div>\s*</div>\s*', put=""),
    Part("dir", r'<body dir="'),
    Part("data-md-color-scheme", r'<body [^>]*data-md-color-scheme="default"', where=_PALETTE),
    Part("data-md-color-primary", r'<body [^>]*data-md-color-primary="', where=_PALETTE),
    Part("data-md-color-accent", r'<body [^>]*data-md-color-accent="', where=_PALETTE),
    Part("article", r'<article class="md-content__inner md-typeset"( lang="[\w-]+")?>'),
    Part("main.css", r'<link rel="stylesheet" href="[^"]*assets/stylesheets/(?:classic/)?main\.\w+\.min\.css">'),
    # Ours, in templates that the theme includes: it may cease to.
    Part("partials/header.html", r'<button class="md-header__button hb-ask"'),
    Part("partials/nav.html", r'<nav class="hb-nav" id="hb-nav"'),
    Part("partials/copyright.html", r'<ul class="hb-foot">'),
)

# A class, an attribute, a property or an id of the theme's, wherever our styles and scripts name it. The dialog of its
# search is left out: not every engine has it.
NAMES = re.compile(r"(?<![\w-])(?:--|data-)?md-(?!search)[a-z][\w-]*|(?<=#)__[a-z]\w*")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[\w-]+")
_BREAK = re.compile(r"\s*\n\s*")


def raw(pages: Mapping[str, str]) -> dict[str, str]:
    """The pages in the theme's frame that no step has finished yet."""
    return {path: page for path, page in pages.items() if LIGHT in page}


def fitted(pages: Mapping[str, str], styles: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, str]:
    """The raw ones of `pages` with each part as we want it; `styles` are the theme's, `ours` our styles and scripts.

    Raises Invalid where a part is not there, or not as often as it should be, and where we name what nobody knows.
    """
    waiting = raw(pages)
    if faults := [*_missing(waiting), *(_unknown(waiting, styles, ours) if waiting and styles else ())]:
        raise Invalid(faults)
    for part in PARTS:
        if part.put is not None:
            waiting = {path: re.sub(part.find, part.put, page) for path, page in waiting.items()}
    return waiting


def layered(styles: Mapping[str, str]) -> dict[str, str]:
    """The theme's style sheets in a layer, below ours and an adopter's: what they say is stronger than whatever the
    theme says, however closely it names a thing. What it calls important is the other way round: it says so of
    nothing that we set. An adopter's own sheet beside the theme's stays as it is.
    """
    theirs = {path: text for path, text in styles.items() if _SHEETS.fullmatch(path) and not _ALONE.match(text)}
    return {path: f"{_LAYER}{text.removeprefix(_CHARSET)}}}" for path, text in theirs.items()}


def filled(page: str, words: Mapping[str, str], language: str, direction: str) -> str:
    """A raw page with its words in place of those that templates leave, and its language: the last that is done to it.

    The theme's translation for a language may be that of another country, and there may be none.
    """
    for word, said in words.items():
        page = page.replace(word, said)
    return re.sub(r'(?<=<body dir=")[^"]*', direction, spoken(page, language), count=1)


def spoken(page: str, language: str) -> str:
    """A page that says which language it is in."""
    return re.sub(r'(?<=<html lang=")[^"]*', language, page, count=1)


def _missing(pages: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each part that some page has in another number, named at the first such page."""
    for part in PARTS:
        find = re.compile(part.find)
        for path, page in pages.items():
            if part.where in page and (found := len(find.findall(page))) != part.times:
                yield _fault(path, page, part.name, f"{found} times", f"{part.times} times {part.find}")
                break


def _unknown(pages: Mapping[str, str], styles: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each name of the theme's that ours ask for, and that neither its styles nor its pages know."""
    path, page = next(iter(pages.items()))
    asked = {name: file for file, text in ours.items() for name in NAMES.findall(_COMMENT.sub("", text))}
    unknown = asked.keys() - set(_WORD.findall("\n".join(styles.values())))
    for one in pages.values():
        unknown = {name for name in unknown if name not in one}
    for name in sorted(unknown):
        yield _fault(path, page, name, "nowhere", f"it, for {asked[name]} names it")


def _fault(path: str, page: str, name: str, said: str, expected: str) -> Problem:
    version = re.search(r'<meta name="generator" content="([^"]*)">', page)
    of = f"the theme ({version[1] if version else 'of unknown version'})"
    hint = "see macros/publish/theme.py"
    return Problem(path, 1, "", f"{of} has its part {quote(name)} {said}", expected, hint)


def trimmed(page: str) -> str:
    """`page` without the indents and empty lines around its article, where the theme's templates leave thousands.

    The article keeps its own: white space may mean something there.
    """
    before, opened, rest = page.partition("<article")
    article, closed, after = rest.rpartition("</article>")
    return _BREAK.sub("\n", before) + opened + article + closed + _BREAK.sub("\n", after)
