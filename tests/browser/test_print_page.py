"""<print-page>: what of a page to print, where it is offered, and what stands on paper then."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from . import paper
from .paper import squeeze


def printing(page: Page, name: str, *, reasons: bool = False) -> str:
    """What stands on paper after a press on "Print" and on `name`."""
    page.evaluate("window.print = () => { window.printing = true }")
    page.locator("print-page summary").click()
    if reasons:
        page.get_by_label("with the reasons").check()
    page.get_by_role("button", name=name).click()
    assert page.evaluate("window.printing")
    return "".join(sheet.text for sheet in paper.printed(page))


def test_print_gives_the_form_that_was_asked_for(page: Page) -> None:
    page.goto("situations/angry-caller/")
    short = printing(page, "In short: 1 sheet")
    assert squeeze("Breathe out") in short
    assert squeeze("If that fails") not in short
    page.reload()
    whole = printing(page, "The whole page")
    assert squeeze("If that fails") in whole
    assert squeeze("Why these words") not in whole
    page.reload()
    assert squeeze("Why these words") in printing(page, "The whole page", reasons=True)
    page.reload()
    page.locator(".script__why summary").first.click()
    assert "".join(sheet.text for sheet in paper.printed(page)).count(squeeze("Why these words")) == 1


def test_print_is_offered_where_it_can_be_done(page: Page, plain_page: Page) -> None:
    for path in (
        "situations/angry-caller/",
        "decide/abuse/",
        "scripts/apologising/",
        "practice/shouting-caller/",
        "guide/apologising/",
        "checklists/during-angry-call/",
        "cards/abuse/",
        "start/support/",
    ):
        page.goto(path)
        expect(page.locator("print-page summary")).to_be_visible()
        plain_page.goto(path)
        expect(plain_page.locator("print-page")).not_to_be_visible()
    for path in ("", "situations/", "cards/deck/"):
        page.goto(path)
        expect(page.locator("print-page")).to_have_count(0)


def test_print_stands_in_the_row_of_the_way_back(page: Page) -> None:
    """Its middle is that of the row, and it ends where the text does, on a phone, a tablet and wider screens."""
    for path in ("situations/late-payer/", "decide/abuse/", "start/support/"):
        page.goto(path)
        for width in (390, 768, 1100, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            offer, back, text = (
                _box(page.locator(part)) for part in ("print-page summary", "nav.hb-path a", "article")
            )
            assert offer["y"] + offer["height"] / 2 == pytest.approx(back["y"] + back["height"] / 2, abs=1), width
            assert offer["x"] + offer["width"] == pytest.approx(text["x"] + text["width"], abs=1), width


def test_the_choice_of_what_to_print_fits_a_phone(page: Page) -> None:
    """Open within the screen, and a thumb's height each."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("situations/late-payer/")
    page.locator("print-page summary").click()
    choices = page.locator(".print-page__menu :is(button, label)")
    expect(choices).to_have_count(3)
    for choice in map(_box, choices.all()):
        assert choice["x"] >= 0
        assert choice["x"] + choice["width"] <= 390
        assert choice["height"] >= 44


def _box(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None
    return box
