"""feed.xml: what changed in the guidance, from changes.yml, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from ..kinds.change.model import Change
from ..library import Library
from ..render.address import page_address
from ..text import plain
from . import catalogue

PATH = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """The feed, newest change first. Nothing without `site_url`: Atom knows no relative ids."""
    root = catalogue.root(site_url)
    if not root or not library.changes:
        return {}
    changes = sorted(library.changes.values(), key=lambda change: change.date, reverse=True)
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": library.words.language})
    _add(feed, "id", root + PATH)
    _add(feed, "title", catalogue.name(library))
    _add(feed, "updated", _moment(changes[0].date))
    _add(_add(feed, "author"), "name", catalogue.name(library))
    _add(feed, "link", rel="self", type="application/atom+xml", href=root + PATH)
    _add(feed, "link", rel="alternate", type="text/html", href=root)
    for change in changes:
        _entry(library, feed, change, root)
    ET.indent(feed)
    return {PATH: ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"}


def _entry(library: Library, feed: ET.Element, change: Change, root: str) -> None:
    """One change: it leads to its first page and names the others as related."""
    entry = _add(feed, "entry")
    _add(entry, "id", tag(change, root))
    _add(entry, "title", plain(change.title))
    _add(entry, "updated", _moment(change.date))
    _add(entry, "published", _moment(change.date))
    _add(entry, "summary", plain(change.summary), type="text")
    for index, path in enumerate(change.pages):
        page = library.pages[path.partition("#")[0]]
        rel = "related" if index else "alternate"
        title = catalogue.title(library, page)
        _add(entry, "link", rel=rel, type="text/html", href=root + page_address(path), title=title)


def tag(change: Change, root: str) -> str:
    """The id of an entry, as a tag URI (RFC 4151): it stays though all pages of the change move."""
    site = urlsplit(root)
    return f"tag:{site.hostname},{change.date}:{site.path}changes/{change.id}"


def _moment(date: datetime.date) -> str:
    return f"{date}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text or None
    return child
