"""The quick-reference cards as decks, posters, single PDFs and pictures, typeset by typst.

Every measure is in templates/*.typ; here is what they print, and what to say where a card
does not fit. No host, no network, no system font: equal libraries and addresses give equal
bytes. What was typeset once is kept (`cache`), so that a change costs what it touches.
"""

from __future__ import annotations

import functools
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files as resources
from typing import Any, Literal, NamedTuple

import typst

from .. import cache, language
from ..kinds.card import deck
from ..kinds.card.model import Card
from ..kinds.card.sheets import Template, deck_files, sheet_of
from ..library import Library
from ..models.interface import Interface
from ..problems import Invalid, Problem
from ..render.address import address
from ..render.people import firm, keeper
from ..render.templates import TEMPLATES
from . import catalogue
from .catalogue import root
from .typesetting import FONT, boxed, complaint, faces, lacking, lacks, marking, sources, strings, to_print

FOLDER = "cards"
DECKS = f"{FOLDER}/decks"
CODES = "assets/codes"

# On the sheets for a print shop, in points: from the paper's edge to where it is cut, and the colour beyond that.
MM = 72 / 25.4
PRESS_EDGE, BLEED = 10 * MM, 3 * MM

Record = dict[str, Any]


class Job(NamedTuple):
    """One file to typeset: its path, the template, the sheet in it, the document's title, the cards."""

    path: str
    template: Template
    sheet: str
    title: str
    cards: Sequence[Record]

    @property
    def format(self) -> Literal["pdf", "png"]:
        """What is made: a PDF, or the picture of one page."""
        return "png" if self.path.endswith(".png") else "pdf"


# The groups of words that templates show.
SAID = {"marks", "card", "review", "printed"}
# What a poster shows of a card.
LINE = ("id", "number", "family", "title", "when", "url")


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """Decks, posters, a PDF and a PNG of each card, and its QR code; the library must have passed its checks.

    With `site_url`, cards carry the address of their page, in print and as a QR code, which stands alone as well:
    the deck that a reader puts together on its page has it from there. Without, there is no code.
    Raises Invalid with every card that does not fit, and every character that the font lacks.
    """
    if not library.cards:
        return {}
    base = root(site_url)
    frame = _frame(library, base)
    records = [_record(library, id_, base) for id_ in library.cards]
    jobs = list(_jobs(records, library.words))
    templates = sources()
    keys = {job.path: _key(templates, frame, job) for job in jobs}
    found = {path: content for path, key in keys.items() if (content := cache.get(key)) is not None}
    problems: list[Problem] = []
    for batch in _batches([job for job in jobs if job.path not in found]):
        try:
            made = dict(zip([job.path for job in batch], _typeset(library, frame, batch), strict=True))
        except typst.TypstError as error:
            problems.extend(_blame(library, frame, batch, error))
            continue
        for path, content in made.items():
            cache.put(keys[path], content)
        found |= made
    if problems:
        raise Invalid(problems)
    licence = (resources(FONT) / "LICENSE").read_bytes()
    codes = {f"{CODES}/{record['id']}.svg": record["qr"].encode() for record in records if record["qr"]}
    for card in library.cards.values():  # no redirect can lead a file on
        for name in card.formerly:
            found |= {file(name, ending): found[file(card.id, ending)] for ending in ("pdf", "png")}
    return found | codes | {f"{DECKS}/font-licence.txt": licence}


def told(library: Library, site_url: str = "") -> list[Problem]:
    """What `files` would raise, from no more than the words that are new since nothing was wrong with them.

    A card fits by itself or not at all, so that those on one sheet need no others beside them. A deck stands for the
    single files of its sheet, and a blank for the code, whose place is as wide whatever it says.
    """
    if not library.cards:
        return []
    base = root(site_url)
    frame = _frame(library, base, _blank)
    records = [_record(library, id_, base, _blank) for id_ in library.cards]
    templates = sources()
    marks = {record["id"]: cache.key("told", templates, _data(frame, [_trial([record])])) for record in records}
    new = [record for record in records if cache.get(marks[record["id"]]) is None]
    # Sheets on which a card has the same place need not all be tried: one with backs shows the most of it.
    jobs = sorted(_jobs(new, library.words), key=lambda job: sheet_of(job.template, job.sheet).shows == "both")
    places = {sheet_of(job.template, job.sheet).place: job for job in jobs if job.template != "poster"}
    decks = [job for job in places.values() if job.cards and job.path.startswith(DECKS)]
    posters = [job for job in _jobs(records, library.words) if job.template == "poster"]
    marks |= {job.path: cache.key("told", *job[:4], templates, _data(frame, [job])) for job in posters}
    jobs = [*decks, *([_trial(new)] if new else []), *(job for job in posters if cache.get(marks[job.path]) is None)]
    found: list[Problem] = []
    for job in jobs:
        try:
            _typeset(library, frame, [job])
        except typst.TypstError as error:
            found += _blame(library, frame, [job], error)
    for mark in () if found else marks.values():
        cache.put(mark, b"")
    return found


