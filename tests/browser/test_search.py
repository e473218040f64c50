"""The search: its engine by golden cases, and the dialog as people use it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from macros import checks
from macros.exports import search
from macros.library import Library

from .. import toys
from ..search import engine
from ..search.engine import Engine

CASES = Path(engine.__file__).with_name("cases")
RESULT = ".md-search-result__item > a.md-search-result__link"


def case(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))


# The engine ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def handbook(blank: Page, site: Path) -> Engine:
    return Engine(blank, json.loads((site / search.PATH).read_bytes()))


@pytest.fixture(scope="module")
def toy(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    library = checks.load(toys.copy(tmp_path_factory.mktemp("toy") / "docs"), "docs")
    page = browser.new_page()
    yield Engine(page, json.loads(search.files(library)[search.PATH]))
    page.close()


def places(found: dict[str, Any]) -> list[str]:
    """The address of the first line of each result."""
    return [group[0]["location"] for group in found["items"]]


def test_forms_and_spellings_of_a_word_are_one(handbook: Engine) -> None:
    stems = "pairs => pairs.map((pair) => pair.map((word) => handbookWords.stem(handbookWords.split(word)[0])))"
    same, different = (handbook.page.evaluate(stems, case("words")[key]) for key in ("same", "different"))
    assert [pair for pair in same if pair[0] != pair[1]] == []
    assert [pair for pair in different if pair[0] == pair[1]] == []


def test_slips_are_counted(handbook: Engine) -> None:
    slips = "rows => rows.map(([typed, meant]) => Math.min(3, handbookWords.slips(typed, meant, 2)))"
    rows = case("words")["slips"]
    assert handbook.page.evaluate(slips, rows) == [number for _, _, number in rows]


def test_no_synonym_means_two_things(handbook: Engine, library: Library) -> None:
    """As the search compares them: "yell" and "yelling" are one."""
    assert library.search
    stems = "phrases => phrases.map((one) => handbookWords.split(one).map(handbookWords.stem).join(' '))"
    seen: dict[str, int] = {}
    for number, group in enumerate(library.search.synonyms):
        for phrase in handbook.page.evaluate(stems, list(group)):
            assert seen.setdefault(phrase, number) == number, phrase


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("late", "situations/toy-late/"),
        ("TOY LATE", "situations/toy-late/"),
        ("the toy is late", "situations/toy-late/"),
        ("not here yet", "situations/toy-late/"),
        ("where is it", "situations/toy-late/"),  # nothing but words that tell nothing, and yet a search word
        ("faulty", "situations/toy-broke/"),
        ("fautly", "situations/toy-broke/"),
        ("faul", "situations/toy-broke/"),
        ("print broke card", "cards/broken-toy/"),
    ],
)
def test_what_the_toys_find(toy: Engine, query: str, first: str) -> None:
    assert places(toy.search(query))[0] == first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("it swallowed a battery", ["situations/toy-broke/"]),
        ("SWALLOWS the, whole: Battery!", ["situations/toy-broke/"]),
        ("swallowed two of the big new battery", []),  # five words between are too many
        ("swallow", []),
        ("battery swallowed", []),  # in this order alone
        ("late and the toy is on fire", ["cards/broken-toy/"]),
        ("burnt everyone", []),  # a form that the stemmer does not know is written out
        ("burning them", ["cards/broken-toy/"]),
        ("burning it", []),
        ("chokign", ["situations/toy-broke/"]),  # one slip in a long word
        ("shoking", []),  # not in its first letter
        ("choking on the price", []),
        ("choking on the price and choking", ["situations/toy-broke/"]),  # what is harmless takes its own words alone
        ("the sale is on fire", []),
        ("it is on fire and choking", ["situations/toy-broke/", "cards/broken-toy/"]),  # in the order of the file
    ],
)
def test_danger_comes_before_what_is_found(toy: Engine, query: str, first: list[str]) -> None:
    guarded = toy.page.evaluate("query => engine.dangers(query).pages", query)
    assert guarded == first
    assert places(toy.search(query))[: len(first)] == first


def test_what_only_sounds_like_danger_is_led_elsewhere(toy: Engine) -> None:
    assert places(toy.search("faulty"))[0] == "situations/toy-broke/"
    assert places(toy.search("faulty, or late, and choking on the price"))[0] == "situations/toy-late/"


def test_a_page_that_protects_is_shown_once(toy: Engine) -> None:
    found = places(toy.search("late, faulty and choking"))
    assert found[0] == "situations/toy-broke/"
    assert found.count("situations/toy-broke/") == 1
    assert "situations/toy-late/" in found


def test_a_section_that_says_just_that_comes_before_its_page(handbook: Engine, library: Library) -> None:
    script = library.scripts["promise-next-update"]
    group = handbook.search(script.title)["items"][0]
    page = f"scripts/{script.moment}/"
    assert [one["location"] for one in group[:2]] == [f"{page}#script-{script.id}", page]
    scores = [one["score"] for one in group]
    assert scores == sorted(scores, reverse=True)


def test_nothing_found_offers_where_to_go(handbook: Engine) -> None:
    found = handbook.search("xqzwvk")
    assert places(found) == ["situations/someone-in-danger/", "decide/live-call/", "situations/"]
    assert all(group[0]["title"].startswith("Nothing found") for group in found["items"])


@pytest.mark.parametrize("query", ["", "   ", "?!", "…", "😀"])
def test_a_query_without_words_finds_nothing(handbook: Engine, query: str) -> None:
    assert handbook.search(query)["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        "__proto__",
        "constructor",
        "toString hasOwnProperty",
        ".*+?^${}()|[]\\",
        "refund -refund +refund ~2 title:refund *",
        "<img src=x onerror=alert(1)> & \"quotes\" 'too'",
        "退款 возврат ﷽ refund",
        "é" * 5000,
        "refund " * 2000,
        "\x00\x07",
    ],
)
def test_hostile_queries_are_answered_safely(handbook: Engine, query: str) -> None:
    found = handbook.search(query)
    shown = [one[key] for group in found["items"] for one in group for key in ("title", "text")]
    assert [
        text for text in shown if re.sub(r'</?mark>|<span class="hb-found__kind">[\w ]+</span>', "", text).count("<")
    ] == []


def test_what_is_shown_is_escaped(browser: Browser, tmp_path: Path) -> None:
    edit = [{"find": "# The toy is late", "put": '# The toy is <b>late</b> & "gone"'}]
    library = checks.load(toys.copy(tmp_path / "docs", {"situations/toy-late.md": edit}), "docs")
    page = browser.new_page()
    found = Engine(page, json.loads(search.files(library)[search.PATH])).search("late")
    page.close()
    assert "&lt;b&gt;<mark>late</mark>&lt;/b&gt; &amp; &quot;gone&quot;" in found["items"][0][0]["title"]


def test_the_words_of_a_situation_find_it(handbook: Engine, library: Library) -> None:
    """In the first three, each of them."""
    asked = [(word, f"situations/{id_}/") for id_, one in library.situations.items() for word in one.queries]
    found = handbook.pages([word for word, _ in asked])
    assert [(word, page) for (word, page), pages in zip(asked, found, strict=True) if page not in pages[:3]] == []


def test_the_words_of_a_page_find_it(handbook: Engine, library: Library) -> None:
    """On the first screens, for pages beside the situations."""
    asked = [
        (word, search.catalogue.at(library.pages[path]))
        for path, head in library.heads.items()
        if not path.startswith("situations/")
        for word in head.queries
    ]
    found = handbook.pages([word for word, _ in asked])
    assert [(word, page) for (word, page), pages in zip(asked, found, strict=True) if page not in pages[:10]] == []


def test_people_find_the_right_page(handbook: Engine) -> None:
    """The queries that the search was tuned on; `make bench-search` has those that it was not."""
    asked = engine.queries("tune")
    figures = engine.figures(asked, handbook.pages([query.text for query in asked]))
    assert figures.first >= 0.85, figures
    assert figures.three >= 0.97, figures


def test_danger_leads_to_the_page_that_protects(handbook: Engine) -> None:
    """Each query that tells of danger, first of all."""
    asked = [(query, group["page"]) for group in engine.dangers() if group["page"] for query in group["queries"]]
    found = handbook.pages([query for query, _ in asked])
    missed = [(query, pages[:1]) for (query, page), pages in zip(asked, found, strict=True) if pages[:1] != [page]]
    assert missed == [], "add a saying to docs/_data/danger.yml"


def test_what_is_harmless_sets_nothing_off(handbook: Engine) -> None:
    asked = [query for group in engine.dangers() if not group["page"] for query in group["queries"]]
    set_off = [
        (query, pages) for query in asked if (pages := handbook.page.evaluate("q => engine.dangers(q).pages", query))
    ]
    assert set_off == [], "add it to what is harmless in docs/_data/danger.yml"


# The dialog ----------------------------------------------------------------------------


def ask(page: Page, query: str) -> None:
    """Put a query into the box at once, so that no answer is to a part of it."""
    page.locator(".md-search__input").fill(query)
    page.keyboard.press("End")
    expect(page.locator(RESULT).first).to_be_visible()


def loads(page: Page) -> list[str]:
    """Notes what the page asks for from now on."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    return asked


