"""Old addresses that lead on: one script of ours for all of them, so that a site's policy names none.

mkdocs-redirects writes a script of its own into every page that was renamed, with its target in it. A policy would
have to name each, and on a disk it would lead to a folder. Pure: a page in, a page out.
"""

from __future__ import annotations

import re

SCRIPT = "assets/js/moved.js"  # below the site's root

_REFRESH = r'<meta http-equiv="refresh" content="\d+; ?url=[^">]*">'
_PAGE = re.compile(rf"<script>[^<]*\blocation\b[^<]*</script>(\s*)({_REFRESH})")
# What it says there, and what we do: words of interface.yml.
_SAID = (
    ("<title>Redirecting...</title>", "<title>handbook:says.frame.moved</title>"),
    ("You're being redirected to a <a", "<a"),
    (">new destination</a>.", ">handbook:says.frame.moved_to</a>"),
)


def page(text: str, path: str) -> str:
    """The page at `path`, of an old address, with our script after the refresh that it reads; any other as it is."""
    script = f'<script src="{"../" * path.count("/")}{SCRIPT}"></script>'
    led, count = _PAGE.subn(lambda match: f"{match[2]}{match[1]}{script}", text, count=1)
    for theirs, ours in _SAID if count else ():
        led = led.replace(theirs, ours)
    return led
