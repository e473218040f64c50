"""The built handbook has no broken link that lychee finds; our own look stands in test_style."""

from __future__ import annotations

from macros.built.site import Site

from ..editions import walked
from ..links import lychee


@walked
def test_the_handbook_has_no_broken_link(built: Site) -> None:
    findings = sorted({str(finding) for finding in lychee(built)})
    advice = "mend each where its page or data is written: `python -m macros check` names file and line of most"
    assert not findings, "\n".join([*findings, advice])
