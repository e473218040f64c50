"""The handbook as a folder on a disk, in one ZIP file: every page opens from there, without a host or a network.

A disk gives no index.html for a folder, no answer to a script's request and no worker. So links name their file, and
the search's index is a script (overrides/assets/js/lib/engine.js).
Pure: {path: bytes} of a built site in, {path: bytes} out.
"""

from __future__ import annotations

import html
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from .offline import WORKER

INDEX = "search/index.json"
DISKS = "search/index.js"

# What only a host, a program or a chat asks for.
_LEFT_OUT = re.compile(
    rf"404\.html|_headers|robots\.txt|sitemap\.xml(\.gz)?|{re.escape(WORKER)}|manifest\.webmanifest|llms\.txt|(.*/)?index\.md"
    r"|assets/previews/.*|assets/js/search/worker\.js"
)
# Of a page's head: where it stands on the network, and what it tells a host's readers.
_TOLD = re.compile(
    r"""\s*<(link rel="(canonical|manifest|alternate)"|meta property="og:|meta name="(twitter|handbook):)[^>]*>"""
)
_ADDRESS = re.compile(r'(\s(?:href|src|data-page|data-offered)="|<meta http-equiv="refresh" content="\d+; url=)([^"]*)')
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can hold: no time of packing gets in


def files(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a built site as they stand on a disk. Raises KeyError where the site has no search."""
    made = {path: content for path, content in site.items() if not _LEFT_OUT.fullmatch(path)}
    pages = {path for path in made if path.endswith(".html")}
    for path in pages:
        made[path] = _page(made[path].decode(), path, pages).encode()
    index = json.loads(made.pop(INDEX))
    for entry in (*index["pages"], *index["fallback"], *index["danger"]["groups"]):
        at = entry["at"]
        entry["at"] = _named(at if at.partition("#")[0] else f"./{at}", "index.html", pages)
    made[DISKS] = f"var handbookIndex = {_script(index)}\n".encode()
    return made


def packed(files: Mapping[str, bytes], folder: str = "", first: str = "") -> bytes:
    """A ZIP file, which unpacks to one folder where that is named; equal files give equal bytes, at any time and on
    any machine. The path in `first` stands first and as it is, without compression.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for path, content in sorted(files.items(), key=lambda file: (file[0] != first, file[0])):
            entry = zipfile.ZipInfo(f"{folder}/{path}" if folder else path, _OLDEST)
            entry.create_system = 3  # Unix, also where it is packed on another system
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return whole.getvalue()


def _page(text: str, path: str, pages: set[str]) -> str:
    """A page whose links name files."""

    def address(match: re.Match[str]) -> str:
        return match[1] + html.escape(_named(html.unescape(match[2]), path, pages))

    return _ADDRESS.sub(address, _TOLD.sub("", text))


def _named(address: str, path: str, pages: set[str]) -> str:
    """A relative address on the page at `path` with the name of its file, where it is the folder of a page."""
    folder = re.split(r"[?#]", address, maxsplit=1)[0]
    if not folder or ":" in folder or folder.startswith("/"):
        return address
    rest = address[len(folder) :]
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), folder, "index.html"))
    return f"{posixpath.join(folder, 'index.html')}{rest}" if file in pages else address


def _script(value: Any) -> str:
    """JSON that is also JavaScript, wherever it stands."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
