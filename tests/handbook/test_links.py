"""The built handbook has no broken link."""

from __future__ import annotations

from pathlib import Path

from macros.built.site import Site

from ..links import check


def test_the_handbook_has_no_broken_link(site: Path) -> None:
    findings = [str(finding) for finding in check(Site(site))]
    advice = "mend each where its page or data is written: `python -m macros check` names file and line of most"
    assert not findings, "\n".join([*findings, advice])
