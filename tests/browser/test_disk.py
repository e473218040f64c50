"""The ZIP file: every page opens from a disk, and what works on a host works there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import BrowserContext, Page, expect

from macros.__main__ import main

from ..kinds import SINGLE
from ..links import Site
from .dialog import LINK, ask


@pytest.fixture(scope="session")
def disk(site: Path, shared: Path) -> Path:
    """The handbook, unpacked."""
    with FileLock(shared / "disk.lock"):
        if not (shared / "handbook" / "index.html").is_file():
            assert main(["zip", str(site), str(shared / "handbook.zip")]) == 0
            with zipfile.ZipFile(shared / "handbook.zip") as archive:
                archive.extractall(shared)
    return shared / "handbook"


@pytest.fixture
def page(contexts: Callable[..., BrowserContext], disk: Path) -> Page:
    """A page whose addresses are below the folder; the link kit's request for its list fails there."""
    return contexts(
        base_url=f"{disk.as_uri()}/", tolerate=("ERR_FAILED", "links.json"), reduced_motion="reduce"
    ).new_page()


def test_every_link_leads_to_a_file(disk: Path) -> None:
    files = Site(disk)
    bare = [
        (name, href)
        for name, page in files.pages.items()
        for href in page.root.xpath("//a/@href | //link/@href | //script/@src")
        if not re.match(r"[#?]|[a-z]+:", href)
        and not (disk / name).parent.joinpath(re.split("[?#]", href)[0]).resolve().is_file()
    ]
    assert bare == []


def test_every_kind_of_page_opens(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in (*SINGLE, "start/link-kit/"):
        page.goto(f"{kind}index.html")
        assert page.locator("h1").count() == 1, kind
        expect(page.locator("html[data-scripts]")).to_have_count(1)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_words_are_searched_for(page: Page) -> None:
    page.goto("decide/abuse/index.html")
    ask(page, "wants it cheaper")
    result = page.locator(LINK).first
    expect(result).to_have_attribute("href", re.compile(r"situations/discount-demand/index\.html"))
    result.click()
    expect(page).to_have_url(re.compile("situations/discount-demand/"))


def test_who_tells_of_danger_is_led_to_the_page_that_protects(page: Page) -> None:
    page.goto("index.html")
    ask(page, "he has a knife")
    expect(page.locator(LINK).first).to_have_attribute("href", re.compile(r"situations/may-harm-others/index\.html"))


def test_a_tree_is_walked_and_ticks_are_kept(page: Page) -> None:
    page.goto("situations/angry-caller/index.html")
    page.locator("article a[href*='decide/']").first.click()
    step = page.locator(".tree__step:not([hidden])")
    expect(step).to_have_count(1)
    first = step.get_attribute("data-step") or ""
    step.locator(".tree__option").first.click()
    expect(step).not_to_have_attribute("data-step", first)
    expect(page).to_have_url(re.compile(r"\?"))  # written once the step is seen
    page.go_back()
    expect(step).to_have_attribute("data-step", first)
    page.goto("checklists/during-angry-call/index.html")
    page.locator(".checklist__box").first.check()
    page.reload()
    expect(page.locator(".checklist__box").first).to_be_checked()


def test_a_script_is_copied_where_there_is_no_clipboard(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto("scripts/limits/index.html")
    script = page.locator("copy-script").first
    script.locator("[data-act=copy]").click()
    if script.locator("[data-act=anyway]").is_visible():  # some of its blanks are empty
        script.locator("[data-act=anyway]").click()
    box = page.locator(".hb-copy-box")
    expect(box).to_be_focused()
    assert len(box.input_value()) > 20


def test_a_short_address_leads_on(page: Page) -> None:
    page.goto("go/checklist-follow-up/index.html")
    expect(page).to_have_url(re.compile(r"checklists/follow-up/index\.html$"))
