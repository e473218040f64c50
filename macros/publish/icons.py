"""Icons that stand on most pages -> one stylesheet has them: it is fetched once, a page each time.

The theme writes the same pictures into every page, a tenth of a small one. Here an icon keeps its place and its
size, and takes its shape from a mask in the style: it is as sharp, and has the colour of the words around it.
Pure; where a page opens from a disk it works as well, which a picture named by address does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import quote

Key = TypeVar("Key")

# As the theme writes an icon, and no drawing of ours: the box of its icon sets, and nothing but shapes.
_ICON = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 24 24">((?:<path [^<>]*/>)+)</svg>')
_PLAIN = " =:/,'()"  # what an address in a stylesheet may hold as it is

# Where colours are the system's, a background would be that of the page.
_ALL = (
    ".hb-icon{background:currentColor;-webkit-mask:var(--i) center/contain no-repeat;"
    "mask:var(--i) center/contain no-repeat}"
    "@media (forced-colors:active){.hb-icon{background:CanvasText;forced-color-adjust:none}}"
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

    changed = {key: made for key, page in pages.items() if (made := _ICON.sub(box, page)) != page}
    rules = [f'.hb-icon--{at}{{--i:url("data:image/svg+xml,{_address(shape)}")}}' for shape, at in numbers.items()]
    return changed, _ALL + "".join(rules) if rules else ""


def _address(shape: str) -> str:
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>{shape.replace(chr(34), chr(39))}</svg>"
    return quote(drawn, safe=_PLAIN)
