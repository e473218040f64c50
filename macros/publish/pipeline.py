"""A built site -> the site as it is published: the same steps in the same order, whichever engine rendered it.

Pure: {path below the site's root: bytes} in, the same out. A step takes its raw material away, or writes what a
second run finds done: a site that was published once stays as it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ..problems import Invalid, Problem
from . import (
    app,
    bundle,
    documents,
    hosting,
    hosts,
    icons,
    javascript,
    levels,
    offline,
    purge,
    redirects,
    sitemap,
    theme,
    wording,
)

# The script of every page, and those without an element: the one before it, and those that follow where a page asks.
SCRIPT = "assets/js/handbook.js"
OTHERS = ("assets/js/boot.js", "assets/js/embed.js", "assets/js/moved.js")
ELEMENTS = "assets/js/elements/"
STYLE = "assets/css/handbook.css"
# Those that few pages need: what prints such an item asks for its style there.
STYLES_OF_FEW = tuple(f"assets/css/{name}.css" for name in ("card", "card-deck", "go", "link-kit"))
SEARCH = "assets/js/search/"  # its engine, which a worker loads in parts
ENGINE = re.compile(rf"{SEARCH}|assets/vendor/")  # of the search: full of words, and it makes no element

# What no engine has and pages may link to: it is written here, from the whole site.
MADE = (offline.WORKER, *hosting.PATHS)

# Of the theme and of the engines: their program, their search, and what only their own makers read.
UNUSED = re.compile(r"assets/javascripts/.*|assets/stylesheets/.*\.map|(search/search_index|search|redirect)\.json")


class Settings(NamedTuple):
    """What the handbook is called, where it is published, and what is known of its pages."""

    name: str = ""
    about: str = ""
    url: str = ""
    day: datetime.date = datetime.date.min  # of the build
    said: str = ""  # that day, as readers write it
    language: str = "en"  # its tag, and how its lines run
    direction: str = "ltr"
    says: Mapping[str, Any] = {}  # the words of the frame, as interface.yml has them
    offline: bool = False  # whether a device may keep it
    days: Mapping[str, datetime.date] = {}  # address below the root -> when the page's content last changed


Site = Mapping[str, bytes]
Changes = dict[str, bytes | None]  # None: the file is gone
Step = Callable[[Site, Settings], Changes]


def published(site: Site, settings: Settings) -> dict[str, bytes]:
    """The site after all steps. Raises Invalid for what stops one."""
    return run(STEPS, site, settings)


def run(steps: Iterable[Step], site: Site, settings: Settings) -> dict[str, bytes]:
    """The site after some steps, for whoever has no whole site. Raises what they raise."""
    for step in steps:
        changed = {**site, **step(site, settings)}
        site = {path: content for path, content in changed.items() if content is not None}
    return dict(site)


def leave_out(site: Site, _: Settings) -> Changes:
    """What no page asks for."""
    return {path: None for path in site if UNUSED.fullmatch(path)}


def fit(site: Site, _: Settings) -> Changes:
    """The theme's markup as our styles and scripts want it. Raises Invalid where it is not what we know."""
    ours = {**_below(site, "assets/css/"), **_below(site, "assets/js/")}
    return _changed(site, theme.fitted(_texts(site, ".html"), _texts(site, ".css", theme.STYLES), ours))


def fill(site: Site, settings: Settings) -> Changes:
    """The language, the words of the frame, the day of the build and the header's colours: templates name them."""
    raw = theme.raw(_texts(site, ".html"))
    if not raw:
        return {}
    light, dark = app.colours(_part(site, app.COLOURS))
    told = {theme.LIGHT: light, theme.DARK: dark}
    blanks = {"day": f'<time datetime="{settings.day.isoformat()}">{settings.said}</time>'}
    speech = (settings.language, settings.direction)
    pages = {path: wording.on_page(page, path, settings.says, blanks) for path, page in raw.items()}
    return _changed(site, {path: theme.filled(page, told, *speech) for path, page in pages.items()})


def trim(site: Site, _: Settings) -> Changes:
    """Pages without what the theme's templates leave empty."""
    raw = theme.raw(_texts(site, ".html"))
    return _changed(site, {path: theme.trimmed(page) for path, page in raw.items()})


