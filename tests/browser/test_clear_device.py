"""The button on the privacy page: everything this site keeps goes, and nothing of a neighbour's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from .conftest import violations
from .test_offline import HURRY, kept, small

PAGE = "about/privacy/"
LEFT = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def test_everything_of_this_site_goes(
    contexts: Callable[..., BrowserContext], site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    few = small(site, tmp_path / "site", PAGE, "checklists/during-angry-call/", "scripts/limits/")
    context = contexts(base_url=f"{serve(few)}/", service_workers="allow")
    context.add_init_script(HURRY)
    page = context.new_page()
    page.goto("checklists/during-angry-call/")
    page.locator(".checklist__box").first.check()
    page.goto("scripts/limits/")
    script = page.locator("copy-script:has(.script__variant:not(.is-off) .field)").first
    script.locator(".fill > summary").click()
    script.locator("input[type=text]").first.fill("Dana")
    page.goto(PAGE)
    page.get_by_role("button", name="Colours").click()
    kept(page)
    page.evaluate("() => { localStorage.setItem('neighbour', 1); sessionStorage.setItem('handbooks', 1) }")
    page.evaluate("async () => void await caches.open('neighbour')")
    assert len(page.evaluate(LEFT)) >= 5  # a tick, a name, the palette, and the neighbour's
    button = page.get_by_role("button", name="Clear this device")
    button.focus()
    page.keyboard.press("Enter")
    told = page.locator(".clear-device__told")
    expect(told).to_have_text(re.compile(r"[3-9] entries.*copy of the handbook"))
    expect(page.locator(".hb-status")).to_have_text(told.inner_text())
    expect(button).to_be_focused()
    assert page.evaluate(LEFT) == ["neighbour", "handbooks"]
    assert page.evaluate("async () => (await caches.keys())") == ["neighbour"]
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert violations(page) == []


def test_it_says_so_when_there_is_nothing(page: Page) -> None:
    page.goto(PAGE)
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    page.get_by_role("button", name="Clear this device").click()
    expect(page.locator(".clear-device__told")).to_have_text(re.compile("Nothing"))


def test_without_javascript_there_is_no_button(plain_page: Page) -> None:
    plain_page.goto(PAGE)
    expect(plain_page.get_by_role("button", name="Clear")).to_have_count(0)


def test_it_finds_the_copy_from_wherever_the_reader_came(
    contexts: Callable[..., BrowserContext], site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    context = contexts(base_url=f"{serve(small(site, tmp_path / 'site', PAGE))}/", service_workers="allow")
    context.add_init_script(HURRY)
    page = context.new_page()
    page.goto("")
    kept(page)
    page.get_by_role("link", name="Privacy", exact=True).click()
    page.get_by_role("button", name="Clear this device").click()
    expect(page.locator(".clear-device__told")).to_have_text(re.compile("copy of the handbook"))
