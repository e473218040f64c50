"""The link kit: everything that has a short address, and a QR code of each.

The codes are made with the site, not in the reader's browser: segno, which draws those on the cards, is there
already, and no program travels to the reader. They hold the short
address, so that they stay coarse enough to print small.
"""

from __future__ import annotations

import io
import json
from typing import Any

from .. import cache, kinds
from ..library import Library
from ..render.place import Place
from ..render.templates import render
from . import catalogue, shortlinks
from .catalogue import Entry

FOLDER = "assets/qr"
QUIET = 4  # modules around a code that a reader needs white

_SVG: dict[str, Any] = {
    "kind": "svg",
    "light": "#fff",
    "xmldecl": False,
    "omitsize": True,
    "svgclass": None,
    "lineclass": None,
}
_PNG: dict[str, Any] = {"kind": "png", "scale": 10}
_END = b"\0"  # of the SVG, which holds none, where both are kept together


def files(library: Library, site_url: str = "") -> dict[str, bytes]:
    """assets/qr/NAME.svg and .png for each short address; none where the site's own address is not known."""
    root = catalogue.root(site_url)
    made: dict[str, bytes] = {}
    for short in shortlinks.shortest(library, root).values() if root else ():
        drawn, painted = _code(short)
        made |= {f"{FOLDER}/{name(short)}.svg": drawn, f"{FOLDER}/{name(short)}.png": painted}
    return made


def name(short: str) -> str:
    """The last part of a short address: ".../go/follow-up/" -> "follow-up"."""
    return short.rstrip("/").rpartition("/")[2]


def _code(address: str) -> tuple[bytes, bytes]:
    """A QR code, black on white: as SVG that scales, and as PNG with 10 pixels a module."""
    key = cache.key("qr", address, *map(str, (_SVG, _PNG)))
    drawn, _, painted = cache.made(key, lambda: _END.join(_encoded(address))).partition(_END)
    return drawn, painted


def _encoded(address: str) -> tuple[bytes, bytes]:
    """The same, made anew: to find the best of eight patterns takes longest, and serves both."""
    import segno  # as in `cards`

    code = segno.make(address, error="m", micro=False)
    made = []
    for form in (_SVG, _PNG):
        out = io.BytesIO()
        code.save(out, border=QUIET, **form)
        made.append(out.getvalue())
    return made[0], made[1]


def groups(library: Library) -> list[tuple[str, str, list[tuple[Entry, str]]]]:
    """What has a short address by kind: its collection, the kind's name, and (entry, address below the root)."""
    short = shortlinks.shortest(library)
    found = []
    for kind in shortlinks.NAMED:
        entries = [catalogue.item(library, kind, id_) for id_ in getattr(library, kind)]
        listed = [(entry, short[entry.kind, entry.id]) for entry in entries]
        found.append((kind, library.words.kinds[kind].many or kind, listed))
    return found


def told(library: Library) -> dict[str, dict[str, str | int]]:
    """What the search of links calls each kind; of a part, the kind that it belongs to; and the height of a frame."""
    says = library.words.kinds
    found: dict[str, dict[str, str | int]] = {}
    for row in (row for row in kinds.KINDS if row.recorded or row.linked):
        frame: dict[str, str | int] = {"frame": row.frame} if row.frame else {}
        found[row.recorded or row.linked] = {"label": says[row.collection].one, **frame}
        if row.part:
            found[row.part] = {"label": says[row.collection].part or row.part, "whole": row.recorded, **frame}
    return found | {name: {"label": says[name].one} for name in kinds.PLACES}


def page(library: Library, place: Place) -> str:
    """The search, and a table of each kind under a Markdown heading."""
    root = catalogue.root(place.site)
    blocks = [render("link_kit", library.words, place=place, root=root, codes=FOLDER, kinds=json.dumps(told(library)))]
    for kind, title, listed in groups(library):
        anchor = place.take(kind)
        blocks.append(f"## {title}" + (f" {{: #{anchor} }}" if anchor else ""))
        blocks.append(render("link_kit_table", library.words, rows=listed, place=place))
    return "\n\n".join(blocks)
