"""Ctrl+P on a page of each kind, light and dark, in a wide font and a narrow one, with and without JavaScript: the PDF
is opened and read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, Page, expect

from ..editions import BEARS, HANDBOOK
from . import fonts, paper
from .paper import Sheet, squeeze

# A page of each kind, and the letters that a sheet of it holds at least, the last aside: more sheets need more words.
KINDS = {
    "": 1400,
    "situations/": 1000,
    "situations/angry-caller/": 1150,
    "decide/": 1200,
    "decide/abuse/": 1300,
    "scripts/": 1180,
    "scripts/apologising/": 1000,
    "checklists/": 1500,
    "cards/": 1250,
    "guide/apologising/": 1200,
    "guide/tensions/": 1150,
    "practice/shouting-caller/": 970,
    "about/sources/": 1100,
}
# Of those of a company, whose texts are short.
OF_BEARS = dict.fromkeys(
    ("", "situations/", "situations/toy-broke/", "decide/refund/", "scripts/opening/", "cards/", "about/sources/"), 600
)
SINGLE = ("checklists/during-angry-call/", "cards/abuse/", "start/support/")
SINGLE_OF_BEARS = ("checklists/lost-bear/", "cards/lost-bear/", "start/counter/")
# Controls, what only a screen can use, and the reasons, which print where a reader opened them.
CONTROLS = (
    "button | .//form | .//select | .//template | .//script | .//svg"
    " | .//*[contains(@class, 'headerlink') or contains(@class, 'card__files')]"
    " | .//details[contains(@class, '__why') or contains(@class, '__extends')]"
)
# What is never split between two sheets.
TOGETHER = ("checklist__item", "card", "script__variant", "tree__step")


@dataclass
class Printed:
    """A page as it was built, and as it came out on paper."""

    built: html.HtmlElement  # its article, without controls
    sheets: list[Sheet]

    @cached_property
    def text(self) -> str:
        return "".join(sheet.text for sheet in self.sheets)

    @property
    def headings(self) -> set[str]:
        return {squeeze(element.text_content()) for element in self.built.xpath(".//h1 | .//h2 | .//h3 | .//h4")}


def words(element: html.HtmlElement) -> Iterator[str]:
    """The texts of an element, squeezed, without those that are too short to look for."""
    for text in element.itertext():
        if len(squeeze(text)) > 3:
            yield squeeze(text)


def article(site: Path, path: str) -> html.HtmlElement:
    """The text of a built page, without what only a screen can use."""
    (found,) = html.parse(str(site / path / "index.html")).xpath("//article")
    for control in found.xpath(f".//{CONTROLS}"):
        control.drop_tree()
    for blank in found.xpath(".//*[@data-default]"):
        blank.text = None  # scripts fill it in by themselves
    return found


READERS = [("light", False, fonts.WIDE), ("dark", True, fonts.NARROW)]


@pytest.fixture(params=READERS, ids=["light-plain-wide", "dark-scripted-narrow"])
def reader(request: pytest.FixtureRequest, contexts: Callable[..., BrowserContext]) -> Page:
    """Two readers between whom both schemes are seen, both fonts, and both ways to have JavaScript."""
    scheme, scripted, font = request.param
    options = {"color_scheme": scheme, "java_script_enabled": scripted, "reduced_motion": "reduce"}
    return contexts(font=font, **options).new_page()


@pytest.mark.parametrize(
    ("edition", "path"),
    [*((HANDBOOK, path) for path in (*KINDS, *SINGLE)), *((BEARS, path) for path in (*OF_BEARS, *SINGLE_OF_BEARS))],
    indirect=["edition"],
)
def test_a_page_prints_whole_white_and_well_broken(
    reader: Page, edition: str, site: Path, home: str, path: str
) -> None:
    letters = KINDS if edition == HANDBOOK else OF_BEARS
    reader.goto(path)
    if reader.locator("html[data-scripts]").count():
        expect(reader.locator("article :not(:defined)")).to_have_count(0)
    printed = Printed(article(site, path), paper.printed(reader))
    assert 1 <= len(printed.sheets) <= 1 + (len(printed.text) // letters[path] if path in letters else 0)
    _white(printed)
    _whole(printed)
    _unbroken(printed)
    _signed(printed, f"{home}{path}")


def test_of_a_script_that_is_filled_in_the_chosen_words_alone_print(page: Page) -> None:
    page.goto("scripts/apologising/")
    script = page.locator(".script").first
    variants = script.locator(".script__variant")
    page.emulate_media(media="print")
    assert sum(one.is_visible() for one in variants.all()) == variants.count() > 1
    page.emulate_media(media="screen")
    script.locator(".fill summary").click()
    script.locator(".fill input:visible").first.fill("Robin")
    page.emulate_media(media="print")
    assert sum(one.is_visible() for one in variants.all()) == 1
    expect(script).to_contain_text("Robin")


def _white(printed: Printed) -> None:
    """No sheet is empty or has a dark margin, and little of it is ink."""
    for number, sheet in enumerate(printed.sheets, 1):
        assert len(sheet.text) > 40, f"sheet {number} is empty but for {sheet.text!r}"
        picture = sheet.picture
        right, bottom = picture.width - 1, picture.height - 1
        corners = [picture.getpixel((x, y)) for x in (0, right) for y in (0, bottom)]
        assert corners == [255] * 4, f"the margins of sheet {number} are grey: {corners}"
        assert picture.histogram()[255] > 0.6 * picture.width * picture.height, f"sheet {number} is mostly ink"


def _whole(printed: Printed) -> None:
    """Every text of the page is there, folded away on the screen or not."""
    lost = [text for text in words(printed.built) if text not in printed.text]
    assert not lost, lost


def _unbroken(printed: Printed) -> None:
    """No heading ends a sheet, and nothing that belongs together is split."""
    for number, sheet in enumerate(printed.sheets[:-1], 1):
        alone = [heading for heading in printed.headings if heading.endswith(sheet.lowest) and len(sheet.lowest) > 3]
        assert not alone, f"a heading is left alone at the foot of sheet {number}: {alone}"
    for name in TOGETHER:
        for part in printed.built.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            texts = set(words(part))
            split = [len(texts) - sum(text in sheet.text for text in texts) for sheet in printed.sheets]
            assert min(split) == 0, f"split between sheets: {part.text_content().split()[:12]}"


def _signed(printed: Printed, address: str) -> None:
    """The page ends with its address and date; addresses stand behind links that leave the site, and only there."""
    end = printed.sheets[-1].text
    assert squeeze(address) in end
    assert re.search(r"asof\d{1,2}[A-Z][a-z]+20\d\d", end)
    assert "127.0.0.1" not in printed.text
    for link in printed.built.xpath(".//a[starts-with(@href, 'http')]"):
        assert squeeze(f"({link.get('href')})") in printed.text


def test_the_frame_of_the_site_does_not_print(reader: Page) -> None:
    reader.goto("checklists/during-angry-call/")
    reader.emulate_media(media="print")
    frame = ", ".join(f".md-{name}" for name in ("header", "tabs", "sidebar", "footer", "top", "search"))
    expect(reader.locator(f":is({frame}):visible")).to_have_count(0)
    expect(reader.locator(".print-foot")).to_be_visible()
    reader.emulate_media(media="screen")
    expect(reader.locator(".print-foot")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "box"), [("checklists/during-angry-call/", ".checklist__box"), ("cards/abuse/", ".card__box")]
)
def test_boxes_print_as_empty_frames_even_where_they_are_ticked(reader: Page, path: str, box: str) -> None:
    reader.goto(path)
    boxes = reader.locator(box)
    boxes.first.check()
    reader.emulate_media(media="print")
    for one in (boxes.first, boxes.last):
        side = one.bounding_box()
        assert side is not None
        assert side["width"] == pytest.approx(side["height"], abs=0.5)
        assert side["width"] > 13
        look = one.evaluate(
            """box => {
              const { appearance, backgroundColor, borderTopWidth, borderTopColor } = getComputedStyle(box)
              return [appearance, backgroundColor, parseFloat(borderTopWidth) >= 1, borderTopColor]
            }"""
        )
        assert look == ["none", "rgb(255, 255, 255)", True, "rgb(0, 0, 0)"]


def test_tabs_and_task_lists_of_markdown_print_too(page: Page) -> None:
    """No page has them now; these are the theme's, as Markdown would make them."""
    page.goto("guide/apologising/")
    page.locator("article h1").evaluate(
        """h1 => h1.insertAdjacentHTML("afterend", `
          <div class="tabbed-set tabbed-alternate" data-tabs="1:2">
            <input checked id="t1" name="t" type="radio"><input id="t2" name="t" type="radio">
            <div class="tabbed-labels"><label for="t1">First tab</label><label for="t2">Second tab</label></div>
            <div class="tabbed-content">
              <div class="tabbed-block"><p>Words of the first tab</p></div>
              <div class="tabbed-block"><p>Words of the second tab</p></div>
            </div>
          </div>`)"""
    )
    text = "".join(sheet.text for sheet in paper.printed(page))
    for words_ in ("First tab", "Words of the first tab", "Second tab", "Words of the second tab"):
        assert squeeze(words_) in text


