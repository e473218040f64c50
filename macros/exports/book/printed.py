"""The book as a PDF: tagged, with bookmarks, and with page numbers where the screen has links."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import typst

from ... import cache, language
from ...problems import Invalid, Problem
from ...render.templates import TEMPLATES
from ...text import Quotes, quoted
from .. import apart
from ..typesetting import Faces, failure, lacking, lacks, sources
from .content import Book, Chapter, Leaf, links

TEMPLATE = "book.typ"
# Width and height in points. What is typeset is as wide as the narrower and as high as the lower of all, so that one
# setting, with more white around it, is every paper's: page numbers agree, and the time is spent once.
PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
# Pages before the first chapter, and what fills a page: fewer letters of its blocks as JSON than a page of ours has.
BEFORE, LETTERS = 3, 12_000
COMMON = tuple(min(sizes) for sizes in zip(*PAPERS.values(), strict=True))


def pdfs(book: Book, faces: Faces) -> dict[str, bytes]:
    """The book on each of PAPERS, by name. Raises Invalid with the characters that the font lacks."""
    expect(book)
    data = {**vars(book), **language.parts(book.language), **faces.told, "size": COMMON}
    data["reviewed"] = language.day(book.reviewed, book.language)
    inputs = {"data": json.dumps(with_marks(data, book.marks), ensure_ascii=False, sort_keys=True)}
    keys = {paper: cache.key(sources(), TEMPLATE, paper, inputs["data"]) for paper in PAPERS}
    found = {paper: content for paper, key in keys.items() if (content := cache.get(key)) is not None}
    if len(found) < len(PAPERS):
        found = _on_papers(typeset(TEMPLATE, inputs, faces))
        for paper, content in found.items():
            cache.put(keys[paper], content)
    return found


def expect(book: Book) -> None:
    """Tell each leaf, and each word that leads to a part of the book, of how many digits its page may be.

    Where that is too few, what is set once more is still right.
    """
    letters, digits = 0, {}
    leaves = [leaf for chapter in book.chapters for leaf in chapter.leaves]
    for leaf in leaves:
        leaf.digits = digits[leaf.id] = len(str(BEFORE + letters // LETTERS))
        letters += len(json.dumps(leaf.blocks))
        last = len(str(BEFORE + letters // LETTERS))
        digits |= {block["id"]: last for block in leaf.blocks if block["is"] == "heading"}
    for word in (word for leaf in leaves for word in links(leaf.blocks) if "ref" in word):
        word["digits"] = digits[word["ref"]]


def typeset(template: str, inputs: dict[str, str], faces: Faces) -> bytes:
    """A PDF. Raises Invalid with the characters that the font lacks."""
    asked = {"template": str(TEMPLATES / template), "root": str(TEMPLATES), "fonts": faces.folders, **inputs}
    command = [sys.executable, str(apart.__file__)]
    done = subprocess.run(command, input=json.dumps(asked).encode(), stdout=subprocess.PIPE, check=True)  # noqa: S603
    told, _, made = done.stdout.partition(b"\n")
    if against := json.loads(told):
        raise Invalid(_problems(template, failure(**against)))
    return made


def _on_papers(whole: bytes) -> dict[str, bytes]:
    """The pages in the middle of each of PAPERS. Objects are packed, which typst does not do: a third of them is left.

    The size of a paper stands once, above all pages, so that one reading serves them all.
    """
    import pikepdf  # nothing else needs it, and to load it takes time

    made = {}
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        for page in pdf.pages:
            del page.obj.MediaBox
        for paper, size in PAPERS.items():
            across, down = ((of - common) / 2 for of, common in zip(size, COMMON, strict=True))
            pdf.Root.Pages.MediaBox = pikepdf.Array([-across, -down, COMMON[0] + across, COMMON[1] + down])
            out = io.BytesIO()
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
            made[paper] = out.getvalue()
    return made


_NO_WORDS = frozenset({"id", "is", "url", "ref", "root", "at", "short", "address", "qr"})


def with_marks(value: Any, marks: Quotes) -> Any:
    """The data, chapters and pages too, with the quotes and dashes of print in every text that is not an address."""
    if isinstance(value, (Chapter, Leaf)):
        value = vars(value)
    if isinstance(value, dict):
        return {name: one if name in _NO_WORDS else with_marks(one, marks) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_marks(one, marks) for one in value]
    if not isinstance(value, str) or not value.strip():
        return value
    before, after = value[: len(value) - len(value.lstrip())], value[len(value.rstrip()) :]
    return f"{before}{quoted(value.strip(), marks)}{after}"


def _problems(template: str, error: typst.TypstError) -> list[Problem]:
    where = f"macros/templates/{template}"
    if found := lacking(error):
        return [Problem(where, 1, "book", *lacks("printed book", sorted(set(found))))]
    return [Problem(where, 1, "book", " ".join(error.diagnostic.split()), "no complaint")]