def _trial(records: Sequence[Record]) -> Job:
    """The pictures of cards as a PDF, which names the characters that a picture leaves blank."""
    return Job("pictures.pdf", "cards", "picture", FOLDER, records)


def file(id_: str, ending: str) -> str:
    """Where the PDF or the picture of a card is, below the site's root."""
    return f"{FOLDER}/{id_}/{id_}.{ending}"


def _jobs(records: Sequence[Record], says: Interface) -> Iterator[Job]:
    """Every file, with no more of the cards than it shows: what it does not show may change."""
    shown = {
        "front": [_without(record, "short", "back") for record in records],
        "both": [_without(record, "short") for record in records],
        "short": [_without(record, "back", "say", "steps", "never", "call", "sources") for record in records],
        "line": [{name: record[name] for name in LINE} for record in records],
        "family": [],
    }
    for record in shown["front"]:
        title = says.printed.titled.format(title=record["title"], number=record["number"])
        yield Job(file(record["id"], "pdf"), "cards", "a6", title, [record])
        yield Job(file(record["id"], "png"), "cards", "picture", title, [record])
    for name, template, sheet in deck_files():
        title = says.printed.sheet.format(deck=says.printed.deck, sheet=says.sheets.of(name))
        yield Job(f"{DECKS}/{name}.pdf", template, sheet, title, shown[sheet_of(template, sheet).shows])


def _without(record: Record, *names: str) -> Record:
    return {name: value for name, value in record.items() if name not in names}


def _batches(jobs: Sequence[Job]) -> Iterator[Sequence[Job]]:
    """What is typeset in one go: each PDF alone; all pictures as pages of one document, for speed.

    typst remembers what it worked out until ten more documents are made. So the small documents
    go between the large ones, which halves the memory that all of it takes.
    """
    pictures = [job for job in jobs if job.format == "png"]
    batches = [*([pictures] if pictures else []), *([job] for job in jobs if job.format == "pdf")]
    large = [batch for batch in batches if sum(len(job.cards) for job in batch) != 1]
    small = [batch for batch in batches if sum(len(job.cards) for job in batch) == 1]
    turns = max(len(large), 1)
    for turn in range(turns):
        yield from large[turn : turn + 1]
        yield from small[turn::turns]


# What is printed -----------------------------------------------------------------------


def _frame(library: Library, base: str, code: Callable[[str], str] | None = None) -> Record:
    """What every document shares; the address is that of all cards."""
    marked = marking(library)
    latest = max(card.reviewed for card in library.cards.values())
    families = [
        {"id": family.id, "title": marked(family.title), "summary": marked(family.summary)}
        for family in library.families.values()
    ]
    return {
        **language.parts(library.words.language),
        **faces(library.docs).told,
        "firm": marked(firm(library)),
        "name": " · ".join(filter(None, [marked(firm(library)), marked(catalogue.name(library))])),
        "given": {name: marked(words) for name, words in deck.given(library)._asdict().items()},
        "families": families,
        "counted": library.words.count(library.words.printed.count, len(library.cards), day=library.words.day(latest)),
        "says": library.words.model_dump(include=SAID),
        "call": marked(library.call),
        **target(base, f"{FOLDER}/", code),
    }


def _record(library: Library, id_: str, base: str, code: Callable[[str], str] | None = None) -> Record:
    """A card as the templates read it."""
    card, marked = library.cards[id_], marking(library)
    articles = dict.fromkeys(library.claims[claim].article for claim in card.claims)
    return {
        "id": id_,
        "number": deck.number(library, id_),
        "total": len(library.cards),
        "family": card.family,
        "mode": library.words.modes.of(card.mode),
        "title": marked(card.title),
        "when": marked(card.when),
        **_words(marked, card.say, deck.steps(library, id_), card.never),
        "short": _words(marked, card.short.say, card.short.steps, card.short.never)
        | {"call": marked(library.call_short) if card.danger else ""},
        "call": marked(library.call) if card.danger else "",
        "back": _back(library, card),
        "owner": marked(keeper(library, card.owner)),
        "sources": [marked(library.articles[article].short) for article in articles],
        "version": card.version,
        "reviewed": library.words.day(card.reviewed),
        **target(base, address("cards", id_, library), code),
    }


