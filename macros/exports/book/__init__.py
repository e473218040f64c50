"""The whole handbook as one book: a PDF for A4 and for US Letter, and an EPUB.

`content` reads the pages' own Markdown into one tree of parts; `printed` typesets it and `epub` packs it, so that both
say the same. No host, no network, no system font: equal libraries and addresses give equal bytes.
"""

from __future__ import annotations

from ...library import Library
from . import content, epub, printed

FOLDER = "downloads"
EPUB = "handbook.epub"
NAMES = (*(f"handbook-{paper}.pdf" for paper in printed.PAPERS), EPUB)


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """The book in each form; nothing of a library without pages to read. The library must have passed its checks.

    Raises Invalid with every character that the printed font lacks.
    """
    whole = content.book(library, site_url)
    if not whole.chapters:
        return {}
    made = {f"handbook-{paper}.pdf": pdf for paper, pdf in printed.pdfs(whole).items()}
    return {f"{FOLDER}/{name}": content for name, content in {**made, EPUB: epub.packed(whole)}.items()}
