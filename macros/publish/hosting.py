"""How a host should answer for the site: one set of headers, in the words of each kind of server.

Pure: the address in, {path below the site's root: text} out.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = "about/hosting/"  # beside the page that explains them
NETLIFY = "_headers"  # Netlify and Cloudflare look for it at the root
CONFIGURATIONS = ("nginx.conf", "Caddyfile", "Dockerfile", "Dockerfile.dockerignore", "headers.json")
PATHS = (NETLIFY, *(FOLDER + name for name in CONFIGURATIONS))

# What the handbook never asks a browser for.
REFUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")


def policy() -> str:
    """The Content-Security-Policy: everything from this host alone, and no script or style in a page."""
    directives = {
        "default-src": ["'self'"],  # Firefox asks it for a page that is fetched ahead
        "script-src": ["'self'"],
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


def headers() -> dict[str, str]:
    """What every answer carries."""
    return {
        "Content-Security-Policy": policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",  # an address tells what was looked up, to one's own host too
        "Permissions-Policy": ", ".join(f"{name}=()" for name in REFUSED),
        "Cache-Control": "no-cache",  # kept, and asked about each time: what did not change costs an empty answer
    }


def files(site_url: str = "") -> dict[str, str]:
    """A configuration of each server, for a site published at `site_url`."""
    every = headers()
    base = urlsplit(site_url).path or "/"
    base = base if base.endswith("/") else f"{base}/"
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates" / "hosting"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 -- none of it is HTML
    )
    made = {
        FOLDER + name: environment.get_template(f"{name}.jinja").render(headers=every, base=base)
        for name in CONFIGURATIONS
        if name != "headers.json"
    }
    made[NETLIFY] = f"{base}*\n" + "".join(f"  {name}: {value}\n" for name, value in every.items())
    made[FOLDER + "headers.json"] = json.dumps({f"{base}*": every}, indent=2) + "\n"
    return made
