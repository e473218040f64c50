"""What an SVG holds beside a drawing. A picture of theirs has an address of its own: what it holds would act there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

from ..problems import quote

_SVG = "{http://www.w3.org/2000/svg}"
# What editors write for themselves, and no browser acts upon.
_EDITORS = (
    "{http://www.inkscape.org/namespaces/",
    "{http://sodipodi.sourceforge.net/DTD/",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://web.resource.org/cc/}",
    "{http://purl.org/dc/",
    "{http://ns.adobe.com/",
    "{adobe:ns:meta/}",
)
_PACKET = "xpacket "  # the instruction that Illustrator puts around what it writes for itself
_ACTS = re.compile(r"a|script|handler|foreignObject|set|animate\w*")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ENCODINGS = ("utf-8", "utf-16", "iso-8859-1", "us-ascii")  # as expat reads each, so do browsers
_INSIDE = ("#", "data:image/")
# Of styles: what fetches, and the backslash, by which any of that can be written in other letters.
_FETCHES = re.compile(r"@import|\\|\b(?:image-set|image|src)\(", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?", re.IGNORECASE)


def more(file: Path) -> str:
    """The first that an SVG holds beside a drawing, or ''."""
    content = file.read_bytes()
    try:
        # Expat fetches nothing, and bears no bomb of entities.
        parts: list[tuple[str, Any]] = list(ET.iterparse(io.BytesIO(content), ("start", "pi")))  # noqa: S314
        _plain(content)
    except (ET.ParseError, ValueError, LookupError) as error:
        return f"it cannot be read as SVG ({error})"
    elements = [part for event, part in parts if event == "start"]
    if (root := elements[0].tag) != f"{_SVG}svg":
        return f"it holds {quote(_local(root))}, and no SVG with its xmlns"
    for event, part in parts:
        if event == "pi" and not part.text.startswith(_PACKET):
            return f"it holds {quote(f'<?{part.text}?>')}"
    return next((said for element in elements for said in _acting(element)), "")


def _plain(content: bytes) -> None:
    """Refuse with ValueError what browsers would read in another way than the parser of elements."""

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise ValueError(f"its encoding is {quote(encoding)}, and not UTF-8")

    def entity(name: str, of_declarations: bool, *_: object) -> None:
        if of_declarations:
            raise ValueError(f"its entity {quote(name)} stands for declarations")

    parser = expat.ParserCreate()
    parser.XmlDeclHandler, parser.EntityDeclHandler = declared, entity
    parser.ParseFile(io.BytesIO(content))


def _acting(element: ET.Element) -> Iterator[str]:
    """What an element says that is more than a drawing."""
    name = _local(element.tag)
    if not element.tag.startswith((_SVG, *_EDITORS)):
        yield f"it holds {quote(name)}, which is not of SVG"
    elif element.tag.startswith(_SVG) and _ACTS.fullmatch(name):
        yield f"it holds {quote(name)}"
    for key, value in element.attrib.items():
        leads = _local(key) in ("href", "src")
        if (
            _local(key).startswith("on")
            or key == _BASE
            or (leads and not value.startswith(_INSIDE if name in ("image", "feImage") else "#"))
            or ("}" not in key and not leads and _fetches(value))
        ):
            yield f"it holds {quote(_local(key))} with {quote(value)}"
    if name == "style":
        # What children of it hold is no part of its sheet, what stands between them is.
        sheet = "".join([element.text or "", *(child.tail or "" for child in element)])
        if found := _fetches(sheet):
            yield f"it holds {quote('style')} with {quote(found)}"


def _fetches(style: str) -> str:
    """The first of a style that leads out of the picture, or may; ''."""
    if found := _FETCHES.search(style):
        return style[found.start() :]
    return next((style[at.start() :] for at in _URL.finditer(style) if not style.startswith(_INSIDE, at.end())), "")


def _local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


__all__ = ["more"]
