"""Light, dark, or what the system has: seen from the first paint on, chosen with one button, kept until changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from macros.publish import app

from ..sites import ROOT

LIGHT, DARK = app.colours((ROOT / "overrides" / app.COLOURS).read_text(encoding="utf-8"))
PATH = "about/"
ROUND = ["Colours: as on this device", "Colours: light", "Colours: dark"]


def _button(page: Page) -> Locator:
    return page.locator(".hb-palette")


def _scheme(page: Page) -> tuple[str | None, str]:
    """The palette of the page, and what the browser makes of its own parts, as scroll bars."""
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    return scheme, page.evaluate("getComputedStyle(document.documentElement).colorScheme")


def _bar(page: Page) -> str:
    """The colour that the page gives to the browser's bar."""
    metas = "[...document.querySelectorAll('meta[name=theme-color]')]"
    return str(page.evaluate(f"{metas}.find(({{ media }}) => matchMedia(media).matches).content"))


def _header(page: Page) -> str:
    red, green, blue = page.evaluate(
        "getComputedStyle(document.querySelector('.md-header')).backgroundColor.match(/\\d+/g).map(Number)"
    )
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_one_button_goes_round_and_the_choice_is_kept(contexts: Callable[..., BrowserContext], system: str) -> None:
    page = contexts(color_scheme=system, reduced_motion="reduce").new_page()
    page.goto(PATH)
    own = ("slate", "dark", DARK) if system == "dark" else ("default", "light", LIGHT)
    seen = [own, ("default", "light", LIGHT), ("slate", "dark", DARK)]
    assert page.evaluate("localStorage.length") == 0  # nobody has chosen anything
    for name, colours in zip([*ROUND, ROUND[0]], [*seen, own], strict=True):
        expect(_button(page)).to_have_accessible_name(name)
        assert (*_scheme(page), _bar(page), _header(page)) == (*colours, colours[2])
        _button(page).press("Enter")
        expect(_button(page)).to_be_focused()
        expect(page.get_by_role("status")).to_have_text(ROUND[(ROUND.index(name) + 1) % 3])
    page.reload()
    expect(_button(page)).to_have_accessible_name(ROUND[1])
    assert (*_scheme(page), _bar(page)) == seen[1]


@pytest.mark.parametrize(
    ("system", "presses", "scheme"),
    [("light", 0, "default"), ("light", 2, "slate"), ("dark", 0, "slate"), ("dark", 1, "default")],
)
def test_the_right_one_is_there_before_any_program(
    contexts: Callable[..., BrowserContext], system: str, presses: int, scheme: str
) -> None:
    """Neither a light page flashes by night nor a dark one by day; on a first visit, and where one was chosen."""
    page = contexts(color_scheme=system).new_page()
    if presses:
        page.goto(PATH)
        _button(page).click(click_count=presses)
    held: list[Route] = []
    page.route("**/handbook.js", lambda route: held.append(route))
    page.goto("situations/", wait_until="commit")
    page.locator("footer.md-footer").wait_for(state="attached")
    assert _scheme(page)[0] == scheme
    for route in held:
        route.continue_()
    page.wait_for_load_state()  # the program has run
    expect(_button(page)).to_have_accessible_name(ROUND[presses])
    assert _scheme(page) == (scheme, "dark" if scheme == "slate" else "light")


def test_it_follows_the_system_while_asked_to(page: Page) -> None:
    page.goto(PATH)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()
    assert (*_scheme(page), _bar(page)) == ("slate", "dark", DARK)
    _button(page).click()  # light, whatever the system has
    for system in ("light", "dark"):
        page.emulate_media(color_scheme=system)
        page.evaluate("new Promise(requestAnimationFrame)")  # a page is told before it draws
    assert (*_scheme(page), _bar(page)) == ("default", "light", LIGHT)


HOSTILE = [
    "",
    "{",
    "null",
    "[]",
    "true",
    "-1",
    '"slate',
    '"__proto__"',
    '"constructor"',
    '"system slate"',
    '{"color":1}',
]


@pytest.mark.parametrize("kept", HOSTILE)
def test_a_choice_that_is_none_stops_nothing(page: Page, kept: str) -> None:
    """Whatever stands in the storage, of another edition or of nobody's making."""
    page.goto(PATH)
    for key in ("handbook:palette", "/.__palette"):
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        page.goto("scripts/opening/")
        expect(_button(page)).to_have_accessible_name(ROUND[0])
        expect(page.locator("copy-script .hb-bar").first).to_be_visible()


@pytest.mark.parametrize(
    ("media", "scheme", "name"),
    [
        ("(prefers-color-scheme)", "default", ROUND[0]),
        ("(prefers-color-scheme: light)", "default", ROUND[1]),
        ("(prefers-color-scheme: dark)", "slate", ROUND[2]),
    ],
)
def test_what_was_chosen_in_an_earlier_edition_holds(page: Page, media: str, scheme: str, name: str) -> None:
    page.goto(PATH)
    kept = {"index": 1, "color": {"media": media, "scheme": scheme, "primary": "custom", "accent": "custom"}}
    page.evaluate("kept => localStorage.setItem('/.__palette', JSON.stringify(kept))", kept)
    page.reload()
    expect(_button(page)).to_have_accessible_name(name)
    assert _scheme(page)[0] == scheme
