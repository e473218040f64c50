"""Old addresses that lead on: one script of ours for all of them, so that a site's policy names none.

mkdocs-redirects writes a script of its own into every page that was renamed, with its target in it. A policy would
have to name each, and on a disk it would lead to a folder. Pure: a page in, a page out.
"""

from __future__ import annotations

import re

SCRIPT = "assets/js/moved.js"  # below the site's root

_REFRESH = r'<meta http-equiv="refresh" content="\d+; ?url=[^">]*">'
_PAGE = re.compile(rf"<script>[^<]*\blocation\b[^<]*</script>(\s*)({_REFRESH})")


def page(text: str, path: str) -> str:
    """The page at `path`, of an old address, with our script after the refresh that it reads; any other as it is."""
    script = f'<script src="{"../" * path.count("/")}{SCRIPT}"></script>'
    return _PAGE.sub(lambda match: f"{match[2]}{match[1]}{script}", text, count=1)
