"""Headings of items, one level up where nothing stands between them and the title of the page.

A macro prints the heading of an item at the third level, for most pages call it below one of the second. A page that is
that item alone would leave a level out, and who reads by headings would look for what is not there.
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(<article\b.*?)(?=<h2\b|</article>)", re.DOTALL)
_LOWER = re.compile(r"(</?h)([3-6])\b")


def raised(page: str) -> str:
    """A page whose headings leave out no level after its title."""
    return _ARTICLE.sub(lambda top: _LOWER.sub(lambda one: f"{one[1]}{int(one[2]) - 1}", top[1]), page, count=1)
