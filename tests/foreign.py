"""Words on a built site that are none of its own: left behind in a template, in a script or in Python.

A layer in another language than ours says every word that its pages show. So a word that stands in none of its files
came from somewhere else, and is in no language that its readers asked for.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html

from macros import language

GERMAN = Path(__file__).parent / "german"
# What is called the same in any language.
NAMES = frozenset(
    ("javascript", "markdown", "espanso", "textexpander", "zendesk", "json", "pdf", "png", "svg", "epub", "zip", "qr")
)
SOFT = "\u00ad\ufffe\x02"  # what divides a word at the end of a line
HEARD = ("aria-label", "aria-roledescription", "aria-description", "alt", "title", "placeholder", "label")
TOLD = {"description", "og:title", "og:description", "og:site_name", "og:image:alt"}
VALUED = ("button", "data")
UNSEEN = ("script", "style", "template", "code", "kbd", "pre", "svg")

_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_NO_PROSE = re.compile(
    r"\{\{.*?\}\}|\{[a-z_]+\}|\{%.*?%\}|\{:[^{}]*\}|\[\[[^\[\]]*\]\]|(?<=\])\([^()\s]*\)|<[^<>]*>", re.DOTALL
)
_ADDRESS = re.compile(r"\S*(?:[@/]|\w\.\w)\S*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def words(text: str) -> set[str]:
    """The words of a text, without its addresses and file names."""
    return {word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", text))}


def own(layer: Path) -> set[str]:
    """Every word that a layer says itself: in its data and on its pages, but not in keys and ids."""
    found: set[str] = set()
    for path in sorted(layer.rglob("*.yml")):
        strict = path.name != "interface.yml"  # whose values are all words
        for value in texts(yaml.safe_load(path.read_text("utf-8"))):
            if not (strict and _ID.fullmatch(value)):
                found |= words(_NO_PROSE.sub(" ", value))
    for path in sorted((layer / "pages").rglob("*.md")):
        text = path.read_text("utf-8")
        if front := _FRONT.match(text):
            head = yaml.safe_load(front[1])
            told = [head.get("title", ""), head["description"], *head.get("queries", ()), head.get("extends", "")]
            told += [one for word, others in head.get("means", {}).items() for one in (word, *others)]
            found |= words(" ".join(told))
            text = text[front.end() :]
        found |= words(_NO_PROSE.sub(" ", text))
    return found


def known(layer: Path) -> set[str]:
    """The words of a layer, and those that follow from its language: the names of months."""
    tag = yaml.safe_load((layer / "_data/interface.yml").read_text("utf-8"))["language"]
    days = (language.day(datetime.date(2026, month, 1), tag) for month in range(1, 13))
    return own(layer) | words(" ".join(days))


def texts(data: Any) -> Iterator[str]:
    """Every text in data, however deep."""
    if isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data


def prose(text: str) -> str:
    """Markdown without its front matter, and without what nobody reads."""
    front = _FRONT.match(text)
    return _NO_PROSE.sub(" ", text[front.end() :] if front else text)


def shown(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What a page shows or has read aloud, with the element that holds it: (text, element)."""
    for element in page.iter(etree.Element):
        name = " ".join(filter(None, (element.tag, element.get("class"), element.get("name"), element.get("property"))))
        unseen = element.tag in UNSEEN or any(one.tag in UNSEEN for one in element.iterancestors())
        if not unseen:
            yield element.text or "", f"<{name}>"
        if not any(one.tag in UNSEEN for one in element.iterancestors()):
            yield element.tail or "", f"after <{name}>"
        for key in HEARD:
            yield element.get(key, ""), f"<{name}> {key}"
        if element.tag == "meta" and {element.get("name"), element.get("property")} & TOLD:
            yield element.get("content", ""), f"<{name}>"
        if element.tag in VALUED:
            yield element.get("value", ""), f"<{name}> value"


def strangers(page: html.HtmlElement, known: set[str]) -> dict[str, str]:
    """Each word of a page that nobody of the layer has written, with the element that holds it."""
    found: dict[str, str] = {}
    for text, where in shown(page):
        found |= {word: f"{where}: {line}" for word, line in of_text(text, known).items() if word not in found}
    return found


def of_text(text: str, known: set[str]) -> dict[str, str]:
    """Each word of a plain text that nobody of the layer has written, with the line that holds it."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        for word in sorted(words(line) - known - NAMES):
            found.setdefault(word, line.strip()[:80])
    return found


def printed(text: str, known: set[str]) -> Iterator[str]:
    """The lines of a print. Where one ends, a word may be divided: a part of a known word is none to be told of."""
    begins = {word[:at] for word in known for at in range(2, len(word))}
    ends = {word[at:] for word in known for at in range(1, len(word) - 1)}
    ids = {path.stem for path in (GERMAN / "pages").rglob("*.md")}  # of an address that goes over two lines
    for line in re.sub(f"[{SOFT}]\\s*", "", text).splitlines():
        pieces = [piece for piece in line.split() if piece not in ids]
        if pieces and words(pieces[0]) <= ends:
            pieces = pieces[1:]
        if pieces and words(pieces[-1]) <= begins:
            pieces = pieces[:-1]
        yield " ".join(pieces)


# In what is loaded, for the programs that load it: ids with their parts, shortcuts, and the fields of TextExpander.
_NAMED = re.compile(r"[a-z0-9]+(?:[-_]{1,2}[a-z0-9]+)*|#[0-9a-f]{3,8}")
_FOR_PROGRAMS = re.compile(r":dc-[\w-]+:|%(?:filltext|fillarea|fillpopup|key|clipboard)\w*|:(?:name|default)=")


def loaded(name: str, raw: bytes) -> Iterator[tuple[str, str]]:
    """The words that a file to load gives people, with its name: of a package, those of all files in it."""
    kind = name.rpartition(".")[2]
    if kind in ("zip", "epub"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for inner in packed.namelist():
                yield from ((f"{name}/{where}", text) for where, text in loaded(inner, packed.read(inner)))
    elif kind in ("json", "webmanifest", "yml"):
        values = texts(yaml.safe_load(raw) if kind == "yml" else json.loads(raw))
        yield from ((name, _bare(value)) for value in values if not _NAMED.fullmatch(value))
    elif kind in ("xml", "xhtml", "opf"):
        for element in etree.fromstring(raw).iter(etree.Element):
            if etree.QName(element).localname not in ("meta", "language"):  # of a book, for programs
                heard = (element.get(key, "") for key in HEARD)
                yield from ((name, one) for one in (element.text, element.tail, *heard) if one)
    elif kind == "csv":
        for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"))):
            yield from ((name, _bare(cell)) for cell in row)
    elif kind == "txt":
        yield name, prose(raw.decode())


def _bare(text: str) -> str:
    return _FOR_PROGRAMS.sub(" ", _NO_PROSE.sub(" ", text))


def told(found: dict[str, str], name: str) -> list[str]:
    """A line for each word of a file, for whoever has to find where it comes from."""
    return [f"{name}: “{word}” in {where}" for word, where in found.items()]
