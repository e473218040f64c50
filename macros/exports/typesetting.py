"""What typst needs to typeset for us: our font and templates; and what it says of characters that the font lacks."""

from __future__ import annotations

import functools
import re
from importlib.resources import files as resources

import typst

from ..render.templates import TEMPLATES

FONT = "fontpkg_atkinson_hyperlegible"


@functools.cache
def fonts() -> typst.Fonts:
    """The one family that is used, from its package; nothing of the system."""
    folder = str(resources(FONT) / "files")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def sources() -> str:
    """The text of the templates: while a server runs, they too may change."""
    return "\0".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.typ")))


def unscaled(pdf: bytes) -> bytes:
    """`pdf` with the wish that it is printed at its size, which typst cannot write.

    The wish belongs into the catalog. That is the last object, so only the table after it moves.
    """
    body, table, end = pdf.rpartition(b"\nxref\n")
    objects, catalog, preferences = body.rpartition(b"/Type/Catalog")
    wished = preferences.replace(b"/Direction/L2R", b"/Direction/L2R/PrintScaling/None")
    said = b"startxref\n%d\n" % (len(body) + 1)
    moved = b"startxref\n%d\n" % (len(body) + 1 + len(wished) - len(preferences))
    if not (catalog and wished != preferences and preferences.count(b"endobj") == 1 and said in end):
        raise ValueError("typst writes PDFs in another way than this function knows")
    return objects + catalog + wished + table + end.replace(said, moved)


def lacking(error: typst.TypstError) -> list[str]:
    """The characters, each with what stands on it, that typst could not print."""
    shown = re.findall(r'the text `"(.+?)"` could not be displayed', error.diagnostic)
    return [re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), characters) for characters in shown]


def _code_points(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in characters)
