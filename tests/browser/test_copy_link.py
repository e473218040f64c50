"""The links beside headings and items: plain links to a place, which JavaScript makes copy its address."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from ..links import Site

# Of each kind: a page, its link there, and the address that the link stands for, below the site's root.
KINDS = {
    "heading": ("guide/ending/", "#say-it > .headerlink", r"guide/ending/#say-it"),
    "script": ("scripts/listening/", "h2[id^=script-] > .headerlink", r"scripts/listening/#script-[\w-]+"),
    "script shown elsewhere": (
        "situations/our-mistake/",
        ".script__title > .headerlink",
        r"scripts/[\w-]+/#script-[\w-]+",
    ),
    "item": ("checklists/follow-up/", ".checklist__item > .headerlink", r"checklists/follow-up/#follow-up--[\w-]+"),
    "step": ("decide/abuse/", ".tree__step:not([hidden]) > .headerlink", r"decide/abuse/#[\w-]+"),
    "tension": ("guide/tensions/", ".tension .headerlink", r"guide/tensions/#tension-[\w-]+"),
    "tension shown elsewhere": ("guide/ending/", ".tension .headerlink", r"guide/tensions/#tension-[\w-]+"),
    "card": ("cards/abuse/", ".card .headerlink", r"cards/abuse/"),
    "task": ("start/support/", ".checklist__item > .headerlink", r"start/support/#support--[\w-]+"),
    "stage": ("start/support/", "#first-week > .headerlink", r"start/support/#first-week"),
    "turn": ("practice/first-call/", ".practice__turn:not([hidden]) .headerlink", r"practice/first-call/#[\w-]+"),
    "moment": ("scripts/", "#moment-listening > .headerlink", r"scripts/#moment-listening"),
    "article": ("about/sources/", "#article-ppai .headerlink", r"about/sources/#article-ppai"),
}
OPACITY = "link => getComputedStyle(link).opacity"
of_each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def built(site: Path) -> Site:
    return Site(site)


@of_each_kind
def test_it_is_named_and_seen_and_enter_copies_the_address(page: Page, address: str, built: Site, kind: str) -> None:
    where, selector, form = KINDS[kind]
    page.goto(where + "?from=a-chat")
    link = page.locator(selector).first
    name = link.evaluate("link => link.ariaLabel")
    words = _words(link, name)
    _large_enough_and_there(page, link)
    # Enter copies, says so, and moves there.
    link.focus()
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_contain_text("Copied the link to ")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(f"{re.escape(address)}/{form}", copied)
    below, _, anchor = copied.removeprefix(f"{address}/").partition("#")
    assert not anchor or anchor in built.pages[f"{below}index.html"].ids
    moved = f"{address}/{where}?from=a-chat"
    expect(page).to_have_url(f"{moved}#{anchor}" if below == where and anchor else moved)
    expect(link).to_be_focused()
    # So does a click, found by its name.
    status.evaluate("status => (status.textContent = '')")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(status).to_contain_text(words)
    page.emulate_media(media="print")
    expect(link).to_be_hidden()


def _words(link: Locator, name: str) -> str:
    """What the link is to, by its name; its heading is called the same."""
    words = re.fullmatch(r"Link to (?:this card: |“)(.{3,}?)”?", name)
    assert words
    assert "#" not in name
    heading = link.locator("xpath=ancestor::*[self::h2 or self::h3]")
    if heading.count():
        assert heading.evaluate("heading => heading.ariaLabel").startswith(words[1])
    return words[1]


def _large_enough_and_there(page: Page, link: Locator) -> None:
    """It shows when it has the focus or the pointer, has room for a finger, and moves nothing."""
    link.scroll_into_view_if_needed()
    before = page.evaluate("document.documentElement.scrollHeight")
    link.focus()
    assert float(link.evaluate(OPACITY)) == 1
    box = link.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    link.blur()
    link.hover()
    assert float(link.evaluate(OPACITY)) == 1
    assert page.evaluate("document.documentElement.scrollHeight") == before


def test_where_nothing_hovers_it_is_always_there(contexts: Callable[..., BrowserContext]) -> None:
    touch = contexts(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    faint = {}
    for kind, (where, selector, _) in KINDS.items():
        touch.goto(where)
        faint[kind] = float(touch.locator(selector).first.evaluate(OPACITY))
    assert not {kind: opacity for kind, opacity in faint.items() if opacity <= 0.5}


@of_each_kind
def test_without_javascript_it_is_a_plain_link(plain_page: Page, address: str, kind: str) -> None:
    where, selector, form = KINDS[kind]
    plain_page.goto(where)
    plain_page.locator(selector.replace(":not([hidden])", "")).first.click()
    expect(plain_page).to_have_url(re.compile(f"^{re.escape(address)}/{form}$"))


def test_a_walk_through_a_tree_stays_but_is_not_copied(page: Page, address: str) -> None:
    page.goto("decide/abuse/")
    page.locator(".tree__step:not([hidden]) .tree__option").first.click()
    page.wait_for_url("**/?*")
    walked = page.url
    page.locator(".tree__step:not([hidden]) > .headerlink").click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    assert page.url == walked
    assert page.evaluate("navigator.clipboard.readText()") == re.sub(r"\?.*#", "#", walked)


def test_a_browser_without_clipboard_shows_the_address_to_copy(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("checklists/follow-up/")
    link = page.locator(".checklist__item > .headerlink").first
    link.click()
    box = page.get_by_label("Text to copy")
    expect(box).to_be_focused()
    expect(box).to_have_value(link.evaluate("link => link.href"))


def test_with_a_modifier_it_opens_like_any_link(page: Page) -> None:
    page.goto("guide/ending/")
    with page.context.expect_page() as opened:
        page.locator("#say-it > .headerlink").click(modifiers=["Control"])
    opened.value.wait_for_url("**/guide/ending/#say-it")


def test_every_heading_of_every_page_has_one(built: Site) -> None:
    """Each h2 and h3 of a text: within it, or beside it. Names of a role on a sheet to print are no places."""
    without = []
    for name, one in built.pages.items():
        for heading in one.root.xpath("//article//*[self::h2 or self::h3][not(ancestor::template)]"):
            inside = heading.xpath(".//a[contains(@class, 'headerlink')]")
            beside = heading.xpath("../a[contains(@class, 'headerlink')] | preceding-sibling::p/a[@class='headerlink']")
            printed = heading.xpath("ancestor::*[@class='practice__role']")
            if not (inside or beside or printed):
                without.append(f"{name}: {heading.text_content()}")
    assert without == []
