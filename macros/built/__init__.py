"""What only a built site can show: its links and ids as a browser finds them, and the numbers of how it speaks."""

from __future__ import annotations

from pathlib import Path

from ..models.style import Style
from . import links
from . import style as numbers
from .site import Finding, Site


def examined(folder: Path, style: Style) -> tuple[list[Finding], str]:
    """Every fault of the site in a folder, sorted, and a line of what was read.

    Raises FileNotFoundError where no site is there.
    """
    site = Site(folder)
    found = {finding for one in links.CHECKS for finding in one(site)}
    grades = [0.0]
    for page in site.pages.values():
        if measured := numbers.measure(page, style):
            grades.append(measured.grade or 0.0)
            found |= {Finding(page.name, 0, *fault) for fault in measured.faults}
    return sorted(found), f"OK: {len(site.pages)} built pages, the highest grade {max(grades):.1f}"