def test_typing_finds_and_marks(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.locator(".md-search__input").click()
    page.keyboard.type("angery custommer")
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("The client is shouting")
    expect(first.locator(".hb-found__kind")).to_have_text("Situation")
    expect(page.locator(".md-search-result__list mark").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/situations/angry-caller/"))


def test_what_is_offered_is_not_counted_as_found(page: Page, address: str) -> None:
    page.goto(address + "/")
    said = page.locator(".md-search-result__meta")
    ask(page, "xqzwvk")
    expect(said).to_have_text("Nothing found")
    ask(page, "refund")
    expect(said).to_contain_text("matching documents")
    ask(page, "xqzwvk")
    expect(said).to_have_text("Nothing found")


def test_nothing_is_loaded_before_it_is_needed(page: Page, address: str) -> None:
    asked = loads(page)
    page.clock.install()  # so that the pause before idle loading does not pass
    page.goto(address + "/guide/ending/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(("search/index.json", "engine.js")) or "/vendor/" in url] == []
    with page.context.expect_event("request", lambda request: request.url.endswith("search/index.json")):
        page.locator(".md-search__input").focus()


def test_an_idle_page_loads_the_search(page: Page, address: str) -> None:
    with page.context.expect_event(
        "request", lambda request: request.url.endswith("search/index.json"), timeout=20_000
    ):
        page.goto(address + "/")


def test_it_is_loaded_once(page: Page, address: str) -> None:
    asked = loads(page)
    page.clock.install()
    page.goto(address + "/")
    ask(page, "refund")
    page.clock.run_for(5000)  # idle loading would have come by now
    ask(page, "discount")
    expect(page.locator(f"{RESULT}[href*=discount-demand]").first).to_be_visible()
    assert sum(url.endswith("search/index.json") for url in asked) == 1


def test_by_keyboard_alone_and_after_an_instant_navigation(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.evaluate("window.stays = true")
    # The theme closes menu and search a moment after each swap: an open menu shows when that is over.
    menu = page.locator("#__drawer")
    page.get_by_role("link", name="See all situations").evaluate(
        "(link) => { document.getElementById('__drawer').checked = true; link.click() }"
    )
    page.wait_for_url(address + "/situations/")
    expect(menu).not_to_be_checked()
    assert page.evaluate("window.stays")
    page.locator("h1").first.click()
    page.keyboard.press("/")
    page.keyboard.insert_text("hasnt paid")  # at once: each letter would draw the results anew
    page.keyboard.press("End")
    expect(page.locator(RESULT).first).to_have_attribute("href", re.compile("/situations/late-payer/$"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/situations/late-payer/"))
    expect(page.locator(".md-content h1")).to_contain_text("The client has not paid")


def test_a_linked_query_opens_with_its_results(page: Page, address: str) -> None:
    page.goto(address + "/about/?q=scope+creep")
    expect(page.locator(RESULT).first).to_contain_text("They keep asking for extra work")


def test_a_result_marks_the_words(page: Page, address: str) -> None:
    page.goto(address + "/")
    ask(page, "refund")
    expect(page.locator(f"{RESULT} mark").first).to_have_text(re.compile("refund", re.IGNORECASE))


def test_a_half_typed_word_is_completed(page: Page, address: str) -> None:
    page.goto(address + "/")
    ask(page, "scope cr")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("scope creep")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".md-search__input")).to_have_value("scope creep")


def test_in_a_folder_of_a_host(page: Page, site: Path, serve: Callable[[Path], str], tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "handbook").symlink_to(site)
    base = serve(tmp_path) + "/team/handbook/"
    page.goto(base + "guide/ending/")
    ask(page, "yelling")
    assert page.locator(RESULT).first.get_attribute("href").startswith(base + "situations/angry-caller/")


def test_an_index_that_fails_is_asked_for_again(contexts: Callable[..., BrowserContext], address: str) -> None:
    context = contexts(tolerate=("could not answer", "Failed to load resource"))
    page = context.new_page()
    broken = True

    def route(one: Route) -> None:
        one.fulfill(status=503) if broken else one.continue_()

    context.route("**/search/index.json", route)
    page.goto(address + "/")
    page.locator(".md-search__input").click()
    page.keyboard.type("refund")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    broken = False
    page.keyboard.type("s")
    expect(page.locator(RESULT).first).to_contain_text("They want their money back")
