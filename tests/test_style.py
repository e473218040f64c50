"""How the handbook speaks, measured over every built page; and that every page can be reached."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import html

from macros.library import Library
from macros.text import banned

from . import style


@pytest.fixture(scope="module")
def articles(site: Path) -> dict[str, html.HtmlElement]:
    return dict(style.pages(site))


def test_every_page_keeps_the_numbers(site: Path) -> None:
    measured = [style.measure(page, article) for page, article in style.pages(site)]
    assert len(measured) > 100
    faults = [f"{found.page}: {fault}" for found in measured for fault in found.faults]
    assert not faults, "\n".join(faults)


def test_no_page_uses_a_word_we_never_use(articles: dict[str, html.HtmlElement], library: Library) -> None:
    assert library.style
    found = [
        f"{page}: {phrase}"
        for page, article in articles.items()
        for phrase in banned(" ".join(article.text_content().split()), library.style.never)
    ]
    assert not found, "\n".join(found)


def test_every_page_says_where_it_comes_from(articles: dict[str, html.HtmlElement]) -> None:
    """Guide, situation, tree, checklist and card pages lead to a claim, or say what they extend."""
    silent = [
        page
        for page, article in articles.items()
        if page.count("/") == 2
        and page.split("/")[0] in ("guide", "situations", "decide", "scripts")
        and not article.xpath(".//a[contains(@href, 'about/sources/#claim-')]")
        and "Beyond the articles" not in article.text_content()
    ]
    assert not silent


def test_every_situation_page_has_its_parts(library: Library) -> None:
    """Three scripts at least, a tree or a card, a checklist, and two related situations."""
    for id_, situation in library.situations.items():
        page = library.pages[f"situations/{id_}.md"]
        text = (library.docs / page.path).read_text(encoding="utf-8")
        assert sum(call.name == "script" for call in page.calls) >= 3, id_
        assert situation.tree or situation.card, id_
        assert "../checklists/" in text or any(call.name == "checklist" for call in page.calls), id_
        related = text.partition("{: #related }")[2]
        others = [other for other in library.situations if f"({other}.md" in related]
        assert len(others) >= 2, id_


def test_every_page_is_reached_by_links_alone(site: Path) -> None:
    """From the home page, through the text and the navigation: no page is found by search only."""
    known = {path.parent.relative_to(site).as_posix().removeprefix(".").strip("/") for path in site.rglob("index.html")}
    seen, todo = {""}, deque([""])
    while todo:
        page = todo.popleft()
        base = f"http://site/{page}/".replace("site//", "site/")
        root = html.parse(site / page / "index.html").getroot()
        for link in root.xpath("//article//a/@href | //nav//a/@href"):
            to = urldefrag(urljoin(base, link))[0].removeprefix("http://site/").split("?")[0].strip("/")
            if to in known and to not in seen:
                seen.add(to)
                todo.append(to)
    # What leads on at once, or offers a choice of where to: old and short addresses.
    unlisted = {page for page in known if 'content="noindex"' in (site / page / "index.html").read_text()}
    assert known - seen - unlisted == set()


@pytest.mark.parametrize(
    ("word", "count"), [("difficult", 3), ("client", 2), ("say", 1), ("apologise", 4), ("re-read", 2)]
)
def test_syllables(word: str, count: int) -> None:
    assert style.syllables(word) == count


def test_the_measure_sees_what_is_too_long() -> None:
    long = " ".join(["word"] * 26)
    article = html.fromstring(f"<article><h2>{'Long title ' * 7}</h2><p>{long}.</p><p>Short.</p></article>")
    faults = style.measure("guide/x/", article).faults
    assert [fault.split(":")[0] for fault in faults] == [
        "a heading of 76 characters",
        "a sentence of 26 words",
        "the median sentence has 14 words; at most 14",
    ] or len(faults) >= 2
