"""What most pages show is drawn once, in the style; all else stays as it is."""

from __future__ import annotations

import re
from urllib.parse import unquote

import lxml.etree

from macros.publish.icons import shared

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
MENU, RARE = (f'{OPEN}<path d="{way}"/></svg>' for way in ("M3 6h18v2H3z", "m1 1 2 2"))
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><title>Ours</title><path d="M0 0"/></svg>'


def test_an_icon_of_most_pages_leaves_its_place_and_takes_its_shape_from_the_style() -> None:
    pages = {"a": f"<p>{MENU}</p>{MENU}{RARE}{DRAWING}", "b": f"{MENU}{DRAWING}", "c": DRAWING}
    made, style = shared(pages)
    box = '<svg class="hb-icon hb-icon--0" viewBox="0 0 24 24" aria-hidden="true"></svg>'
    assert made == {"a": f"<p>{box}</p>{box}{RARE}{DRAWING}", "b": f"{box}{DRAWING}"}
    assert drawn(style) == {0: MENU}


def drawn(style: str) -> dict[int, str]:
    """By its number what is seen of the one picture in the box of an icon."""
    (picture,) = re.findall(r'\.hb-icon\{[^}]*--i:url\("data:image/svg\+xml,([^"]*)"\)', style)
    root = lxml.etree.fromstring(unquote(picture))
    _, _, width, height = map(int, root.get("viewBox").split())
    (size,) = re.findall(r";mask:var\(--i\) 0/(\d+)% no-repeat\}", style)
    assert width == height * int(size) / 100
    found = {}
    for number, place in re.findall(r"\.hb-icon--(\d)\{-webkit-mask-position:[\d.]+%;mask-position:([\d.]+)%\}", style):
        left = round((width - height) * float(place) / 100)
        (box,) = root.xpath(f"*[@transform='translate({left})']")
        shapes = "".join(f'<path d="{path.get("d")}"/>' for path in box)
        found[int(number)] = f"{OPEN}{shapes}</svg>"
    return found


def test_each_icon_of_several_is_seen_alone() -> None:
    several = [f'{OPEN}<path d="M{at} 0"/></svg>' for at in range(9)]
    made, style = shared({"a": "".join(several)})
    order = [int(number) for number in re.findall(r"hb-icon--(\d)", made["a"])]
    assert [drawn(style)[number] for number in order] == several


def test_the_same_pages_give_the_same_numbers() -> None:
    several = [f'{OPEN}<path d="M{at} 0"/></svg>' for at in range(9)]
    pages = {"a": "".join(several), "b": "".join(reversed(several))}
    assert shared(pages) == shared(pages)
    assert len(set(re.findall(r"hb-icon--\d", shared(pages)[0]["a"]))) == 9


def test_without_icons_nothing_changes() -> None:
    assert shared({"a": "<p>", "b": RARE, "c": ""}) == ({}, "")
