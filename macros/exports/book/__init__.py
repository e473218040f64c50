"""The whole handbook as one book: a PDF for A4 and for US Letter, and an EPUB; and the quick guide as a booklet.

`blocks` reads the pages' own Markdown and `content` makes one tree of it; `printed` typesets that and `epub` packs it,
so that both say the same. `quick` takes the parts that are read first, `imposed` lays its pages on sheets to fold.
No host, no network, no system font: equal libraries and addresses give equal bytes.
"""

from __future__ import annotations

from ... import cache
from ...library import Library
from .. import catalogue, typesetting
from . import content, epub, printed, quick

FOLDER = "downloads"
EPUB = "handbook.epub"
BOOKS = (*(f"handbook-{paper}.pdf" for paper in printed.PAPERS), EPUB)
NAMES = (*BOOKS, *(f"quick-guide-{sheet}.pdf" for sheet in quick.SHEETS))


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """The book in each form, and the quick guide; nothing of a library without pages to read.

    The library must have passed its checks. To read all pages takes seconds: where neither they nor the
    program have changed, the whole is found as it was.
    Raises Invalid with every character that the printed font lacks.
    """
    said = catalogue.everything(library)
    faces = typesetting.faces(library.docs)
    keys = {name: cache.key("book", name, cache.program(), site_url, faces.told["face"], said) for name in BOOKS}
    found = {name: cached for name, key in keys.items() if (cached := cache.get(key)) is not None}
    if len(found) < len(BOOKS):
        whole = content.book(library, site_url)
        if not whole.chapters:
            return {}
        pdfs = {f"handbook-{paper}.pdf": pdf for paper, pdf in printed.pdfs(whole, faces).items()}
        found = {**pdfs, EPUB: epub.packed(whole)}
        for name, made in found.items():
            cache.put(keys[name], made)
    found |= {f"quick-guide-{sheet}.pdf": pdf for sheet, pdf in quick.pdfs(library, site_url).items()}
    return {f"{FOLDER}/{name}": made for name, made in found.items()}
