"""What only a built site can show: its links and ids as a browser finds them, and the numbers of how it speaks."""

from __future__ import annotations

from pathlib import Path

from .. import cache
from ..models.style import Style
from . import links
from . import style as numbers
from .site import Finding, Site


def examined(folder: Path, style: Style) -> tuple[list[Finding], str]:
    """Every fault of the site in a folder, sorted, and a line of what was read.

    A site without a fault is known again by its files. Raises FileNotFoundError where no site is there.
    """
    mark = cache.key("built", cache.program(), style.model_dump_json(), cache.below(folder))
    if (told := cache.get(mark)) is not None:
        return [], told.decode()
    site = Site(folder)
    found = {finding for one in links.CHECKS for finding in one(site)}
    grades = [0.0]
    for page in site.pages.values():
        if measured := numbers.measure(page, style):
            grades.append(measured.grade or 0.0)
            found |= {Finding(page.name, 0, *fault) for fault in measured.faults}
    line = f"OK: {len(site.pages)} built pages, the highest grade {max(grades):.1f}"
    if not found:
        cache.put(mark, line.encode())
    return sorted(found), line
