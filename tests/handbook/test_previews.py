"""What a chat shows of a link to a page of the handbook: its tags and its picture."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from macros.built.site import Page
from macros.exports import previews
from macros.library import Library

from ..editions import walked
from ..links import Site

SIZE = (1200, 630)


MOST = 75_000  # bytes of a picture of words; a card's may be larger


def content_pages(built: Site) -> Iterator[tuple[str, Page]]:
    for name, page in built.pages.items():
        if name.endswith("index.html") and not page.redirect and not name.startswith("go/"):
            yield name, page


def tags(page: Page) -> dict[str, str]:
    found = page.root.xpath("//head/meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    named = [(meta.get("property") or meta.get("name"), meta.get("content")) for meta in found]
    assert len(dict(named)) == len(named), "a tag stands twice"
    return dict(named)


@walked
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


@walked
def test_every_page_has_a_picture_of_the_right_size(built: Site) -> None:
    for name, page in content_pages(built):
        address = tags(page)["og:image"]
        assert address.startswith(built.url)
        content = (built.folder / address.removeprefix(built.url)).read_bytes()
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ("PNG", SIZE), name
        if not name.startswith("cards/"):
            assert len(content) <= MOST, name


@walked
def test_every_picture_is_of_a_page_and_no_two_are_alike(built: Site) -> None:
    shown = {tags(page)["og:image"].removeprefix(built.url) for _, page in content_pages(built)}
    made = [name for name in built.files if name.startswith(previews.FOLDER)]
    assert shown == set(made)
    assert len({(built.folder / name).read_bytes() for name in made}) == len(made)


@walked
def test_a_card_is_its_own_picture(built: Site, library: Library) -> None:
    for id_ in library.cards:
        shown = (built.folder / previews.path(f"cards/{id_}/")).read_bytes()
        assert shown == (built.folder / f"cards/{id_}/{id_}.png").read_bytes()


@walked
def test_the_page_for_errors_previews_as_nothing(built: Site) -> None:
    assert tags(built.pages["404.html"]) == {}


@walked
def test_every_alternate_is_there(built: Site) -> None:
    for name, page in content_pages(built):
        found = {
            link.get("type"): link.get("href") for link in page.root.xpath("//link[normalize-space(@rel)='alternate']")
        }
        assert {"text/markdown", "application/json", "application/atom+xml"} <= set(found)
        assert [address for address in found.values() if built.broken(name, address)] == []
        assert found["text/markdown"] == "index.md"