def raise_headings(site: Site, _: Settings) -> Changes:
    """Pages whose headings leave out no level."""
    return _changed(site, {path: levels.raised(page) for path, page in _texts(site, ".html").items()})


def lead_on(site: Site, settings: Settings) -> Changes:
    """Old addresses with the one script that they share, and in the language of the others."""
    pages = _texts(site, ".html")
    led = {path: made for path, page in pages.items() if (made := redirects.page(page, path)) != page}
    said = {path: wording.on_page(page, path, settings.says, {}) for path, page in led.items()}
    return _changed(site, {path: theme.spoken(page, settings.language) for path, page in said.items()})


def name_documents(site: Site, _: Settings) -> Changes:
    """Links to a file in Markdown, where the engine took it for a page."""
    if all(path.endswith("/index.md") or path == "index.md" for path in site if path.endswith(".md")):
        return {}
    return _changed(
        site, {path: documents.led(page, path, site.keys()) for path, page in _texts(site, ".html").items()}
    )


def share_icons(site: Site, _: Settings) -> Changes:
    """The theme's icons in our style instead of in each page."""
    changed, style = icons.shared({path: page for path, page in _texts(site, ".html").items() if "<article" in page})
    if not style:
        return {}
    return {**_changed(site, changed), STYLE: site.get(STYLE, b"") + style.encode()}


def join(site: Site, settings: Settings) -> Changes:
    """Our scripts with their words, and our styles, one file of each, in place of their parts."""
    made: Changes = {}
    scripts, styles = _below(site, "assets/js/"), _below(site, "assets/css/")
    if not bundle.joined(scripts.get(SCRIPT, "")):
        scripts |= _of_few_pages(scripts)
        whole, parts = bundle.scripts(scripts, entries(scripts))
        said = {path: wording.in_script(text, path, settings.says) for path, text in whole.items()}
        made |= dict.fromkeys(parts) | {path: text.encode() for path, text in said.items()}
        engine = {path: text for path, text in scripts.items() if path.startswith(SEARCH) and path.endswith(".js")}
        made |= {path: javascript.tight(text, path).encode() for path, text in engine.items()}
    if app.COLOURS in styles:
        text, parts = bundle.style(styles, STYLE)
        few = {path: bundle.small(styles[path]) for path in STYLES_OF_FEW if path in styles}
        made |= _changed(site, few) | dict.fromkeys(parts) | {STYLE: text.encode()}
    return made


def entries(scripts: Mapping[str, str]) -> list[str]:
    """Our scripts that pages ask for, that of every page first. An adopter's own stand beside them, as they are."""
    return [path for path in (SCRIPT, *OTHERS, *_of_few_pages(scripts)) if path in scripts]


# A page may hold an element twice, and then its script too.
_DEFINED = """import Element from "./elements/{name}"

if (!customElements.get("{tag}")) customElements.define("{tag}", Element)
"""


def _of_few_pages(scripts: Mapping[str, str]) -> dict[str, str]:
    """A script for each element that the script of every page lacks, as the pages that have it ask for it."""
    every = bundle.imported(scripts.get(SCRIPT, ""), SCRIPT)
    few = (path.removeprefix(ELEMENTS) for path in scripts if path.startswith(ELEMENTS) and path not in every)
    return {f"assets/js/{name}": _DEFINED.format(name=name, tag=name.removesuffix(".js")) for name in few}


def install(site: Site, settings: Settings) -> Changes:
    """The manifest and the icons of the handbook as an app, as long as the file of its colours is there."""
    if app.MANIFEST in site and app.COLOURS not in site:
        return {}
    mark, colours = _part(site, app.MARK), _part(site, app.COLOURS)
    return {**app.files(settings.name, settings.about, mark, colours)}


def strip(site: Site, _: Settings) -> Changes:
    """The theme's styles without what no page and no script names."""
    pages, scripts, styles = (_texts(site, ending) for ending in (".html", ".js", ".css"))
    theirs = {path: style for path, style in styles.items() if theme.STYLES.match(path) and "\ufffd" not in style}
    named = purge.names(pages.values(), (text for path, text in scripts.items() if not ENGINE.match(path)))
    styles |= {path: purge.purged(style, named) for path, style in theirs.items()}
    while True:  # a property that is gone may have been the only use of another
        used = "".join([*styles.values(), *scripts.values()])
        spared = {path: purge.without_unused(styles[path], used) for path in theirs}
        if spared.items() <= styles.items():
            return _changed(site, spared)
        styles |= spared


