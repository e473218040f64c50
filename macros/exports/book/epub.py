"""The book as an EPUB 3: one XHTML file a page, a table of contents, links that lead inside.

Form: https://www.w3.org/TR/epub-33/
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from ... import language
from ...language import direction
from ...publish import archive
from .blocks import Block, Words
from .content import Book, Leaf

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XML = "http://www.w3.org/XML/1998/namespace"
TYPE = "application/epub+zip"
FIRST = "mimetype"  # must come first, and not compressed

STYLE = """\
body { line-height: 1.4; }
h1, h2, h3, h4 { line-height: 1.2; }
ul.ticks { list-style: none; padding-left: 1.5em; }
ul.ticks > li::before { content: "\\2610"; margin-left: -1.5em; float: left; }
blockquote.said { border-left: 0.2em solid; margin-left: 0; padding-left: 0.8em; }
.note { font-size: 0.85em; }
table { border-collapse: collapse; }
td, th { border-bottom: 1px solid; padding: 0.2em 0.6em 0.2em 0; text-align: left; vertical-align: top; }
"""
_CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)

ET.register_namespace("", XHTML)
ET.register_namespace("epub", OPS)
ET.register_namespace("dc", DC)


def packed(book: Book) -> bytes:
    """The whole file; equal books give equal bytes."""
    leaves = [leaf for chapter in book.chapters for leaf in chapter.leaves]
    home = {leaf.id: leaf.id for leaf in leaves}
    home |= {block["id"]: leaf.id for leaf in leaves for block in leaf.blocks if block["is"] == "heading"}
    made = {"title.xhtml": _first(book), "nav.xhtml": _nav(book)}
    made |= {"style.css": STYLE.encode(), "package.opf": _package(book)}
    made |= {f"{leaf.id}.xhtml": _leaf(leaf, home, book.language) for leaf in leaves}
    files = {f"EPUB/{name}": content for name, content in made.items()}
    return archive.packed({FIRST: TYPE.encode(), "META-INF/container.xml": _xml(_CONTAINER), **files}, first=FIRST)


def _xml(text: str) -> bytes:
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode()


def _package(book: Book) -> bytes:
    """What the book is, what is in it, and in which order it is read."""
    name = book.root or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, book.title)}"
    package = ET.Element(
        f"{{{OPF}}}package", {"version": "3.0", "unique-identifier": "id", f"{{{XML}}}lang": book.language}
    )
    about = ET.SubElement(package, f"{{{OPF}}}metadata")
    _add(about, f"{{{DC}}}identifier", name, id="id")
    _add(about, f"{{{DC}}}title", book.title)
    if book.firm:
        _add(about, f"{{{DC}}}creator", book.firm)
    _add(about, f"{{{DC}}}language", book.language)
    _add(about, f"{{{DC}}}description", book.subtitle)
    _add(about, f"{{{OPF}}}meta", f"{book.reviewed.isoformat()}T00:00:00Z", property="dcterms:modified")
    _add(about, f"{{{OPF}}}meta", "textual", property="schema:accessMode")
    _add(about, f"{{{OPF}}}meta", "textual", property="schema:accessModeSufficient")
    for feature in ("tableOfContents", "structuralNavigation", "readingOrder"):
        _add(about, f"{{{OPF}}}meta", feature, property="schema:accessibilityFeature")
    _add(about, f"{{{OPF}}}meta", "none", property="schema:accessibilityHazard")
    listed = ET.SubElement(package, f"{{{OPF}}}manifest")
    _item(listed, "title", "title.xhtml", "application/xhtml+xml")
    _item(listed, "nav", "nav.xhtml", "application/xhtml+xml", properties="nav")
    _item(listed, "style", "style.css", "text/css")
    turned = {} if direction(book.language) == "ltr" else {"page-progression-direction": "rtl"}
    spine = ET.SubElement(package, f"{{{OPF}}}spine", turned)
    for name in ("title", "nav"):
        ET.SubElement(spine, f"{{{OPF}}}itemref", idref=name)
    for chapter in book.chapters:
        for leaf in chapter.leaves:
            _item(listed, f"p-{leaf.id}", f"{leaf.id}.xhtml", "application/xhtml+xml")
            ET.SubElement(spine, f"{{{OPF}}}itemref", idref=f"p-{leaf.id}")
    return _written(package)


def _item(parent: ET.Element, id_: str, href: str, kind: str, **more: str) -> None:
    ET.SubElement(parent, f"{{{OPF}}}item", {"id": id_, "href": href, "media-type": kind, **more})


def _add(parent: ET.Element, tag: str, words: str, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, attributes)
    made.text = words
    return made


def _written(tree: ET.Element) -> bytes:
    return _xml(ET.tostring(tree, encoding="unicode"))


# Pages ---------------------------------------------------------------------------------


def _page(title: str, language: str) -> tuple[ET.Element, ET.Element]:
    """An empty XHTML page, and its body."""
    told = {"lang": language, f"{{{XML}}}lang": language, "dir": direction(language)}
    html = ET.Element(f"{{{XHTML}}}html", told)
    head = _sub(html, "head")
    _add(head, f"{{{XHTML}}}title", title)
    _sub(head, "link", rel="stylesheet", href="style.css")
    return html, _sub(html, "body")


def _sub(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{XHTML}}}{tag}", {name.rstrip("_"): one for name, one in attributes.items()})


def _first(book: Book) -> bytes:
    """The page with the title: what it is, whose, of which day and where it is kept."""
    html, body = _page(book.title, book.language)
    first = _sub(body, "section")
    first.set(f"{{{OPS}}}type", "titlepage")
    _add(first, f"{{{XHTML}}}h1", book.title)
    _add(first, f"{{{XHTML}}}p", book.subtitle)
    says = book.says["printed"]
    if book.team:
        _add(first, f"{{{XHTML}}}p", says["team"].format(team=book.team))
    day = _add(first, f"{{{XHTML}}}p", says["as_of"].format(day=language.day(book.reviewed, book.language)))
    if book.root:
        day.text = f"{day.text} "
        _add(day, f"{{{XHTML}}}a", book.root, href=book.root)
    return _written(html)


def _nav(book: Book) -> bytes:
    html, body = _page(book.title, book.language)
    nav = _sub(body, "nav", id="toc")
    nav.set(f"{{{OPS}}}type", "toc")
    _add(nav, f"{{{XHTML}}}h1", book.title)
    chapters = _sub(nav, "ol")
    for chapter in book.chapters:
        entry = _sub(chapters, "li")
        _add(entry, f"{{{XHTML}}}a", chapter.title, href=f"{chapter.leaves[0].id}.xhtml")
        leaves = _sub(entry, "ol")
        for leaf in chapter.leaves:
            _add(_sub(leaves, "li"), f"{{{XHTML}}}a", leaf.title, href=f"{leaf.id}.xhtml")
    return _written(html)


def _leaf(leaf: Leaf, home: dict[str, str], language: str) -> bytes:
    html, body = _page(leaf.title, language)
    _add(body, f"{{{XHTML}}}h1", leaf.title)
    if leaf.summary:
        _add(body, f"{{{XHTML}}}p", leaf.summary)
    _blocks(body, leaf.blocks, home)
    return _written(html)


def _blocks(parent: ET.Element, blocks: Iterable[Block], home: dict[str, str]) -> None:
    for block in blocks:
        match block["is"]:
            case "heading":
                _words(_sub(parent, f"h{block['level']}", id=block["id"]), block["words"], home)
            case "par":
                _words(_sub(parent, "p"), block["words"], home)
            case "note":
                _words(_sub(parent, "p", class_="note"), block["words"], home)
            case "term":
                listed = _sub(parent, "dl")
                _words(_sub(listed, "dt"), block["words"], home)
                _blocks(_sub(listed, "dd"), block["blocks"], home)
            case "quote":
                _blocks(_sub(parent, "blockquote"), block["blocks"], home)
            case "said":
                _said(parent, block["lines"])
            case "list":
                _list(parent, block, home)
            case "table":
                _table(parent, block["rows"], home)


def _said(parent: ET.Element, lines: Sequence[str]) -> None:
    """Words to say or to copy, their lines kept."""
    words = _sub(_sub(parent, "blockquote", class_="said"), "p")
    words.text = lines[0]
    for line in lines[1:]:
        _sub(words, "br").tail = line


def _table(parent: ET.Element, rows: Sequence[Sequence[Words]], home: dict[str, str]) -> None:
    table = _sub(parent, "table")
    for number, row in enumerate(rows):
        cells = _sub(table, "tr")
        for cell in row:
            _words(_sub(cells, "td" if number else "th"), cell, home)


def _list(parent: ET.Element, block: Block, home: dict[str, str]) -> None:
    ticks = all(item["box"] for item in block["items"])
    tag = "ul" if block["start"] is None else "ol"
    listed = _sub(parent, tag, **({"class_": "ticks"} if ticks else {}))
    if block["start"] not in (None, 1):
        listed.set("start", f"{block['start']}")
    for item in block["items"]:
        _blocks(_sub(listed, "li"), item["blocks"], home)


def _words(parent: ET.Element, words: Words, home: dict[str, str]) -> None:
    """The words inside an element."""
    last: ET.Element | None = None
    for word in words:
        if word["is"] == "text":
            if last is None:
                parent.text = (parent.text or "") + word["text"]
            else:
                last.tail = (last.tail or "") + word["text"]
            continue
        last = _sub(parent, "a" if word["is"] == "link" else word["is"])
        if "url" in word:
            last.set("href", word["url"])
        elif "ref" in word:  # a page's own id is that of its file
            page, id_ = home[word["ref"]], word["ref"]
            last.set("href", f"{page}.xhtml" if page == id_ else f"{page}.xhtml#{id_}")
        if "text" in word:
            last.text = word["text"]
        else:
            _words(last, word["words"], home)
