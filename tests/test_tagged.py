"""Each rule of PDF/UA-1 sees its own fault, planted in a card of the toy site; and every file of it keeps them all."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from macros import checks
from macros.exports import book, cards

from . import tagged, toys

SITE = "https://handbook.example.org/"
# All that veraPDF asks of a file that says it is PDF/UA-1: by clause, how many tests it has, and those that are gone.
CLAUSES = {
    "5": 5, "6.1": 1, "6.2": 1, "7.1": 12, "7.2": 43, "7.3": 1, "7.4.2": 1, "7.4.4": 3, "7.5": 2, "7.7": 1, "7.9": 2,
    "7.10": 2, "7.11": 1, "7.15": 1, "7.16": 1, "7.18.1": 3, "7.18.2": 1, "7.18.3": 1, "7.18.4": 2, "7.18.5": 2,
    "7.18.6.2": 2, "7.18.8": 1, "7.20": 2, "7.21.3.1": 1, "7.21.3.2": 1, "7.21.3.3": 3, "7.21.4.1": 2, "7.21.4.2": 2,
    "7.21.5": 1, "7.21.6": 4, "7.21.7": 2, "7.21.8": 1,
}  # fmt: skip
GONE = {"7.2-1", "7.2-35"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every PDF of the toy site."""
    library = checks.load(toys.copy(tmp_path_factory.mktemp("toy") / "docs"), "docs")
    made = cards.files(library, SITE) | book.files(library, SITE)
    return {name: content for name, content in made.items() if name.endswith(".pdf")}


def test_every_file_keeps_every_rule(files: dict[str, bytes]) -> None:
    told = {}
    for name, content in files.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            told[name] = tagged.judged(pdf)
    assert {name: found for name, found in told.items() if found} == {}


def test_every_number_of_verapdf_is_asked_or_excused() -> None:
    numbers = {f"{clause}-{test}" for clause, tests in CLAUSES.items() for test in range(1, tests + 1)} - GONE
    assert numbers == tagged.RULES.keys() | tagged.UNASKED.keys()
    assert not tagged.RULES.keys() & tagged.UNASKED.keys()


# Faults --------------------------------------------------------------------------------


def top(pdf: Pdf) -> Any:
    """The element that holds all others."""
    return pdf.Root.StructTreeRoot.K[0]


def first(pdf: Pdf, role: str) -> Any:
    """The first element of a role."""
    return next(one.thing for one in tagged.Document(pdf).elements if one.role == role)


def add(pdf: Pdf, roles: str, under: Any = None, **keys: Any) -> Any:
    """One element in another: "Table TR TD" below `under` or the first of all; the last one, with `keys`."""
    for role in roles.split():
        under = top(pdf) if under is None else under
        made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=under, K=Array()))
        under.K.append(made)
        under = made
    for key, value in keys.items():
        under[f"/{key}"] = value
    return under


def attributed(**given: Any) -> Dictionary:
    return Dictionary(O=Name.Table, **given)


def told(pdf: Pdf, before: str, after: str) -> None:
    """Change the metadata."""
    text = pdf.Root.Metadata.read_bytes().decode()
    assert before in text
    pdf.Root.Metadata.write(text.replace(before, after).encode())


def painted(pdf: Pdf, before: bytes, after: bytes) -> None:
    """Change what the first page paints."""
    content = pdf.pages[0].Contents.read_bytes()
    assert before in content
    pdf.pages[0].obj.Contents = pdf.make_stream(content.replace(before, after, 1))


def link(pdf: Pdf) -> Any:
    return pdf.pages[0].obj.Annots[0]


def annotated(pdf: Pdf, kind: str, **keys: Any) -> None:
    keys = {"Rect": Array([0, 0, 9, 9]), "Contents": "Words", **keys}
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), **keys)))


def fonts(pdf: Pdf) -> list[Any]:
    return list(tagged.Document(pdf).fonts)


def inner(pdf: Pdf) -> Any:
    return fonts(pdf)[0].DescendantFonts[0]


def mapped(pdf: Pdf, **names: str) -> None:
    for name, to in names.items():
        pdf.Root.StructTreeRoot.RoleMap[f"/{name}"] = Name(f"/{to}")


def silent(pdf: Pdf) -> None:
    del pdf.Root.Lang


def simple(pdf: Pdf, kind: str) -> None:
    """Have the first font be a simple one."""
    fonts(pdf)[0].Subtype = Name(f"/{kind}")


