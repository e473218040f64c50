"""No script of a site names another host: what is not there cannot be asked for, whatever a policy allows.

Pure: {path: text} in, problems out. A comment may name whom it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from ..problems import Problem, quote
from . import javascript

# With or without its scheme, which a page lends; in a pattern its slashes are escaped.
_ADDRESS = re.compile(
    r"""(?:\b(?:https?|wss?|ftp):\\?/\\?/|(?<=["'`])//)(?P<host>[\w-]+(?:\\?\.[\w-]+)+)""", re.IGNORECASE
)
_NAMES = {"www.w3.org"}  # it stands in the names of vocabularies, which nobody fetches


def foreign(scripts: Mapping[str, str], site_url: str = "") -> Iterator[Problem]:
    """Each address of another host than `site_url`'s in the scripts, at its line."""
    own = _NAMES | {urlsplit(site_url).hostname or ""}
    for path, text in scripts.items():
        spoken = javascript.uncommented(text)
        for found in _ADDRESS.finditer(spoken):
            if found["host"].replace("\\", "").lower() not in own:
                line = spoken[: found.start()].count("\n") + 1
                yield Problem(path, line, "", quote(found[0]), "nothing of another host: no request leaves for one")
