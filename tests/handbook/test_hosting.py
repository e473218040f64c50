"""The handbook's headers allow nothing inline."""

from __future__ import annotations

import json
from pathlib import Path

from macros.publish import hosting


def test_nothing_inline_is_allowed_as_such(site: Path) -> None:
    rules = json.loads((site / hosting.FOLDER / "headers.json").read_text("utf-8"))
    policy = rules["/*"]["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert len(policy) < 1900  # Cloudflare reads lines of up to 2,000 characters
    assert f"Content-Security-Policy: {policy}" in (site / "_headers").read_text("utf-8")
