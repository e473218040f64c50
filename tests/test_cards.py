"""The printed cards of the toy site: made, made again, and broken as editors may."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst
import zxingcpp

from macros import cache, checks, moves
from macros.exports import cards, typesetting
from macros.kinds.card import deck, sheets
from macros.kinds.card.model import Card, CardShort, CardStep
from macros.library import Library
from macros.problems import Invalid
from macros.text import typographic

from . import toys

SITE = "https://handbook.example.org/"
MM = 72 / 25.4
A4, LETTER = (210 * MM, 297 * MM), (8.5 * 72, 11 * 72)


class Paper(NamedTuple):
    """The size of a deck's pages in points, and how many of them some cards need."""

    size: tuple[float, float]
    pages: Callable[[int], int]


def sides(each: int, faces: int = 1) -> Callable[[int], int]:
    return lambda cards: -(-cards // each) * faces


def folded(cards: int) -> int:
    """A booklet's sides: a cover and a list beside the cards, two of all that to a page, four pages to a sheet."""
    return -(-(cards + 2) // 8) * 2


LANDSCAPE_A4, LANDSCAPE_LETTER = A4[::-1], LETTER[::-1]
MARKED = (168 * MM, 125 * MM)
DECKS = {
    "a4": Paper(LANDSCAPE_A4, sides(4)),
    "letter": Paper(LANDSCAPE_LETTER, sides(4)),
    "a6": Paper((148 * MM, 105 * MM), sides(1)),
    "index": Paper((5 * 72, 3 * 72), sides(1)),
    "wallet": Paper(A4, sides(8)),
    "business-a4": Paper(A4, sides(10)),
    "business-letter": Paper(LETTER, sides(10)),
    "a4-long-edge": Paper(LANDSCAPE_A4, sides(4, 2)),
    "a4-short-edge": Paper(LANDSCAPE_A4, sides(4, 2)),
    "letter-long-edge": Paper(LANDSCAPE_LETTER, sides(4, 2)),
    "letter-short-edge": Paper(LANDSCAPE_LETTER, sides(4, 2)),
    "booklet-a4": Paper(LANDSCAPE_A4, folded),
    "booklet-letter": Paper(LANDSCAPE_LETTER, folded),
    "large": Paper(LANDSCAPE_A4, sides(1)),
    "tent": Paper(A4, sides(2)),
    "press": Paper(MARKED, sides(1, 2)),
    "press-grey": Paper(MARKED, sides(1, 2)),
}
BLANK = {"blank-a4": LANDSCAPE_A4, "blank-letter": LANDSCAPE_LETTER}
WALL = {"wall-a4": A4, "wall-a3": (297 * MM, 420 * MM)}
POSTERS = {"a4": A4, "letter": LETTER}
OF_CARDS = [*(f"deck-{deck}" for deck in DECKS), *WALL]
PDFS = [*OF_CARDS, *(f"deck-{deck}" for deck in BLANK), *(f"poster-{paper}" for paper in POSTERS)]
SHORT = ("wallet", "business-a4", "business-letter")  # the words of a wallet's size


@pytest.fixture
def toy(tmp_path: Path) -> Callable[..., Library]:
    """toy(edits) -> the toy site's library, changed."""

    def load(edits: dict[str, Any] | None = None) -> Library:
        return checks.load(toys.copy(tmp_path / "docs", edits), "docs")

    return load


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The toy site's, as it is."""
    return checks.load(toys.copy(tmp_path_factory.mktemp("toy") / "docs"), "docs")


@pytest.fixture(scope="module")
def made(library: Library) -> dict[str, bytes]:
    """All that is made of it."""
    return cards.files(library, SITE)


def path(name: str) -> str:
    """Where a deck, a poster or a card's own PDF is found."""
    return f"cards/decks/{name}.pdf" if name in PDFS else f"cards/{name}/{name}.pdf"


def read(pdf: bytes) -> list[str]:
    """The text of each page in the order it is written, on one line."""
    pages = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pages]


def codes(pdf: bytes, dpi: int) -> list[tuple[str, float]]:
    """(text, width in mm) of each QR code in a print of `pdf` in shades of grey."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        for code in zxingcpp.read_barcodes(page.render(scale=dpi / 72, grayscale=True).to_pil()):
            pixels = abs(code.position.top_right.x - code.position.top_left.x) + 1  # one may stand on its head
            found.append((code.text, pixels / dpi * 25.4))
    return found


def test_without_an_address_cards_have_no_code(toy: Callable[..., Library]) -> None:
    made = cards.files(toy())
    assert codes(made[path("deck-a6")], dpi=100) == []
    assert "://" not in " ".join(read(made[path("deck-a6")]))
    assert not [name for name in made if name.endswith(".svg")]


def test_a_card_for_danger_prints_whom_to_call(toy: Callable[..., Library]) -> None:
    danger = {"find": "when: A broken toy is on the counter", "put": "when: A broken toy\n    danger: true"}
    made = cards.files(toy({"_data/cards.yml": [danger]}), SITE)
    call, short = "Emergency 12 · Toy Line 345 6 · safety lead", "12 · 345 6"
    first, *others = read(made[path("deck-a6")])
    assert f"Call {call}" in first
    assert not [text for text in others if call in text]
    for size in SHORT:
        (small,) = read(made[path(f"deck-{size}")])
        assert small.count(short) == 1
    for paper in POSTERS:
        assert f"Somebody in danger? {call}" in read(made[path(f"poster-{paper}")])[0]


# Sheets --------------------------------------------------------------------------------


def slots(pdf: bytes, words: list[str]) -> list[dict[str, tuple[bool, bool]]]:
    """By page: word -> whether it stands in the right half, and in the lower half: where it is furthest to the left."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        sheet, places = page.get_textpage(), {}
        for word in words:
            search = sheet.search(word, match_case=True)
            boxes = [sheet.get_charbox(at) for at, _ in iter(search.get_next, None)]
            if boxes:  # another card may name its number in a step
                left, _, _, top = min(boxes, key=lambda box: box[0] % (width / 2))
                places[word] = (left > width / 2, top < height / 2)
        found.append(places)
    return found


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_back_is_behind_its_front(made: dict[str, bytes], library: Library, paper: str) -> None:
    numbers = [deck.number(library, id_) for id_ in library.cards]
    for edge, across in (("short", True), ("long", False)):
        pages = slots(made[path(f"deck-{paper}-{edge}-edge")], numbers)
        for front, back in zip(pages[::2], pages[1::2], strict=True):
            assert front
            turned = {number: (x != across, y == across) for number, (x, y) in front.items()}
            assert back == turned


def test_a_back_says_whom_to_call_what_to_give_and_why(made: dict[str, bytes], library: Library) -> None:
    read_ = read(made[path("deck-press")])
    assert library.team
    for card, back in zip(library.cards.values(), read_[1::2], strict=True):
        owner, lead, rep = (getattr(library.team.roles, id_) for id_ in (card.owner, "lead", "rep"))
        assert card.title in back
        assert f"Danger {typographic(library.call)}" in back
        assert f"{lead.title}: {typographic(lead.contact)}" in back
        assert all(f"{role.title}: {typographic(role.goodwill)}" in back for role in (rep, lead, owner))
        why = [library.claims[id_].text for id_ in card.claims] or [card.extends or ""]
        assert all(typographic(line) in back for line in why)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_is_empty_on_a_sheet_can_be_written_on(made: dict[str, bytes], library: Library, paper: str) -> None:
    last = read(made[path(f"deck-{paper}")])[-1]
    assert last.count("Reviewed") == -len(library.cards) % 4
    (blank,) = read(made[path(f"deck-blank-{paper}")])
    parts = ["Title", "When", "Say", "Never", "Owner", "Reviewed"]
    assert [blank.count(part) >= 4 for part in parts] == [True] * len(parts)
    assert all(blank.count(family.title) >= 4 for family in library.families.values())


def test_a_folded_booklet_is_read_in_order(made: dict[str, bytes], library: Library) -> None:
    numbers = [deck.number(library, id_) for id_ in library.cards]
    for paper in ("a4", "letter"):
        printed = slots(made[path(f"deck-booklet-{paper}")], numbers)
        pages: dict[int, list[str]] = {}
        last = 2 * len(printed) - 1
        for side, places in enumerate(printed):  # the n-th side has the n-th page, and the n-th last beside it
            if side == 0:
                continue  # the cover and the list
            for number, (right, _) in sorted(places.items(), key=lambda place: place[1][1]):
                pages.setdefault(side if right == (side % 2 == 0) else last - side, []).append(number)
        assert [number for page in sorted(pages) for number in pages[page]] == numbers


def characters(pdf: bytes) -> Iterator[tuple[str, float, tuple[int, int, int]]]:
    """(character, its size in points, its colour) of all that is written."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for page in pypdfium2.PdfDocument(pdf):
        sheet = page.get_textpage()
        for index, character in enumerate(sheet.get_text_range()):
            if character.strip():
                pdfium.FPDFText_GetFillColor(sheet, index, red, green, blue, alpha)
                yield character, pdfium.FPDFText_GetFontSize(sheet, index), (red.value, green.value, blue.value)


def test_small_cards_survive_a_printer_that_knows_no_grey(made: dict[str, bytes], library: Library) -> None:
    for size in SHORT:
        written = list(characters(made[path(f"deck-{size}")]))
        assert min(size for _, size, _ in written) >= 6.49
        assert {colour for *_, colour in written} == {(17, 17, 17)}


@pytest.mark.parametrize("size", SHORT)
def test_where_to_cut_survives_it_too(made: dict[str, bytes], size: str) -> None:
    """At 300 dots to the inch, in black and white: the line in the middle, above the cards."""
    page = pypdfium2.PdfDocument(made[path(f"deck-{size}")])[0]
    dots = page.render(scale=300 / 72, grayscale=True).to_pil().point(lambda shade: 255 * (shade >= 128))
    middle = range(dots.width // 2 - 2, dots.width // 2 + 3)
    above = range(round(9 * MM * 300 / 72))
    assert sum(any(dots.getpixel((x, y)) == 0 for x in middle) for y in above) >= len(above) / 8


def test_a_small_card_says_when(made: dict[str, bytes], library: Library) -> None:
    for size in SHORT:
        text = " ".join(read(made[path(f"deck-{size}")]))
        assert all(typographic(card.when) in text for card in library.cards.values())


def test_large_print_has_no_smaller_print(made: dict[str, bytes], library: Library) -> None:
    assert min(size for _, size, _ in characters(made[path("deck-large")])) >= 17.99


CAPITALS = 0.668  # of the font, in ems: as high as its designers drew them


@pytest.mark.parametrize("name", WALL)
def test_a_poster_of_a_card_reads_from_afar(made: dict[str, bytes], library: Library, name: str) -> None:
    pdf = made[path(name)]
    for page, card in zip(pypdfium2.PdfDocument(pdf), library.cards.values(), strict=True):
        sheet = page.get_textpage()
        text = sheet.get_text_range()

        def capitals(words: str, sheet: Any = sheet, text: str = text) -> float:
            at = text.index(typographic(words).split()[0])
            return float(pdfium.FPDFText_GetFontSize(sheet, at)) * CAPITALS / MM

        assert capitals(card.title) >= 2000 / 200 - 0.01
        first = deck.steps(library, card.id)[0]
        assert capitals(first) >= 1000 / 200 - 0.01


@pytest.mark.parametrize("name", ["deck-press", "deck-press-grey"])
def test_a_print_shop_knows_where_to_cut(made: dict[str, bytes], library: Library, name: str) -> None:
    pdf = made[path(name)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            trim, bleed = ([float(one) / MM for one in page[box]] for box in ("/TrimBox", "/BleedBox"))
            assert trim == pytest.approx([10, 10, 158, 115], abs=0.01)
            assert bleed == pytest.approx([7, 7, 161, 118], abs=0.01)
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        shown = page.render(scale=2).to_pil().convert("RGB")
        dots = [dot for _, dot in shown.getcolors(2**24)]
        coloured = any(max(dot) - min(dot) > 40 for dot in dots)
        assert coloured == (name == "deck-press" and number % 2 == 0)
        edge = [shown.getpixel((round(8 * MM * 2), y)) for y in range(shown.height)]  # in the bleed
        dark = sum(max(dot) < 200 for dot in edge)
        assert (dark > 30) == (number % 2 == 0)


@pytest.mark.parametrize("name", PDFS)
def test_a_printer_is_told_which_sides(made: dict[str, bytes], library: Library, name: str) -> None:
    long = name.endswith("long-edge") or "press" in name
    short = name.endswith("short-edge") or "booklet" in name
    wanted = "/DuplexFlipLongEdge" if long else "/DuplexFlipShortEdge" if short else "/Simplex"
    with pikepdf.open(io.BytesIO(made[path(name)])) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == wanted
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


# Again and again -----------------------------------------------------------------------


def test_equal_cards_give_equal_bytes(toy: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> None:
    library = toy()
    first = cards.files(library, SITE)
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.forget()
    again = cards.files(library, SITE)
    assert first.keys() == again.keys()
    assert [name for name in first if first[name] != again[name]] == []


def test_only_what_changed_is_typeset(toy: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.forget()
    library = toy()
    before = cards.files(library, SITE)
    typeset: list[str] = []
    real = cards._typeset

    def counted(library: Library, frame: Any, batch: Any) -> list[bytes]:
        typeset.extend(job.path for job in batch)
        return real(library, frame, batch)

    monkeypatch.setattr(cards, "_typeset", counted)
    assert cards.files(library, SITE) == before
    assert typeset == []
    id_ = next(iter(library.cards))
    changed = library.cards[id_].model_copy(update={"never": "Never throw it away"})
    after = cards.files(library.having(cards=library.cards | {id_: changed}), SITE)
    # Not on small cards, nor on the poster of all.
    shown_on = set(OF_CARDS) - {f"deck-{deck}" for deck in SHORT}
    assert set(typeset) == {path(id_), f"cards/{id_}/{id_}.png", *map(path, shown_on)}
    assert {name for name in after if after[name] != before[name]} == set(typeset)


def test_the_files_of_a_renamed_card_stay_where_they_were(tmp_path: Path) -> None:
    docs = toys.copy(tmp_path / "docs")
    for old, new in (("broken-toy", "toy-in-two"), ("toy-in-two", "toy-in-bits")):  # twice: both names are promised
        moves.rename(docs, "card", old, new)
    library, found = checks.examined(docs, "docs")
    assert [problem for problem in found if "formerly" in problem.where] == []
    assert library.cards["toy-in-bits"].formerly == ("broken-toy", "toy-in-two")
    made = cards.files(library, SITE)
    for ending in ("pdf", "png"):
        names = ("toy-in-bits", "broken-toy", "toy-in-two")
        assert len({made[f"cards/{name}/{name}.{ending}"] for name in names}) == 1
    with pytest.raises(ValueError, match="never used again"):
        moves.rename(docs, "card", "say-sorry", "broken-toy")


# What cannot be printed ----------------------------------------------------------------


def problems(library: Library) -> list[str]:
    with pytest.raises(Invalid) as caught:
        cards.files(library, SITE)
    return [str(problem) for problem in caught.value.problems]


def wide(letters: int) -> str:
    return ("WWWWWWWWW " * letters)[:letters].strip() + "W"


def test_every_card_that_does_not_fit_is_named(toy: Callable[..., Library]) -> None:
    library = toy()
    ids = list(library.cards)[:2]
    long = {"say": wide(109), "never": wide(79), "steps": (CardStep(text=wide(51)),) * 6}
    for id_ in ids:
        library.cards[id_] = library.cards[id_].model_copy(update=long)
    found = problems(library)
    for id_ in ids:
        mine = [problem for problem in found if f"cards > {id_}:" in problem]
        assert any("A6" in problem for problem in mine)
        assert any("A4" in problem for problem in mine)
        assert any("Letter" in problem for problem in mine)
    assert all("docs/_data/cards.yml:" in problem and "does not fit" in problem for problem in found)
    assert not any(other in problem for problem in found for other in set(library.cards) - set(ids))


def test_a_poster_that_is_full_says_so(toy: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> None:
    real = cards._jobs
    monkeypatch.setattr(cards, "_jobs", lambda *given: [job for job in real(*given) if job.template == "poster"])
    library = toy()
    card = library.cards["after-the-repair"]
    many = {f"card-{number}": card.model_copy(update={"id": f"card-{number}"}) for number in range(60)}
    places = {("cards", id_): library.places["cards", card.id] for id_ in many}
    found = problems(replace(library.having(cards=many), places=library.places | places))
    assert all("poster" in problem for problem in found)
    assert len(found) == len(POSTERS)


def natural(length: int, start: str = "") -> str:
    """Words of ordinary English, `length` characters in all."""
    words = "tell the client what happened, when it will be mended and who will ring back about all of it"
    text = f"{start}{words} {words}"[:length]
    return text.rstrip() + "s" * (length - len(text.rstrip()))


def test_all_that_the_door_lets_in_fits_when_it_is_english(toy: Callable[..., Library]) -> None:
    library = toy()
    short = CardShort(say=natural(70), steps=(natural(34),) * 3, never=natural(44, "Never "))
    longest = {
        "title": natural(30),
        "when": natural(60),
        "say": natural(110),
        "never": natural(80, "Never "),
        "steps": (CardStep(text=natural(52)),) * 6,
        "short": short,
    }
    for id_, card in library.cards.items():
        Card.model_validate(card.model_dump() | {key: longest[key] for key in ("title", "when", "say", "never")})
        library.cards[id_] = card.model_copy(update=longest)
    assert cards.files(library, SITE)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """One deck of each kind, for what is the same on all."""
    real = [deck for deck in sheets.deck_files() if deck[0] in ("deck-a4", "deck-wallet", "poster-a4")]
    monkeypatch.setattr(cards, "deck_files", lambda: iter(real))


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("sign", ["→", "☐", "中", "😀", "\N{NON-BREAKING HYPHEN}"])
def test_a_sign_that_the_font_lacks_is_named_where_it_stands(toy: Callable[..., Library], sign: str) -> None:
    library = toy()
    first, second = list(library.cards)[:2]
    card = library.cards[first]
    library.cards[first] = card.model_copy(update={"when": f"Now {sign} then"})
    short = library.cards[second].short.model_copy(update={"say": f"Now{sign}"})
    library.cards[second] = library.cards[second].model_copy(update={"short": short})
    found = problems(library)
    assert len(found) == 2
    assert all(f"U+{ord(sign):04X}" in problem for problem in found)
    assert any(f"cards > {first} > when:" in problem for problem in found)
    assert any(f"cards > {second} > short > say:" in problem for problem in found)


@pytest.mark.usefixtures("few")
def test_a_sign_in_a_family_is_named_too(toy: Callable[..., Library]) -> None:
    library = toy()
    family = next(iter(library.families.values()))
    library.families[family.id] = family.model_copy(update={"summary": "Do it → now"})
    assert [f"families > {family.id} > summary:" in problem for problem in problems(library)] == [True]


def test_a_warning_of_the_typesetter_fails(toy: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.forget()
    bare = typesetting.Faces(typst.Fonts(include_system_fonts=False), typesetting.faces(Path()).told, [])
    monkeypatch.setattr(cards, "faces", lambda docs: bare)
    found = problems(toy())
    assert found
    assert all("unknown font family" in problem for problem in found)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("I'm sorry", "I’m sorry"),
        ('Never say "but" or "if".', "Never say “but” or “if”."),
        ("'Now', he said (\"later\")", "‘Now’, he said (“later”)"),
        ("**One** step, the teams' own", "One step, the teams’ own"),
    ],
)
def test_quotes_are_those_of_a_typesetter(written: str, printed: str) -> None:
    assert typographic(written) == printed
