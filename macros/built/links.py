"""The links of a built site: what MkDocs does not see. One function a kind, listed in CHECKS."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from lxml import html

from ..addresses import misspelt
from .site import Finding, Page, Site

OWN_SCRIPTS = "assets/js/"

# Attributes that hold one address.
ADDRESSES = ("href", "src", "action", "formaction", "poster", "cite", "data", "background")
# data-* attributes whose name says that they hold one; others tell by their value.
DATA_ADDRESSES = {"data-href", "data-link", "data-page", "data-src", "data-url"}
LIKE_ADDRESS = re.compile(r"(?:\.{0,2}/|[A-Za-z][\w+.-]*://|mailto:|tel:)\S*")

# Markdown that found no definition, and so is shown: [x][y], [x](y z), [^n].
LEFT_AS_TEXT = re.compile(r"(?:\[[^\[\]]*)?\]\s?\[[^\[\]]*\]|(?:\[[^\[\]]*)?\]\([^()]*\)|\[\^[^\]\s]+\]")
SHOWN_TEXT = (
    "//text()[contains(., '][') or contains(., '] [') or contains(., '](') or contains(., '[^')]"
    "[not(ancestor::code or ancestor::pre or ancestor::kbd or ancestor::samp or ancestor::textarea"
    " or ancestor::script or ancestor::style or ancestor::title)]"
)


def duplicate_ids(site: Site) -> Iterator[Finding]:
    """No id stands twice on a page: a link could lead to either."""
    for page in site.pages.values():
        counted = Counter(page.root.xpath("//@id"))
        for id_ in (id_ for id_, count in counted.items() if count > 1):
            second = page.root.xpath("//*[@id=$id]", id=id_)[1]
            yield Finding(page.name, second.sourceline, "id stands twice", f"#{id_}")


def left_as_text(site: Site) -> Iterator[Finding]:
    """No link or footnote is shown as the Markdown it was meant to be."""
    for page in site.pages.values():
        for text in page.root.xpath(SHOWN_TEXT):
            for match in LEFT_AS_TEXT.finditer(text):
                yield Finding(page.name, text.getparent().sourceline, "link left as text", " ".join(match[0].split()))


def followed(site: Site) -> Iterator[Finding]:
    """Every address in HTML that stays on the site leads to a page or file that is there, and to its anchor."""
    query = " | ".join(f"//@{name}" for name in ADDRESSES)
    for page in site.pages.values():
        for value in page.root.xpath(query):
            if not misspelt(value) and (what := site.broken(page.name, value)):
                yield Finding(page.name, value.getparent().sourceline, what, value)


def schemes(site: Site) -> Iterator[Finding]:
    """Addresses in HTML are spelt right, and those on the site's host stay in its folder."""
    query = " | ".join(f"//@{name}" for name in ADDRESSES)
    for page in site.pages.values():
        for value in page.root.xpath(query):
            what = misspelt(value)
            if not what and site.outside(page.name, value):
                what = "outside the site"
            if what:
                yield Finding(page.name, value.getparent().sourceline, what, value)


def passed_over(site: Site) -> Iterator[Finding]:
    """What is no link in HTML leads somewhere too: data-*, previews, redirects, style attributes, nofollow."""
    for page in site.pages.values():
        for element, value in _passed_over(page):
            if what := misspelt(value) or site.broken(page.name, value):
                yield Finding(page.name, element.sourceline, what, value)


def _passed_over(page: Page) -> Iterator[tuple[html.HtmlElement, str]]:
    for value in page.root.xpath("//@*[starts-with(name(), 'data-')]"):
        if LIKE_ADDRESS.fullmatch(value) or (value.attrname in DATA_ADDRESSES and value):
            yield value.getparent(), value
    for value in page.root.xpath("//meta/@content[contains(., '://')]"):
        if LIKE_ADDRESS.fullmatch(value):
            yield value.getparent(), value
    for value in page.root.xpath("//@style[contains(., 'url(')]"):
        for match in re.finditer(r"url\(\s*['\"]?([^'\")]+)", value):
            yield value.getparent(), match[1].strip()
    for value in page.root.xpath("//*[contains(@rel, 'nofollow')]/@href"):
        yield value.getparent(), value
    if page.redirect:
        yield page.root.xpath("//meta[@http-equiv='refresh']")[0], page.redirect


# JSON and scripts ----------------------------------------------------------------------

# Keys whose value is an address even when it is relative: to the file, or to the site's root.
JSON_ADDRESSES = {"href", "link", "location", "scope", "src", "start_url", "url"}
ROOT_RELATIVE = re.compile(r"/[\w.~%-][\w./~%#?=&+,:;@-]*")
HAS_SCHEME = re.compile(r"[A-Za-z][\w+.-]*://\S+|mailto:\S+|tel:\S+")


def addresses_in_json(site: Site) -> Iterator[Finding]:
    """Addresses in JSON lead somewhere: root-relative ones, and relative ones under a key that says so."""
    for name in site.named(".json", ".webmanifest"):
        yield from _json_text(site, name, site.text(name), 1)
    for page in site.pages.values():
        for script in page.root.xpath("//script[contains(@type, 'json')]"):
            yield from _json_text(site, page.name, script.text or "", script.sourceline)


