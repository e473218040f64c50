"""python -m tests.floor.learn DATA.json: write known.json from MDN's browser-compat-data.

`npm pack @mdn/browser-compat-data` brings the file, as package/data.json. Every name that all browsers of the floor
know is kept; whatever is not in known.json is either too new for one of them, or newer than the data.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KNOWN = Path(__file__).with_name("known.json")
# Safari of March 2022, on Macs and iPhones; the Firefox ESR that old systems end with; Chromium of November 2024.
FLOOR = {"safari": (15, 4), "firefox": (115,), "chrome": (131,)}
# Whose members a script reaches by a name of their own, so that it is known whose they are.
OWNERS = {
    "navigator": "Navigator",
    "document": "Document",
    "window": "Window",
    "history": "History",
    "location": "Location",
    "performance": "Performance",
    "crypto": "Crypto",
    "caches": "CacheStorage",
    "clipboard": "Clipboard",
}
GLOBALS = ("EventTarget", "Window", "WorkerGlobalScope", "ServiceWorkerGlobalScope")
UNITS = ("length", "angle", "time", "flex", "resolution")


def main(path: str) -> None:
    """Write what the data say."""
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    early, late = set[str](), set[str]()
    for name, compat in features(data):
        (early if all(_has(compat["support"].get(browser), at) for browser, at in FLOOR.items()) else late).add(name)
    meta = data["__meta"]
    known = {
        "from": f"@mdn/browser-compat-data {meta['version']} of {meta['timestamp'][:10]}, CC0",
        "floor": {browser: ".".join(map(str, at)) for browser, at in FLOOR.items()},
        "property": _below(early, "css.properties"),
        "selector": _below(early, "css.selectors"),
        "at-rule": _below(early, "css.at-rules"),
        "media": _below(early, "css.at-rules.media"),
        "descriptor": sorted(
            {name.split(".")[3] for name in early if re.match(r"css\.at-rules\.[\w-]+\.[\w-]+$", name)}
        ),
        "function": sorted({re.sub("-function$", "", part) for name in early for part in _functions(name)}),
        "unit": sorted({unit for kind in UNITS for unit in _below(early, f"css.types.{kind}")}),
        # Features that are no keywords have an underscore in their names; one of them can be told from the tokens.
        "late value": sorted(
            name.removeprefix("css.properties.")
            for name in late
            if (parts := re.fullmatch(r"css\.properties\.([\w-]+)\.([\w-]+)", name))
            and f"css.properties.{parts[1]}" in early
            and ("_" not in parts[2] or parts[0].endswith("alt_text"))
        ),
        "global": _names(early, r"(?:api|javascript\.builtins)\.(\w+)")
        + [name for whose in GLOBALS for name in _names(early, rf"api\.{whose}\.(\w+)")],
        "member": _names(early, r"(?:api|javascript\.builtins)(?:\.\w+){1,2}\.(\w+)"),
        "late member": sorted(_owned(late)),
    }
    rows = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in known.items()]
    KNOWN.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def features(data: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every feature by its path, with what is known of it."""
    for key, value in data.items():
        if key == "__compat":
            yield path, value
        elif isinstance(value, dict) and (path or key in ("css", "javascript", "api")):
            yield from features(value, f"{path}.{key}" if path else key)


def _has(support: Any, at: tuple[int, ...]) -> bool:
    """Whether a browser of that version has all of it, under its own name and without a switch."""
    for row in support if isinstance(support, list) else [support or {}]:
        added = row.get("version_added")
        if not isinstance(added, str) or not re.fullmatch(r"≤?[\d.]+", added):
            continue
        whole = not any(
            key in row for key in ("flags", "partial_implementation", "version_removed", "prefix", "alternative_name")
        )
        if whole and tuple(map(int, added.lstrip("≤").split("."))) <= at:
            return True
    return False


def _below(names: set[str], path: str) -> list[str]:
    return sorted(
        {name[len(path) + 1 :] for name in names if name.startswith(f"{path}.") and "." not in name[len(path) + 1 :]}
    )


def _functions(name: str) -> list[str]:
    parts = name.split(".")
    if parts[:2] == ["css", "types"]:
        return parts[2:]
    return parts[2:] if parts[:2] in (["css", "properties"], ["css", "at-rules"]) else []


def _names(names: set[str], pattern: str) -> list[str]:
    """What the pattern holds of each that it fits; of an event the member that listens."""
    found = {match[1] for name in names if (match := re.fullmatch(pattern, name))}
    return sorted({re.sub("(.*)_event$", r"on\1", _plain(name)) for name in found})


def _plain(name: str) -> str:
    return name.removesuffix("_static")


def _owned(late: set[str]) -> Iterator[str]:
    """Those whose owner a script names: AbortSignal.timeout, navigator.share."""
    owners = {interface: name for name, interface in OWNERS.items()}
    for name in late:
        match = re.fullmatch(r"(api|javascript\.builtins)\.(\w+)\.(\w+)", name)
        if match and match[3].endswith("_static"):
            yield f"{match[2]}.{_plain(match[3])}"
        elif match and match[1] != "api":
            yield f"{match[2]}.{match[3]}"
        elif match and match[2] in owners and not match[3].endswith("_event"):
            yield f"{owners[match[2]]}.{match[3]}"


if __name__ == "__main__":
    main(sys.argv[1])
