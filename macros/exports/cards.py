"""The quick-reference cards as decks, posters, single PDFs and pictures, typeset by typst.

Every measure is in templates/*.typ; here is what they print, and what to say where a card
does not fit. No host, no network, no system font: equal libraries and addresses give equal
bytes. What was typeset once in a process is kept, so that a change costs what it touches.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, Literal, NamedTuple

import segno
import typst

from .. import text
from ..library import Library
from ..problems import Invalid, Problem, quote
from ..render import TEMPLATES, address
from ..source import Path_

FOLDER = "cards"
DECKS = f"{FOLDER}/decks"
FONT = "fontpkg_atkinson_hyperlegible"
LANGUAGE = "en"

Record = dict[str, Any]


class Job(NamedTuple):
    """One file to typeset: its path, the template and the sheet in it, the document's title, and its cards."""

    path: str
    template: Literal["cards", "poster"]
    sheet: str
    title: str
    cards: Sequence[Record]

    @property
    def format(self) -> Literal["pdf", "png"]:
        """What is made: a PDF, or the picture of one page."""
        return "png" if self.path.endswith(".png") else "pdf"


DECK_TITLES = {
    "a4": "Quick-reference cards, four to an A4 sheet",
    "letter": "Quick-reference cards, four to a Letter sheet",
    "a6": "Quick-reference cards, A6",
    "index": "Quick-reference cards, 5 x 3 inches",
    "wallet": "Quick-reference cards, wallet size",
}
POSTER_TITLES = {"a4": "Which card for which moment, A4", "letter": "Which card for which moment, Letter"}

_made: dict[str, bytes] = {}  # of the last call, by everything that the bytes depend on


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """Decks, posters, and a PDF and a PNG of each card; the library must have passed its checks.

    With `site_url`, cards carry the address of their page, in print and as a QR code.
    Raises Invalid with every card that does not fit, and every character that the font lacks.
    """
    if not library.cards:
        return {}
    root = site_url.rstrip("/") + "/" if site_url else ""
    records = [_record(library, id_, root) for id_ in library.cards]
    frame = _frame(library, root)
    used: dict[str, bytes] = {}
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for job in _jobs(records):
        data = json.dumps(
            {**frame, "sheet": job.sheet, "title": job.title, "cards": job.cards}, ensure_ascii=False, sort_keys=True
        )
        key = hashlib.sha256("\0".join([_sources(), job.template, job.format, data]).encode()).hexdigest()
        try:
            used[key] = _made.get(key) or _typeset(job, data)
        except typst.TypstError as error:
            problems.extend(_blame(library, job, error))
        else:
            made[job.path] = used[key]
    if problems:
        raise Invalid(problems)
    _made.clear()
    _made.update(used)
    return {**made, f"{DECKS}/font-licence.txt": (resources(FONT) / "LICENSE").read_bytes()}


def _jobs(records: Sequence[Record]) -> Iterator[Job]:
    for record in records:
        stem = f"{FOLDER}/{record['id']}/{record['id']}"
        title = f"{record['title']} (card {record['number']})"
        yield Job(f"{stem}.pdf", "cards", "a6", title, [record])
        yield Job(f"{stem}.png", "cards", "picture", title, [record])
    for sheet, title in DECK_TITLES.items():
        yield Job(f"{DECKS}/deck-{sheet}.pdf", "cards", sheet, title, records)
    for sheet, title in POSTER_TITLES.items():
        yield Job(f"{DECKS}/poster-{sheet}.pdf", "poster", sheet, title, records)


# What is printed -----------------------------------------------------------------------


def _frame(library: Library, root: str) -> Record:
    """What every document shares; the address is that of all cards."""
    latest = max(card.reviewed for card in library.cards.values())
    families = [
        {"id": family.id, "title": typographic(family.title), "summary": typographic(family.summary)}
        for family in library.families.values()
    ]
    return {"lang": LANGUAGE, "families": families, "reviewed": _day(latest), **_target(root, f"{FOLDER}/")}


def _record(library: Library, id_: str, root: str) -> Record:
    """A card as the templates read it."""
    card = library.cards[id_]
    articles = dict.fromkeys(library.claims[claim].article for claim in card.claims)
    return {
        "id": id_,
        "number": library.card_number(id_),
        "total": len(library.cards),
        "family": card.family,
        "mode": card.mode,
        "title": typographic(card.title),
        "when": typographic(card.when),
        **_words(card.say, library.card_steps(id_), card.never),
        "short": _words(card.short.say, card.short.steps, card.short.never),
        "owner": typographic(getattr(library.team.roles, card.owner).title if library.team else card.owner),
        "sources": [typographic(library.articles[article].short) for article in articles],
        "version": card.version,
        "reviewed": _day(card.reviewed),
        **_target(root, address("cards", id_, library)),
    }


def _words(say: str, steps: Sequence[str], never: str) -> Record:
    return {"say": typographic(say), "steps": [typographic(step) for step in steps], "never": typographic(never)}


def _target(root: str, path: str) -> Record:
    """Where a QR code leads: the address, the same as it is printed, and the code as SVG. All None without a root."""
    if not root:
        return {"url": None, "address": None, "qr": None}
    url = root + path
    svg = io.BytesIO()
    segno.make(url, error="m", micro=False).save(svg, kind="svg", border=0, xmldecl=False, omitsize=True)
    return {"url": url, "address": url.partition("://")[2], "qr": svg.getvalue().decode()}


def typographic(words: str) -> str:
    """`words` without inline Markdown, and with curly quotes and apostrophes."""
    opened = re.sub(r"""(^|[\s(\[])(["'])""", lambda m: m[1] + ("“" if m[2] == '"' else "‘"), text.plain(words))
    return opened.replace('"', "”").replace("'", "’")


def _day(date: Any) -> str:
    """A date that fits the foot of a card: 22 Nov 2026."""
    return f"{date.day} {date:%b %Y}"


# Typesetting ---------------------------------------------------------------------------


@functools.cache
def _fonts() -> typst.Fonts:
    folder = str(resources(FONT) / "files")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _sources() -> str:
    """The text of the templates: while a server runs, they too may change."""
    return "\0".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.typ")))


def _typeset(job: Job, data: str) -> bytes:
    """The file's bytes. Raises TypstError; a warning is as good as an error."""
    compiler = typst.Compiler(TEMPLATES / f"{job.template}.typ", root=TEMPLATES, font_paths=_fonts())
    made, warnings = compiler.compile_with_warnings(
        format=job.format,
        ppi=144,
        pdf_standards=["ua-1"] if job.format == "pdf" else [],
        sys_inputs={"data": data},
    )
    if warnings:
        raise typst.TypstError(warnings[0].message, "\n".join(warning.message for warning in warnings))
    assert isinstance(made, bytes)  # one page, or a PDF
    return made