def form(pdf: Pdf, content: bytes = b"", **keys: Any) -> None:
    """Paint something that is kept apart."""
    made = pdf.make_stream(content, Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **keys))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Apart=made)


def table(pdf: Pdf, *rows: str) -> Any:
    """A table of rows of roles: "TH TD"."""
    made = add(pdf, "Table")
    for row in rows:
        tr = add(pdf, "TR", made)
        for cell in row.split():
            add(pdf, cell, tr)
    return made


def encrypted(pdf: Pdf) -> None:
    pdf.trailer.Encrypt = pdf.make_indirect(Dictionary(P=0))


def spelt(pdf: Pdf, character: str) -> None:
    """Have the first character of the title stand for another."""
    text = fonts(pdf)[0].ToUnicode.read_bytes()
    code = text.index(b"<0001>")
    end = text.index(b">", code + 6)
    fonts(pdf)[0].ToUnicode.write(text[: code + 6] + f" <{character}".encode() + text[end:])


def unspelt(pdf: Pdf) -> None:
    del fonts(pdf)[0].ToUnicode


def unembedded(pdf: Pdf) -> None:
    del inner(pdf).FontDescriptor.FontFile2


def unlisted(pdf: Pdf) -> None:
    inner(pdf).FontDescriptor.CIDSet = pdf.make_stream(b"\x80")


