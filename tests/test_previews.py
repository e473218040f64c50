"""What a chat shows of a link: the tags of every page, and its picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from macros import checks
from macros.exports import cards, previews
from macros.library import Library
from macros.problems import Invalid

from . import toys
from .links import Page, Site

SIZE = (1200, 630)
MOST = 75_000  # bytes of a picture of words; a card's may be larger
ROOT = "https://toys.example.org/handbook/"


@pytest.fixture(scope="module")
def built(site: Path) -> Site:
    return Site(site)


def content_pages(built: Site) -> Iterator[tuple[str, Page]]:
    for name, page in built.pages.items():
        if name.endswith("index.html") and not page.redirect and not name.startswith("go/"):
            yield name, page


def tags(page: Page) -> dict[str, str]:
    found = page.root.xpath("//head/meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    named = [(meta.get("property") or meta.get("name"), meta.get("content")) for meta in found]
    assert len(dict(named)) == len(named), "a tag stands twice"
    return dict(named)


# Every page of the handbook -------------------------------------------------------------


def test_every_page_says_what_it_is(built: Site, library: Library) -> None:
    seen = 0
    for name, page in content_pages(built):
        said, address = tags(page), built.url + name.removesuffix("index.html")
        assert page.root.xpath("//link[@rel='canonical']/@href") == [address]
        assert said["og:url"] == address
        assert said["og:type"] == ("website" if name == "index.html" else "article")
        assert said["og:site_name"]
        assert said["og:description"] == page.root.xpath("string(//meta[@name='description']/@content)")
        assert said["og:image:alt"].startswith(said["og:title"])
        assert (said["og:image:width"], said["og:image:height"]) == tuple(map(str, SIZE))
        assert said["twitter:card"] == "summary_large_image"
        heading = page.root.xpath("string(//h1)").removesuffix("#").strip()
        assert said["og:title"] == heading, name
        seen += 1
    assert seen == len(library.pages)


def test_every_page_has_a_picture_of_the_right_size(built: Site) -> None:
    for name, page in content_pages(built):
        address = tags(page)["og:image"]
        assert address.startswith(built.url)
        content = (built.folder / address.removeprefix(built.url)).read_bytes()
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ("PNG", SIZE), name
        if not name.startswith("cards/"):
            assert len(content) <= MOST, name


def test_every_picture_is_of_a_page_and_no_two_are_alike(built: Site) -> None:
    shown = {tags(page)["og:image"].removeprefix(built.url) for _, page in content_pages(built)}
    made = [name for name in built.files if name.startswith(previews.FOLDER)]
    assert shown == set(made)
    assert len({(built.folder / name).read_bytes() for name in made}) == len(made)


def test_a_card_is_its_own_picture(built: Site, library: Library) -> None:
    for id_ in library.cards:
        shown = (built.folder / previews.path(f"cards/{id_}/")).read_bytes()
        assert shown == (built.folder / f"cards/{id_}/{id_}.png").read_bytes()


def test_the_page_for_errors_previews_as_nothing(built: Site) -> None:
    assert tags(built.pages["404.html"]) == {}


def test_every_alternate_is_there(built: Site) -> None:
    for name, page in content_pages(built):
        found = {
            link.get("type"): link.get("href") for link in page.root.xpath("//link[normalize-space(@rel)='alternate']")
        }
        assert {"text/markdown", "application/json", "application/atom+xml"} <= set(found)
        assert [address for address in found.values() if built.broken(name, address)] == []
        assert found["text/markdown"] == "index.md"


# Making them ----------------------------------------------------------------------------


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The toy site, whose cards take no time."""
    library = checks.load(toys.copy(tmp_path / "docs"), "docs")
    monkeypatch.setattr(cards, "files", lambda library, _="": {f"cards/{id_}/{id_}.png": b"" for id_ in library.cards})
    monkeypatch.setattr(previews, "_made", {})
    return library


def remembered() -> None:
    previews._made.clear()


def test_equal_pages_give_equal_bytes_alone_or_together(toy: Library) -> None:
    together = previews.files(toy, ROOT)
    remembered()
    assert previews.files(toy, ROOT) == together
    remembered()
    guide = {"index.md", "guide/tensions.md"}
    toy.cards.clear()
    toy.pages = {path: page for path, page in toy.pages.items() if path in guide}
    assert previews.files(toy, ROOT).items() <= together.items()


def test_only_what_changed_is_made_again(toy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    typeset = previews._typeset

    def counted(frame: previews.Record, batch: list[previews.Record]) -> list[bytes]:
        made.extend(record["path"] for record in batch)
        return typeset(frame, batch)

    monkeypatch.setattr(previews, "_typeset", counted)
    first = previews.files(toy, ROOT)
    assert len(made) == len(toy.pages) - len(toy.cards)
    made.clear()
    assert previews.files(toy, ROOT) == first
    assert made == []
    toy.pages["guide/tensions.md"].title = "Other words"
    second = previews.files(toy, ROOT)
    assert made == ["guide/tensions.md"]
    assert [path for path in first if first[path] != second[path]] == [previews.path("guide/tensions/")]


def test_a_page_of_an_unknown_folder_has_a_picture(toy: Library) -> None:
    toy.pages["our-own/page.md"] = toy.pages.pop("guide/tensions.md")
    toy.pages["our-own/page.md"].path = "our-own/page.md"
    assert previews.path("our-own/page/") in previews.files(toy, ROOT)


def test_words_that_do_not_fit_are_told(toy: Library) -> None:
    toy.pages["guide/tensions.md"].title = "A title of too many words " * 20
    with pytest.raises(Invalid) as told:
        previews.files(toy, ROOT)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [
        ("docs/guide/tensions.md", toy.pages["guide/tensions.md"].title_line)
    ]


def test_characters_that_the_font_lacks_are_told(toy: Library) -> None:
    page = toy.pages["guide/tensions.md"]
    page.title = "Stars \N{WHITE SMILING FACE}"
    assert isinstance(page.meta.data, dict)
    page.meta.data["description"] = "Smiles \N{WHITE SMILING FACE}"
    with pytest.raises(Invalid) as told:
        previews.files(toy, ROOT)
    assert {(problem.file, problem.where) for problem in told.value.problems} == {
        ("docs/guide/tensions.md", ""),
        ("docs/guide/tensions.md", "description"),
    }
    assert all("U+263A" in problem.said or "\N{WHITE SMILING FACE}" in problem.said for problem in told.value.problems)


def test_markup_in_a_title_is_not_run(toy: Library) -> None:
    toy.pages["guide/tensions.md"].title = "#panic() *a* _b_ $x$ [c] <d> \\ @e"
    assert previews.path("guide/tensions/") in previews.files(toy, ROOT)
