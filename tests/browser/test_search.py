"""The search: its engine by golden cases, and the dialog as people use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from macros import checks, typed
from macros.exports import classifier, folding, learnt, search, stems
from macros.library import Library
from macros.reading import collect

from .. import examples, toys
from ..search import accounts, engine
from ..search.engine import Engine, of_site
from ..sites import ROOT
from .conftest import stop_clock
from .dialog import DIALOG, FIELD, LINK, OPENER, RESULT, SAID, STATUS, ask, open_search

CASES = Path(engine.__file__).with_name("cases")


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
    return Engine(blank, of_site(site))


@pytest.fixture(scope="module")
def toy(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    library = checks.load(toys.copy(tmp_path_factory.mktemp("toy") / "docs"), "docs")
    page = browser.new_page()
    yield Engine(page, search.files(library))
    page.close()


def places(found: dict[str, Any]) -> list[str]:
    """The address of the first line of each result."""
    return [group[0]["location"] for group in found["items"]]


@pytest.fixture
def words(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """words(language) -> a blank page that knows the words of that language."""
    pages: list[Page] = []

    def speaking(tag: str) -> Page:
        pages.append(browser.new_page())
        pages[-1].add_script_tag(content=stems.script(tag))
        pages[-1].add_script_tag(content=(ROOT / "overrides/assets/js/search/words.js").read_text("utf-8"))
        return pages[-1]

    yield speaking
    for page in pages:
        page.close()


STEMS = """([texts, language, spelt]) => {
  const written = new Map()
  spelt.forEach((text) => handbookWords.spell(text, written))
  const stem = handbookWords.stemmer(language, written)
  return texts.map((text) => handbookWords.split(text).map(stem).at(-1))
}"""


@pytest.mark.parametrize("language", case("words")["same"])
def test_forms_and_spellings_of_a_word_are_one(words: Callable[[str], Page], language: str) -> None:
    page, pairs = words(language), case("words")
    for told, one in (("same", True), ("different", False)):
        of = pairs[told].get(language, [])
        spelt = [word for pair in of for word in pair]
        found = [page.evaluate(STEMS, [column, language, spelt]) for column in zip(*of, strict=True)]
        wrong = [pair for pair, stem, other in zip(of, *found, strict=True) if (stem == other) != one] if of else []
        assert wrong == []


@pytest.mark.parametrize("language", [one for one in stems.known() if one not in ("de", "en")])
def test_the_rules_are_those_of_snowball(words: Callable[[str], Page], language: str) -> None:
    """Its own answers, in the plain letters that the search compares."""
    golden = case("snowball")[language]
    page = words(language)
    plain = page.evaluate("texts => texts.map((one) => handbookWords.split(one)[0])", list(golden.values()))
    assert page.evaluate(STEMS, [list(golden), language, list(golden)]) == plain


def test_the_stem_of_a_word_follows_the_language_and_not_the_country(words: Callable[[str], Page]) -> None:
    for language, stem in {"en": "apologis", "en-GB": "apologis", "en-US": "apologis", "pl": "apolo"}.items():
        assert words(language).evaluate(STEMS, [["apologising"], language, []]) == [stem]


def test_the_engine_unfolds_the_words_of_the_index(words: Callable[[str], Page]) -> None:
    written = sorted(
        ["pay", "payment", "payments", "𝔸b", "𝔸c", "überfällig", "a" * 30, "a" * 30 + "b", "払い", "払う", "3"]
    )
    unfolded = "text => handbookWords.unfolded(text)"
    assert words("en").evaluate(unfolded, folding.folded(written)) == written
    assert words("en").evaluate(unfolded, "") == []


def test_learning_parts_words_as_a_language_with_apostrophes_does(words: Callable[[str], Page]) -> None:
    text = "L’addition qu'il n'a pas payée"
    parted = words("fr").evaluate("text => handbookWords.split(text)", text)
    assert parted == typed.words(stems.parted(text, "fr")) == ["l", "addition", "qu", "il", "n", "a", "pas", "payee"]


def written_in(tag: str, folder: Path, title: str, query: str, saying: str) -> dict[str, bytes]:
    """The search of the toy handbook in a language, with a page and a saying of danger."""
    page = f"---\ndescription: {title}\nqueries: [{query}]\n---\n\n# {title}\n\n{query}\n"
    edits = {
        "_data/interface.yml": [{"find": "language: en-GB\n", "put": f"language: {tag}\n"}],
        "_data/danger.yml": [{"find": "      - choking\n", "put": f"      - {saying}\n"}],
        "guide/own.md": page,
    }
    return search.files(collect(toys.copy(folder, edits), "docs"))


@pytest.mark.parametrize(
    ("tag", "title", "query", "saying", "asked", "others"),
    [
        (
            "ja",
            "お客様が電話でどなっている",
            "怒鳴られた",
            "殺してやる",
            ["どなって", "電話", "お客様", "怒鳴られたときは", "ドナって", "お客さまが、どなる"],
            ["死ぬほど殺風景"],
        ),
        ("th", "ลูกค้าตะโกนใส่ฉัน", "ลูกค้าโกรธ", "ฉันจะฆ่าคุณ", ["ตะโกน", "ลูกค้า", "โกรธมาก"], ["ฉันจะไป"]),
        (
            "pl",
            "Klient na mnie krzyczy",
            "wrzeszczał przez telefon",
            "zabiję cię",
            ["krzyczała", "krzyczą", "wrzeszczy", "WRZESZCZAL", "telefonem"],
            ["zabije czas"],
        ),
    ],
)
def test_a_word_is_found_where_no_rules_are_known_and_where_nothing_parts_it(
    browser: Browser, tmp_path: Path, tag: str, title: str, query: str, saying: str, asked: list[str], others: list[str]
) -> None:
    page = browser.new_page()
    made = Engine(page, written_in(tag, tmp_path / "docs", title, query, saying))
    assert [one for one in asked if places(made.search(one))[:1] != ["guide/own/"]] == []
    assert places(made.search(f"{saying}!"))[0] == "situations/toy-broke/"
    assert [one for one in others if "situations/toy-broke/" in places(made.search(one))] == []
    page.close()


@examples.many(200)
@given(st.text(st.characters(exclude_categories=("Cn", "Cs")), max_size=60))
def test_learning_and_search_part_words_alike(handbook: Engine, text: str) -> None:
    """What is learnt of a form must be what the browser looks up."""
    forms = "text => handbookWords.split(text).map(handbookWords.form)"
    assert handbook.page.evaluate(forms, text) == [word[: typed.FORM] for word in typed.words(text)]


def test_slips_are_counted(handbook: Engine) -> None:
    slips = "rows => rows.map(([typed, meant]) => Math.min(3, handbookWords.editDistance(typed, meant, 2)))"
    rows = case("words")["slips"]
    assert handbook.page.evaluate(slips, rows) == [number for _, _, number in rows]


def test_no_synonym_means_two_things(handbook: Engine, library: Library) -> None:
    """As the search compares them: "yell" and "yelling" are one."""
    assert library.search
    stems = "phrases => phrases.map((one) => handbookWords.split(one).map(handbookWords.stemmer('en')).join(' '))"
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
        ("wheel came off", "situations/toy-broke/"),  # words that no page has: people ask so
        ("parcel", "situations/toy-late/"),
        ("my train", "situations/toy-broke/"),  # who it is about is told by the small words alone
        ("the train", "situations/toy-late/"),
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
        ("pulling off the wheel", ["situations/toy-broke/"]),  # a word of a set, in any form
        ("tearing off the wheel", []),  # where the set says so
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
    assert found["nothing"]
    assert not handbook.search("refund")["nothing"]


def test_another_language_is_told_from_ours(handbook: Engine, toy: Engine) -> None:
    others = list(case("languages"))
    assert handbook.marked(others, "foreign") == handbook.marked(others, "nothing") == others
    ours = [query.text for query in engine.queries("tune")]
    ours += [query for group in engine.dangers() for query in group["queries"]]
    assert handbook.marked(ours, "foreign") == []
    assert not toy.search("kunde schreit mich an")["foreign"]  # a handbook that names no words of others


def test_danger_comes_before_the_language(handbook: Engine) -> None:
    found = handbook.search("ich und mein kunde und suicide")
    assert places(found)[0] == "situations/may-harm-themselves/"
    assert not found["foreign"]


def test_the_browser_hears_the_pairs_that_were_learnt(toy: Engine) -> None:
    """Of pages in another order, one of them gone; letters of any script fall into the same bucket."""
    features = ["i shout", "größe", "お客様 怒鳴", "=12", ""]
    assert toy.page.evaluate("all => all.map(handbookClassifier.bucket)", features) == [
        *map(classifier.bucket, features)
    ]
    asked = [
        ("i shouted at them", 0),
        ("i shouted back", 0),
        ("they shouted at me", 1),
        ("swore at me", 1),
        ("late", 2),
    ]
    told = learnt.script(asked, [], ["mine/", "theirs/", "gone/"]).removeprefix("var handbookLearnt=")
    heard = """([told, features]) => {
      return handbookClassifier.Pairs(JSON.parse(told), ["other/", "theirs/", "mine/"])(features)
    }"""
    other, theirs, mine = toy.page.evaluate(heard, [told, ["me", "at me", "unheard of"]])
    assert theirs > 0 == other > mine
    assert toy.page.evaluate(heard, [told, ["unheard of"]]) == [0, 0, 0]


def test_the_browser_hears_the_words_that_were_learnt(toy: Engine) -> None:
    """How likely each page is adds up to a certainty, of pages in another order; nothing is said of unknown words."""
    asked = [(f"{who} {how}", page) for page, who in enumerate(("they", "i")) for how in ("shout", "swear", "rage")]
    told = learnt.script(asked, [], ["theirs/", "mine/"]).removeprefix("var handbookLearnt=")
    heard = """([told, forms]) => {
      const { Words, Likely, chance } = handbookClassifier
      const likely = Likely(Words(JSON.parse(told), ["mine/", "theirs/"]), [0, 0])(forms)
      return [likely, likely.map(chance)]
    }"""
    (mine, theirs), chances = toy.page.evaluate(heard, [told, ["i", "shout"]])
    assert 1 > mine > theirs > 0
    assert sum(chances) == pytest.approx(1)
    assert toy.page.evaluate(heard, [told, ["unhea"]])[0] == [0, 0]


def test_a_page_on_danger_is_seldom_first_for_nothing(handbook: Engine) -> None:
    """Where hardly a word of the query is met on it, what is found comes first; whom it would protect still sees it."""
    guards = {group["page"] for group in engine.dangers() if group["page"]}
    told = [one for one in accounts.accounts() if one.half == "learn"]
    safe = [query for one in told if one.kind == "other" for query in one.queries if query.right - guards]
    found = handbook.pages([query.text for query in safe])
    first = [pages[0] for query, pages in zip(safe, found, strict=True) if pages and pages[0] not in query.right]
    assert sum(page in guards for page in first) < 0.1 * len(safe)
    afraid = [query for one in told if one.kind == "danger" for query in one.queries if query.right & guards]
    assert sum(handbook.protects(query.text, guards) for query in afraid) > 0.9 * len(afraid)


def test_who_says_what_happened_and_what_they_want_is_understood(handbook: Engine) -> None:
    """The dialog asks for both: strangers tell the half, and with the rest of their words more of them find a page."""

    def first(asked: list[engine.Query]) -> float:
        return engine.figures(asked, handbook.pages([query.text for query in asked])).first

    told = [(one, whole) for one in accounts.accounts() if one.half == "learn" and (whole := accounts.in_one(one))]
    halves = [engine.Query(query.text, whole.right) for one, whole in told for query in one.queries]
    doubted = set(handbook.marked([query.text for query in halves], "unsure"))
    unsure = [(one, whole) for one, whole in told if {query.text for query in one.queries} & doubted]
    alone = [
        engine.Query(query.text, whole.right) for one, whole in unsure for query in one.queries if query.text in doubted
    ]
    assert first([whole for _, whole in unsure]) > first(alone) + 0.1


def test_a_weak_match_says_so(handbook: Engine) -> None:
    """Of what strangers ask, an answer that says "not sure" is wrong far oftener than one that does not."""
    told = [query for one in accounts.accounts() if one.half == "learn" for query in one.queries if query.right]
    found = handbook.pages([query.text for query in told])
    wrong = {query.text for query, pages in zip(told, found, strict=True) if not {*pages[:1]} & query.right}
    doubted = set(handbook.marked([query.text for query in told], "unsure"))
    sure = {query.text for query in told} - doubted
    assert len(doubted & wrong) / len(doubted) > 1.5 * len(sure & wrong) / len(sure)
    asked = [query.text for query in engine.queries("tune")]
    unsure = handbook.marked(asked, "unsure")
    assert len(unsure) <= 0.1 * len(asked), unsure
    assert not handbook.search("she wants to kill herself over the fence between our gardens")["unsure"]


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
    shown = [one.get(key, "") for group in found["items"] for one in group for key in ("title", "text")]
    assert [text for text in shown if re.sub(r"</?mark>", "", text).count("<")] == []


def test_what_is_shown_is_escaped(browser: Browser, tmp_path: Path) -> None:
    edit = [{"find": "# The toy is late", "put": '# The toy is late, 1 < 2 & "gone"'}]
    library = checks.load(toys.copy(tmp_path / "docs", {"situations/toy-late.md": edit}), "docs")
    page = browser.new_page()
    found = Engine(page, search.files(library)).search("late")
    page.close()
    assert "<mark>late</mark>, 1 &lt; 2 &amp; &quot;gone&quot;" in found["items"][0][0]["title"]


def test_the_words_of_a_situation_find_it(handbook: Engine, library: Library) -> None:
    """In the first three, each of them."""
    asked = [(word, f"situations/{id_}/") for id_, one in library.situations.items() for word in one.sought]
    found = handbook.pages([word for word, _ in asked])
    assert [(word, page) for (word, page), pages in zip(asked, found, strict=True) if page not in pages[:3]] == []


def test_the_words_of_a_page_find_it(handbook: Engine, library: Library) -> None:
    """On the first screens, for pages beside the situations."""
    asked = [
        (word, search.catalogue.at(library.pages[path]))
        for path, head in library.heads.items()
        if not path.startswith("situations/")
        for word in head.sought
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


def test_danger_that_is_hinted_at_shows_a_page_that_protects(handbook: Engine) -> None:
    """First, or beside what was found: by totals, for single queries of these are never looked at."""
    groups = engine.dangers("danger-hinted")
    guards = {group["page"] for group in groups if group["page"]}
    shown: dict[bool, list[bool]] = {True: [], False: []}
    for group in groups:
        shown[bool(group["page"])] += [handbook.protects(query, guards) for query in group["queries"]]
    assert mean(shown[True]) >= 0.9, mean(shown[True])
    assert mean(shown[False]) <= 0.4, mean(shown[False])


def test_what_protects_stands_beside_where_danger_may_be_meant(handbook: Engine) -> None:
    hinted = handbook.search("he keeps waiting near my car after work")
    assert [one["location"] for one in hinted["beside"]] == ["situations/may-harm-others/"]
    assert handbook.search("she says she wants to kill herself")["beside"] == []  # it stands first
    assert handbook.search("refund")["beside"] == []
    assert handbook.search("this invoice is killing me")["beside"] == []  # it only sounds so


# The dialog ----------------------------------------------------------------------------

INDEX = "search/index.json"


def loads(page: Page) -> list[str]:
    """Notes what the page asks for from now on."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    return asked


