"""The whole handbook as a book: nothing is lost, nothing leads nowhere, and both forms say the same."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from macros import cache, checks
from macros.exports import book, catalogue, markdown, typesetting
from macros.exports.book import content, epub, printed
from macros.library import Library
from macros.problems import Invalid
from macros.text import ENGLISH, plain

from . import tagged, toys

SITE = "https://toys.example.org/handbook/"
NAMES = {"h": epub.XHTML, "o": epub.OPF, "d": epub.DC}


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return checks.load(toys.copy(tmp_path_factory.mktemp("book") / "docs"), "docs")


@pytest.fixture(scope="module")
def made(toy: Library) -> dict[str, bytes]:
    return book.files(toy, SITE)


def leaves(whole: content.Book) -> list[content.Leaf]:
    return [leaf for chapter in whole.chapters for leaf in chapter.leaves]


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def member(packed: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.read(name)


# What is in it -------------------------------------------------------------------------


def test_every_page_that_is_for_reading_is_in_it_once(toy: Library) -> None:
    found = [leaf.at for leaf in leaves(content.book(toy, SITE))]
    assert len(set(found)) == len(found)
    guidance = {catalogue.at(page) for page in catalogue.pages(toy) if catalogue.folder(page) not in ("", "about")}
    left_out = guidance - set(found)
    screens = {page for page in toy.pages.values() if catalogue.at(page) in left_out}
    assert all({call.name for call in page.calls} & content._ON_SCREEN for page in screens)


def test_every_reference_leads_to_a_part(toy: Library) -> None:
    whole = content.book(toy, SITE)
    ids = [leaf.id for leaf in leaves(whole)]
    ids += [block["id"] for leaf in leaves(whole) for block in leaf.blocks if block["is"] == "heading"]
    assert len(set(ids)) == len(ids)
    found = [link for leaf in leaves(whole) for link in content.links(leaf.blocks)]
    assert {link["ref"] for link in found if "ref" in link} <= set(ids)
    assert all(link["url"].startswith(("https://", "http://", "mailto:", "tel:")) for link in found if "url" in link)
    assert any("ref" in link for link in found)


def test_without_an_address_nothing_leads_to_one_of_ours(toy: Library) -> None:
    found = [link for leaf in leaves(content.book(toy)) for link in content.links(leaf.blocks)]
    assert not [link for link in found if content.HERE in link.get("url", "")]


def test_a_step_is_referred_to_by_its_own_place(toy: Library) -> None:
    """An answer of a tree leads to the step's page, not to the first of its tree."""
    tree = next(iter(toy.trees))
    leaf = next(leaf for leaf in leaves(content.book(toy, SITE)) if leaf.at == f"decide/{tree}/")
    steps = {block["id"] for block in leaf.blocks if block["is"] == "heading"}
    assert {link.get("ref") for link in content.links(leaf.blocks)} & steps


def test_sources_shrink_to_the_names_of_their_articles(toy: Library) -> None:
    whole = content.book(toy, SITE)
    labels = [content.said(block["words"]) for leaf in leaves(whole) for block in leaf.blocks if block["is"] == "par"]
    assert not markdown.over_sources(toy.words) & set(labels)
    notes = [content.said(block["words"]) for leaf in leaves(whole) for block in leaf.blocks if block["is"] == "note"]
    assert any(note.startswith("From: ") for note in notes)


def test_levels_of_headings_leave_no_gap(toy: Library) -> None:
    for leaf in leaves(content.book(toy, SITE)):
        last = 1
        for heading in (block for block in leaf.blocks if block["is"] == "heading"):
            assert 2 <= heading["level"] <= last + 1
            last = heading["level"]


def test_what_is_said_of_a_passage_is_told_apart_from_it(tmp_path: Path) -> None:
    """What Python-Markdown makes a definition: on paper and in the EPUB no colon is left over."""
    said = '**You:** "Calm down."\n: It tells them how to *feel*. See [late](../situations/toy-late.md).'
    page = f"---\ndescription: Words.\n---\n# Words\n\n{said}\n"
    made = book.files(checks.load(toys.copy(tmp_path / "docs", {"guide/words.md": page}), "docs"), SITE)
    told = text(made["downloads/handbook-a4.pdf"])
    assert re.search(r"You: “Calm down.” It tells them how to feel. See late \(p. \d+\)\.", told)
    pages = etree.fromstring(member(made["downloads/handbook.epub"], "EPUB/guide--words.xhtml"))
    [listed] = pages.iterfind(".//h:dl", NAMES)
    assert ["".join(part.itertext()) for part in listed] == [
        'You: "Calm down."',
        "It tells them how to feel. See late.",
    ]


