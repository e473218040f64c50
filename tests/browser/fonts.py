"""The fonts of the browser that tests start: their own, so that lines break alike on every machine.

`wide` is DejaVu Sans, the widest that a system comes with as its only one; `narrow` is Roboto Condensed. What fits in
both fits in those between. They stand in tests/fonts, reduced by pyftsubset to Latin letters, punctuation, arrows and
boxes. Only fontconfig can be told: on macOS and Windows the system's fonts are used.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
WIDE, NARROW = "wide", "narrow"
# A folder of fonts that this variable names shows the tests in them.
GIVEN = "TEST_FONTS"
CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def environment(font: str, folder: Path) -> dict[str, str]:
    """The environment of a browser that knows the fonts of tests/fonts/FONT alone; `folder` is for its files."""
    configuration = folder / f"{font}.conf"
    fonts = os.environ.get(GIVEN) or FOLDER / font
    configuration.write_text(CONFIGURATION.format(fonts=fonts, cache=folder / "cache"), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(configuration)}
