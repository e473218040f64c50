"""A picture of every page for chats that preview a link: 1200 x 630 pixels, typeset by typst.

It shows the page's title, its description and what kind of page it is; a card's page shows the
card. Equal libraries and addresses give equal bytes. All pictures that are not known yet are
pages of one document; what was typeset once is kept (`cache`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import typst

from .. import cache, kinds, language
from ..library import Library
from ..pages import Page
from ..problems import Invalid, Problem
from ..publish import app
from ..render.templates import TEMPLATES
from ..text import quoted
from . import cards, catalogue
from .typesetting import complaint, faces, lacking, lacks, sources

FOLDER = "assets/previews"
TEMPLATE = "preview"
OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
# Section -> the family of cards whose colour and mark its pages have.
FAMILIES = {row.folder: row.family for row in kinds.KINDS if row.family}

Record = dict[str, str]


def path(page: str) -> str:
    """The picture of the page at an address ("guide/ending/"), below the site's root."""
    return f"{FOLDER}/{page}preview.png"


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """The pictures; the library must have passed its checks.

    Raises Invalid with every page whose words do not fit, and every character that the font lacks.
    """
    shown = catalogue.pages(library)
    pictured = {f"cards/{id_}.md": f"cards/{id_}/{id_}.png" for id_ in library.cards}
    of_cards = cards.files(library, site_url)
    frame = _frame(library, site_url)
    records = {page.path: _record(library, page) for page in shown if page.path not in pictured}
    templates = sources()
    keys = {name: _key(templates, frame, record) for name, record in records.items()}
    pictures = {name: content for name, key in keys.items() if (content := cache.get(key)) is not None}
    if missing := [name for name in keys if name not in pictures]:
        batch = [records[name] for name in missing]
        try:
            made = dict(zip(missing, _typeset(library, frame, batch), strict=True))
        except typst.TypstError as error:
            raise Invalid(_blame(library, batch, error)) from None
        for name, content in made.items():
            cache.put(keys[name], content)
        pictures |= made
    pictures |= {name: of_cards[file] for name, file in pictured.items()}
    return {path(catalogue.at(page)): pictures[page.path] for page in shown}


def told(library: Library, site_url: str = "") -> list[Problem]:
    """What `files` would raise of the pages, from those alone whose words are new."""
    pictured = {f"cards/{id_}.md" for id_ in library.cards}
    frame = _frame(library, site_url)
    records = [_record(library, page) for page in catalogue.pages(library) if page.path not in pictured]
    templates = sources()
    marks = [cache.key("told", templates, _data(frame, [record])) for record in records]
    new = [record for record, mark in zip(records, marks, strict=True) if cache.get(mark) is None]
    if new:
        try:
            _printed(library, _data(frame, new))
        except typst.TypstError as error:
            return _blame(library, new, error)
        for mark in marks:
            cache.put(mark, b"")
    return []


def _frame(library: Library, site_url: str) -> Record:
    """What every picture shares."""
    name = catalogue.name(library)
    frame = {"title": name, "name": quoted(name, library.words.marks.all), "host": urlsplit(site_url).netloc}
    return {**frame, **language.parts(library.words.language), **faces(library.docs).told, "brand": _brand(library)}


def _brand(library: Library) -> str:
    """The colour of the site's own frame: a company's, where its sheet of colours stands among the pages."""
    own = library.docs / app.COLOURS
    brand, _ = app.colours((own if own.is_file() else OVERRIDES / app.COLOURS).read_text(encoding="utf-8"))
    return brand


def _record(library: Library, page: Page) -> Record:
    """A page as the template reads it."""
    part, marks = catalogue.folder(page), library.words.marks.all
    return {
        "path": page.path,
        "title": quoted(catalogue.title(library, page), marks),
        "summary": quoted(catalogue.description(page), marks),
        "kind": catalogue.section(library, part) or part.replace("-", " ").capitalize(),
        "family": FAMILIES.get(part, ""),
    }


def _key(sources: str, frame: Record, record: Record) -> str:
    """A digest of everything that the bytes of a picture depend on."""
    return cache.key(sources, _data(frame, [record]))


def _data(frame: Record, batch: Sequence[Record]) -> str:
    """What the template reads."""
    return json.dumps({**frame, "pages": batch}, ensure_ascii=False, sort_keys=True)


def _typeset(library: Library, frame: Record, batch: Sequence[Record]) -> list[bytes]:
    """The pictures, in order. Raises TypstError; a warning is as good as an error."""
    data = _data(frame, batch)
    compiler = _printed(library, data)
    made, warnings = compiler.compile_with_warnings(format="png", ppi=144, sys_inputs={"data": data})
    if warnings:
        raise complaint(warnings)
    return made if isinstance(made, list) else [made] if made else []


def _printed(library: Library, data: str) -> typst.Compiler:
    """What has typeset the pictures as an accessible PDF: they are silent about characters that the font lacks."""
    fonts = faces(library.docs).fonts
    compiler = typst.Compiler(TEMPLATES / f"{TEMPLATE}.typ", root=TEMPLATES, font_paths=fonts)
    compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": data})
    return compiler


def _blame(library: Library, batch: Sequence[Record], error: typst.TypstError) -> list[Problem]:
    """What an editor can mend, at its place."""
    found: list[Problem] = []
    if unfit := re.search(r"unfit: (\{.*\})", error.message):
        page = library.pages[json.loads(unfit[1])["page"]]
        said = "title and description do not fit the picture that previews the page"
        found.append(page.problem(page.title_line, said, "a shorter title"))
    missing = sorted(set(lacking(error)))
    for record in batch:
        page = library.pages[record["path"]]
        for key, line, where in (
            ("title", page.title_line, ""),
            ("summary", page.meta.line(("description",)), "description"),
        ):
            if here := [characters for characters in missing if characters in record[key]]:
                found.append(page.problem(line, *lacks("picture that previews the page", here), where=where))
    message = " ".join(error.diagnostic.split())
    return found or [Problem(f"macros/templates/{TEMPLATE}.typ", 1, "", message, "no complaint")]
