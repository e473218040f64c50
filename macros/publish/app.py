"""What makes the handbook an app of its own on a phone or a desktop: a manifest, and icons from the one mark.

Pure: texts in, {path below the site's root: bytes} out. Typst draws the pictures.
"""

from __future__ import annotations

import functools
import json
import re

import typst

from ..problems import Invalid, Problem

MANIFEST = "manifest.webmanifest"
MARK = "assets/images/favicon.svg"
COLOURS = "assets/css/tokens.css"

# Path -> width in pixels, and the share of it that the mark takes: less than all where a device cuts the picture to
# a shape of its own, and the ground then reaches to the edge.
ICONS = {
    "assets/images/icon-192.png": (192, 100),
    "assets/images/icon-512.png": (512, 100),
    "assets/images/icon-maskable.png": (512, 76),
    "assets/images/apple-touch-icon.png": (180, 88),
}

_BRAND = re.compile(r"--hb-brand:\s*(#[0-9a-fA-F]{6})\b")
_PICTURE = """
#let size = int(sys.inputs.size) * 1pt
#set page(width: size, height: size, margin: 0pt, fill: {ground})
#align(center + horizon, image(bytes(sys.inputs.mark), format: "svg", width: int(sys.inputs.share) * 1%))
"""


def colours(tokens: str) -> tuple[str, str]:
    """The colour of the header, "#rrggbb", in the light palette and in the dark one.

    Raises Invalid where `tokens`, the stylesheet of colours, does not name both.
    """
    found = _BRAND.findall(tokens)
    if len(found) < 2:
        said = f"{len(found)} values of --hb-brand"
        raise Invalid([Problem(f"overrides/{COLOURS}", 1, "", said, "one for each palette, as #rrggbb")])
    return found[0], found[1]


def files(name: str, about: str, mark: str, tokens: str) -> dict[str, bytes]:
    """The manifest of the handbook with this name and description, and its icons, drawn from the SVG `mark`.

    Raises Invalid where a colour is missing.
    """
    brand, _ = colours(tokens)
    manifest = {
        "name": name,
        "short_name": short(name),
        "description": about,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": brand,
        "icons": [
            {
                "src": path,
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any" if share == 100 else "maskable",
            }
            for path, (size, share) in ICONS.items()
            if "apple" not in path
        ],
    }
    icons = {path: _icon(mark, size, share, brand) for path, (size, share) in ICONS.items()}
    return {MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n", **icons}


def short(name: str) -> str:
    """A name of at most 12 characters, for under an icon: its last words that fit, or its beginning."""
    words = name.split()
    fitting = (" ".join(words[start:]) for start in range(len(words)))
    return next((one for one in fitting if len(one) <= 12), name[:12].rstrip())


@functools.lru_cache(maxsize=16)
def _icon(mark: str, size: int, share: int, brand: str) -> bytes:
    """The mark on a square of so many pixels, as PNG; on the brand's colour where it does not fill it."""
    ground = "none" if share == 100 else f'rgb("{brand}")'
    inputs = {"mark": mark, "size": str(size), "share": str(share)}
    source = _PICTURE.replace("{ground}", ground).encode()
    made = typst.compile(source, format="png", ppi=72, sys_inputs=inputs, ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise TypeError("an icon is one picture")
    return made
