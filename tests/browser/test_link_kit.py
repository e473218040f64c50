"""The link kit: find an item, pick it, copy each form of its link; the codes; and all of it without JavaScript."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from macros import text
from macros.exports import kit, shortlinks
from macros.library import Library

from .conftest import violations

PAGE = "start/link-kit/"
ROOT = "https://handbook.example.org/"


def _find(page: Page, words: str, kind: str = "") -> None:
    page.goto(PAGE)
    page.get_by_label("Words in its name").fill(words)
    if kind:
        page.get_by_label("What it is").select_option(kind)
    expect(page.locator(".kit__found > li").first).to_be_visible()


def _copied(page: Page, what: str) -> str:
    page.get_by_role("button", name=f"Copy {what}", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"Copied the {what} of “")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_every_form_of_a_link_is_copied(page: Page, library: Library) -> None:
    id_, checklist = next(iter(library.checklists.items()))
    _find(page, checklist.title, "checklist")
    page.locator(".kit__pick").first.click()
    expect(page.get_by_role("heading", name=checklist.title, exact=True)).to_be_focused()
    link = f"{ROOT}checklists/{id_}/"
    assert _copied(page, "link") == link
    assert _copied(page, "short link") == shortlinks.shortest(library, ROOT)["checklist", id_]
    assert _copied(page, "Markdown") == f"[{checklist.title}]({link})"
    assert _copied(page, "HTML") == f'<a href="{link}">{checklist.title}</a>'
    frame = lxml.html.fragment_fromstring(_copied(page, "embed code"))
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{link}?embed"
    assert frame.get("title") == checklist.title


# Each kind of item, and whether it may be embedded, and has a short link.
FORMS = {
    "situation": (False, True),
    "tree": (True, True),
    "step": (True, False),
    "script": (True, True),
    "item": (True, False),
    "card": (False, True),
    "tension": (False, False),
    "path": (True, True),
    "scenario": (True, True),
    "heading": (False, False),
}


def test_each_kind_has_the_forms_it_can_have(page: Page) -> None:
    page.goto(PAGE)
    found = {}
    for kind in FORMS:
        page.get_by_label("What it is").select_option(kind)
        pick = page.locator(".kit__pick").first
        picked = pick.inner_text().splitlines()[0]
        pick.click()
        expect(page.locator(".kit__picked h2")).to_have_text(picked)
        expect(page.get_by_role("button", name="Copy link", exact=True)).to_be_visible()
        embeds, shorts, codes = (
            shown.count()
            for shown in (
                page.get_by_role("button", name="Copy embed code"),
                page.get_by_role("button", name="Copy short link"),
                page.locator(".kit__code img"),
            )
        )
        assert codes == shorts, kind
        found[kind] = (bool(embeds), bool(shorts))
    assert found == FORMS


def test_by_keyboard_alone(page: Page) -> None:
    page.goto(PAGE)
    page.get_by_label("Words in its name").focus()
    page.keyboard.type("say it back")
    expect(page.locator(".kit__found > li").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".kit__pick").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".kit__picked h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Copied the link")


def test_what_fits_is_counted_and_its_own_name_comes_first(page: Page, library: Library) -> None:
    """Whatever its letters and spaces are typed like."""
    title = text.plain(next(iter(library.cards.values())).title)
    _find(page, title.upper().replace("E", "É").replace(" ", "   "))
    expect(page.locator(".kit__count")).to_contain_text(" found")
    expect(page.get_by_role("status")).to_contain_text(" found")
    expect(page.locator(".kit__pick").first).to_contain_text(title)
    page.get_by_label("Words in its name").fill("xyzzy")
    expect(page.locator(".kit__count")).to_have_text("Nothing fits. Try fewer words, or another kind.")
    page.get_by_label("Words in its name").fill("")
    expect(page.locator(".kit__found > li")).to_have_count(0)


def test_strange_words_find_nothing_and_do_no_harm(page: Page, library: Library) -> None:
    page.goto(PAGE)
    box, count = page.get_by_label("Words in its name"), page.locator(".kit__count")
    for words in ("<img src=x onerror=alert(1)>", "__proto__", "(.*", "x" * 10_000, "\\", "😀"):
        box.fill(words)
        expect(count).to_contain_text("Nothing fits")
        box.fill(next(iter(library.checklists.values())).title)
        expect(count).not_to_contain_text("Nothing fits")


def test_where_the_list_does_not_come_the_tables_stay(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(tolerate=("Failed to load resource",)).new_page()
    page.route("**/links.json", lambda route: route.fulfill(status=500))
    page.goto(PAGE)
    page.get_by_label("Words in its name").focus()
    expect(page.locator(".kit__count")).to_contain_text("The list did not arrive")
    expect(page.locator(".kit-list").first).to_be_visible()


def test_without_javascript_every_short_link_is_listed(plain_page: Page, library: Library, address: str) -> None:
    plain_page.goto(PAGE)
    expect(plain_page.locator(".kit__plain")).to_be_visible()
    rows = "rows => rows.map((row) => [...row.querySelectorAll('a')].slice(0, 2).map((link) => link.href))"
    found = plain_page.locator(".kit-list tbody tr").evaluate_all(rows)
    listed = [row for _, _, entries in kit.groups(library) for row in entries]
    assert found == [[f"{address}/{entry.address}", f"{address}/{short}"] for entry, short in listed]
    assert len(found) == len(shortlinks.shortest(library))


def test_the_codes_lead_to_the_short_links(site: Path, library: Library, page: Page) -> None:
    """Those that are published: every one as a picture, and one as the page shows it."""
    shorts = shortlinks.shortest(library, ROOT).values()
    for short in shorts:
        (code,) = zxingcpp.read_barcodes(Image.open(site / kit.FOLDER / f"{kit.name(short)}.png").convert("L"))
        assert code.text == short
        assert (site / kit.FOLDER / f"{kit.name(short)}.svg").is_file()
    assert len(list((site / kit.FOLDER).iterdir())) == 2 * len(shorts)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.goto(PAGE)
    page.get_by_label("What it is").select_option("tree")
    page.locator(".kit__pick").first.click()
    shown = _copied(page, "short link")
    picture = page.locator(".kit__code img")
    expect(picture).to_have_js_property("complete", value=True)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())).convert("L"))
    assert code.text == shown
    for kind in ("SVG", "PNG"):
        with page.expect_download() as saved:
            page.get_by_role("link", name=f"QR code as {kind}").click()
        assert saved.value.suggested_filename == f"{kit.name(shown)}.{kind.lower()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", [PAGE, "about/reviews/", "about/embedding/"])
def test_axe_finds_nothing(contexts: Callable[..., BrowserContext], library: Library, where: str, scheme: str) -> None:
    page = contexts(color_scheme=scheme, viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    page.goto(where)
    if where == PAGE:
        page.get_by_label("Words in its name").fill(next(iter(library.checklists.values())).title)
        page.locator(".kit__pick").first.click()
        expect(page.locator(".kit__picked h2")).to_be_visible()
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_it_works_when_the_page_comes_back(page: Page) -> None:
    page.goto("start/lead/")
    for _ in range(2):
        page.locator("article a[href$='link-kit/']").first.click()
        page.wait_for_url("**/start/link-kit/")
        page.get_by_label("What it is").select_option("tree")
        page.locator(".kit__pick").first.click()
        page.get_by_role("button", name="Copy link", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Copied the link")
        expect(page.locator(".hb-status")).to_have_count(1)
        page.go_back()
        page.wait_for_url("**/start/lead/")
