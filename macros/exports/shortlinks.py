"""Short addresses to print and to say: /go/NAME/ for what people ask for by name.

That is every item of a kind with `short` in its row.

- /go/KIND-ID/ ("/go/card-abuse/") always exists and always leads to that one item.
- /go/ID/ ("/go/hold-price/") leads to the item as long as no other has the same id.
- Where items of several kinds share an id ("/go/abuse/": a card and a tree), /go/ID/ is a short
  page with a link to each. An item added later may so turn a way through into a choice, one tap
  longer, but never leads it elsewhere.
- An old id of a script (`aliases`) leads where the script is told now, under both names.
- An id that reads like KIND-ID of another item gives way to that one.

They are plain HTML pages: a link, and a refresh that follows it at once; relative, so that they
work in a sub-folder of a host. No search finds them, and the site map, which is made of the pages
of docs/, does not list them.
"""

from __future__ import annotations

from collections import defaultdict

from .. import kinds, language
from ..library import Library
from ..render.templates import environment
from . import catalogue, previews
from .catalogue import Entry

FOLDER = "go"
NAMED = tuple(row.collection for row in kinds.KINDS if row.short)


def names(library: Library) -> dict[str, list[Entry]]:
    """Each name after /go/, with what it stands for: one entry, or several to choose from."""
    shared: dict[str, list[Entry]] = defaultdict(list)
    full: dict[str, list[Entry]] = {}
    for kind in NAMED:
        for id_ in getattr(library, kind):
            entry = catalogue.item(library, kind, id_)
            for name in (id_, *_aliases(library, kind, id_)):
                shared[name].append(entry)
                full[f"{entry.kind}-{name}"] = [entry]
    return dict(sorted({**shared, **full}.items()))


def _aliases(library: Library, kind: str, id_: str) -> tuple[str, ...]:
    """Ids that stand for an item now, since what they named became one with it."""
    return tuple(getattr(getattr(library, kind)[id_], "aliases", ()))


def shortest(library: Library, root: str = "") -> dict[tuple[str, str], str]:
    """(kind, id) of an entry -> its shortest address that leads nowhere else, after the site's `root`."""
    found: dict[tuple[str, str], str] = {}
    for name, entries in names(library).items():
        own = {f"{entry.kind}-{entry.id}" for entry in entries} | {entry.id for entry in entries}
        if len(entries) == 1 and name in own:
            key, address = (entries[0].kind, entries[0].id), f"{root}{FOLDER}/{name}/"
            found[key] = min(found.get(key, address), address, key=len)
    return found


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """A page for each name. With `site_url` it says its canonical address, and how to preview it."""
    root = catalogue.root(site_url)
    return {
        f"{FOLDER}/{name}/index.html": _page(library, name, entries, root).encode()
        for name, entries in names(library).items()
    }


def _page(library: Library, name: str, entries: list[Entry], root: str) -> str:
    if len(entries) == 1:
        (entry,) = entries
        title, summary, url, pictured = entry.title, entry.summary, entry.address, entry.page
    else:
        title = library.words.kit.which.format(name=name.replace("-", " "))
        summary = "; ".join(entry.title for entry in entries)
        url, pictured = f"{FOLDER}/{name}/", ""
    return (
        environment()
        .get_template("go.html.jinja")
        .render(
            lang=library.words.language,
            direction=language.direction(library.words.language),
            site=catalogue.name(library),
            root=root,
            title=title,
            summary=summary,
            url=url,
            picture=previews.path(pictured),
            entries=entries,
            called={row.recorded: library.words.kinds[row.collection].one for row in kinds.KINDS if row.short},
        )
    )
