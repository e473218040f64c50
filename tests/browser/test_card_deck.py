"""Cards on their pages and in the gallery; and the deck: choose, send, print at true size."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import BrowserContext, Page, expect

from macros.kinds.card.deck import number, steps
from macros.library import Library
from macros.text import typographic

from . import paper
from .conftest import violations

PAGE = "cards/deck/"
PAPERS = {"a4": (297, 210), "letter": (279.4, 215.9)}
SAFE = 7  # millimetres inside each card that printers may leave blank
SMALLEST = 11.5  # points


def deck(ids: list[str], on: str = "a4") -> str:
    """The address of a choice."""
    return f"{PAGE}?cards={','.join(ids)}&paper={on}"


def open_deck(page: Page, address: str) -> None:
    """Open a choice and wait until the sheets are set in their own typeface."""
    page.goto(address)
    ready(page)


def ready(page: Page) -> None:
    expect(page.locator("card-deck form")).to_be_visible()
    page.evaluate("document.fonts.ready")
    page.wait_for_function("() => document.fonts.status === 'loaded'")


def chosen(page: Page) -> list[str]:
    return page.locator("input[name^=cards-]:checked").evaluate_all("boxes => boxes.map((box) => box.value)")


def asked(page: Page) -> tuple[list[str], str]:
    """The ids and the paper in the address."""
    query = parse_qs(urlsplit(page.evaluate("location.href")).query)
    return [id_ for id_ in query.get("cards", [""])[0].split(",") if id_], query.get("paper", [""])[0]


def all_fit(page: Page) -> list[str]:
    """Cards on the sheets of which something is cut off, with what the browser measures."""
    return page.locator(".sheet .card").evaluate_all(
        """cards => cards
          .filter((card) => card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1)
          .map((card) => card.querySelector(".card__title").textContent + " " + card.scrollHeight)"""
    )


# Without JavaScript --------------------------------------------------------------------


def test_without_javascript_the_deck_leads_to_files_that_exist(plain_page: Page, site: Path) -> None:
    plain_page.goto(PAGE)
    expect(plain_page.locator("card-deck form")).to_be_hidden()
    plain_page.locator(".deck__plain a").click()
    expect(plain_page).to_have_url(re.compile(f"/{PAGE}#"))
    plain_page.locator(f"#{urlsplit(plain_page.url).fragment} ~ p a").first.click()
    expect(plain_page).to_have_url(re.compile("/cards/#"))
    files = plain_page.locator(f"#{urlsplit(plain_page.url).fragment} ~ ul a")
    expect(files.nth(4)).to_be_attached()  # the address changes before the page is there
    for link in files.all():
        target = (site / "cards" / (link.get_attribute("href") or "?")).resolve()
        assert target.is_file() or (target / "index.html").is_file()


def test_without_javascript_the_gallery_links_every_card_under_its_family(plain_page: Page, library: Library) -> None:
    plain_page.goto("cards/")
    for family in library.families:
        links = plain_page.locator(f"h2#{family} + .gallery a")
        shown = links.evaluate_all("links => links.map((link) => link.getAttribute('href').split('/').at(-2))")
        assert shown == [id_ for id_, card in library.cards.items() if card.family == family]


@pytest.mark.parametrize("id_", ["angry-client", "record"])
def test_without_javascript_a_card_shows_everything_and_its_boxes_tick(
    plain_page: Page, library: Library, id_: str
) -> None:
    plain_page.goto(f"cards/{id_}/")
    card = plain_page.locator(f"#card-{id_}")
    item = library.cards[id_]
    words = card.inner_text()
    for text in (item.when, item.say, item.never, *steps(library, id_), number(library, id_)):
        assert typographic(text) in words
    boxes = card.get_by_role("checkbox")
    assert [box.evaluate("box => box.labels[0].innerText.trim()") for box in boxes.all()] == [
        typographic(step) for step in steps(library, id_)
    ]
    boxes.last.check()
    expect(boxes.last).to_be_checked()


# Choosing ------------------------------------------------------------------------------


def test_what_is_ticked_is_on_the_sheets_counted_and_in_the_address(page: Page) -> None:
    open_deck(page, PAGE)
    expect(page.locator(".sheet")).to_have_count(0)
    for id_ in ("record", "angry-client", "abuse", "quick-fix", "buy-time"):
        page.locator(f"input[value={id_}]").check()
    assert asked(page)[0] == ["angry-client", "abuse", "buy-time", "quick-fix", "record"]
    expect(page.locator(".sheet")).to_have_count(2)
    expect(page.locator(".sheet").first.locator(".card")).to_have_count(4)
    expect(page.locator(".hb-bar__count")).to_contain_text("5 cards on 2 sheets")
    page.locator("input[value=record]").uncheck()
    expect(page.locator(".sheet")).to_have_count(1)
    expect(page.locator(".hb-bar__count")).to_contain_text("4 cards on 1 sheet")


# What is moved, added or styled within the sheets when one more box is ticked.
TOUCHED = """async (id) => {
  const touched = new Set()
  const watch = new MutationObserver((changes) => {
    for (const { target, type, addedNodes } of changes) {
      for (const one of type === "attributes" ? [target] : addedNodes) if (one.matches(".card")) touched.add(one)
    }
  })
  watch.observe(document.querySelector(".deck__sheets"), { subtree: true, childList: true, attributes: true })
  document.querySelector(`input[value=${id}]`).click()
  await new Promise((done) => setTimeout(done))
  watch.disconnect()
  return [...touched].map((card) => card.querySelector(".card__title").textContent)
}"""


def test_one_more_card_leaves_the_others_alone(page: Page, library: Library) -> None:
    """Each card that is touched is laid out anew: choosing became slower with every card."""
    ids = [id_ for id_ in library.cards if id_ != "record"]
    first, *others = ids[:9]
    open_deck(page, deck(others))
    assert page.evaluate(TOUCHED, "record") == [library.cards["record"].title]
    moved = page.evaluate(TOUCHED, first)  # into the first place: the last card of each full sheet moves on
    assert [library.cards[id_].title for id_ in (first, others[3], others[7])] == moved
    assert page.evaluate(TOUCHED, first) == [library.cards[id_].title for id_ in (others[3], others[7])]


def test_a_sent_link_opens_the_same_deck(page: Page) -> None:
    open_deck(page, deck(["scope-change", "abuse"], "letter"))
    assert chosen(page) == ["abuse", "scope-change"]
    expect(page.locator("input[value=letter]")).to_be_checked()
    page.reload()
    ready(page)
    assert chosen(page) == ["abuse", "scope-change"]


def test_a_box_for_all_and_one_for_each_family(page: Page, library: Library) -> None:
    open_deck(page, PAGE)
    everything, decide = (
        page.locator("input[data-family='']"),
        page.locator("input[data-family=decide]"),
    )
    decide.check()
    assert chosen(page) == [id_ for id_, card in library.cards.items() if card.family == "decide"]
    assert everything.evaluate("box => box.indeterminate")
    everything.check()
    by_family = [id_ for family in library.families for id_, card in library.cards.items() if card.family == family]
    assert chosen(page) == by_family
    expect(decide).to_be_checked()
    page.locator("input[value=scope-change]").uncheck()
    assert decide.evaluate("box => box.indeterminate")
    everything.check()
    everything.uncheck()
    assert chosen(page) == []
    expect(decide).not_to_be_checked()


def test_the_deck_is_chosen_by_keyboard_alone(page: Page) -> None:
    open_deck(page, deck([], "a4"))
    page.locator("input[value=a4]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("cards=.*&paper=letter$"))
    assert len(chosen(page)) > 4


@pytest.mark.parametrize(
    ("query", "kept", "told"),
    [
        ("cards=abuse,none-such,record&paper=a4", ["abuse", "record"], "none-such"),
        (
            "cards=<img src=x onerror=alert(1)>,abuse,abuse&paper=a5",
            ["abuse"],
            "<img src=x onerror=alert(1)>",
        ),
        ("cards=" + ",".join(f"no-{n}" for n in range(400)), [], "no-1"),
        ("cards=constructor,%22],%F0%9F%98%80", [], "constructor"),
        ("cards=,,", [], ""),
        ("cards=%", [], "%"),
    ],
)
def test_unknown_cards_in_the_address_are_left_out_and_said(page: Page, query: str, kept: list[str], told: str) -> None:
    open_deck(page, f"{PAGE}?{query}")
    assert chosen(page) == kept
    note = page.locator(".deck__note")
    if not told:
        expect(note).to_be_hidden()
        return
    expect(note).to_contain_text(told)
    expect(note.locator("*")).to_have_count(0)
    assert len(note.inner_text()) < 400
    page.locator("input[value=follow-up]").check()
    expect(note).to_be_hidden()
    assert asked(page)[0] == [*kept, "follow-up"]


@pytest.mark.parametrize(("locale", "usual"), [("en-GB", "a4"), ("en-US", "letter"), ("de-DE", "a4")])
def test_the_paper_is_that_of_the_readers_country(
    contexts: Callable[..., BrowserContext], locale: str, usual: str
) -> None:
    page = contexts(locale=locale).new_page()
    page.goto(PAGE)
    expect(page.locator(f"input[value={usual}]")).to_be_checked()


def test_the_link_can_be_copied(page: Page) -> None:
    open_deck(page, deck(["abuse", "record"]))
    page.locator("[data-act=copy]").click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_choice_survives_the_way_there_and_back(page: Page) -> None:
    open_deck(page, PAGE)
    page.locator("input[value=abuse]").check()
    page.locator("#full-decks").scroll_into_view_if_needed()
    page.locator("a[href$='/cards/'], a[href='../']").locator("visible=true").first.click()
    page.wait_for_url("**/cards/")
    page.go_back()
    expect(page.locator("input[value=abuse]")).to_be_checked()
    expect(page.locator(".sheet")).to_have_count(1)
    page.locator("input[value=record]").check()
    assert asked(page)[0] == ["abuse", "record"]


# Printing ------------------------------------------------------------------------------


def test_the_button_prints_a_choice_and_only_a_choice(page: Page) -> None:
    page.add_init_script("window.calls = 0; window.print = () => (window.calls += 1)")
    open_deck(page, PAGE)
    button = page.locator("card-deck button[type=submit]")
    button.click()
    expect(page.get_by_role("status")).to_contain_text("card")
    assert page.evaluate("calls") == 0
    page.locator("input[value=abuse]").check()
    button.click()
    page.wait_for_function("() => calls === 1")  # once the codes on the cards have come
    assert asked(page)[0] == ["abuse"]


def test_with_nothing_chosen_the_page_prints_as_any_other(page: Page) -> None:
    open_deck(page, PAGE)
    (sheet,) = paper.printed(page)
    assert (round(sheet.width), round(sheet.height)) == paper.A4
    assert paper.squeeze(page.locator("h1").inner_text()) in sheet.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("on", PAPERS)
def test_exactly_the_chosen_cards_print_at_true_size(
    contexts: Callable[..., BrowserContext], library: Library, on: str, scheme: str
) -> None:
    page = contexts(color_scheme=scheme).new_page()
    ids = ["angry-client", "abuse", "threat-to-leave", "our-mistake", "end-well"]
    open_deck(page, deck(ids, on))
    sheets = paper.printed(page)
    width, height = PAPERS[on]
    assert [(sheet.width, sheet.height) for sheet in sheets] == [pytest.approx((width, height), abs=0.6)] * 2
    text = "".join(sheet.text for sheet in sheets)
    for id_, card in library.cards.items():
        assert (paper.squeeze(card.never) in text) == (id_ in ids), id_
    numbers = {line.text.strip(): line for line in sheets[0].lines}
    first, right, below = (numbers[number(library, id_)] for id_ in ids[:3])
    assert right.left - first.left == pytest.approx(width / 2, abs=0.5)
    assert below.top - first.top == pytest.approx(height / 2, abs=0.5)
    for sheet in sheets:
        assert sheet.picture.getpixel((2, 2)) == 255
        for line in sheet.lines:
            for low, high, side in ((line.left, line.right, width / 2), (line.top, line.bottom, height / 2)):
                assert low // side == high // side, f"{line.text!r} lies across the cut"
                assert low % side > SAFE - 0.5, line
                assert high % side < side - SAFE + 0.5, line


@pytest.mark.parametrize(("on", "landscape"), [("A4", True), ("A4", False), ("Letter", True), ("Letter", False)])
def test_where_sheets_have_no_size_of_their_own_every_card_prints_whole(
    page: Page, *, on: str, landscape: bool
) -> None:
    """As in WebKit, in which `make test-browsers` prints; here the page is told that it is there."""
    page.add_init_script("window.webkitConvertPointFromNodeToPage = () => {}")
    ids = ["angry-client", "abuse", "threat-to-leave", "our-mistake", "end-well"]
    open_deck(page, deck(ids, on.lower()))
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")
    document = pypdfium2.PdfDocument(page.pdf(format=on, landscape=landscape, margin=margin))
    pictures = [sheet.render(scale=3, grayscale=True).to_pil() for sheet in document]
    document.close()
    found = sorted(urlsplit(code.text).path for picture in pictures for code in zxingcpp.read_barcodes(picture))
    assert found == sorted(f"/cards/{id_}/" for id_ in ids)
    if landscape:
        assert len(pictures) == 2


@pytest.mark.parametrize("on", PAPERS)
def test_every_card_fits_its_quarter_at_a_size_that_can_be_read(page: Page, library: Library, on: str) -> None:
    open_deck(page, deck(list(library.cards), on))
    page.emulate_media(media="print")
    expect(page.locator(".sheet .card")).to_have_count(len(library.cards))
    assert not all_fit(page)
    sizes = page.locator(".sheet .card__step").evaluate_all(
        "steps => steps.map((step) => parseFloat(getComputedStyle(step).fontSize) * 0.75)"
    )
    assert min(sizes) >= SMALLEST
    expect(page.locator(".deck__note")).to_be_hidden()


@pytest.mark.parametrize("part", [".card__say p", ".card__never strong", ".card__step", ".card__title"])
def test_a_card_that_fits_at_no_size_is_named(page: Page, library: Library, part: str) -> None:
    """And so is a word too long to break."""
    open_deck(page, PAGE)
    long = "much too long " * 80 if part != ".card__title" else "toolong" * 30
    page.locator("template[data-card=abuse]").evaluate(
        "(template, [part, long]) => template.content.querySelector(part).append(long)", [part, long]
    )
    page.locator("input[value=abuse]").check()
    page.locator("input[value=record]").check()
    assert len(all_fit(page)) == 1
    expect(page.locator(".deck__note")).to_contain_text(library.cards["abuse"].title)
    expect(page.locator(".deck__note")).not_to_contain_text(library.cards["record"].title)


def test_the_codes_lead_to_the_cards_pages(page: Page, site: Path) -> None:
    ids = ["angry-client", "abuse", "late-payment", "first-meeting"]
    open_deck(page, deck(ids))
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    picture = document[0].render(scale=3, grayscale=True).to_pil()
    document.close()
    found = {urlsplit(code.text).path for code in zxingcpp.read_barcodes(picture)}
    assert found == {f"/cards/{id_}/" for id_ in ids}
    assert all((site / path.strip("/") / "index.html").is_file() for path in found)


# For everybody -------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_deck(contexts: Callable[..., BrowserContext], scheme: str) -> None:
    page = contexts(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(deck(["abuse", "record"]))
    expect(page.locator(".sheet")).to_have_count(1)
    assert violations(page) == []


@pytest.mark.parametrize("path", [deck(["abuse", "record"]), "cards/", "cards/abuse/"])
def test_nothing_is_wider_than_a_small_phone(contexts: Callable[..., BrowserContext], path: str) -> None:
    page = contexts(viewport={"width": 320, "height": 640}, has_touch=True).new_page()
    page.goto(path)
    if path.startswith(PAGE):
        expect(page.locator(".sheet")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.locator(".card__step, .deck__choice, .deck__bar button").all():
        box = control.bounding_box()
        assert box is None or box["height"] >= 44 or control.locator("xpath=ancestor::*[@class='sheet']").count()


def test_in_forced_colours_a_family_still_has_its_frame(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(forced_colors="active").new_page()
    page.goto("cards/abuse/")
    style = page.locator(".card__tab").evaluate(
        "tab => { const look = getComputedStyle(tab); return [look.borderTopStyle, look.color, look.backgroundColor] }"
    )
    assert style[0] == "solid"
    assert style[1] != style[2]
