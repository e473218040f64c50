"""How a company's handbook looks: its logo, icon and font, and its colours, held to the contrast that readers need.

What it gives stands in the laid folder under our own names, where every engine takes it before ours. What is made of
them follows: styles, the app's icons, the pictures of links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..exports.typesetting import OWN, families
from ..problems import Problem, quote
from ..publish.app import COLOURS, MARK, colours
from . import pictures
from .forms import Colours
from .nodes import Node
from .paths import files_in

FOLDER = "looks"
FILE = "colours.yml"
LOGOS = ("logo.svg", "logo.png")
ICON = "favicon.svg"
FONTS = ("font.ttf", "font-bold.ttf")
KNOWN = (FILE, *LOGOS, ICON, *FONTS)
FAMILY = "Handbook Text"  # of the screen: theirs by a name of its own, whatever it is called
WORDS, SHAPES = 4.5, 3.0  # the least contrast of WCAG 2.2, AA: of words, and of marks that mean something
STEPS = 64
_TEXT = re.compile(r"--md-text-font(?:-family)?: ")

# The values that stand in our sheet of colours, a palette each: the first block is the light one.
_PALETTES = re.compile(r'(:root|\[data-md-color-scheme="slate"\])\s*\{([^{}]*)\}')
_VALUE = r"(--{}:\s*)#[0-9a-fA-F]{{6}}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb", from 1 to 21, as WCAG has it."""
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def nearest(colour: str, ground: str, least: float) -> str:
    """The colour that is nearest to one and has the least contrast on a ground: the same, darker or lighter."""
    ways = ("#000000", "#ffffff")
    found = [mixed(colour, end, step / STEPS) for step in range(STEPS + 1) for end in ways]
    return next(one for one in found if contrast(one, ground) >= least)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(own + (new - own) * share):02x}" for own, new in pairs)


def sheet(ours: str, own: Colours) -> str:
    """Our sheet of colours with theirs in it; what they leave out in the dark is made of the light."""
    light, dark = _palettes(ours)
    brand = own.brand or light["hb-brand"]
    brand_dark = own.brand_dark or (nearest(mixed(brand, "#000000", 0.25), dark["hb-brand-ink"], WORDS))
    link = own.link or light["hb-link"]
    link_dark = own.link_dark or nearest(mixed(link, "#ffffff", 0.5), dark["hb-page"], WORDS)
    new: tuple[dict[str, str], dict[str, str]] = ({}, {})
    if own.brand or own.brand_dark:
        new[0].update({"hb-brand": brand, "md-footer-bg-color--dark": mixed(brand, "#000000", 0.4)})
        new[0]["hb-brand-mark"] = nearest(light["hb-brand-mark"], brand, SHAPES)
        new[1]["hb-brand"] = brand_dark
    if own.link or own.link_dark:
        new[0].update({"hb-link": link, "hb-link-hover": mixed(link, "#000000", 0.3)})
        new[1].update({"hb-link": link_dark, "hb-link-hover": mixed(link_dark, "#ffffff", 0.4)})
    parts = re.split(r'(?=\[data-md-color-scheme="slate"\]\s*\{)', ours, maxsplit=1)
    return "".join(_with(part, values) for part, values in zip(parts, new, strict=True))


def _palettes(ours: str) -> tuple[dict[str, str], dict[str, str]]:
    """The values of the light palette and of the dark one."""
    light, dark = (values for match in _PALETTES.finditer(ours) if "hb-brand" in (values := _values(match[2])))
    return light, dark


def _values(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", block))


def _with(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = re.sub(_VALUE.format(re.escape(name)), rf"\g<1>{value}", text)
    return text


def lettered(ours: str) -> str:
    """Our sheet with their font before the system's, which shows until it has come."""
    faces = "".join(
        f'@font-face{{font-display:swap;font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url("../{path.removeprefix("assets/")}") format("truetype")}}\n'
        for path, weight in zip(OWN, (400, 700), strict=True)
    )
    return faces + _TEXT.sub(rf'\g<0>"{FAMILY}", ', ours)


def unread(folder: Path, pages: Path) -> Iterator[tuple[Path, str, str]]:
    """Each file of theirs that is not what its name says, with what is wrong and what is expected."""
    font = f"a TrueType font, as {FONTS[0]}"
    regular, bold = (folder / name for name in FONTS)
    if bold.is_file() and not regular.is_file():
        yield bold, f"{regular.name} is not beside it", font
    for file in (regular, bold):
        if file.is_file() and not families(file):
            yield file, "it is no font that can be printed", font
    drawn = [path for path in files_in(pages) if path.suffix.lower() == ".svg"]
    for file in (folder / LOGOS[0], folder / ICON, *drawn):
        if file.is_file() and (said := pictures.more(file)):
            yield file, said, "an SVG that only draws: no script, no link, nothing from elsewhere"


def brand(ours: str) -> str:
    """The brand of our sheet of colours, which our own mark has as well."""
    return colours(ours)[0]


def weak(ours: str, own: Colours, given: Node) -> Iterator[Problem]:
    """Each colour that words cannot be read in, with the nearest that passes."""
    light, dark = _palettes(ours)
    asked = (
        ("brand", light["hb-brand-ink"], "white words on it"),
        ("brand_dark", dark["hb-brand-ink"], "light words on it"),
        ("link", light["hb-page"], "links on the page"),
        ("link_dark", dark["hb-page"], "links on the dark page"),
    )
    for key, ground, what in asked:
        colour = getattr(own, key)
        if colour and (found := contrast(colour, ground)) < WORDS:
            said = f"{quote(colour)} gives {what} a contrast of {found:.1f} : 1"
            cure = f"{WORDS} : 1 at least; the nearest that passes is {quote(nearest(colour, ground, WORDS))}"
            yield Problem(*given.keys[key].spot, key, said, cure)


def files(folder: Path) -> dict[str, Path]:
    """The pictures of theirs, by the path below docs/ where they stand in place of ours."""
    found = {f"assets/images/{name}": folder / name for name in LOGOS if (folder / name).is_file()}
    fonts = [folder / name for name in FONTS if (folder / name).is_file()]
    if fonts:  # one alone is for bold words too
        found |= {OWN[0]: fonts[0], OWN[1]: fonts[-1]}
    return found | ({MARK: folder / ICON} if (folder / ICON).is_file() else {})


def logo(folder: Path) -> str:
    """The path below docs/ of their logo, or ''."""
    return next((path for path in files(folder) if path not in (MARK, *OWN)), "")


__all__ = [
    "COLOURS",
    "FILE",
    "FOLDER",
    "FONTS",
    "KNOWN",
    "MARK",
    "OWN",
    "brand",
    "contrast",
    "files",
    "lettered",
    "logo",
    "nearest",
    "sheet",
    "unread",
    "weak",
]
