"""How the handbook speaks."""

from __future__ import annotations

from pathlib import Path

from macros.built import examined
from macros.library import Library

from ..editions import walked


@walked
def test_the_built_site_keeps_links_and_numbers(site: Path, library: Library) -> None:
    assert library.style
    found, read = examined(site, library.style)
    assert not found, "\n".join([*map(str, found), "`make site` looks again"])
    assert read.startswith("OK: ")
