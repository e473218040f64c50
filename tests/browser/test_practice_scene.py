"""<practice-scene>: without JavaScript, by keyboard, by address, on paper; axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.library import Library

from .conftest import STILL, violations

SCENE = "practice/shouting-caller/"


def test_a_scene_without_javascript_stands_whole_and_leads_on(plain_page: Page, library: Library) -> None:
    scene = library.scenarios["shouting-caller"]
    plain_page.goto(SCENE)
    expect(plain_page.locator(".practice__turn")).to_have_count(len(scene.turns) + 1)
    expect(plain_page.locator(".practice__reply")).to_have_count(sum(len(turn.replies) for turn in scene.turns))
    reply = plain_page.locator(".practice__reply").first
    reply.locator("summary").click()
    expect(reply.locator(".practice__feedback")).to_be_visible()
    target = reply.locator(".practice__on a").get_attribute("href") or ""
    expect(plain_page.locator(target)).to_be_visible()


def test_every_scene_can_be_played_to_its_end(page: Page, library: Library) -> None:
    """Each turn is shown by its address, alone; each reply has feedback and leads to a turn or the end."""
    for id_, scene in library.scenarios.items():
        page.goto(f"practice/{id_}/")
        expect(page.locator("practice-scene > .hb-bar")).to_have_count(1)
        for turn in scene.turns:
            page.evaluate("id => (location.hash = id)", turn.id)
            expect(page.locator(f"#{turn.id}")).to_be_visible()
            seen = page.evaluate(
                """id => ({
                  shown: [...document.querySelectorAll(".practice__turn:not([hidden])")].map((turn) => turn.id),
                  replies: [...document.querySelectorAll(`#${id} .practice__reply`)].map((reply) => [
                    reply.querySelector(".practice__feedback").textContent.trim() !== "",
                    reply.querySelector(".practice__on a").hash,
                  ]),
                })""",
                turn.id,
            )
            assert seen["shown"] == [turn.id]
            assert seen["replies"] == [[True, f"#{reply.next or 'takeaway'}"] for reply in turn.replies]


def test_a_scene_by_keyboard_alone(page: Page) -> None:
    page.goto(SCENE)
    page.locator(".practice__turn:visible summary").first.focus()
    for _ in range(6):
        page.keyboard.press("Enter")
        expect(page.locator(".practice__turn:visible details[open]")).to_have_count(1)
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.practice__on') != null"):
                break
        page.keyboard.press("Enter")
        expect(page.locator(".practice__turn:visible .practice__question")).to_be_focused()
        if page.evaluate("location.href").endswith("#takeaway"):
            break
        page.keyboard.press("Tab")
    assert page.evaluate("location.href").endswith("#takeaway")
    page.go_back()
    expect(page.locator("#takeaway")).to_be_hidden()
    expect(page.locator(".practice__turn:visible")).to_have_count(1)


def test_back_leads_to_the_first_turn(page: Page) -> None:
    """No anchor names it: the address of the page alone does."""
    page.goto(SCENE)
    turn = page.locator(".practice__turn:visible")
    first = turn.get_attribute("id")
    turn.locator("summary").first.click()
    turn.locator("details[open] .practice__on a").click()
    expect(turn).not_to_have_id(str(first))
    page.go_back()
    expect(turn).to_have_id(str(first))
    expect(turn.locator(".practice__question")).to_be_focused()


@pytest.mark.parametrize(
    "hash_", ["#nowhere", "#<img src=x onerror=alert(1)>", "#%E0%A4%A", "#__proto__", "#" + "x" * 10_000]
)
def test_a_strange_address_shows_the_first_turn(page: Page, library: Library, hash_: str) -> None:
    page.goto(SCENE + hash_)
    expect(page.locator(".practice__turn:visible")).to_have_count(1)
    expect(page.locator(f"#{library.scenarios['shouting-caller'].start}")).to_be_visible()


def test_one_turn_stands_alone_from_the_start_and_all_where_the_element_never_comes(
    contexts: Callable[..., BrowserContext],
) -> None:
    page = contexts(tolerate=("net::ERR",)).new_page()
    page.add_init_script(STILL)
    page.route("**/assets/js/practice-scene.js", lambda route: route.abort())
    page.goto(SCENE)
    turns = page.locator(".practice__turn")
    expect(page.locator(".practice__turn:visible")).to_have_count(1)
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # three seconds later
    expect(page.locator(".practice__turn:visible")).to_have_count(turns.count())


def test_on_paper_a_scene_shows_every_turn(page: Page, library: Library) -> None:
    page.goto(SCENE)
    page.emulate_media(media="print")
    expect(page.locator(".practice__turn:visible")).to_have_count(len(library.scenarios["shouting-caller"].turns) + 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_reply(contexts: Callable[..., BrowserContext], scheme: str) -> None:
    page = contexts(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(SCENE)
    page.locator(".practice__turn:visible summary").first.click()
    assert violations(page) == []