# On paper ------------------------------------------------------------------------------


def test_each_paper_holds_the_same_setting(made: dict[str, bytes]) -> None:
    seen = {}
    for paper, (width, height) in printed.PAPERS.items():
        with pikepdf.open(io.BytesIO(made[f"downloads/handbook-{paper}.pdf"])) as pdf:
            boxes = {tuple(float(edge) for edge in page.mediabox) for page in pdf.pages}
            (left, bottom, right, top) = boxes.pop()
            assert not boxes
            assert (right - left, top - bottom) == pytest.approx((width, height))
            assert -left == pytest.approx(right - printed.COMMON[0])
            seen[paper] = len(pdf.pages)
    assert len(set(seen.values())) == 1
    assert len({text(made[f"downloads/handbook-{paper}.pdf"]) for paper in printed.PAPERS}) == 1


def test_it_is_tagged_and_has_bookmarks(toy: Library, made: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made["downloads/handbook-a4.pdf"])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == toy.words.language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == catalogue.name(toy)
        with pdf.open_outline() as outline:
            chapters = [item.title for item in outline.root]
    assert chapters[: len(content.book(toy).chapters)] == [chapter.title for chapter in content.book(toy).chapters]


def test_every_title_and_every_saying_is_on_paper(toy: Library, made: dict[str, bytes]) -> None:
    printed_text = text(made["downloads/handbook-a4.pdf"])
    whole = content.book(toy, SITE)
    for leaf in leaves(whole):
        assert " ".join(printed.with_marks(leaf.title, ENGLISH).split()) in printed_text
        for query in leaf.queries:
            assert printed.with_marks(query, ENGLISH).split()[0] in printed_text


def test_words_to_type_are_on_paper(toy: Library) -> None:
    whole = content.book(toy, SITE)
    words = [{"is": "text", "text": "Type "}, {"is": "code", "text": ":dc-hold"}, {"is": "text", "text": " there."}]
    leaves(whole)[0].blocks.append({"is": "par", "words": words})
    assert "Type :dc-hold there." in text(printed.pdfs(whole, typesetting.faces(toy.docs))["a4"])


def test_what_is_noted_under_a_step_is_no_part_of_it(toy: Library) -> None:
    item = next(item for list_ in toy.checklists.values() for item in list_.items if item.note)
    ticked = [
        [content.said(part["words"]) for part in one["blocks"]]
        for leaf in leaves(content.book(toy, SITE))
        for block in leaf.blocks
        if block["is"] == "list"
        for one in block["items"]
        if one["box"]
    ]
    assert [plain(item.text), plain(item.note or "")] in ticked


def test_no_part_of_it_is_empty(made: dict[str, bytes]) -> None:
    """Every element holds something to read, but for the sign of a step that is ticked and of a line in a list."""
    with pikepdf.open(io.BytesIO(made["downloads/handbook-a4.pdf"])) as pdf:
        empty = {one.role for one in tagged.Document(pdf).elements if not len(one.thing.get("/K", []))}
    assert empty <= {"Lbl"}


def test_the_cover_says_whose_it_is(toy: Library, made: dict[str, bytes]) -> None:
    assert toy.team
    with pypdfium2.PdfDocument(made["downloads/handbook-a4.pdf"]) as document:
        assert f"For {printed.with_marks(toy.team.name, ENGLISH)}" in document[0].get_textpage().get_text_range()


def test_a_link_names_a_page_that_there_is(toy: Library, made: dict[str, bytes]) -> None:
    printed_text = text(made["downloads/handbook-a4.pdf"])
    with pikepdf.open(io.BytesIO(made["downloads/handbook-a4.pdf"])) as pdf:
        count = len(pdf.pages)
    numbers = [int(part.split(")")[0]) for part in printed_text.split("(p. ")[1:]]
    assert numbers
    assert all(1 <= number <= count for number in numbers)


