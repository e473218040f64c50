"""The German edition in a browser: what scripts say there, what the search finds in German, and axe on each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from lxml import html
from playwright.sync_api import Browser, Page, expect

from .. import foreign
from ..search.engine import Engine, of_site
from .conftest import violations
from .dialog import STATUS, ask


@pytest.fixture(scope="session")
def address(german: Path, serve: Callable[[Path], str]) -> str:
    """Address of the edition, in place of the handbook's."""
    return serve(german / "site")


@pytest.fixture(scope="module")
def found(browser: Browser, german: Path) -> Iterator[Engine]:
    page = browser.new_page()
    yield Engine(page, of_site(german / "site"))
    page.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("schreit", "situations/angry-caller/"),
        ("Kunde schreit mich an", "situations/angry-caller/"),
        ("wird angeschrien", "situations/angry-caller/"),
        ("BRUELLT", "situations/angry-caller/"),  # without the letter that the keyboard lacks
        ("brülen", "situations/angry-caller/"),  # with a slip
        ("wütenden Kunden", "situations/angry-caller/"),
        ("Rechnung nicht bezahlt", "situations/late-payer/"),
        ("Rechnungen unbezahlt", "situations/late-payer/"),
        ("zahlt nicht", "situations/late-payer/"),
        ("Karte drucken", "cards/"),
        ("er bringt sich um", "guide/who-to-call/"),
        ("sie will sich umbringen", "guide/who-to-call/"),
        ("ich toete dich", "guide/who-to-call/"),
    ],
)
def test_what_people_type_finds_the_page(found: Engine, query: str, first: str) -> None:
    items = found.search(query)["items"]
    assert items[0][0]["location"] == first, [group[0]["location"] for group in items]


def test_what_only_sounds_like_danger_sets_nothing_off(found: Engine) -> None:
    assert found.search("bringt mich die Arbeit um")["items"][0][0]["location"] != "guide/who-to-call/"


def test_our_language_is_the_foreign_one_here(found: Engine) -> None:
    assert found.search("my client is shouting")["foreign"]
    assert found.search("le client est en colère")["foreign"]
    assert not found.search("Kunde schreit mich an")["foreign"]


def test_the_dialog_says_so_in_german(page: Page) -> None:
    page.goto("")
    ask(page, "my client is shouting and does not pay")
    expect(page.locator(STATUS)).to_contain_text("Dieses Handbuch ist auf Deutsch.")
    ask(page, "schreit")
    expect(page.locator(STATUS)).to_contain_text("gefunden")


def test_no_script_says_a_word_of_ours_and_axe_finds_nothing(page: Page, german: Path) -> None:
    """Each page as it stands once its scripts have run, with all that they fold away."""
    known = foreign.known(foreign.GERMAN)
    page.add_init_script(AXE_SCRIPT)
    faults: list[str] = []
    for path in sorted((german / "site").rglob("index.html")):
        where = path.relative_to(german / "site").parent.as_posix()
        if where.startswith("go/"):
            continue
        page.goto("" if where == "." else f"{where}/")
        faults += [f"{where}: {fault}" for fault in violations(page)]
        seen = html.document_fromstring(page.content())
        faults += foreign.told(foreign.strangers(seen, known), where)
    assert not faults, "\n".join(faults)


def test_what_tools_say_when_they_are_used_is_german(page: Page) -> None:
    """Buttons that appear, and what a status tells: ticks, copies, a tree walked to its end, a deck."""
    known = foreign.known(foreign.GERMAN)
    copied = ".hb-status:has-text('Kopiert')"
    steps: list[tuple[str, list[str], str]] = [  # of each, the last is answered with words
        (
            "checklists/during-angry-call/",
            [".checklist__box >> nth=0", "text=Häkchen löschen", "text=Als Text kopieren"],
            copied,
        ),
        ("scripts/listening/", ["text=Diesen Baustein kopieren >> nth=0"], ".script__question"),
        (
            "decide/late-invoice/",
            [".tree__option >> nth=0", ".tree__option:visible >> nth=1", "text=Notizen kopieren"],
            copied,
        ),
        ("cards/deck/", ["input[type=checkbox] >> nth=0", "text=Link kopieren"], copied),
        ("about/privacy/", ["text=Dieses Gerät leeren"], ".hb-status:not(:empty)"),
    ]
    faults: list[str] = []
    for where, presses, answer in steps:
        page.goto(where)
        for number, press in enumerate(presses, 1):
            page.locator(press).first.click()
            if number == len(presses):
                expect(page.locator(answer)).to_be_attached()
            seen = html.document_fromstring(page.content())
            faults += foreign.told(foreign.strangers(seen, known), f"{where} after {press}")
    assert not faults, "\n".join(faults)
