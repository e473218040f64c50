"""Everything in the handbook that can be linked to, in one order: what it is called and where it stands.

`records`, `shortlinks`, `documents` and `previews` are made from it, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .. import text
from .. import tree as graph
from ..library import Library
from ..models import Model, Question
from ..pages import Page
from ..render import address, month, page_address

LANGUAGE = "en"  # of the guidance
# Folder of docs/ -> what one of its pages is, in the order of the navigation.
SECTIONS = {
    "situations": "Situation",
    "decide": "Decision",
    "scripts": "What to say",
    "checklists": "Checklist",
    "cards": "Card",
    "guide": "Guide",
    "start": "Start here",
    "practice": "Practice",
    "about": "About",
}
# Collection of the library -> the kind of one of its items, and the folder where each has a page of its own.
KINDS = {
    "situations": ("situation", "situations"),
    "trees": ("tree", "decide"),
    "scripts": ("script", ""),
    "checklists": ("checklist", "checklists"),
    "cards": ("card", "cards"),
    "tensions": ("tension", ""),
    "remarks": ("law", ""),
    "paths": ("path", "start"),
    "scenarios": ("scenario", "practice"),
}


class Entry(NamedTuple):
    """Something with an address of its own.

    `id` is unique among entries of a `kind`; `page` is the address of its page below the site's root
    ("guide/ending/"), `anchor` its place there, '' for the whole page. `summary` is one line in plain words.
    `thing` is the item of the data, or the page.
    """

    kind: str
    id: str
    title: str
    summary: str
    page: str
    anchor: str
    thing: Model | Page

    @property
    def address(self) -> str:
        """Where it stands, below the site's root: "guide/ending/#say-it"."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


def root(site_url: str) -> str:
    """The site's own address with a closing slash, or '' when it is not known."""
    return site_url.rstrip("/") + "/" if site_url else ""


def name(library: Library) -> str:
    """What the handbook calls itself: the title of its first page."""
    return title(library, library.pages["index.md"])


def title(library: Library, page: Page) -> str:
    """The heading of a page in plain words."""
    return library.spoken(page.title or page.path)


def at(page: Page) -> str:
    """The address of a page, below the site's root."""
    return page_address(page.path)


def folder(page: Page) -> str:
    """The part of docs/ that a page belongs to, '' for the first page."""
    return page.path.partition("/")[0] if "/" in page.path else ""


def description(page: Page) -> str:
    """What a page is for, as its front matter says."""
    return str(page.meta.data["description"]) if isinstance(page.meta.data, dict) else ""


def pages(library: Library) -> list[Page]:
    """All pages: the first page, then those of each section, its index first."""
    order = ["", *SECTIONS]

    def place(page: Page) -> tuple[int, str, bool, str]:
        part = folder(page)
        number = order.index(part) if part in order else len(order)
        return number, part, not page.path.endswith("index.md"), page.path

    return sorted(library.pages.values(), key=place)


def entries(library: Library) -> list[Entry]:
    """Every page, item, step, script, card, disagreement, claim, and heading with an anchor of its own.

    A page that is the home of one item is listed as that item alone.
    """
    homes = {f"{part}/{id_}.md" for kind, (_, part) in KINDS.items() if part for id_ in getattr(library, kind)}
    found = [
        _page("page", page.path.removesuffix(".md"), library, page, page)
        for page in pages(library)
        if page.path not in homes
    ]
    for kind in KINDS:
        for id_ in getattr(library, kind):
            found += _item(library, kind, id_)
    for claim in library.claims.values():
        found.append(_entry("claim", claim.id, claim.text, "", f"about/sources/#claim-{claim.id}", claim))
    for page in pages(library):
        found += _headings(library, page)
    return found


def item(library: Library, kind: str, id_: str) -> Entry:
    """The entry of one item; `kind` is its collection's name."""
    thing = getattr(library, kind)[id_]
    if kind == "situations":
        return _page("situation", id_, library, library.pages[f"situations/{id_}.md"], thing)
    if kind == "remarks":
        summary = f"{thing.country}, {month(thing.as_of)}"
    else:
        summary = thing.question if kind == "tensions" else thing.when
    return _entry(KINDS[kind][0], id_, thing.title, summary, address(kind, id_, library), thing)


def _entry(kind: str, id_: str, title: str, summary: str, where: str, thing: Model) -> Entry:
    page, _, anchor = where.partition("#")
    return Entry(kind, id_, text.plain(title), text.plain(summary), page, anchor, thing)


def _page(kind: str, id_: str, library: Library, page: Page, thing: Model | Page) -> Entry:
    return Entry(kind, id_, title(library, page), description(page), at(page), "", thing)


def _item(library: Library, kind: str, id_: str) -> Iterator[Entry]:
    """An item, and the parts of it that have an address."""
    whole = item(library, kind, id_)
    yield whole
    if kind == "checklists":
        for part in library.checklists[id_].items:
            anchor = f"{id_}--{part.id}"
            yield _entry("item", anchor, part.text, whole.title, f"{whole.page}#{anchor}", part)
    if kind == "trees":
        for node in graph.order(library.trees[id_]):
            words = node.question if isinstance(node, Question) else node.outcome
            yield _entry("step", f"{id_}--{node.id}", words, whole.title, f"{whole.page}#{node.id}", node)
    if kind == "paths":
        for stage in library.paths[id_].stages:
            for task in stage.steps:
                anchor = f"{id_}--{task.id}"
                yield _entry("task", anchor, task.text, whole.title, f"{whole.page}#{anchor}", task)
    if kind == "scenarios":
        for turn in library.scenarios[id_].turns:
            where = f"{whole.page}#{turn.id}"
            yield _entry("turn", f"{id_}--{turn.id}", turn.question, whole.title, where, turn)


def _headings(library: Library, page: Page) -> Iterator[Entry]:
    """The headings of a page that were given an anchor."""
    for heading in page.headings:
        if heading.anchor and heading.level > 1:
            id_, words = f"{at(page)}#{heading.anchor}", library.spoken(heading.words)
            yield Entry("heading", id_, words, title(library, page), at(page), heading.anchor, page)
