"""The handbook's printed cards: opened as printers, phones and screen readers do."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import html
from PIL import Image

from macros.built.site import Site
from macros.kinds.card import deck
from macros.library import Library
from macros.render.people import keeper
from macros.text import typographic

from .. import tagged
from ..editions import BEARS, HANDBOOK, walked
from ..test_cards import BLANK, DECKS, OF_CARDS, PDFS, POSTERS, SHORT, WALL, codes, path, read


@pytest.fixture(scope="session")
def made(site: Path) -> dict[str, bytes]:
    """The files of the handbook's cards, as they were published."""
    files = [*site.glob("cards/*/*.p[dn][fg]"), *site.glob("cards/decks/*"), *site.glob("assets/codes/*")]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def tags(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """(role, element) of everything in the structure tree, in reading order."""
    todo: list[Any] = [pdf.Root.StructTreeRoot]
    while todo:
        at = todo.pop()
        if isinstance(at, pikepdf.Dictionary):
            if "/S" in at and at.get("/Type") != "/MCR":
                yield str(at.S)[1:], at
            if "/K" in at:
                todo.append(at.K)
        elif isinstance(at, pikepdf.Array):
            todo.extend(reversed(list(at)))


@walked
def test_every_card_and_every_deck_has_its_files(made: dict[str, bytes], library: Library) -> None:
    own = {f"cards/{id_}/{id_}.{kind}" for id_ in library.cards for kind in ("pdf", "png")}
    own |= {f"assets/codes/{id_}.svg" for id_ in library.cards}
    assert set(made) == own | {path(name) for name in PDFS} | {"cards/decks/font-licence.txt"}
    assert b"SIL OPEN FONT LICENSE" in made["cards/decks/font-licence.txt"]


@walked
@pytest.mark.parametrize("name", [name for name in PDFS if "poster" not in name])
def test_a_deck_has_its_paper_and_as_many_pages_as_it_needs(
    made: dict[str, bytes], library: Library, name: str
) -> None:
    deck = name.removeprefix("deck-")
    size = DECKS[deck].size if deck in DECKS else (BLANK | WALL)[deck]
    needed = DECKS[deck].pages(len(library.cards)) if deck in DECKS else 1 if deck in BLANK else len(library.cards)
    pages = pypdfium2.PdfDocument(made[path(name)])
    assert len(pages) == needed
    for page in pages:
        assert page.get_size() == pytest.approx(size, abs=0.1)


@walked
@pytest.mark.parametrize("paper", POSTERS)
def test_a_poster_is_one_page_that_names_every_card(made: dict[str, bytes], library: Library, paper: str) -> None:
    (page,) = pypdfium2.PdfDocument(made[path(f"poster-{paper}")])
    assert page.get_size() == pytest.approx(POSTERS[paper], abs=0.1)
    (text,) = read(made[path(f"poster-{paper}")])
    for id_, card in library.cards.items():
        assert f"{deck.number(library, id_)} {typographic(card.title)}" in text
        assert typographic(card.when) in text


@walked
def test_a_picture_is_what_chats_show(made: dict[str, bytes], library: Library) -> None:
    for id_ in library.cards:
        with Image.open(io.BytesIO(made[f"cards/{id_}/{id_}.png"])) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))
            assert picture.getpixel((2, 2)) == picture.getpixel((1197, 627))  # nothing runs over the edge


@walked
def test_a_card_is_read_in_order(made: dict[str, bytes], library: Library, home: str) -> None:
    for id_, card in library.cards.items():
        (text,) = read(made[path(id_)])
        parts = [
            card.title,
            library.words.modes.of(card.mode),
            card.when,
            f'"{card.say}"',
            *deck.steps(library, id_),
            card.never,
            *dict.fromkeys(library.articles[library.claims[claim].article].short for claim in card.claims),
            f"Owner: {keeper(library, card.owner)}. Version {card.version}",
            str(card.reviewed.year),
            f"{shown(home)}cards/{id_}/",
            deck.number(library, id_),
            library.families[card.family].title,
        ]
        at = 0
        for part in parts:
            assert typographic(part) in text[at:], f"{id_}: {part}"
            at = text.index(typographic(part), at)


