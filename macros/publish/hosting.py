"""How a host should answer for the site: one set of headers, in the words of each kind of server.

Pure: built pages and the address in, {path below the site's root: text} out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = "about/hosting/"  # beside the page that explains them
NETLIFY = "_headers"  # Netlify and Cloudflare look for it at the root
CONFIGURATIONS = ("nginx.conf", "Caddyfile", "Dockerfile", "headers.json")
PATHS = (NETLIFY, *(FOLDER + name for name in CONFIGURATIONS))

# A file of the theme whose name changes with its content. Its styles are not among them: the build leaves out what
# no page uses, and their names stay.
HASHED = "assets/javascripts/*.min.js"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"  # kept, and asked about each time: a page that did not change costs an empty answer

# What the handbook never asks a browser for.
REFUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")

_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_TYPE = re.compile(r"\btype=[\"']?(?P<type>[^\"'\s>]+)")
_RUNS = re.compile(r"module|importmap|(text|application)/(java|ecma)script")


def hashes(pages: Iterable[str]) -> list[str]:
    """The scripts that stand in the pages' HTML, as a policy names them; sorted.

    All are the theme's, but for the one that every old address has (redirects.py).
    """
    found = set()
    for page in pages:
        for script in _INLINE.finditer(page):
            kind = _TYPE.search(script["attributes"])
            runs = kind is None or _RUNS.fullmatch(kind["type"])
            if runs and script["text"] and not re.search(r"(?<![\w-])src\s*=", script["attributes"]):
                found.add(_hash(script["text"]))
    return sorted(found)


def policy(scripts: Iterable[str]) -> str:
    """The Content-Security-Policy: everything from this host alone, and inline only the scripts with these hashes."""
    directives = {
        "default-src": ["'self'"],  # Firefox asks it for a page that is fetched ahead
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the theme's icons are data in its stylesheet
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["*"],  # a page may stand in a wiki or a course; nobody is signed in here
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def headers(pages: Iterable[str]) -> dict[str, str]:
    """What every answer carries, apart from how long it may be kept."""
    return {
        "Content-Security-Policy": policy(hashes(pages)),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",  # an address tells what was looked up, to one's own host too
        "Permissions-Policy": ", ".join(f"{name}=()" for name in REFUSED),
    }


def files(pages: Iterable[str], site_url: str = "") -> dict[str, str]:
    """A configuration of each server, for a site whose `pages` are these texts, published at `site_url`."""
    every = headers(pages)
    base = urlsplit(site_url).path or "/"
    base = base if base.endswith("/") else f"{base}/"
    rules = {f"{base}*": {**every, "Cache-Control": ASK_AGAIN}, f"{base}{HASHED}": {"Cache-Control": FOREVER}}
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates" / "hosting"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 -- none of it is HTML
    )
    values = {"headers": every, "base": base, "hashed": HASHED, "forever": FOREVER, "ask_again": ASK_AGAIN}
    made = {
        FOLDER + name: environment.get_template(f"{name}.jinja").render(values)
        for name in CONFIGURATIONS
        if name != "headers.json"
    }
    # Rules that meet the same file add up there: the hosts' own word for "ask again" must stand alone.
    listed = "".join(f"  {name}: {value}\n" for name, value in every.items())
    made[NETLIFY] = f"{base}*\n{listed}{base}{HASHED}\n  Cache-Control: {FOREVER}\n"
    made[FOLDER + "headers.json"] = json.dumps(rules, indent=2) + "\n"
    return made


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
