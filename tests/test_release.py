"""A release has one number, in the changelog, in the package, and in what a company is told."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

from macros.company import status

from .sites import ROOT

HEADINGS = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
RELEASES = [one for one in HEADINGS if one != "Unreleased"]


def test_the_newest_release_is_the_version_that_companies_are_told() -> None:
    assert RELEASES[0].partition(" ")[0] == status.version(ROOT)
    told = status.report(ROOT / "tests" / "bears", [], status.version(ROOT))
    assert f"now: {RELEASES[0].partition(' ')[0]}" in told


def test_releases_are_numbered_and_dated_newest_first() -> None:
    assert "Unreleased" not in HEADINGS[1:]
    found = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) \((\d{4}-\d\d-\d\d)\)", one) for one in RELEASES]
    assert None not in found, RELEASES
    rows = [(tuple(map(int, one.groups()[:3])), datetime.date.fromisoformat(one[4])) for one in found if one]
    assert all(newer[0] > older[0] and newer[1] >= older[1] for newer, older in pairwise(rows)), RELEASES
