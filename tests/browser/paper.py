"""What a page looks like on paper: its PDF, opened and measured. Lengths are millimetres from the top left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image
from playwright.sync_api import Page

MM = 25.4 / 72  # millimetres in a point
FOOT = 16  # the margin at the foot of a page, where only its number stands
A4 = (210, 297)
TOGETHER = 18  # pages in one print: with more, each takes longer
# Of each page, what prints.
JOIN = """async ([home, paths]) => {
  const bodies = await Promise.all(paths.map(async (path) => {
    const at = new URL(path, home)
    const text = await (await fetch(at)).text()
    const { body } = new DOMParser().parseFromString(text, "text/html")
    for (const part of body.querySelectorAll("*")) {
      if (!part.closest(".md-content") && !part.querySelector(".md-content")) part.remove()
    }
    for (const style of body.querySelectorAll("link")) style.href = new URL(style.getAttribute("href"), at)
    return document.adoptNode(body)
  }))
  const apart = new CSSStyleSheet()
  apart.replaceSync("@media print { body { break-before: page } }")
  document.adoptedStyleSheets = [apart]
  document.body.remove()
  document.documentElement.append(...bodies)
  const styles = [...document.querySelectorAll("body link")]
  await Promise.all(styles.map((link) => link.sheet ?? new Promise((done) => link.addEventListener("load", done))))
}"""
# No element of the handbook lives there but <print-page>, which says how many sheets a page takes; and no tool that a
# page has when it stands by itself, and not in a frame on another site.
ALONE = """
  const { define } = customElements
  customElements.define = (name, element) => {
    if (name === "print-page") window.begin = () => define.call(customElements, name, element)
  }
"""
PROGRAM = "assets/js/handbook.js"


def letters(text: str) -> str:
    """A text without what lines and marks of print do to it."""
    return "".join(re.findall(r"\w", text))


@dataclass(frozen=True)
class Line:
    """A run of text on a page, and the box around it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """One page of the PDF. Texts are squeezed."""

    width: float
    height: float
    text: str  # all of it but the page's number
    lowest: str  # the last line of that, as the eye sees it
    lines: tuple[Line, ...]
    picture: Image.Image  # grey, two dots a millimetre


def squeeze(text: str) -> str:
    """`text` without what two renderings may differ in: white space, hyphens, ligatures, invisible characters."""
    return re.sub(r"[\s\x02\u00ad\u200b\ufffe\ufeff‐-]+", "", unicodedata.normalize("NFKC", text))


def printed(shown: Page, size: str = "A4") -> list[Sheet]:
    """The page as its browser prints it, backgrounds and all, on the paper it asks for, else of that size."""
    pdf = shown.pdf(prefer_css_page_size=True, format=size, print_background=True)
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_sheet(page, f"{number}/{len(document)}") for number, page in enumerate(document, 1)]
    finally:
        document.close()


def joined(shown: Page, address: str, paths: Iterable[str]) -> Iterator[list[str]]:
    """Pages of the site put into one document, a dozen or two at a time, each a body of its own: which stand there now.

    Printed together (`sheets`), they take a tenth of the time: the styles they name alone are loaded, and nothing
    is laid out for a screen in between. `address` is the site's, without a closing slash.
    """
    shown.route(f"**/{PROGRAM}", lambda route: route.fulfill(body="", content_type="text/javascript"))
    shown.add_init_script(ALONE)
    shown.emulate_media(media="print")
    waiting = list(paths)
    while part := waiting[:TOGETHER]:
        del waiting[:TOGETHER]
        shown.goto(part[0])
        shown.evaluate(JOIN, [f"{address}/", part])
        shown.evaluate("document.documentElement.dataset.embed = ''")
        shown.add_script_tag(url=f"{address}/{PROGRAM}?now")
        shown.evaluate("delete document.documentElement.dataset.embed; begin()")
        yield part


def sheets(shown: Page, home: str, paths: list[str], size: str = "A4") -> dict[str, list[str]]:
    """The text of every sheet of the pages that are `joined`. Each page ends with its date and published address."""
    pdf = shown.pdf(prefer_css_page_size=True, format=size, print_background=True)
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = iter([page.get_textpage().get_text_range() for page in document])
    finally:
        document.close()
    found: dict[str, list[str]] = {}
    for path in paths:
        foot = re.compile(r"(^|asof\w+)" + re.escape(squeeze(f"{home}{path}")))
        for text in texts:
            found.setdefault(path, []).append(body(text))
            if foot.search(squeeze(found[path][-1])):
                break
    assert ([*found], [*texts]) == (paths, []), "a page that does not end with its address"
    return found


def body(text: str) -> str:
    """What stands on a sheet, but for its number."""
    return re.sub(r"^\d+ / \d+\s*$", "", text, flags=re.MULTILINE).strip()


def _sheet(pdf: pypdfium2.PdfPage, number: str) -> Sheet:
    width, height = (side * MM for side in pdf.get_size())
    upright, turned = _letters(pdf.get_textpage(), height)
    lines = tuple(_lines(upright))
    body = [line for line in lines if line.bottom < height - FOOT + 1]
    end = max((line.bottom for line in body), default=0)
    lowest = sorted((line for line in body if line.bottom > end - 2), key=lambda line: line.left)
    return Sheet(
        width,
        height,
        # Letters that stand on their side would come in between the others.
        squeeze("".join(letter.text for letter in [*upright, *turned])).removeprefix(number),
        squeeze("".join(line.text for line in lowest)),
        (*lines, *turned),
        pdf.render(scale=2 * MM, grayscale=True).to_pil(),
    )


def _letters(text: pypdfium2.PdfTextPage, height: float) -> tuple[list[Line], list[Line]]:
    """Every letter with its box, in the order of the PDF: the upright ones, and those on their side."""
    letters: tuple[list[Line], list[Line]] = ([], [])
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if not letter.isspace():
            left, bottom, right, top = (side * MM for side in text.get_charbox(index))
            turned = abs(raw.FPDFText_GetCharAngle(text, index)) > 0.1
            letters[turned].append(Line(letter, left, height - top, right, height - bottom))
    text.close()
    return letters


def _lines(letters: list[Line]) -> Iterator[Line]:
    """Runs of letters: each stands on the line of the one before, less than two letters away."""
    run: list[Line] = []
    for letter in letters:
        last = run[-1] if run else letter
        if run and not (
            letter.top < last.bottom + 1 and last.top < letter.bottom + 1 and -1 < letter.left - last.right < 3
        ):
            yield _around(run)
            run = []
        run.append(letter)
    if run:
        yield _around(run)


def _around(run: list[Line]) -> Line:
    return Line(
        "".join(letter.text for letter in run),
        min(letter.left for letter in run),
        min(letter.top for letter in run),
        max(letter.right for letter in run),
        max(letter.bottom for letter in run),
    )
