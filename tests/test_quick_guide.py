"""The quick guide: what is read first, on pages that can be folded into a booklet."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from macros import cache, checks
from macros.exports import book
from macros.exports.book import imposed, quick
from macros.library import Library

from . import tagged, toys

SITE = "https://toys.example.org/handbook/"
PAGE = """\
---
description: What holds for every toy.
---

# Quick guide to toys

Read this on the screen.

## Toys in danger {: #danger }

Tell the {{ team.roles.safety.title }}, {{ team.roles.safety.contact }}. You may give {{ team.roles.rep.goodwill }}.

{{ alone() }}

- [The toy broke](../situations/toy-broke.md): hear it out.

## With every toy {: #every-toy }

{{ checklist("broken-toy") }}
"""
INDEX = """\
---
description: All that happens to toys.
---

# What happened?

Not this list: [late](toy-late.md).

## Nothing stands under this {: #nothing }

### Nor under this {: #nor }

Words alone.

## Broken or late {: #broken }

- [The toy broke](toy-broke.md), or [it broke again](toy-broke.md).

## And nothing at the end {: #end }

- [The toy broke](toy-broke.md) stands above.
"""
SIZES = {"a4": (297, 210), "letter": (279.4, 215.9)}
MM = 72 / 25.4


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Library:
    edits = {quick.PAGE: PAGE, "situations/index.md": INDEX}
    return checks.load(toys.copy(tmp_path_factory.mktemp("quick") / "docs", edits), "docs")


@pytest.fixture(scope="module")
def made(toy: Library) -> dict[str, bytes]:
    return quick.pdfs(toy, SITE)


def halves(pdf: bytes) -> list[tuple[str, str]]:
    """The text on the left and on the right of each side."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            wide, high = page.get_size()
            text = page.get_textpage()
            left, right = (text.get_text_bounded(at, 0, at + wide / 2, high) for at in (0, wide / 2))
            found.append((" ".join(left.split()), " ".join(right.split())))
    return found


def folded(pdf: bytes) -> list[str]:
    """The text of its pages as they follow each other once the sheets are folded into one another."""
    sides = halves(pdf)
    pages = {}
    for number, (left, right) in enumerate(sides):
        last = 2 * len(sides) - 1
        pages |= {last - number: left, number: right} if number % 2 == 0 else {number: left, last - number: right}
    return [pages[number] for number in range(len(pages))]


def test_it_is_read_in_order_once_it_is_folded(made: dict[str, bytes]) -> None:
    for pdf in made.values():
        pages = folded(pdf)
        assert len(pages) % 4 == 0
        assert pages[0].startswith("Quick guide to toys Toy handbook")
        numbers = [int(found[1]) for page in pages[1:] if (found := re.search(r"Quick guide to toys (\d+)$", page))]
        assert numbers == list(range(2, len(pages) + 1))
        whole = " ".join(pages)
        assert whole.index("Toys in danger") < whole.index("With every toy") < whole.index("What happened?")


def test_it_says_what_the_page_says_but_what_is_for_the_screen(toy: Library, made: dict[str, bytes]) -> None:
    whole = " ".join(folded(made["a4"]))
    assert toy.team
    safety, rep = toy.team.roles.safety, toy.team.roles.rep
    assert f"Tell the {safety.title}, {safety.contact}. You may give {rep.goodwill}." in whole
    assert all(item.text.split()[0] in whole for item in toy.checklists["broken-toy"].items)
    assert "on the screen" not in whole
    assert toy.call in whole
    assert f"For {toy.team.name}" in folded(made["a4"])[0]
    assert "toys.example.org/handbook/" in folded(made["a4"])[0]


def test_a_link_to_another_page_says_its_short_address(made: dict[str, bytes]) -> None:
    assert "The toy broke (go/toy-broke): hear it out." in " ".join(folded(made["a4"]))


def test_every_situation_stands_once_under_its_heading(toy: Library) -> None:
    rows = quick.told(toy, SITE)["places"]
    assert rows == [
        {"level": 2, "title": "Broken or late"},
        {"title": "The toy broke", "short": "go/toy-broke"},
        {"title": "The toy is late", "short": "go/toy-late"},
    ]


