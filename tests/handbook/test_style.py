"""How the handbook speaks, measured over every built page; and that every page can be reached."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import html

from macros.library import Library
from macros.text import banned

from .. import style


@pytest.fixture(scope="module")
def articles(site: Path) -> dict[str, html.HtmlElement]:
    return dict(style.pages(site))


def test_every_page_keeps_the_numbers(site: Path) -> None:
    measured = [style.measure(page, article) for page, article in style.pages(site)]
    assert measured
    faults = [f"{found.page}: {fault}" for found in measured for fault in found.faults]
    advice = "shorten and use common words; `make check` measures again, CONTRIBUTING.md says how the handbook speaks"
    assert not faults, "\n".join([*faults, advice])


def test_no_page_uses_a_word_we_never_use(articles: dict[str, html.HtmlElement], library: Library) -> None:
    assert library.style
    found = [
        f"{page}: {phrase}"
        for page, article in articles.items()
        for phrase in banned(" ".join(article.text_content().split()), library.style.never)
    ]
    advice = "write it in other words: docs/_data/style.yml says which, and why never these; `make check` looks again"
    assert not found, "\n".join([*found, advice])


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
    advice = 'cite with {{ why("ID") }}, or say what the page adds: "Beyond the articles"'
    assert not silent, "\n".join([*silent, advice])


def test_every_situation_page_has_its_parts(library: Library) -> None:
    """Three scripts at least, a tree or a card, a checklist, and two related situations."""
    for id_, situation in library.situations.items():
        page = library.pages[f"situations/{id_}.md"]
        text = (library.docs / page.path).read_text(encoding="utf-8")
        where = f"docs/{page.path}"
        assert sum(call.name == "script" for call in page.calls) >= 3, (
            f'{where}: show three scripts: {{{{ script("ID") }}}}'
        )
        assert situation.tree or situation.card, f"{where}: name a `tree:` or a `card:` in the front matter"
        listed = "../checklists/" in text or any(call.name == "checklist" for call in page.calls)
        assert listed, f"{where}: link to a checklist, or show one"
        related = text.partition("{: #related }")[2]
        others = [other for other in library.situations if f"({other}.md" in related]
        assert len(others) >= 2, f"{where}: link to two other situations under `## Related {{: #related }}`"


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
    lost = sorted(known - seen - unlisted)
    assert not lost, "\n".join(
        [*lost, "no link leads to these: add each to its folder's index.md, and to nav in mkdocs.yml"]
    )
