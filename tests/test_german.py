"""A whole edition in another language: it builds, says nothing in ours, and is held to its own rules.

A word that this names is no fault of the edition's: it stands in a template, a script or in Python, and belongs into
docs/_data/interface.yml, with its German in tests/german/_data/interface.yml.
"""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from macros import built, checks
from macros.library import Library

from . import foreign
from .sites import ROOT


@pytest.fixture(scope="module")
def edition(german: Path) -> Library:
    return checks.load(german / "docs", "docs")


@pytest.fixture(scope="module")
def known() -> set[str]:
    return foreign.known(foreign.GERMAN)


def test_it_has_a_page_of_each_kind(edition: Library) -> None:
    assert [name for name, items in edition.collections.items() if not items] == []


def test_no_page_says_a_word_of_ours(german: Path, known: set[str]) -> None:
    found = []
    for path in sorted((german / "site").rglob("*.html")):
        page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        found += foreign.told(foreign.strangers(page, known), path.relative_to(german / "site").as_posix())
    assert not found, "\n".join(found)


def test_no_text_to_load_says_a_word_of_ours(german: Path, known: set[str]) -> None:
    found = []
    for path in sorted((german / "site").rglob("*.md")):
        text = foreign.prose(path.read_text("utf-8"))
        found += foreign.told(foreign.of_text(text, known), path.relative_to(german / "site").as_posix())
    assert not found, "\n".join(found)


def test_nothing_that_is_printed_says_a_word_of_ours(german: Path, known: set[str]) -> None:
    found = []
    for path in sorted((german / "site").rglob("*.pdf")):
        with pypdfium2.PdfDocument(path) as printed:
            text = "\n".join(page.get_textpage().get_text_range() for page in printed)
            told = printed.get_metadata_dict()
        lines = [*foreign.printed(text, known), told["Title"], told["Subject"]]
        name = path.relative_to(german / "site").as_posix()
        found += foreign.told(foreign.of_text("\n".join(lines), known), name)
    assert not found, "\n".join(found)


# For programmers, for a font's makers, and for machines: in English, whatever the handbook is in.
ENGLISH = {"handbook.schema.json", "cards/decks/font-licence.txt", "robots.txt"}


def test_nothing_to_load_says_a_word_of_ours(german: Path, known: set[str]) -> None:
    """The lists for chats and programs, the feed, the book for readers, and the scripts in every format."""
    site, found, seen = german / "site", [], set()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name in ENGLISH or name.startswith(("assets/", "search/", "about/hosting/")):
            continue
        for where, text in foreign.loaded(name, path.read_bytes()):
            seen.add(name)
            found += foreign.told(foreign.of_text(text, known), where)
    assert not found, "\n".join(found)
    assert {"llms.txt", "links.json", "feed.xml", "handbook.json", "downloads/handbook.epub"} <= seen
    assert len([name for name in seen if name.startswith("downloads/difficult")]) >= 4


def test_a_word_of_ours_is_found(known: set[str]) -> None:
    for page in (
        "<p>Zuhören und then handeln</p>",
        "<p>Karte <b>of</b></p>",
        '<button aria-label="Copy">Link kopieren</button>',
        '<meta name="description" content="What the law says">',
    ):
        assert foreign.strangers(html.fromstring(page), known), page
    for page in (
        "<p>Zuhören, dann handeln: <code>git pull</code>, 12 x, go/late-payment/</p>",
        "<script>then()</script>",
    ):
        assert not foreign.strangers(html.fromstring(f"<div>{page}</div>"), known), page
    for name, raw in {"a.json": b'{"id": "late-payer", "say": "Copy it"}', "a.csv": b"Copy this,:dc-x:\n"}.items():
        ((_, said),) = [one for one in foreign.loaded(name, raw) if one[1].strip()]
        assert foreign.of_text(said, known), name


def test_its_pages_are_in_german(german: Path) -> None:
    for path in (german / "site").rglob("*.html"):
        page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        assert page.get("lang") == "de", path
    assert json.loads((german / "site/search/index.json").read_text("utf-8"))["language"] == "de"
    assert "29. November 2026" in (german / "site/about/law/index.html").read_text("utf-8")


def test_it_keeps_its_own_rules_once_it_is_built(german: Path, edition: Library) -> None:
    """Links, ids and anchors; words, lengths, and the grade by the German formula."""
    assert edition.style
    found, _ = built.examined(german / "site", edition.style)
    assert [str(one) for one in found] == []


def test_it_has_its_own_law_alone(german: Path, edition: Library) -> None:
    assert {remark.country for remark in edition.remarks.values()} == {"Deutschland"}
    pages = [path.read_text("utf-8") for path in (german / "site").rglob("*.html")]
    assert [word for word in ("United Kingdom", "England", "999") if any(word in page for page in pages)] == []


def test_its_ids_are_ours_where_it_says_the_same(edition: Library) -> None:
    """So a link to a page leads on in either language, and a change of ours is told."""
    ours = checks.load(ROOT / "docs", "docs")
    for collection in ("situations", "checklists", "trees", "cards", "paths", "scenarios", "tensions", "claims"):
        assert set(getattr(edition, collection)) <= set(getattr(ours, collection)), collection
