"""The built pages of scripts say what the data say."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from macros.library import Library

from ..editions import walked
from ..test_script_render import assert_says


@walked
def test_the_site_says_what_the_data_say(library: Library, site: Path) -> None:
    for moment in library.moments:
        page = lxml.html.parse(site / "scripts" / moment / "index.html").getroot()
        found = {element.get("data-script"): element for element in page.iter("copy-script")}
        scripts = [script for script in library.scripts.values() if script.moment == moment]
        assert list(found) == [script.id for script in scripts]
        for script in scripts:
            assert len(page.xpath(f"//h2[@id='script-{script.id}']//a[@class='headerlink']")) == 1
            assert_says(found[script.id], script, library)