def _json_text(site: Site, file: str, text: str, first: int) -> Iterator[Finding]:
    """The findings in a JSON text that begins on line `first` of `file`."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        yield Finding(file, first + error.lineno - 1, "not JSON", error.msg)
        return
    for what, address in _json(site, file, data):
        at = text.find(json.dumps(address, ensure_ascii=False))
        yield Finding(file, first + text.count("\n", 0, max(at, 0)), what, address)


def _json(site: Site, file: str, data: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for inner, value in data.items():
            yield from _json(site, file, value, inner)
    elif isinstance(data, list):
        for value in data:
            yield from _json(site, file, value, key)
    elif isinstance(data, str) and (what := _json_address(site, file, data, key)):
        yield what, data


def _json_address(site: Site, file: str, text: str, key: str) -> str:
    if HAS_SCHEME.fullmatch(text) or ROOT_RELATIVE.fullmatch(text):
        return misspelt(text) or ("" if text.startswith("http") else site.broken(file, text))
    if key in JSON_ADDRESSES and re.fullmatch(r"\S+", text):
        return site.broken(file, text) and site.broken("index.html", text)
    return ""


# A comment, or a literal. A regular expression with a quote in it can end a literal too early;
# the part of it that is then read does not look like an address.
JS_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r"|\"((?:\\.|[^\"\\\n])*)\"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`",
    re.DOTALL,
)
JS_IMPORT_BEFORE = re.compile(r"(?:\bfrom|\bimport)\s*\(?\s*\Z")
JS_IMPORT_AFTER = re.compile(r"\s*,\s*import\.meta\.url")
JS_LINK_BEFORE = re.compile(
    r"(?:\.(?:href|src|action)\s*=|\bfetch\(|\bsetAttribute\(\s*[\"'](?:href|src|action)[\"']\s*,)\s*\Z"
)
JS_MARKUP = re.compile(r"\b(?:href|src|action)=\\?[\"']?([^\s\"'<>\\]+)")
JS_AFTER_BASE = re.compile(r"\$\{[^{}]*\}/?((?:[\w-]+/)+(?:#[\w-]+)?)")


def addresses_in_scripts(site: Site) -> Iterator[Finding]:
    """Addresses written out in our scripts lead somewhere: of modules, of links they build, of the site."""
    for name in (name for name in site.named(".js") if name.startswith(OWN_SCRIPTS)):
        text = site.text(name)
        for match in JS_TOKEN.finditer(text):
            literal = next((group for group in match.groups() if group is not None), "")
            before, after = (
                text[max(match.start() - 60, 0) : match.start()],
                text[match.end() : match.end() + 30],
            )
            for what, address in _script(site, name, literal, before, after):
                yield Finding(name, text.count("\n", 0, match.start()) + 1, what, address)


def _script(site: Site, name: str, literal: str, before: str, after: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one literal. As scripts run on every page, relative links count from the root."""
    if JS_IMPORT_BEFORE.search(before) or JS_IMPORT_AFTER.match(after):
        found = [(name, literal)]
    else:
        found = [("index.html", match[1]) for match in JS_MARKUP.finditer(literal)]
        if match := JS_AFTER_BASE.fullmatch(literal):
            found.append(("index.html", match[1]))
        if JS_LINK_BEFORE.search(before) or ROOT_RELATIVE.fullmatch(literal) or HAS_SCHEME.fullmatch(literal):
            found.append(("index.html", literal))
    for file, address in found:
        # An anchor alone is looked up on whatever page is open.
        if address.startswith("#") or "${" in address:
            continue
        if what := misspelt(address) or site.broken(file, address):
            yield what, address


def imports_in_css(site: Site) -> Iterator[Finding]:
    """Style sheets that others import as a text, not as url(), are there."""
    for name in site.named(".css"):
        text = site.text(name)
        for match in re.finditer(r"@import\s+['\"]([^'\"]+)", text):
            if what := site.broken(name, match[1]):
                yield Finding(name, text.count("\n", 0, match.start()) + 1, what, match[1])


def reached(site: Site) -> Iterator[Finding]:
    """Links alone lead to every page, from the home page through texts and navigation: none is found by search only."""
    seen, todo = {"index.html"}, deque(["index.html"])
    while todo:
        name = todo.popleft()
        for link in site.pages[name].root.xpath("//article//a/@href | //nav//a/@href"):
            full = site.resolved(name, link)
            to = site.file(urlsplit(full[len(site.url) :]).path) if full.startswith(site.url) else ""
            if to in site.pages and to not in seen:
                seen.add(to)
                todo.append(to)
    for name, page in site.pages.items():
        # What leads on at once, or offers a choice of where to, has no place in the navigation.
        unlisted = page.root.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
        if name not in seen and name.endswith("index.html") and page.root.xpath("//article") and not unlisted:
            yield Finding(name, 0, "no link leads here", "add it to its folder's index.md")


CHECKS: tuple[Callable[[Site], Iterable[Finding]], ...] = (
    duplicate_ids,
    left_as_text,
    followed,
    schemes,
    passed_over,
    addresses_in_json,
    addresses_in_scripts,
    imports_in_css,
    reached,
)
