"""Pages in the order of a booklet: two beside each other, so that the printed sheets can be folded into one another.

Each page becomes a drawing on a sheet. The tags keep their order, so that a screen reader reads the pages as they
follow each other in the folded booklet, and not as they lie on the sheets.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

# Of a page: its sheet, its drawing there, and how far it has moved.
Places = dict[tuple[int, int], tuple[Object, Object, float, float]]


def folded(pdf: bytes, size: tuple[float, float]) -> bytes:
    """`pdf`, whose pages are all of one size, on both sides of sheets of `size` that are turned over the short edge."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        pages = [page.obj for page in whole.pages]
        places: Places = {}
        sheets = []
        for side in sides(len(pages)):
            sheet = whole.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *size]), Tabs=Name.S))
            _lay(whole, sheet, [pages[number] if number < len(pages) else None for number in side], size, places)
            sheets.append(pikepdf.Page(sheet))
        _retag(whole.Root.StructTreeRoot, places)
        _redirect(whole, places)
        del whole.pages[:]
        whole.pages.extend(sheets)
        whole.Root.ViewerPreferences.PrintScaling = Name("/None")
        whole.Root.ViewerPreferences.Duplex = Name.DuplexFlipShortEdge
        if "/PageLabels" in whole.Root:
            del whole.Root.PageLabels  # they count pages
        whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def sides(count: int) -> list[tuple[int, int]]:
    """The pages, from 0, on the left and on the right of each side; numbers from `count` on are empty pages."""
    last = -(-count // 4) * 4 - 1
    return [(last - side, side) if side % 2 == 0 else (side, last - side) for side in range((last + 1) // 2)]


def _lay(pdf: Pdf, sheet: Object, pages: list[Object | None], size: tuple[float, float], places: Places) -> None:
    """Draw two pages on a sheet, each in the middle of its half."""
    half, shown, drawn = size[0] / 2, Dictionary(), b""
    notes = pdf.make_indirect(Array())
    for number, page in enumerate(pages):
        if page is None:
            continue
        left, bottom, right, top = map(float, page.MediaBox)
        across, down = number * half + (half - (right - left)) / 2 - left, (size[1] - (top - bottom)) / 2 - bottom
        drawing = _drawing(pdf, page)
        shown[f"/P{number}"] = drawing
        drawn += b"q 1 0 0 1 %.2f %.2f cm /P%d Do Q\n" % (across, down, number)
        places[page.objgen] = (sheet, drawing, across, down)
        for note in page.get("/Annots", []):
            note.Rect = Array([float(edge) + by for edge, by in zip(note.Rect, (across, down) * 2, strict=True)])
            if "/QuadPoints" in note:
                moved = zip(note.QuadPoints, (across, down) * (len(note.QuadPoints) // 2), strict=True)
                note.QuadPoints = Array([float(edge) + by for edge, by in moved])
            note.P = sheet
            notes.append(note)
    sheet.Resources = Dictionary(XObject=shown)
    sheet.Contents = pdf.make_stream(drawn)
    if len(notes):
        sheet.Annots = notes


def _drawing(pdf: Pdf, page: Object) -> Object:
    """A page as a form, which holds the same marked content under the same key of the parent tree."""
    parts = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
    form = Stream(pdf, b"\n".join(part.read_bytes() for part in parts))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, page.MediaBox
    form.Resources = page.get("/Resources", Dictionary())
    for key in ("/StructParents", "/Group"):
        if key in page:
            form[key] = page[key]
    return pdf.make_indirect(form)


def _retag(tree: Object, places: Places) -> None:
    """Let every element say on which sheet and in which drawing its content is."""
    todo: list[Any] = [tree]
    while todo:
        element = todo.pop()
        on = element.get("/Pg")
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        for number, kid in enumerate(kids):
            if isinstance(kid, int):
                kids[number] = kid = Dictionary(Type=Name.MCR, Pg=on, MCID=kid)
            if kid.get("/Type") in (Name.MCR, Name.OBJR):
                sheet, drawing, *_ = places[kid.get("/Pg", on).objgen]
                kid.Pg = sheet
                if kid.Type == Name.MCR:
                    kid.Stm = drawing
            else:
                todo.append(kid)
        if kids:
            element.K = Array(kids)
        if on is not None:
            element.Pg = places[on.objgen][0]


def _redirect(pdf: Pdf, places: Places) -> None:
    """Lead links and bookmarks to where their page has come to lie."""
    todo: list[Any] = [one for one in pdf.objects if isinstance(one, (Array, Dictionary))]
    while todo:
        thing = todo.pop()
        if isinstance(thing, Array) and len(thing) == 5 and thing[1] == Name.XYZ:
            sheet, _, across, down = places[thing[0].objgen]
            thing[0] = sheet
            thing[2], thing[3] = float(thing[2]) + across, float(thing[3]) + down
            continue
        inner = thing if isinstance(thing, Array) else [value for _, value in thing.items()]
        todo += [one for one in inner if isinstance(one, (Array, Dictionary)) and not one.is_indirect]
