"""Old addresses that lead on: one script for all of them, so that a site's policy stays as long as it is.

mkdocs-redirects writes a script of its own into every page that was renamed, with its target in it. A policy would
have to name each, and on a disk it would lead to a folder. Pure: a page in, a page out.
"""

from __future__ import annotations

import re

# Leads where the page's own refresh leads, which is written once and stays right on a disk. The refresh alone would
# lose the anchor that a reader asked for; one that the target names itself is kept.
SCRIPT = (
    '{const told=document.querySelector("meta[http-equiv=refresh]").content;'
    'const to=new URL(told.replace(/^.*?url=/,""),location.href);'
    "to.hash=to.hash||location.hash;location.replace(to)}"
)

_REFRESH = r'<meta http-equiv="refresh" content="\d+; ?url=[^">]*">'
_PAGE = re.compile(rf"<script>[^<]*\blocation\b[^<]*</script>(\s*)({_REFRESH})")


def page(text: str) -> str:
    """The page of an old address with the one script, after the refresh that it reads; any other page as it is."""
    return _PAGE.sub(lambda match: f"{match[2]}{match[1]}<script>{SCRIPT}</script>", text, count=1)
