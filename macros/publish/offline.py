"""The handbook without a network: which files of a site a device keeps, and the worker that keeps them.

Pure; paths are keys, nothing is read or written. What the worker does stands in overrides/assets/js/offline.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from .hosting import FOLDER

WORKER = "sw.js"  # at the site's root: a worker rules over its own folder and those below
WORK = "assets/js/offline/worker.js"  # its source
REMOVAL = "assets/js/offline/removal.js"  # the source of one that ends what an earlier edition began
DIGITS = 16  # of a hash, in hexadecimal: it guards against accidents, not against attackers

# Everything that a page shows or a search needs, wherever an adopter puts it.
_KEPT = re.compile(
    r".*\.(html|css|m?js|json|svg|png|jpe?g|webp|avif|gif|ico|ttf|otf|woff2?)|manifest\.webmanifest|sitemap\.xml"
)
# What is only handed on, and fetched when somebody asks for it: pictures to show in chats, codes to scan, cards to
# print, downloads, the handbook and its hosts' rules in the formats of programs. And the worker itself.
_LEFT_OUT = re.compile(
    r"assets/(previews|qr)/.*|cards/([^/]+)/\2\.png|downloads/.*(?<!\.html)|handbook(\.schema)?\.json"
    rf"|{FOLDER}headers\.json|{re.escape(WORKER)}"
)
_LISTED = re.compile(r'\Aconst VERSION = "[^"]*"\nconst SIZE = \d+\nconst FILES = [^\n]*\n')  # what `worker` puts first
_REWRITTEN = {"sitemap.xml"}  # some hosts put their own name in


def keeps(path: str) -> bool:
    """Whether a device keeps the file at this path of a site."""
    return bool(_KEPT.fullmatch(path)) and not _LEFT_OUT.fullmatch(path)


def precached(site: Mapping[str, bytes]) -> dict[str, str]:
    """What a device keeps of a site: {path as a reader asks for it: start of its SHA-256, "" where it may change}.

    `site` is {path: bytes} of all its files; a page is asked for by its folder.
    """
    return {
        re.sub(r"(^|/)index\.html$", r"\1", path): "" if path in _REWRITTEN else _hash(content)
        for path, content in sorted(site.items())
        if keeps(path)
    }


def size(site: Mapping[str, bytes]) -> int:
    """The bytes that a device needs for what it keeps of a site."""
    return sum(len(content) for path, content in site.items() if keeps(path))


def worker(source: str, files: Mapping[str, str], size: int) -> str:
    """The worker's script for the files that `precached` gives, and their bytes; its version is theirs."""
    listed = json.dumps(files, separators=(",", ":"), sort_keys=True)
    version = _hash((source + listed).encode())
    return f'const VERSION = "{version}"\nconst SIZE = {size}\nconst FILES = {listed}\n{source}'


def source(worker_: str) -> str:
    """The source of a worker that `worker` has written, or that needs no files."""
    return _LISTED.sub("", worker_)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]
