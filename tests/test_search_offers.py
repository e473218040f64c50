"""What the search offers where nothing is found: a page, or a place on it."""

from __future__ import annotations

import json
from pathlib import Path

from macros import checks
from macros.exports import search

from . import toys


def test_an_offer_may_lead_to_an_anchor(tmp_path: Path) -> None:
    edits = [
        {
            "find": "  - decide/repair.md\n",
            "put": "  - decide/repair.md\n  - decide/repair.md#mend-it\n  - index.md#checklist-broken-toy\n",
        }
    ]
    library = checks.load(toys.copy(tmp_path / "docs", {"_data/search.yml": edits}), "docs")
    offers = json.loads(search.files(library)[search.PATH])["fallback"]
    assert [offer["at"] for offer in offers] == ["decide/repair/", "decide/repair/#mend-it", "#checklist-broken-toy"]
    assert offers[0]["title"] == offers[1]["title"]
