"""The quiet server of the tools that open a built site in a browser."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .conftest import Handler
from .serving import serving
from .sites import lay

FILES = {"index.html": "<p>Home", "_headers": "/*\n  X-Told: here\n"}


def test_a_site_is_served_as_it_is_or_packed_or_by_a_handler(tmp_path: Path) -> None:
    site = lay(tmp_path, FILES)
    with serving(site) as address, urllib.request.urlopen(address) as answer:
        assert (answer.read(), answer.headers["X-Told"]) == (b"<p>Home", None)
    with serving(site, packed=True) as address, urllib.request.urlopen(address) as answer:
        assert gzip.decompress(answer.read()) == b"<p>Home"
    with serving(site, Handler) as address, urllib.request.urlopen(address) as answer:
        assert answer.headers["X-Told"] == "here"


def test_it_ends_with_what_went_wrong(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), serving(lay(tmp_path, FILES)) as address:
        raise RuntimeError
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address)
