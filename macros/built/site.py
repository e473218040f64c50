"""A built site as it lies in its folder: its pages, their anchors, and where an address leads."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

# As lxml.html has it, but without its class for each kind of tag: to choose one takes longer than to parse.
HTML = etree.HTMLParser(encoding="utf-8", huge_tree=True)
HTML.set_element_class_lookup(etree.ElementDefaultClassLookup(html.HtmlElement, html.HtmlComment))


class Finding(NamedTuple):
    """A fault: the file below the site's folder, its line (0: unknown), what is wrong, and the address or the words."""

    file: str
    line: int
    what: str
    address: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}: {self.address}"


class Page:
    """One HTML file: `name` is its path below the site's folder, with slashes."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.root = html.document_fromstring(content or b"<html></html>", parser=HTML)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every anchor of the page."""
        return frozenset(self.root.xpath("//@id | //a/@name"))

    @cached_property
    def redirect(self) -> str:
        """Where the page sends its reader on to at once, or ''."""
        for content in self.root.xpath("//meta[@http-equiv='refresh']/@content"):
            if match := re.match(r"\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", content, re.IGNORECASE):
                return match[1].strip()
        return ""


class Site:
    """A built site's folder. `url` is its public address, as its home page gives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        found = (path for path in self.folder.rglob("*") if path.is_file())
        self.files = frozenset(path.relative_to(self.folder).as_posix() for path in found)
        if "index.html" not in self.files:
            raise FileNotFoundError(f"{folder} holds no built site: index.html is not there")
        self.pages = {name: Page(name, self._bytes(name)) for name in self.named(".html")}
        self._resolved: dict[tuple[str, str], str] = {}
        canonical = self.pages["index.html"].root.xpath("//link[@rel='canonical']/@href")
        self.url = canonical[0] if canonical else "http://site.invalid/"

    def _bytes(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def text(self, name: str) -> str:
        """The text of a file."""
        return self._bytes(name).decode("utf-8", "replace")

    def named(self, *suffixes: str) -> list[str]:
        """The files with one of these suffixes, sorted."""
        return sorted(name for name in self.files if name.endswith(suffixes))

    def file(self, path: str) -> str:
        """The file that a host serves for a path below the site's root, or ''."""
        name = unquote(path)
        tries = (name, f"{name.rstrip('/')}/index.html".lstrip("/"))
        return next((one for one in tries if one in self.files), "")

    def resolved(self, file: str, address: str) -> str:
        """The whole address that one in `file` stands for."""
        if (file, address) not in self._resolved:
            self._resolved[file, address] = urljoin(self.url + file, address)
        return self._resolved[file, address]

    def outside(self, file: str, address: str) -> bool:
        """Whether the address is on the site's host, but above the site's folder there."""
        full = self.resolved(file, address)
        return not full.startswith(self.url) and urlsplit(full).netloc == urlsplit(self.url).netloc

    def broken(self, file: str, address: str) -> str:
        """Why an address in `file` leads nowhere, or '' when it leads somewhere or to another host.

        A redirect hands the anchor on, as its script does in the browser.
        """
        seen = set()
        while True:
            full, anchor = urldefrag(self.resolved(file, address))
            if self.outside(file, address):
                return "outside the site"
            if not full.startswith(self.url):
                return ""
            file = self.file(urlsplit(full[len(self.url) :]).path)
            if not file:
                return "no such page"
            page = self.pages.get(file)
            if page is None or not anchor or anchor.startswith(":~:") or unquote(anchor) in page.ids:
                return ""
            if not page.redirect or file in seen:
                return "no such anchor"
            seen.add(file)
            address = f"{page.redirect}#{anchor}"