def layer(site: Site, _: Settings) -> Changes:
    """The theme's styles below ours."""
    return _changed(site, theme.layered(_texts(site, ".css", theme.STYLES)))


def gather(site: Site, _: Settings) -> Changes:
    """The theme's styles in front of ours, in one file: each request costs a reader on a slow line."""
    styles = {**_texts(site, ".css", theme.STYLES), **_texts(site, ".css", re.compile(re.escape(STYLE)))}
    changed, style, gone = bundle.gathered(_texts(site, ".html"), styles, STYLE)
    return {**_changed(site, changed), **dict.fromkeys(gone), **({STYLE: style.encode()} if gone else {})}


def date(site: Site, settings: Settings) -> Changes:
    """The site map with the days that the content knows of itself."""
    if not any(settings.days.values()) or sitemap.PATH not in site:
        return {}
    text = sitemap.dated(site[sitemap.PATH].decode(), settings.url, settings.days)
    return {sitemap.PATH: text.encode(), sitemap.PACKED: sitemap.packed(text)}


def tell_hosts(_: Site, settings: Settings) -> Changes:
    """How a host should answer."""
    return {path: text.encode() for path, text in hosting.files(settings.url).items()}


def look_for_hosts(site: Site, settings: Settings) -> Changes:
    """Nothing is changed. Raises Invalid where a script names another host."""
    if problems := list(hosts.foreign(_texts(site, ".js"), settings.url)):
        raise Invalid(problems)
    return {}


def keep(site: Site, settings: Settings) -> Changes:
    """The worker that keeps the site on a device, or takes it away; last, for it names every file by its hash."""
    sources: Changes = dict.fromkeys({offline.WORK, offline.REMOVAL} & site.keys())
    source = offline.WORK if settings.offline else offline.REMOVAL
    done = source not in site and site.get(offline.WORKER)
    text = offline.source(done.decode()) if done else _part(site, source)
    if settings.offline:
        files = {path: content for path, content in site.items() if path not in sources}
        text = offline.worker(text, offline.precached(files), offline.size(files))
    return {**sources, offline.WORKER: text.encode()}


STEPS: tuple[Step, ...] = (
    leave_out,
    fit,
    trim,
    raise_headings,
    fill,  # and so a page waits no more
    lead_on,
    name_documents,
    install,  # before the colours become part of the style
    join,
    share_icons,  # into the joined style
    strip,  # of what no page names any more
    layer,  # for there they stand in front of ours
    gather,  # what is left of them
    date,
    tell_hosts,
    look_for_hosts,  # in all scripts, an adopter's too
    keep,
)


# For whoever makes one file at a time: of a page, and of what stands beside the pages.
OF_PAGES: tuple[Step, ...] = (fit, trim, raise_headings, fill)
OF_ASSETS: tuple[Step, ...] = (install, join, layer, keep)
ASSETS = ("assets/css/", "assets/js/", "assets/stylesheets/", app.MARK)


def _changed(site: Site, texts: Mapping[str, str]) -> Changes:
    """Those of the texts that differ; one in another encoding, which nobody could write back, is left as it is."""
    made = {path: text.encode() for path, text in texts.items() if "\ufffd" not in text}
    return {path: content for path, content in made.items() if content != site[path]}


def _texts(site: Site, ending: str, below: re.Pattern[str] = re.compile("")) -> dict[str, str]:
    # An adopter's own file may be in any encoding: what is read here for its names alone need not be told apart.
    paths = sorted(path for path in site if path.endswith(ending) and below.match(path))
    return {path: site[path].decode("utf-8", "replace") for path in paths}


def _below(site: Site, folder: str) -> dict[str, str]:
    # Not all beside the parts need be text: a picture may stand there.
    found = {path: content for path, content in site.items() if path.startswith(folder)}
    return {path: content.decode("utf-8-sig", "replace") for path, content in found.items()}


def _part(site: Site, path: str) -> str:
    if path not in site:
        raise Invalid([Problem(f"overrides/{path}", 1, "", "the file is missing", "a file of this name")])
    return site[path].decode("utf-8-sig", "replace")
