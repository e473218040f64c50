"""What `make engines` takes for the same, and for another page."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.built.site import Site

from . import engines

PAGE = """<!doctype html><title>Toys</title><meta name="description" content="Of toys.">
<meta name="generator" content="mkdocs"><link href="assets/stylesheets/main.1.css">
<body><div data-md-component="skip"><a href="#toys">Skip</a></div><article id="toys"><h1>Toys</h1>
<a href="guide/">Guide</a><check-list data-page="lists/one/"></check-list></article><a id="__skip"></a>"""


def site(folder: Path, page: str) -> Site:
    folder.mkdir()
    (folder / "index.html").write_text(page, "utf-8")
    return Site(folder)


def agreeing(tmp_path: Path, other: str) -> list[str]:
    """In what respects a page agrees with PAGE."""
    pages = {name: engines.read(site(tmp_path / name, text)) for name, text in (("one", PAGE), ("other", other))}
    found = {
        what: engines.compared(pages, lambda page, what=what: getattr(page, what)) for what in engines.Told._fields
    }
    assert all(counts["one"] == (1, 1) for counts in found.values())
    return [what for what, counts in found.items() if counts["other"] == (1, 1)]


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ('content="mkdocs"', 'content="another"'),
        ("assets/stylesheets/main.1.css", "assets/stylesheets/classic/main.2.css"),
        ('<a href="#toys">Skip</a>', '<a href="#__skip">Skip over</a>'),
        ('<a id="__skip"></a>', ""),
        ('href="guide/"', 'href="./guide/"'),
        ("<h1>Toys", "<h1>\n  Toys"),
    ],
)
def test_what_is_the_engines_own_makes_no_difference(find: str, put: str, tmp_path: Path) -> None:
    assert find in PAGE
    assert agreeing(tmp_path, PAGE.replace(find, put)) == list(engines.Told._fields)


@pytest.mark.parametrize(
    ("find", "put", "what"),
    [
        ("<h1>Toys", "<h1>Games", "words"),
        ('href="guide/"', 'href="../guide/"', "leads"),
        ('data-page="lists/one/"', 'data-page="../lists/one/"', "leads"),
        ('id="toys"', 'id="games"', "ids"),
        ("Of toys.", "Of games.", "head"),
    ],
)
def test_another_page_is_told_apart(find: str, put: str, what: str, tmp_path: Path) -> None:
    assert what not in agreeing(tmp_path, PAGE.replace(find, put))


def test_an_engine_that_falls_short_is_named() -> None:
    line = engines.share("pages", {"MkDocs": (3, 3), "Other": (2, 3), "None": (0, 0)})
    assert line.short == {"Other", "None"}
    assert "<- None, Other" in engines.table([line], {name: name for name in line.cells})
    assert "<-" not in engines.table([engines.share("pages", {"MkDocs": (3, 3)})], {"MkDocs": "MkDocs"})


def test_a_page_that_one_engine_lacks_or_adds_counts_against_it(tmp_path: Path) -> None:
    one, more = site(tmp_path / "one", PAGE), site(tmp_path / "more", PAGE)
    (more.folder / "more.html").write_text(PAGE, "utf-8")
    pages = {"one": engines.read(one), "more": engines.read(Site(more.folder)), "none": {}}
    found = engines.compared(pages, lambda page: page.words)
    assert found == {"one": (1, 1), "more": (1, 2), "none": (0, 1)}
