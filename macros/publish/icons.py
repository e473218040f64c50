"""Icons that stand on most pages -> one stylesheet has them: it is fetched once, a page each time.

The theme writes the same pictures into every page, a tenth of a small one. Here an icon keeps its place and its
size, and takes its shape from a mask in the style: it is as sharp, and has the colour of the words around it.
Pure; where a page opens from a disk it works as well, which a picture named by address does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar
from urllib.parse import quote

Key = TypeVar("Key")

# As the theme writes an icon, and no drawing of ours: the box of its icon sets, and nothing but shapes.
_ICON = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 24 24">((?:<path [^<>]*/>)+)</svg>')
_PLAIN = " =:/,'()"  # what an address in a stylesheet may hold as it is

# One picture has them all, side by side with as much room between: a browser makes a document of each that it draws.
# Where colours are the system's, a background would be that of the page.
_ALL = (
    '.hb-icon{{background:currentColor;--i:url("data:image/svg+xml,{picture}");'
    "-webkit-mask:var(--i) 0/{width}% no-repeat;mask:var(--i) 0/{width}% no-repeat}}"
    "@media (forced-colors:active){{.hb-icon{{background:CanvasText;forced-color-adjust:none}}}}"
)


def shared(pages: Mapping[Key, str]) -> tuple[dict[Key, str], str]:
    """Those of `pages` (HTML) with an icon that stands on more than half of them, each such icon now an empty box;
    and the style that fills it. ({}, "") where there is none.
    """
    common = Counter(shape for page in pages.values() for shape in dict.fromkeys(_ICON.findall(page)))
    numbers = {shape: at for at, (shape, count) in enumerate(common.most_common()) if count * 2 > len(pages)}

    def box(match: re.Match[str]) -> str:
        if match[1] not in numbers:
            return match[0]
        return f'<svg class="hb-icon hb-icon--{numbers[match[1]]}" viewBox="0 0 24 24" aria-hidden="true"></svg>'

    if not numbers:
        return {}, ""
    changed = {key: made for key, page in pages.items() if (made := _ICON.sub(box, page)) != page}
    apart = 100 / max(1, len(numbers) - 1)
    places = {at: f"mask-position:{at * apart:.4g}%" for at in numbers.values()}
    rules = [f".hb-icon--{at}{{-webkit-{place};{place}}}" for at, place in places.items()]
    width = 100 * (2 * len(numbers) - 1)
    return changed, _ALL.format(picture=_picture(list(numbers)), width=width) + "".join(rules)


def _picture(shapes: Sequence[str]) -> str:
    """The address of a picture with every shape, each in a box of its own."""
    size = 24 * (2 * len(shapes) - 1)
    boxes = "".join(f"<g transform='translate({48 * at})'>{shape}</g>" for at, shape in enumerate(shapes))
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size} 24'>{boxes}</svg>"
    return quote(drawn.replace('"', "'"), safe=_PLAIN)