def shown(home: str) -> str:
    """An address as it is printed."""
    return home.removeprefix("https://")


def words(element: html.HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(element.text_content().split())


@walked
def test_the_deck_of_a_browser_says_what_the_file_says(made: dict[str, bytes], site: Path, library: Library) -> None:
    page = html.parse(site / "cards" / "deck" / "index.html")
    for id_ in library.cards:
        (face,) = page.xpath("//template[@data-card=$id]", id=id_)
        blocks = re.sub(r"<(?!/?(strong|em|code)\b)", " <", html.tostring(face, encoding="unicode"))
        shown = words(html.fromstring(blocks)).split()
        (printed,) = read(made[path(id_)])
        printed = re.sub(r"(of \d+)(?=[A-Z])", r"\1 ", printed)  # the tab stands close below the number
        assert Counter(shown) == Counter(printed.split()), id_


@walked
def test_a_cards_page_says_what_the_file_says(made: dict[str, bytes], site: Path, library: Library) -> None:
    for id_ in library.cards:
        page = html.parse(site / "cards" / id_ / "index.html")
        (shown,) = page.xpath("//section[@id=$id]", id=f"card-{id_}")
        for late in shown.find_class("review__late"):  # of the day of the build, which paper outlives
            late.drop_tree()
        (printed,) = read(made[path(id_)])
        classes = ("card__mode", "card__when", "card__say", "card__step", "card__never", "card__meta")
        for name in classes:
            parts = shown.xpath(".//*[contains(concat(' ', @class, ' '), $name)]", name=f" {name} ")
            assert parts, f"{id_}: {name}"
            assert [words(part) for part in parts if words(part) not in printed] == [], id_


@walked
@pytest.mark.parametrize("deck", SHORT)
def test_a_small_card_has_the_short_words(made: dict[str, bytes], library: Library, deck: str) -> None:
    text = " ".join(read(made[path(f"deck-{deck}")]))
    for card in library.cards.values():
        for part in (card.title, card.short.say, *card.short.steps, card.short.never):
            assert typographic(part) in text


@walked
@pytest.mark.parametrize("paper", ["a4", "letter", "a6"])
def test_running_text_can_be_read_at_arms_length(made: dict[str, bytes], library: Library, paper: str) -> None:
    sizes = set()
    for page in pypdfium2.PdfDocument(made[path(f"deck-{paper}")]):
        sheet = page.get_textpage()
        text = sheet.get_text_range()
        for id_ in library.cards:
            for step in deck.steps(library, id_):
                if (at := text.find(typographic(step))) >= 0:
                    sizes.add(pdfium.FPDFText_GetFontSize(sheet, at))
    assert len(sizes) == 1  # one size a deck
    assert min(sizes) >= 11.5


# Without those whose fronts are another's, and those that have none.
SCANNED = [name for name in PDFS if not re.search(r"edge|press$|blank|booklet", name)]


@walked
@pytest.mark.parametrize("name", SCANNED)
def test_a_phone_reads_every_code(made: dict[str, bytes], library: Library, home: str, name: str) -> None:
    wanted = [f"{home}cards/{id_}/" for id_ in library.cards] if name in OF_CARDS else [f"{home}cards/"]
    large = name in (*WALL, "deck-large", "deck-tent")  # to be read from afar, so that fewer dots must do
    found = codes(made[path(name)], dpi=75 if large else 150)
    assert Counter(text for text, _ in found) == Counter(wanted)
    assert min(width for _, width in found) >= (19.6 if large else 19.8)  # 20 mm, as exactly as the dots tell


@walked
def test_codes_lead_to_pages_of_the_site(made: dict[str, bytes], built: Site, home: str) -> None:
    for text, _ in codes(made[path("deck-a4")], dpi=100) + codes(made[path("poster-a4")], dpi=100):
        assert text.startswith(home)
        assert built.broken("index.html", text) == "", text


@walked
@pytest.mark.parametrize("name", [*PDFS, "single"])
def test_documents_are_accessible(made: dict[str, bytes], library: Library, home: str, name: str) -> None:
    ids = [next(iter(library.cards))] if name == "single" else list(library.cards)
    data = made[path(ids[0] if name == "single" else name)]
    titles = [typographic(library.cards[id_].title) for id_ in ids]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert titles[0] in metadata["dc:title"] or "Quick-reference cards" in metadata["dc:title"]
        with pdf.open_outline() as outline:
            entries = [entry.title for entry in outline.root]
            inner = [entry.title for entry in outline.root[0].children] if entries else []
        roles = Counter(role for role, _ in tags(pdf))
        texts = [str(element.Alt) for role, element in tags(pdf) if role == "Figure"]
        if name.startswith("poster"):
            assert inner == [family.title for family in deck.filled(library)]
            assert roles["H1"] == 1
            assert texts == [f"QR code: {shown(home)}cards/"]
        elif "blank" not in name:
            assert sorted(entries) == sorted(titles)
            assert entries == titles or name in ("deck-tent", *(f"deck-booklet-{paper}" for paper in POSTERS))
            assert roles["H1"] == roles["BlockQuote"] == roles["L"] == len(ids)
            small = name.removeprefix("deck-") in SHORT
            steps = 3 * len(ids) if small else sum(len(deck.steps(library, id_)) for id_ in ids)
            assert roles["LI"] == roles["LBody"] == steps
            assert Counter(texts) == Counter(f"QR code: {shown(home)}cards/{id_}/" for id_ in ids)


@walked
@pytest.mark.parametrize("name", PDFS)
def test_rules_of_pdf_ua_hold(made: dict[str, bytes], tmp_path: Path, name: str) -> None:
    target = tmp_path / "deck.pdf"
    target.write_bytes(made[path(name)])
    report = pdfua.validate(target)
    assert [f"{finding.rule_id}: {finding.message}" for finding in report.findings] == []


# The book on Letter is the one on A4 with other margins, as tests/test_book.py shows; and so is the quick guide.
@pytest.mark.parametrize(
    ("edition", "below"),
    [
        *((HANDBOOK, below) for below in ("cards", "downloads/handbook-a4.pdf", "downloads/quick-guide-a4.pdf")),
        *((BEARS, below) for below in ("cards", "downloads/handbook-a4.pdf")),
    ],
    indirect=["edition"],
)
def test_every_file_keeps_the_rules_of_the_standard(site: Path, below: str) -> None:
    """Those of ISO 14289-1, by number."""
    files = sorted((site / below).rglob("*.pdf")) or [site / below]
    told = {}
    for file in files:
        with pikepdf.open(file) as pdf:
            told[file.name] = tagged.judged(pdf)
    assert {name: found for name, found in told.items() if found} == {}


@walked
@pytest.mark.parametrize("name", PDFS)
def test_fonts_are_inside_and_only_what_is_used_of_them(made: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(made[path(name)])) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
        assert fonts
        for font in fonts:
            assert re.fullmatch(r"/[A-Z]{6}\+AtkinsonHyperlegible-(Regular|Bold)", str(font.FontName))
            assert "/FontFile2" in font or "/FontFile3" in font


CALLED = [name for name in PDFS if not re.search("blank|wallet|business", name)]


@pytest.mark.parametrize("name", CALLED)
def test_whom_to_call_is_not_torn_apart(made: dict[str, bytes], library: Library, name: str) -> None:
    """A number stands with its name, on one line."""
    with pypdfium2.PdfDocument(made[path(name)]) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    for part in map(typographic, library.call.split(" · ")):
        whole = text.replace("\xa0", " ").count(part)
        assert whole
        assert whole == " ".join(text.split()).count(part), part


@pytest.mark.parametrize("name", WALL)
def test_no_step_of_a_poster_ends_in_a_word_alone_on_its_line(
    made: dict[str, bytes], library: Library, name: str
) -> None:
    with pypdfium2.PdfDocument(made[path(name)]) as document:
        lines = [{line.strip() for line in page.get_textpage().get_text_range().split("\n")} for page in document]
    for card, printed in zip(library.cards.values(), lines, strict=True):
        said = map(typographic, (*deck.steps(library, card.id), card.never))
        assert not printed & {words.split()[-1] for words in said if " " in words}, card.id