def test_after_a_way_through_the_site_the_page_that_is_shown_prints(page: Page) -> None:
    page.goto("cards/abuse/")
    page.locator("#where-next + ul a").first.click()
    page.wait_for_url("**/situations/**")
    expect(page.locator(".print-foot")).to_contain_text("/situations/")
    sheets = paper.printed(page)
    assert squeeze(f"https://handbook.example.org/{page.url.split('/', 3)[3].split('#')[0]}") in sheets[-1].text
    assert "127.0.0.1" not in "".join(sheet.text for sheet in sheets)


MORE = """() => {
  const long = (number) => `<li><a href="https://example.org/${number}/${"somewhere/".repeat(12)}">a page</a></li>`
  const list = document.createElement("ul")
  list.innerHTML = [...Array(40).keys()].map(long).join("")
  document.querySelector("article h2").after(list)
}"""


def test_the_number_of_sheets_holds_with_the_addresses_of_links(page: Page) -> None:
    """On screen they are not seen, on paper they stand behind the words."""
    page.goto("situations/angry-caller/")
    told = []
    for change in ("() => {}", MORE):
        page.evaluate(change)
        whole = page.locator("print-page [data-act=whole]")
        whole.evaluate("(button) => void (button.textContent = '')")
        page.locator("print-page summary").click()
        expect(whole).to_have_text(re.compile(r"about \d+ sheets"))  # counted once the browser has told of the opening
        told.append(int(re.sub(r"\D", "", whole.inner_text())))
        page.locator("print-page summary").click()
    assert told[1] >= told[0] + 2
    assert abs(told[1] - len(paper.printed(page))) <= 1
