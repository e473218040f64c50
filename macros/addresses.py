"""Addresses of other sites, mail and phones, and how they are misspelt."""

from __future__ import annotations

import re
from urllib.parse import unquote

KNOWN_SCHEMES = {"http", "https", "mailto", "tel", "sms", "data", "blob"}


THEME_BUTTON = "javascript:void(0)"


SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)


ALMOST_SCHEME = re.compile(r"(?:https?[;/\\.]|www\.)", re.IGNORECASE)


HOST = re.compile(
    r"//(?!https?[/:])(?:[^@/?#\s]+@)?(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9a-f:]+\])(?::\d+)?(?:[/?#].*)?", re.I
)


MAIL = re.compile(r"[^\s@,;:<>()\[\]\\\".]+(?:\.[^\s@,;:<>()\[\]\\\".]+)*@(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+", re.I)


PHONE = re.compile(r"\+?[0-9][0-9().\s-]*(?:;.*)?")


def misspelt(address: str) -> str:
    """What is wrong with the scheme, host, mail address or number of an address, or ''."""
    address = address.strip()
    if not (match := SCHEME.fullmatch(address)):
        if MAIL.fullmatch(address):
            return "mail address without its scheme"
        return "misspelt scheme" if ALMOST_SCHEME.match(address) else ""
    scheme, rest = match[1].lower(), match[2]
    if scheme in ("http", "https"):
        return "" if HOST.fullmatch(rest) else "misspelt host"
    if scheme == "mailto":
        to, _, query = rest.partition("?")
        # Without a receiver, the mail program asks for one.
        good = all(MAIL.fullmatch(unquote(one).strip()) for one in to.split(",")) if to else bool(query)
        return "" if good else "misspelt mail address"
    if scheme == "tel":
        return "" if PHONE.fullmatch(unquote(rest)) else "misspelt telephone number"
    return "" if scheme in KNOWN_SCHEMES or address == THEME_BUTTON else "unknown scheme"