def test_a_table_may_have_cells_without_words(tmp_path: Path) -> None:
    table = "| What | Who |\n|---|---|\n| Wheels |  |\n|  | **Lead** [now](../situations/toy-late.md) |\n|  |  |"
    page = f"---\ndescription: Table.\n---\n# Table\n\n{table}\n"
    made = book.files(checks.load(toys.copy(tmp_path / "docs", {"guide/table.md": page}), "docs"), SITE)
    assert re.search(r"What Who Wheels Lead now", text(made["downloads/handbook-a4.pdf"]))


def test_a_character_that_the_font_lacks_is_named(toy: Library) -> None:
    whole = content.book(toy, SITE)
    leaves(whole)[0].summary = "Say → nothing"
    with pytest.raises(Invalid) as told:
        printed.pdfs(whole, typesetting.faces(toy.docs))
    assert "→" in str(told.value)


# As an EPUB ----------------------------------------------------------------------------


def test_a_reader_knows_it_by_its_first_bytes(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["downloads/handbook.epub"])) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == (epub.FIRST, zipfile.ZIP_STORED, b"")
        assert archive.read(first) == epub.TYPE.encode()
        assert archive.testzip() is None


def test_it_lists_what_it_holds(made: dict[str, bytes]) -> None:
    packed = made["downloads/handbook.epub"]
    package = etree.fromstring(member(packed, "EPUB/package.opf"))
    listed = {item.get("href") for item in package.iterfind(".//o:item", NAMES)}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        held = {posixpath.relpath(name, "EPUB") for name in archive.namelist() if name.startswith("EPUB/")}
    assert listed == held - {"package.opf"}
    read = [item.get("idref") for item in package.iterfind(".//o:itemref", NAMES)]
    assert set(read) <= {item.get("id") for item in package.iterfind(".//o:item", NAMES)}
    assert package.findtext(".//d:identifier", namespaces=NAMES) == SITE


def test_its_links_lead_somewhere(made: dict[str, bytes]) -> None:
    packed = made["downloads/handbook.epub"]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        pages = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for page in pages.values():
        assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))
        for href in page.xpath("//h:a/@href", namespaces=NAMES):
            name, _, anchor = href.partition("#")
            if ":" not in href:
                assert f"EPUB/{name}" in pages
                assert not anchor or anchor in ids[f"EPUB/{name}"]


def test_it_says_what_the_paper_says(toy: Library, made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["downloads/handbook.epub"])) as archive:
        pages = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
    said = " ".join("".join(page.itertext()) for page in pages)
    for leaf in leaves(content.book(toy, SITE)):
        for block in leaf.blocks:
            if block["is"] == "said":
                assert all(line in said for line in block["lines"])


# Again ---------------------------------------------------------------------------------


def test_equal_handbooks_give_equal_bytes(
    toy: Library, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.forget()
    assert book.files(toy, SITE) == made


def test_nothing_is_read_again_where_nothing_changed(
    toy: Library, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unread:
        unread.setattr(content, "book", lambda *_: pytest.fail("read again"))
        cache.forget()
        assert book.files(toy, SITE) == made
        with pytest.raises(pytest.fail.Exception):
            book.files(toy, "https://elsewhere.example.org/")
    monkeypatch.setattr(cache, "program", lambda: "another")
    monkeypatch.setattr(printed, "pdfs", lambda _, faces: {"a4": b"made anew"})
    assert book.files(toy, SITE)["downloads/handbook-a4.pdf"] == b"made anew"
    cache.forget()


def test_a_book_from_right_to_left_says_so(toy: Library) -> None:
    """Its pages turn the other way."""
    for language, direction in (("en-GB", "ltr"), ("ar", "rtl")):
        book = content.book(toy, SITE)
        book.language = language
        with zipfile.ZipFile(io.BytesIO(epub.packed(book))) as packed:
            package, nav = (packed.read(f"EPUB/{name}").decode() for name in ("package.opf", "nav.xhtml"))
        assert f'lang="{language}"' in package
        assert ('page-progression-direction="rtl"' in package) is (direction == "rtl")
        assert f'dir="{direction}"' in nav
