"""The list of all scripts: a filter by words, moment, channel and tone that stands in the fragment of the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from macros.kinds.script.html import served
from macros.kinds.script.model import Script
from macros.library import Library

from .conftest import violations

PAGE = "scripts/"


def rows(page: Page) -> Locator:
    return page.locator("script-index li:visible")


def found(page: Page) -> list[str]:
    """Ids of the scripts that are shown."""
    links = rows(page).locator("a").evaluate_all("links => links.map(link => link.hash)")
    return [link.removeprefix("#script-") for link in links]


def fitting(library: Library, fits: Callable[[Script], bool]) -> list[str]:
    ordered = [item for moment in library.moments for item in library.scripts.values() if item.moment == moment]
    return [item.id for item in ordered if fits(item)]


def offers(item: Script, tone: str, channel: str) -> bool:
    return any(one.tone == tone and channel in served(item, one) for one in item.variants)


def go(page: Page, query: str = "") -> None:
    """Open the list and wait until it can be filtered."""
    page.goto(PAGE + query)
    expect(page.locator(".hb-bar__count")).to_be_visible()


def filter_(page: Page, name: str) -> Locator:
    return page.locator(f"script-index [name='{name}']")


def query(page: Page) -> dict[str, list[str]]:
    """The filter in the address: in its fragment, never where it would be sent."""
    asked = urlsplit(page.evaluate("location.href"))
    assert not {"words", "moment", "channel", "tone"} & parse_qs(asked.query).keys()
    return parse_qs(asked.fragment)


def test_without_javascript_it_is_a_list_grouped_by_moment(plain_page: Page, library: Library) -> None:
    plain_page.goto(PAGE + "?tone=firm")
    assert found(plain_page) == fitting(library, lambda _: True)
    headings = plain_page.locator("script-index h2 a:not(.headerlink)").evaluate_all(
        "all => all.map(link => link.pathname)"
    )
    assert headings == [f"/scripts/{moment}/" for moment in library.moments]
    expect(plain_page.locator("script-index :is(form, button)")).to_have_count(0)
    rows(plain_page).last.locator("a").click()
    expect(plain_page).to_have_url(re.compile(r"/scripts/[\w-]+/#script-"))
    expect(plain_page.locator(f"[id='{urlsplit(plain_page.url).fragment}']")).to_be_in_viewport()


def test_the_filters_narrow_the_list_together(page: Page, library: Library) -> None:
    go(page)
    everything = len(library.scripts)
    expect(page.locator(".hb-bar__count")).to_have_text(f"{everything} scripts")
    filter_(page, "tone").select_option("firm")
    filter_(page, "channel").select_option("email")
    firm = fitting(library, lambda item: offers(item, "firm", "email"))
    assert found(page) == firm
    expect(page.locator(".hb-bar__count")).to_have_text(f"{len(firm)} of {everything} scripts")
    expect(page.get_by_role("status")).to_contain_text(f"{len(firm)} of")  # read out, once the reader pauses

    filter_(page, "moment").select_option("money")
    money = fitting(library, lambda item: item.moment == "money" and offers(item, "firm", "email"))
    assert found(page) == money
    expect(page.locator(".script-index__group:visible")).to_have_count(1)
    assert query(page) == {"tone": ["firm"], "channel": ["email"], "moment": ["money"]}


def test_words_find_titles_and_uses_whatever_their_case_and_accents(page: Page, library: Library) -> None:
    go(page)
    first = library.scripts["refuse-impossible-date"]
    filter_(page, "words").fill("  DEADLÍNE refuse ")
    assert first.id in found(page)
    assert len(found(page)) < 5
    filter_(page, "words").fill(first.when)
    assert found(page) == [first.id]


def test_the_filter_stands_in_the_address_and_comes_back(page: Page, library: Library) -> None:
    go(page, "?kept=yes#words=discount&tone=warm")
    expect(filter_(page, "words")).to_have_value("discount")
    expect(filter_(page, "tone")).to_have_value("warm")
    few = found(page)
    assert 0 < len(few) < 10
    depth = page.evaluate("history.length")
    filter_(page, "words").fill("discount money")
    filter_(page, "tone").select_option("")
    assert query(page) == {"words": ["discount money"]}
    assert urlsplit(page.evaluate("location.href")).query == "kept=yes"
    filter_(page, "words").fill("discount")
    assert page.evaluate("history.length") == depth  # no step back for every letter
    state = page.evaluate("JSON.stringify(history.state)")
    assert "discount" not in state

    shown = found(page)
    rows(page).first.locator("a").click()
    expect(page).to_have_url(re.compile("#script-"))
    page.go_back()
    expect(filter_(page, "words")).to_have_value("discount")
    assert found(page) == shown
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_an_address_of_before_still_filters_and_is_moved(page: Page) -> None:
    go(page, "?kept=yes&words=discount&tone=warm#take-them-along")
    expect(filter_(page, "words")).to_have_value("discount")
    expect(filter_(page, "tone")).to_have_value("warm")
    assert page.evaluate("location.href").endswith("/scripts/?kept=yes#words=discount&tone=warm")


def test_a_place_on_the_page_stays_in_the_address(page: Page) -> None:
    go(page, "#take-them-along")
    expect(page.locator("#take-them-along")).to_be_in_viewport()
    filter_(page, "words").fill("discount")
    assert query(page) == {"words": ["discount"]}
    page.get_by_role("button", name="Show all scripts").click()
    assert urlsplit(page.evaluate("location.href")).fragment == ""


HARMLESS = [
    "?moment=no-such&tone=%3Cb%3E&channel=",
    "?tone=firm&tone=warm",
    "?words=%20",
    "#moment=no-such&tone=%3Cb%3E&channel=",
    "#words=%20",
    "#=&&==",
    "#__proto__=1&constructor=2",
]


@pytest.mark.parametrize("asked", HARMLESS)
def test_what_an_address_cannot_ask_for_does_no_harm(page: Page, asked: str) -> None:
    go(page, asked)
    expect(rows(page).first).to_be_visible()
    expect(filter_(page, "moment")).to_have_value("")


def test_an_empty_result_says_so_and_offers_the_way_back(page: Page, library: Library) -> None:
    go(page)
    reset = page.get_by_role("button", name="Show all scripts")
    expect(reset).to_be_hidden()
    filter_(page, "words").fill("xyzzy <b>")
    expect(rows(page)).to_have_count(0)
    expect(page.locator(".hb-bar__count")).to_contain_text("No script")
    expect(page.get_by_role("status")).to_contain_text("No script")
    reset.press("Enter")
    expect(rows(page)).to_have_count(len(library.scripts))
    expect(filter_(page, "words")).to_be_focused()
    assert query(page) == {}


def test_a_script_from_a_filtered_list_shows_that_variant(page: Page) -> None:
    go(page, "#channel=email&tone=neutral&moment=acknowledging")
    rows(page).first.locator("a").click()
    variant = page.locator(".script__variant:visible").first
    expect(variant).to_have_attribute("data-channels", "email")
    expect(variant).to_have_attribute("data-tone", "neutral")


def test_keyboard_alone(page: Page) -> None:
    go(page)
    filter_(page, "words").focus()
    page.keyboard.type("refund")
    count = rows(page).count()
    page.keyboard.press("Enter")  # stays, for the list is filtered already
    assert query(page) == {"words": ["refund"]}
    for name in ("moment", "channel", "tone"):
        page.keyboard.press("Tab")
        expect(filter_(page, name)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert rows(page).count() > count


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(contexts: Callable[..., BrowserContext], scheme: str) -> None:
    page = contexts(color_scheme=scheme, viewport={"width": 390, "height": 800}).new_page()
    go(page, "#tone=firm")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_files_to_take_along_are_there(plain_page: Page) -> None:
    plain_page.goto(PAGE)
    links = plain_page.locator("a.download")
    names = links.evaluate_all("links => links.map(link => link.href)")
    assert {name.rpartition(".")[2] for name in names} == {"zip", "csv", "json", "md"}
    for name in names:
        assert plain_page.request.get(name).ok
    with plain_page.expect_download() as coming:
        links.last.click()
    assert names[-1].endswith("/" + coming.value.suggested_filename)