def _unmarked(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def _uncovered(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _undescribed(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def _orphaned(pdf: Pdf) -> None:
    del first(pdf, "BlockQuote").P


def _mapless(pdf: Pdf) -> None:
    del inner(pdf).CIDToGIDMap


def _wider(pdf: Pdf) -> None:
    for code in range(2, len(inner(pdf).W), 3):
        inner(pdf).W[code] = inner(pdf).W[code] + 100


def _worded(role: str, key: str) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        add(pdf, role, **{key: "Words"})
        silent(pdf)

    return plant


def _spanned(*spans: tuple[int, str, int]) -> Callable[[Pdf], None]:
    """A table of three rows of two cells, some of which take more room."""

    def plant(pdf: Pdf) -> None:
        made = table(pdf, "TD TD", "TD TD", "TD TD")
        cells = [cell for row in made.K for cell in row.K]
        for at, key, span in spans:
            cells[at].A = attributed(**{key: span})

    return plant


def _set(thing: Callable[[Pdf], Any], key: str, *, to: Any) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        thing(pdf)[f"/{key}"] = to

    return plant


def _below(roles: str, under: str = "", **keys: Any) -> Callable[[Pdf], None]:
    return lambda pdf: add(pdf, roles, first(pdf, under) if under else None, **keys)


def _held(role: str, *roles: str) -> Callable[[Pdf], None]:
    """An element that holds others side by side."""

    def plant(pdf: Pdf) -> None:
        made = add(pdf, role)
        for inner_ in roles:
            add(pdf, inner_, made)

    return plant


TITLE = b"/Span<</MCID 0>>BDC"
CODE = b"<0001>"
FAULTS: dict[str, Callable[[Pdf], Any]] = {
    "5-1": lambda pdf: told(pdf, "<pdfuaid:part>1</pdfuaid:part>", ""),
    "5-2": lambda pdf: told(pdf, "<pdfuaid:part>1<", "<pdfuaid:part>2<"),
    "5-3": lambda pdf: told(pdf, "pdfuaid", "ua"),
    "5-4": lambda pdf: told(
        pdf, "<pdfuaid:part>1</pdfuaid:part>", '<u:amd xmlns:u="http://www.aiim.org/pdfua/ns/id/">1</u:amd>'
    ),
    "5-5": lambda pdf: told(
        pdf, "<pdfuaid:part>1</pdfuaid:part>", '<u:corr xmlns:u="http://www.aiim.org/pdfua/ns/id/">1</u:corr>'
    ),
    "6.2-1": _unmarked,
    "7.1-1": lambda pdf: painted(pdf, TITLE, TITLE + b" /Artifact BMC 0 0 m 9 9 l S EMC "),
    "7.1-2": lambda pdf: painted(pdf, TITLE, b"/Artifact BMC " + TITLE + b" 0 0 m 9 9 l S EMC EMC " + TITLE),
    "7.1-3": lambda pdf: painted(pdf, TITLE, b"0 0 m 9 9 l S " + TITLE),
    "7.1-4": _set(lambda pdf: pdf.Root.MarkInfo, "Suspects", to=True),
    "7.1-5": _below("Whatever"),
    "7.1-6": lambda pdf: mapped(pdf, One="Two", Two="One"),
    "7.1-7": lambda pdf: mapped(pdf, H1="P"),
    "7.1-8": _undescribed,
    "7.1-9": lambda pdf: told(pdf, "dc:title>", "dc:other>"),
    "7.1-10": _set(lambda pdf: pdf.Root.ViewerPreferences, "DisplayDocTitle", to=False),
    "7.1-11": _uncovered,
    "7.1-12": _orphaned,
    "7.2-2": silent,
    "7.2-3": _below("Table P"),
    "7.2-4": _below("TR"),
    "7.2-5": _below("THead"),
    "7.2-6": _below("TBody"),
    "7.2-7": _below("TFoot"),
    "7.2-8": _below("TH"),
    "7.2-9": _below("TD"),
    "7.2-10": _below("Table TR P"),
    "7.2-11": _held("Table", "THead", "THead", "TBody"),
    "7.2-12": _held("Table", "TBody", "TFoot", "TFoot"),
    "7.2-13": _held("Table", "TR", "TFoot"),
    "7.2-14": _held("Table", "THead", "TR"),
    "7.2-15": _spanned((1, "RowSpan", 2), (2, "ColSpan", 2)),
    "7.2-16": _held("Table", "TR", "Caption", "TR"),
    "7.2-17": _below("LI"),
    "7.2-18": _below("LBody"),
    "7.2-19": _below("P", "L"),
    "7.2-20": _below("P", "LI"),
    "7.2-21": _worded("Span", "ActualText"),
    "7.2-22": _worded("Figure", "Alt"),
    "7.2-23": _worded("Span", "E"),
    "7.2-24": silent,
    "7.2-25": lambda pdf: annotated(pdf, "Widget", TU="Words"),
    "7.2-26": _below("TOCI"),
    "7.2-27": _below("TOC P"),
    "7.2-28": _held("TOC", "TOCI", "Caption"),
    "7.2-29": _set(lambda pdf: pdf.Root, "Lang", to="en_GB"),
    "7.2-33": silent,
    "7.2-34": silent,
    "7.2-36": _below("Table THead P"),
    "7.2-37": _below("Table TBody P"),
    "7.2-38": _below("Table TFoot P"),
    "7.2-39": _held("Table", "Caption", "TR", "Caption"),
    "7.2-40": _held("L", "LI", "Caption"),
    "7.2-41": _spanned((5, "RowSpan", 2)),
    "7.2-42": lambda pdf: table(pdf, "TD TD", "TD"),
    "7.3-1": _below("Figure"),
    "7.4.2-1": _below("H3"),
    "7.4.4-1": _held("Sect", "H", "H"),
    "7.4.4-2": _below("H"),
    "7.4.4-3": _below("H"),
    "7.5-1": lambda pdf: table(pdf, "TH TH", "TD TD"),
    "7.7-1": _below("Formula"),
    "7.9-1": _below("Note"),
    "7.9-2": lambda pdf: [add(pdf, "Note", ID="one") for _ in range(2)],
    "7.10-1": _set(lambda pdf: pdf.Root, "OCProperties", to=Dictionary(D=Dictionary())),
    "7.10-2": _set(lambda pdf: pdf.Root, "OCProperties", to=Dictionary(D=Dictionary(AS=Array()))),
    "7.11-1": lambda pdf: pdf.make_indirect(Stream(pdf, b"", Type=Name.EmbeddedFile)),
    "7.15-1": _set(lambda pdf: pdf.Root, "AcroForm", to=Dictionary(XFA=Array())),
    "7.16-1": encrypted,
    "7.18.1-1": lambda pdf: annotated(pdf, "Text"),
    "7.18.1-2": lambda pdf: annotated(pdf, "Text", Contents=""),
    "7.18.1-3": lambda pdf: annotated(pdf, "Widget"),
    "7.18.2-1": lambda pdf: annotated(pdf, "TrapNet"),
    "7.18.3-1": _set(lambda pdf: pdf.pages[0].obj, "Tabs", to=Name.R),
    "7.18.4-1": lambda pdf: annotated(pdf, "Widget"),
    "7.18.4-2": _below("Form"),
    "7.18.5-1": _set(link, "StructParent", to=99),
    "7.18.5-2": _set(link, "Contents", to=""),
    "7.18.6.2-1": lambda pdf: pdf.make_indirect(Dictionary(Type=Name.MediaClip)),
    "7.18.6.2-2": lambda pdf: pdf.make_indirect(Dictionary(Type=Name.MediaClip)),
    "7.18.8-1": lambda pdf: annotated(pdf, "PrinterMark"),
    "7.20-1": lambda pdf: form(pdf, Ref=Dictionary()),
    "7.20-2": lambda pdf: form(pdf, b"/P <</MCID 0>> BDC EMC"),
    "7.21.3.1-1": _set(lambda pdf: fonts(pdf)[0], "Encoding", to=Name("/UniGB-UTF16-H")),
    "7.21.3.2-1": _mapless,
    "7.21.3.3-1": _set(lambda pdf: fonts(pdf)[0], "Encoding", to=Name.Mine),
    "7.21.3.3-2": lambda pdf: fonts(pdf)[0].__setitem__("/Encoding", pdf.make_stream(b"")),
    "7.21.3.3-3": lambda pdf: pdf.make_indirect(Dictionary(Type=Name.CMap, UseCMap=Name.Mine)),
    "7.21.4.1-1": unembedded,
    "7.21.4.1-2": lambda pdf: painted(pdf, b"\\000\\001", b"\\377\\377"),
    "7.21.4.2-1": lambda pdf: simple(pdf, "Type1"),
    "7.21.4.2-2": unlisted,
    "7.21.5-1": _wider,
    "7.21.6-1": lambda pdf: simple(pdf, "TrueType"),
    "7.21.6-2": lambda pdf: simple(pdf, "TrueType"),
    "7.21.6-3": lambda pdf: simple(pdf, "TrueType"),
    "7.21.6-4": lambda pdf: simple(pdf, "TrueType"),
    "7.21.7-1": unspelt,
    "7.21.7-2": lambda pdf: spelt(pdf, "FEFF"),
    "7.21.8-1": lambda pdf: painted(pdf, b"\\000\\001", b"\\000\\000"),
}


@pytest.fixture
def card(files: dict[str, bytes]) -> Iterator[Pdf]:
    """One card, open to be broken."""
    with pikepdf.open(io.BytesIO(files["cards/broken-toy/broken-toy.pdf"])) as pdf:
        yield pdf


@pytest.mark.parametrize("number", sorted(tagged.RULES.keys() - {"6.1-1"}))
def test_a_rule_sees_its_fault(card: Pdf, number: str) -> None:
    assert list(tagged.RULES[number](tagged.Document(card))) == []
    FAULTS[number](card)
    assert list(tagged.RULES[number](tagged.Document(card))) != []


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_form_with_tags_is_painted_once(card: Pdf, times: int) -> None:
    """As the pages of a booklet are, of which each is a form on its sheet."""
    page = card.pages[0].obj
    whole = Stream(card, page.Contents.read_bytes())
    whole.Type, whole.Subtype, whole.BBox = Name.XObject, Name.Form, page.MediaBox
    whole.Resources, whole.StructParents = page.Resources, page.StructParents
    page.Resources, page.Contents = Dictionary(XObject=Dictionary(Whole=whole)), card.make_stream(b"/Whole Do " * times)
    del page["/StructParents"]
    assert (tagged.judged(card) == []) is (times == 1)
    whole.StructParents = 999  # which is no key of the parent tree
    assert ("7.1-3: page 1: content that is neither tagged nor an artifact" in "".join(tagged.judged(card))) is (
        times > 0
    )


def test_a_file_of_a_later_version_is_seen(card: Pdf, tmp_path: Path) -> None:
    card.save(tmp_path / "later.pdf", force_version="2.0")
    with pikepdf.open(tmp_path / "later.pdf") as pdf:
        assert [line for line in tagged.judged(pdf) if line.startswith("6.1-1:")]


def test_a_sound_table_is_let_through(card: Pdf) -> None:
    made = add(card, "Table")
    for part, cells in (("THead", "TH TH"), ("TBody", "TD TD")):
        row = add(card, f"{part} TR", made)
        for role in cells.split():
            add(card, role, row, **({"A": attributed(Scope=Name.Column)} if role == "TH" else {}))
    assert tagged.judged(card) == []
