"""robots.txt: every program may read every page, and the list of them is here (RFC 9309, sitemaps.org)."""

from __future__ import annotations

from .catalogue import root

PATH = "robots.txt"


def files(site_url: str = "") -> dict[str, bytes]:
    """The file. Nothing without `site_url`: it has to give the full address of the site map, and else says nothing."""
    base = root(site_url)
    return {PATH: f"User-agent: *\nDisallow:\n\nSitemap: {base}sitemap.xml\n".encode()} if base else {}
