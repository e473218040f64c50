"""The links of a built site: `python -m tests.links SITE` names the broken ones.

Two checkers share the work. Lychee reads HTML, CSS, JSON and XML and follows every address
inside the site, fragments included. What neither it nor MkDocs sees is looked for here, one
function a kind, listed in CHECKS. A finding is one line, `file:line: what: address`. Only
`--external`, which asks other hosts instead, uses the network.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

from macros.markup import misspelt

# What lychee is given. It is named every file, for by itself it skips what .gitignore names: the site.
READ_BY_LYCHEE = {".html", ".css", ".json", ".xml", ".webmanifest", ".md", ".txt"}
OWN_SCRIPTS = "assets/js/"  # the theme's own are below assets/javascripts/

HTML = html.HTMLParser(encoding="utf-8", huge_tree=True)


class Finding(NamedTuple):
    """A broken link: the file below the site's folder, its line (0: unknown), what is wrong, the address."""

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

    def outside(self, file: str, address: str) -> bool:
        """Whether the address is on the site's host, but above the site's folder there."""
        full = urljoin(self.url + file, address)
        return urlsplit(full).netloc == urlsplit(self.url).netloc and not full.startswith(self.url)

    def broken(self, file: str, address: str) -> str:
        """Why an address in `file` leads nowhere, or '' when it leads somewhere or to another host.

        A redirect hands the anchor on, as its script does in the browser.
        """
        seen = set()
        while True:
            full, anchor = urldefrag(urljoin(self.url + file, address))
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


# Lychee --------------------------------------------------------------------------------


def lychee(site: Site, external: str | None = None) -> Iterator[Finding]:
    """What lychee finds inside the site or, with `external`, on other hosts: at addresses that begin so.

    Raises FileNotFoundError when it is not installed, RuntimeError when it fails.
    """
    beside_python = Path(sys.executable).parent / "lychee"
    program = str(beside_python) if beside_python.is_file() else shutil.which("lychee")
    if program is None:
        raise FileNotFoundError("lychee is not installed; it is in requirements/test.txt")
    home, path = f"{site.folder.as_uri()}/", urlsplit(site.url).path
    command = [program, "--files-from", "-", "--format", "json", "--no-progress", "--include-verbatim"]
    command += ["--include-fragments", "--root-dir", str(site.folder), "--index-files", "index.html"]
    command += ["--remap", f"^{re.escape(site.url)}(.*) {home}$1"]
    if path != "/":
        command += ["--remap", f"^{re.escape(home + path[1:])}(.*) {home}$1"]
    if external is not None:
        # Some hosts refuse programs (403) or are short of patience (429): the page is there all the same.
        command += ["--scheme", "http", "--scheme", "https", "--accept", "100..=103,200..=299,403,429"]
        command += ["--exclude", ".*", "--include", f"^{re.escape(external)}"] if external else []
    else:
        command += ["--offline"]
    inputs = "".join(f"{site.folder / name}\n" for name in site.named(*READ_BY_LYCHEE))
    done = subprocess.run(command, input=inputs, capture_output=True, text=True, check=False, cwd=site.folder)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"lychee stopped: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    errors = [
        (file, error)
        for files in (report["error_map"], report["timeout_map"])
        for file, all_ in files.items()
        for error in all_
    ]
    # A second link to the same address is only said to be "cached".
    reasons = {error["url"]: _reason(error) for _, error in errors if "cached" not in _reason(error)}
    for file, error in errors:
        address, what = error["url"].removeprefix(home), reasons.get(error["url"], _reason(error))
        if what == "Cannot find fragment" and external is None:
            # Lychee looks for it on a redirecting page itself, where it never is.
            what = site.broken("index.html", address)
        if what:
            line = (error.get("span") or {}).get("line", 0)
            yield Finding(Path(file).relative_to(site.folder).as_posix(), line, what, address)


def _reason(error: dict[str, Any]) -> str:
    """Why, in lychee's words, without its advice."""
    return str(error["status"].get("details") or error["status"]["text"]).partition(". ")[0]


# What no tool sees ---------------------------------------------------------------------

# Attributes that hold one address. Lychee follows them; here their schemes are read.
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
    """What lychee passes over leads somewhere: data-*, previews, redirects, style attributes, nofollow."""
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


CHECKS: tuple[Callable[[Site], Iterable[Finding]], ...] = (
    lychee,
    duplicate_ids,
    left_as_text,
    schemes,
    passed_over,
    addresses_in_json,
    addresses_in_scripts,
    imports_in_css,
)


def check(site: Site) -> list[Finding]:
    """Every broken link inside the site: sorted, each once."""
    return sorted({finding for one in CHECKS for finding in one(site)})


def main(arguments: list[str] | None = None) -> int:
    """Print the findings; 0 when there are none, 1 when there are, 2 when there is no site to read."""
    parser = argparse.ArgumentParser(prog="python -m tests.links", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of a built site")
    parser.add_argument(
        "--external",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="ask other hosts instead: about all links to them, or those that begin with ADDRESS",
    )
    given = parser.parse_args(arguments)
    try:
        site = Site(given.site)
        findings = check(site) if given.external is None else sorted(set(lychee(site, given.external)))
    except (FileNotFoundError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    for finding in findings:
        print(finding)
    print(f"broken links: {len(findings)}" if findings else f"OK: the links of {len(site.pages)} pages")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