def _back(library: Library, card: Card) -> Record:
    """What stands on a card's back: whom to call in danger, who takes over, what each may give, and why it is so."""
    marked = marking(library)
    roles = {"rep": None, **dict.fromkeys([card.owner, "lead"])} if library.team else {}
    people = [getattr(library.team.roles, library.team.keeper(id_)) for id_ in roles] if library.team else []
    people = list({person.title: person for person in people}.values())
    why = [library.claims[id_].text for id_ in card.claims] or [card.extends or ""]
    return {
        "danger": marked(library.call),
        "help": [marked(f"{person.title}: {person.contact}") for person in people[1:] or people],
        "limit": [marked(f"{person.title}: {person.goodwill}") for person in people],
        "why": [marked(line) for line in why],
    }


def _words(marked: Callable[[str], str], say: str, steps: Sequence[str], never: str) -> Record:
    return {
        "say": marked(say),
        "steps": [marked(step) for step in steps],
        "never": marked(never),
    }


def target(base: str, path: str, code: Callable[[str], str] | None = None) -> Record:
    """Where a QR code leads: the address, as it is printed, and the code itself. All None without a base."""
    if not base:
        return {"url": None, "address": None, "qr": None}
    url = base + path
    return {"url": url, "address": url.partition("://")[2], "qr": (code or _qr)(url)}


def _blank(_url: str) -> str:
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@functools.cache
def _qr(url: str) -> str:
    """A QR code as SVG, without its quiet zone. Level M still reads with 15 % of it worn off."""
    return cache.made(cache.key("qr of a card", url), lambda: _encoded(url)).decode()


def _encoded(url: str) -> bytes:
    import segno  # of the check, which needs no code, it would be a tenth

    svg = io.BytesIO()
    segno.make(url, error="m", micro=False).save(svg, kind="svg", border=0, xmldecl=False, omitsize=True)
    return svg.getvalue()


# Typesetting ---------------------------------------------------------------------------


def _key(templates: str, frame: Record, job: Job) -> str:
    """A digest of everything that the bytes of a file depend on."""
    return cache.key(templates, *job[:4], _data(frame, [job]))


def _data(frame: Record, batch: Sequence[Job]) -> str:
    """What the template reads."""
    first = batch[0]
    cards = [card for job in batch for card in job.cards]
    data = {**frame, "sheet": first.sheet, "title": first.title, "cards": cards}
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _framed(library: Library, missing: list[str]) -> Problem:
    """Where the words of the frame first have one of these characters; their first line where none has."""
    below = "_data/interface.yml"
    rows = (library.docs / below).read_text(encoding="utf-8").split("\n")
    line = next((at for at, row in enumerate(rows, 1) if any(one in row for one in missing)), 1)
    return Problem(f"{library.shown}/{below}", line, "", *lacks("printed cards", missing))


def _typeset(library: Library, frame: Record, batch: Sequence[Job]) -> list[bytes]:
    """The bytes of each file. Raises TypstError; a warning is as good as an error."""
    first = batch[0]
    template, fonts = TEMPLATES / f"{first.template}.typ", faces(library.docs).fonts
    compiler = typst.Compiler(template, root=TEMPLATES, font_paths=fonts)
    made, warnings = compiler.compile_with_warnings(
        format=first.format,
        ppi=144,
        pdf_standards=["ua-1"] if first.format == "pdf" else [],
        sys_inputs={"data": _data(frame, batch)},
    )
    if warnings:
        raise complaint(warnings)
    pages = made if isinstance(made, list) else [made] if made else []
    if first.format == "png":
        return pages
    made = [to_print(page, sheet_of(first.template, first.sheet).duplex) for page in pages]
    return [boxed(pdf, PRESS_EDGE, BLEED) for pdf in made] if first.sheet.startswith("press") else made


def _blame(library: Library, frame: Record, batch: Sequence[Job], error: typst.TypstError) -> list[Problem]:
    """What an editor can mend, at its place: cards that are too long, characters that cannot be printed."""
    first = batch[0]
    found = []
    if unfit := re.search(r"unfit: (\{.*\})", error.message):
        told = json.loads(unfit[1])
        place = sheet_of(first.template, first.sheet).place
        said = f"the card does not fit {place}, even at {told['size']} points"
        found += [library.problem("cards", id_, (), said, "fewer or shorter words") for id_ in told["cards"]]
    things = [("families", family) for family in frame["families"]]
    things += [("cards", card) for job in batch for card in job.cards]
    missing = sorted(set(lacking(error)))
    unplaced = set(missing)
    for kind, thing in things:
        for path, words in strings(thing, ()):
            if here := [characters for characters in missing if characters in words]:
                found.append(library.problem(kind, thing["id"], path, *lacks("printed cards", here)))
                unplaced -= {*here}
    if unplaced:  # words that every card has, or a date
        found.append(_framed(library, sorted(unplaced)))
    message = " ".join(error.diagnostic.split())
    return found or [Problem(f"macros/templates/{first.template}.typ", 1, first.path, message, "no complaint")]