def test_typing_finds_and_marks(page: Page) -> None:
    page.goto("")
    page.locator(OPENER).click()
    page.keyboard.type("angery custommer")
    first = page.locator(RESULT).first
    expect(first).to_contain_text("The client is shouting")
    expect(first.locator(".hb-found__kind")).to_have_text("Situation")
    expect(page.locator(f"{RESULT} mark").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/situations/angry-caller/"))


def test_a_page_that_protects_stands_first_and_is_marked(page: Page) -> None:
    page.goto("")
    ask(page, "she says she wants to kill herself")
    expect(page.locator(LINK).first).to_have_attribute("href", re.compile("/situations/may-harm-themselves/"))
    expect(page.locator(RESULT).first).to_contain_text("Safety")
    ask(page, "refund")
    expect(page.locator(RESULT).filter(has_text="Safety")).to_have_count(0)


def test_danger_that_may_be_meant_is_asked_for_before_the_results(page: Page) -> None:
    page.goto("")
    ask(page, "he keeps waiting near my car after work")
    beside = page.locator(".hb-search__beside")
    expect(beside).to_contain_text("Is anybody in danger?")
    said = page.get_by_role("status")
    expect(said).to_contain_text("Is anybody in danger?")
    page.keyboard.press("ArrowDown")  # the arrows lead to what was found
    expect(page.locator(LINK).first).to_be_focused()
    page.locator(FIELD).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(beside.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/situations/may-harm-others/"))
    ask(page, "refund")
    expect(beside).to_be_hidden()


def test_the_number_is_told_and_what_is_offered_is_not_counted(page: Page) -> None:
    page.goto("")
    open_search(page)
    said = page.get_by_role("status")  # a live region, there before its words
    expect(said).to_have_text("Say what happened, and what you want.")
    expect(page.locator(FIELD)).to_have_accessible_description("Say what happened, and what you want.")
    ask(page, "xqzwvk")
    expect(said).to_have_text("Nothing found. Try one of these:")
    ask(page, "der kunde will nicht zahlen")
    expect(said).to_have_text("This handbook is in English. Try one of these:")
    ask(page, "the logo of the moon and a lemon contract")
    expect(said).to_have_text("Not sure. Add what happened, or what you want. Or is it one of these?")
    page.keyboard.press("Enter")  # leads nowhere unasked
    expect(page.locator(LINK).first).to_be_focused()
    page.locator(FIELD).focus()
    ask(page, "refund")
    expect(said).to_have_text(re.compile(r"^\d+ pages found$"))
    assert int(said.inner_text().split()[0]) == page.locator(RESULT).count()
    ask(page, "xqzwvk")
    expect(said).to_have_text("Nothing found. Try one of these:")
    page.keyboard.press("Enter")  # leads nowhere unasked
    expect(page.locator(LINK).first).to_be_focused()
    page.locator(FIELD).fill("")
    expect(page.locator(RESULT)).to_have_count(0)
    expect(said).to_have_text("Say what happened, and what you want.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("shouting", r"\d+ pages found"),
        ("xqzwvk", "Nothing found. Try one of these:"),
        ("she wants to kill herself", r"Safety: They may harm themselves\. \d+ pages found"),
    ],
)
def test_what_is_found_is_spoken_once_when_the_typing_rests(page: Page, typed: str, words: str) -> None:
    stop_clock(page)  # on a slow machine, the typing would rest between two letters
    page.goto("")
    ask(page, "refund")  # all is loaded
    page.locator(FIELD).fill("")
    page.locator(STATUS).evaluate(SAID)
    for letter in typed:
        page.keyboard.type(letter)
        page.clock.run_for(30)
    page.locator(f"{DIALOG}[data-answers='{typed}']").wait_for()
    page.clock.run_for(1000)
    (said,) = page.evaluate("said")
    assert re.fullmatch(words, said)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    (status,) = [node for node in nodes if node.get("role", {}).get("value") == "status" and not node["ignored"]]
    told = {name["name"]: name["value"]["value"] for name in status["properties"]}
    assert told["live"] == "polite"
    (text,) = [node for node in nodes if node["nodeId"] in status["childIds"]]
    assert text["name"]["value"] == said


def test_nothing_is_loaded_before_it_is_needed(page: Page) -> None:
    asked = loads(page)
    stop_clock(page)  # so that the pause before idle loading does not pass
    page.goto("guide/ending/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/search/" in url or "/vendor/" in url] == []
    with page.context.expect_event("request", lambda request: request.url.endswith(INDEX)):
        page.locator(OPENER).click()


def test_an_idle_page_loads_the_search(page: Page) -> None:
    with page.context.expect_event("request", lambda request: request.url.endswith(INDEX), timeout=20_000):
        page.goto("")


def test_it_is_loaded_once(page: Page) -> None:
    asked = loads(page)
    page.clock.install()
    page.goto("")
    ask(page, "refund")
    page.clock.run_for(5000)  # idle loading would have come by now
    ask(page, "discount")
    expect(page.locator(f"{LINK}[href*=discount-demand]").first).to_be_visible()
    assert sum(url.endswith(INDEX) for url in asked) == 1


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_by_keyboard_alone(page: Page, keys: str) -> None:
    page.goto("situations/")
    before = page.locator(".md-tabs__link").first
    before.focus()
    page.keyboard.press(keys)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.insert_text("hasnt paid")  # at once: each letter would draw the results anew
    links = page.locator(LINK)
    expect(links.first).to_have_attribute("href", re.compile("/situations/late-payer/$"))
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("x")  # a letter goes on in the field
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("hasnt paidx")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(before).to_be_focused()
    page.keyboard.press(keys)
    page.keyboard.insert_text("hasnt paid")  # over the words of before
    expect(links.first).to_have_attribute("href", re.compile("/situations/late-payer/$"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/situations/late-payer/"))
    expect(page.locator(".md-content h1")).to_contain_text("The client has not paid")


HASTE = """([words, results, field]) => {
  const [input, link] = [document.querySelector(field), document.querySelector(results)]
  input.value = words
  input.dispatchEvent(new InputEvent("input", { bubbles: true }))
  link.focus() // before any answer can come
}"""


def test_an_answer_that_comes_late_loses_no_place(page: Page) -> None:
    page.goto("situations/")
    ask(page, "hasnt paid")
    before = page.locator(LINK).first.get_attribute("href")
    for words in ("has not paid", "wants a discount"):
        page.evaluate(HASTE, [words, LINK, FIELD])
        page.locator(f'{DIALOG}[data-answers="{words}"]').wait_for()
        kept = page.locator(f'{LINK}[href="{before}"]')
        expect(kept if words == "has not paid" else page.locator(FIELD)).to_be_focused()
    assert kept.count() == 0  # the second time it was gone


def test_a_slash_that_is_typed_opens_nothing(page: Page) -> None:
    page.goto("scripts/")
    page.locator("script-index input").focus()
    page.keyboard.press("/")
    expect(page.locator("script-index input")).to_have_value("/")
    expect(page.locator(f"{DIALOG}[open]")).to_have_count(0)


def test_a_place_on_the_same_page_closes_the_dialog(page: Page, library: Library) -> None:
    script = library.scripts["promise-next-update"]
    page.goto(f"scripts/{script.moment}/")
    ask(page, script.title)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#script-{script.id}$"))
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(f"#script-{script.id}")).to_be_in_viewport()


def test_a_press_beside_it_closes_it(page: Page) -> None:
    page.goto("")
    open_search(page)
    page.mouse.click(5, 500)
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(OPENER)).to_be_focused()


def test_a_linked_query_opens_with_its_results_and_leaves_the_address(page: Page) -> None:
    page.goto("about/?q=scope+creep#words")
    expect(page.locator(LINK).first).to_contain_text("They keep asking for extra work")
    assert page.evaluate("location.href").endswith("/about/#words")


def test_a_half_typed_word_is_completed(page: Page) -> None:
    page.goto("")
    ask(page, "scope cr")
    expect(page.locator(".hb-search__ghost")).to_have_text("scope creep")
    page.keyboard.press("ArrowRight")
    expect(page.locator(FIELD)).to_have_value("scope creep")
    expect(page.locator(f"{DIALOG}[data-answers='scope creep']")).to_be_visible()


def test_in_a_folder_of_a_host(page: Page, site: Path, serve: Callable[[Path], str], tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "handbook").symlink_to(site)
    base = serve(tmp_path) + "/team/handbook/"
    page.goto(base + "guide/ending/")
    ask(page, "yelling")
    assert (page.locator(LINK).first.get_attribute("href") or "").startswith(base + "situations/angry-caller/")


@pytest.mark.parametrize("gone", [INDEX, "search/worker.js", "search/words.js"])
def test_what_does_not_load_is_said_and_asked_for_again(contexts: Callable[..., BrowserContext], gone: str) -> None:
    page = contexts(tolerate=("could not load", "Failed to load resource")).new_page()
    stop_clock(page)  # a page at rest loads by itself: a question put meanwhile would share what is broken
    broken = True

    def route(one: Route) -> None:
        one.fulfill(status=503) if broken else one.continue_()

    page.context.route(f"**/{gone}", route)
    page.goto("")
    page.locator(OPENER).click()
    page.keyboard.type("refund")
    page.locator(f"{DIALOG}[data-answers=refund][data-failed]").wait_for()
    page.clock.run_for(500)
    expect(page.locator(STATUS)).to_have_text("Search could not load. These pages are here:")
    offered = page.locator(LINK)
    assert [link.inner_text() for link in offered.all()][:3] == ["Now", "Situations", "Decide"]
    page.keyboard.press("Enter")  # leads nowhere unasked
    expect(offered.first).to_be_focused()
    broken = False
    page.keyboard.type("s")
    expect(offered.first).to_contain_text("They want their money back")


def test_a_browser_without_workers_searches_in_the_page(page: Page) -> None:
    page.add_init_script("window.Worker = class { constructor() { throw new Error('none here') } }")
    page.goto("")
    ask(page, "yelling")
    expect(page.locator(LINK).first).to_have_attribute("href", re.compile("/situations/angry-caller/"))


def test_the_last_question_is_answered(page: Page) -> None:
    """Typed fast: what is shown is the answer to what stands in the field."""
    page.goto("")
    open_search(page)
    page.locator(FIELD).press_sequentially("refund scope late shouting", delay=1)
    page.locator(FIELD).fill("invoice not paid")
    page.locator(f"{DIALOG}[data-answers='invoice not paid']").wait_for()
    expect(page.locator(LINK).first).to_have_attribute("href", re.compile("late-payer"))
