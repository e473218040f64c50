"""Links to text in Markdown that is there to be fetched: some engines take each for the folder of a page.

Pure: pages in, pages out.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection

_HREF = re.compile(r'(?<=\shref=")[^"#?]+/(?=["#?])')


def led(page: str, path: str, files: Collection[str]) -> str:
    """The page at `path` with the names of those files in Markdown for which it links to a folder that is not there."""

    def named(match: re.Match[str]) -> str:
        address = html.unescape(match[0])
        if ":" in address or address.startswith("/"):
            return match[0]
        folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        is_text = f"{folder}.md" in files and f"{folder}/index.html" not in files
        return f"{match[0][:-1]}.md" if is_text else match[0]

    return _HREF.sub(named, page)
