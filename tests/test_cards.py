"""The printed cards of the toy site: made, made again, and broken as editors may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
import zxingcpp

from macros import checks, moves
from macros.exports import cache, cards
from macros.kinds.card.model import Card, CardShort, CardStep
from macros.library import Library
from macros.problems import Invalid
from macros.text import typographic

from . import toys

SITE = "https://handbook.example.org/"
MM = 72 / 25.4
A4, LETTER = (210 * MM, 297 * MM), (8.5 * 72, 11 * 72)
# Deck -> size of its pages in points, and cards on each.
DECKS = {
    "a4": ((A4[1], A4[0]), 4),
    "letter": ((LETTER[1], LETTER[0]), 4),
    "a6": ((148 * MM, 105 * MM), 1),
    "index": ((5 * 72, 3 * 72), 1),
    "wallet": (A4, 8),
}
POSTERS = {"a4": A4, "letter": LETTER}
PDFS = [f"deck-{deck}" for deck in DECKS] + [f"poster-{paper}" for paper in POSTERS]


@pytest.fixture
def toy(tmp_path: Path) -> Callable[..., Library]:
    """toy(edits) -> the toy site's library, changed."""

    def load(edits: dict[str, Any] | None = None) -> Library:
        return checks.load(toys.copy(tmp_path / "docs", edits), "docs")

    return load


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
            pixels = code.position.top_right.x - code.position.top_left.x + 1
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
    (wallet,) = read(made[path("deck-wallet")])
    assert wallet.count(short) == 1
    for paper in POSTERS:
        assert f"Somebody in danger? {call}" in read(made[path(f"poster-{paper}")])[0]


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

    def counted(frame: Any, batch: Any) -> list[bytes]:
        typeset.extend(job.path for job in batch)
        return real(frame, batch)

    monkeypatch.setattr(cards, "_typeset", counted)
    assert cards.files(library, SITE) == before
    assert typeset == []
    id_ = next(iter(library.cards))
    changed = library.cards[id_].model_copy(update={"never": "Never throw it away"})
    after = cards.files(library.having(cards=library.cards | {id_: changed}), SITE)
    shown_on = ["deck-a4", "deck-letter", "deck-a6", "deck-index"]  # not in the wallet, nor on a poster
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
    monkeypatch.setattr(cards, "_jobs", lambda given: [job for job in real(given) if job.template == "poster"])
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


def test_a_sign_in_a_family_is_named_too(toy: Callable[..., Library]) -> None:
    library = toy()
    family = next(iter(library.families.values()))
    library.families[family.id] = family.model_copy(update={"summary": "Do it → now"})
    assert [f"families > {family.id} > summary:" in problem for problem in problems(library)] == [True]


def test_a_warning_of_the_typesetter_fails(toy: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.forget()
    monkeypatch.setattr(cards, "fonts", lambda: typst.Fonts(include_system_fonts=False))
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
