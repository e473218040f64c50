"""The site map, by the days that pages know of themselves: engines write the day of the build, or none.

Pure: text in, text and bytes out.
"""

from __future__ import annotations

import datetime
import gzip
import html
import re
from collections.abc import Mapping

PATH = "sitemap.xml"
PACKED = "sitemap.xml.gz"

_ADDRESS = re.compile(r"(\s*<loc>([^<]*)</loc>)(?:\s*<lastmod>[^<]*</lastmod>)?")


def dated(text: str, site_url: str, days: Mapping[str, datetime.date]) -> str:
    """The site map with the day of each page in `days`, by address below `site_url`; without a day for any other."""
    told = {site_url + address: day for address, day in days.items()}

    def entry(match: re.Match[str]) -> str:
        day = told.get(html.unescape(match[2]))
        indent = re.match(r"\s*", match[1])
        return f"{match[1]}{indent[0] if indent else ''}<lastmod>{day}</lastmod>" if day else match[1]

    return _ADDRESS.sub(entry, text)


def packed(text: str) -> bytes:
    """The site map as crawlers may ask for it, the same bytes at any time."""
    return gzip.compress(text.encode(), mtime=0)
