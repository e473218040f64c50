"""The handbook's headers allow nothing inline, and no page needs it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from macros.publish import hosting

from ..editions import walked


@walked
def test_nothing_inline_is_allowed_as_such(site: Path, home: str) -> None:
    rules = json.loads((site / hosting.FOLDER / "headers.json").read_text("utf-8"))
    policy = rules[f"{urlsplit(home).path}*"]["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "sha256" not in policy
    assert "http" not in policy
    assert len(policy) < 1900  # Cloudflare reads lines of up to 2,000 characters
    assert f"Content-Security-Policy: {policy}" in (site / "_headers").read_text("utf-8")


@walked
def test_no_page_holds_a_script_a_style_or_a_handler(site: Path) -> None:
    inline = re.compile(
        r"<script(?=[\s>])(?![^>]*\ssrc=)(?![^>]*type=\"application/)|<style|<[^>]*\s(?:style|on[a-z]+)=|=\"javascript:",
        re.I,
    )
    found = {
        path.relative_to(site).as_posix(): match[0]
        for path in site.rglob("*.html")
        if (match := inline.search(path.read_text("utf-8")))
    }
    assert found == {}
