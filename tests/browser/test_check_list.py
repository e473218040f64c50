"""A checklist on a page: boxes by keyboard, ticks that stay, copy, reset and undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from .conftest import violations

PAGE = "checklists/during-angry-call/"
ID = "during-angry-call"


def test_without_javascript_it_is_a_list_with_boxes_that_tick(plain_page: Page) -> None:
    plain_page.goto(PAGE)
    boxes = plain_page.get_by_role("checkbox")
    assert 5 <= boxes.count() <= 9
    boxes.first.check()
    expect(boxes.first).to_be_checked()
    expect(plain_page.locator(".hb-bar")).to_have_count(0)


def test_every_box_is_labelled_by_its_step(page: Page) -> None:
    page.goto(PAGE)
    for box in page.get_by_role("checkbox").all():
        text = box.locator("xpath=../span").inner_text()
        assert text
        expect(box).to_have_accessible_name(text)


def test_ticks_by_keyboard_stay_after_a_reload(page: Page) -> None:
    page.goto(PAGE)
    boxes = page.locator(".checklist__box")
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    expect(page.locator(".hb-bar__count")).to_have_text(f"1 of {boxes.count()} done")
    page.reload()
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(0)).not_to_be_checked()


def test_ticks_made_before_the_script_arrives_are_kept(page: Page) -> None:
    held: list[Route] = []
    page.route("**/handbook.js", lambda route: held.append(route))
    with page.expect_request("**/handbook.js"):
        page.goto(PAGE, wait_until="commit")
    page.locator(".checklist__box").first.check()
    expect(page.locator(".hb-bar")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".hb-bar__count")).to_contain_text("1 of")
    expect(page.locator(".checklist__box").first).to_be_checked()


def test_reset_can_be_undone_and_focus_is_never_lost(page: Page) -> None:
    page.goto(PAGE)
    boxes = page.locator(".checklist__box")
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.get_by_role("button", name="Clear ticks").press("Enter")
    expect(page.locator(".hb-bar__count")).to_have_text(f"0 of {boxes.count()} done")
    expect(page.get_by_role("button", name="Undo clear")).to_be_focused()
    page.keyboard.press("Enter")
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(2)).to_be_checked()
    expect(page.get_by_role("button", name="Clear ticks")).to_be_focused()


def test_copy_gives_title_marks_and_address(page: Page) -> None:
    page.goto(PAGE)
    page.locator(".checklist__box").first.check()
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == page.locator("check-list").get_attribute("data-title")
    assert lines[1].startswith("[x] ")
    assert all(line.startswith("[ ] ") for line in lines[2:-1])
    assert lines[-1] == page.url


def test_without_a_clipboard_the_text_is_selected_and_the_reader_told(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(PAGE)
    page.get_by_role("button", name="Copy as text").click()
    box = page.get_by_role("textbox", name="Text to copy")
    expect(box).to_be_focused()
    selected = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert selected.startswith(page.locator("check-list").get_attribute("data-title") or "?")
    expect(page.get_by_role("status")).to_contain_text("does not let")


def test_two_tabs_show_the_same_ticks_and_none_that_one_of_them_cleared(page: Page) -> None:
    other = page.context.new_page()
    page.goto(PAGE)
    other.goto(PAGE)
    page.locator(".checklist__box").first.check()
    expect(other.locator(".checklist__box").first).to_be_checked()
    other.get_by_role("button", name="Clear ticks").click()
    expect(page.locator(".checklist__box").first).not_to_be_checked()
    page.locator(".checklist__box").nth(1).check()
    expect(page.locator(".hb-bar__count")).to_contain_text("1 of")
    page.reload()
    expect(page.locator(".hb-bar__count")).to_contain_text("1 of")


def test_ticks_survive_the_way_there_and_back_without_a_load(page: Page) -> None:
    page.goto(PAGE)
    page.locator(".checklist__box").first.check()
    page.locator("#where-next + ul a").first.click()
    page.wait_for_url(lambda url: PAGE not in url)
    page.go_back()
    expect(page.locator(".checklist__box").first).to_be_checked()
    page.locator(".checklist__box").nth(1).check()
    expect(page.locator(".hb-bar__count")).to_contain_text("2 of")


@pytest.mark.parametrize("kept", ['"not a list"', "{broken", "null", '["gone-item", 7]', '{"__proto__": 1}'])
def test_strange_things_in_storage_do_no_harm(page: Page, kept: str) -> None:
    page.goto("404.html")
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"handbook:ticks:{ID}", kept])
    page.goto(PAGE)
    expect(page.locator(".hb-bar__count")).to_contain_text("0 of")
    page.locator(".checklist__box").first.check()
    page.reload()
    expect(page.locator(".checklist__box").first).to_be_checked()


def test_blocked_storage_only_forgets(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts().new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    page.goto(PAGE)
    box = page.locator(".checklist__box").first
    box.check()
    expect(box).to_be_checked()


def test_on_paper_boxes_are_empty_and_steps_whole(page: Page) -> None:
    page.goto(PAGE)
    page.locator(".checklist__box").first.check()
    page.emulate_media(media="print")
    box = page.locator(".checklist__box").first
    assert box.evaluate("box => getComputedStyle(box).appearance") == "none"
    assert box.evaluate("box => parseFloat(getComputedStyle(box).borderTopWidth)") >= 1
    assert box.evaluate("box => getComputedStyle(box).backgroundColor") == "rgb(255, 255, 255)"
    step = page.locator(".checklist__item").first
    assert step.evaluate("item => getComputedStyle(item).breakInside") == "avoid"
    expect(page.locator(".hb-bar")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(contexts: Callable[..., BrowserContext], scheme: str) -> None:
    page = contexts(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(PAGE)
    page.locator(".checklist__box").first.check()
    assert violations(page) == []