def test_each_paper_has_two_pages_on_a_side_in_the_middle_of_their_halves(made: dict[str, bytes]) -> None:
    assert made.keys() == SIZES.keys()
    for paper, (wide, high) in SIZES.items():
        with pikepdf.open(io.BytesIO(made[paper])) as pdf:
            assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
            assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
            for page in pdf.pages:
                assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, wide * MM, high * MM], abs=0.1)
                drawn = page.obj.Contents.read_bytes().decode()
                places = re.findall(r"1 0 0 1 (\S+) (\S+) cm /(P\d) Do", drawn)
                for across, down, name in places:
                    box = [float(edge) for edge in page.obj.Resources.XObject[f"/{name}"].BBox]
                    left = float(across) - int(name[1:]) * wide * MM / 2
                    assert left == pytest.approx(wide * MM / 2 - box[2] - left, abs=0.1)
                    assert float(down) == pytest.approx(high * MM - box[3] - float(down), abs=0.1)


def test_what_is_read_aloud_follows_the_folded_pages(made: dict[str, bytes]) -> None:
    """However the pages lie on the sheets: the tags keep their order, and every rule of tagged print."""
    for pdf in made.values():
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert tagged.judged(document) == []
            headings = [one.role for one in tagged.Document(document).elements if re.fullmatch(r"H\d", one.role)]
            with document.open_outline() as outline:
                titles = [item.title for item in outline.root]
                pages = [document.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
        assert titles == ["Toys in danger", "With every toy", "What happened?"]
        assert headings.count("H1") == len(titles)
        sides = halves(pdf)
        assert all(title in " ".join(sides[page]) for title, page in zip(titles, pages, strict=True))


def test_a_link_covers_its_words(made: dict[str, bytes]) -> None:
    for pdf in made.values():
        document = pypdfium2.PdfDocument(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as read:
            found = {}
            for number, page in enumerate(read.pages):
                for note in page.obj.get("/Annots", []):
                    text = document[number].get_textpage().get_text_bounded(*map(float, note.Rect))
                    found[str(note.A.URI)] = " ".join(text.split())
        document.close()
        assert found[f"{SITE}go/toy-late/"] == "go/toy-late"
        assert found[f"{SITE}situations/toy-broke/"] == "The toy broke"


@pytest.mark.parametrize("count", [1, 4, 5, 12])
def test_pages_that_do_not_fill_their_sheets_leave_the_last_ones_empty(count: int) -> None:
    sides = imposed.sides(count)
    assert sorted(page for side in sides for page in side) == list(range(-(-count // 4) * 4))
    assert all(left + right == 2 * len(sides) - 1 for left, right in sides)
    assert sides[0] == (2 * len(sides) - 1, 0)


def test_without_an_address_it_has_no_link_and_no_code(toy: Library) -> None:
    for pdf in quick.pdfs(toy).values():
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert not [page for page in document.pages if "/Annots" in page.obj]
            assert tagged.judged(document) == []
        assert "go/toy-late" in " ".join(folded(pdf))


def test_a_handbook_without_its_page_has_none(tmp_path: Path) -> None:
    made = book.files(checks.load(toys.copy(tmp_path / "docs"), "docs"), SITE)
    assert not [name for name in made if "quick" in name]


def test_a_link_to_it_is_dead_without_its_page(tmp_path: Path) -> None:
    said = "---\ndescription: Words.\n---\n# Words\n\n[All](../downloads/quick-guide-letter.pdf) of it.\n"
    for page, lost in (({}, 1), ({quick.PAGE: PAGE}, 0)):
        docs = toys.copy(tmp_path / f"{lost}", {"guide/prose.md": said, **page})
        _, problems = checks.examined(docs, "docs")
        assert len(problems) == lost, problems


def test_equal_handbooks_give_equal_bytes(
    toy: Library, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.forget()
    assert quick.pdfs(toy, SITE) == made


def test_nothing_is_typeset_again_where_nothing_changed(
    toy: Library, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick.printed, "typeset", lambda *_: pytest.fail("typeset again"))
    assert quick.pdfs(toy, SITE) == made
    with pytest.raises(pytest.fail.Exception):
        quick.pdfs(toy, "https://elsewhere.example.org/")
