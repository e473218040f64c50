"""Our styles and scripts against what all browsers of the floor know; what falls short of it with grace is excused."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from . import scripts, styles
from .learn import FLOOR, KNOWN

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("overrides/assets/css/*.css", "overrides/assets/js/**/*.js", "macros/templates/*.js")
NAMES = ", ".join(f"{name.replace('_', ' ')} {'.'.join(map(str, at))}" for name, at in FLOOR.items())
EXCUSED = Path(__file__).with_name("excused.yml")
# Words of the language itself.
KEYWORDS = set(
    re.findall(
        r"\w+",
        """arguments as async await break case catch class const constructor continue default delete do else export
        extends false finally for from function get if import in instanceof let new null of return set static super
        switch this throw true try typeof undefined var void while yield""",
    )
)


@cache
def known() -> dict[str, Any]:
    """What all know, by kind."""
    data = json.loads(KNOWN.read_text(encoding="utf-8"))
    return {kind: set(names) if isinstance(names, list) else names for kind, names in data.items()}


def everything() -> list[str]:
    """Every fault of our files, and every excuse that nothing needs any more."""
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for place in PLACES
        for path in sorted(ROOT.glob(place))
    }
    return faults(texts, yaml.safe_load(EXCUSED.read_text(encoding="utf-8")))


def faults(texts: Mapping[str, str], excused: Mapping[str, Any]) -> list[str]:
    """What `texts` ask for that a browser of the floor does not know, one line each.

    `excused` has {"kind name": reason}, and under "own" names that are no browser's.
    """
    own = set(excused.get("own", [])) | _own(texts)
    found, used = list[str](), Counter[str]()
    for path, text in texts.items():
        for line, feature, fatal in _late(path, text, own):
            if excused.get(feature) and not fatal:
                used[feature] += 1
                continue
            advice = (
                "give it a rule of its own: the others of its list fall with it"
                if fatal
                else "do without, put @supports around it, or excuse it in tests/floor/excused.yml with the reason"
            )
            found.append(f"{path}:{line}: {feature}: not known to all of {NAMES}; {advice}")
    unused = [feature for feature in excused if feature != "own" and not used[feature]]
    return found + [
        f"tests/floor/excused.yml: {feature}: nothing asks for it any more; take it out" for feature in unused
    ]


def _own(texts: Mapping[str, str]) -> set[str]:
    """What our scripts call their own members, whichever of them."""
    return {
        name
        for path, text in texts.items()
        if path.endswith(".js")
        for name in scripts.declared([*scripts.tokens(text), (0, "", "")])
    }


def _late(path: str, text: str, own: set[str]) -> Iterator[tuple[int, str, bool]]:
    if path.endswith(".css"):
        for one in styles.asked(text):
            if not (_in_style(one) or one.spare or re.search(rf"\b{re.escape(one.name.split('.')[-1])}\b", one.guards)):
                yield one.line, f"{one.kind} {one.name}", not one.alone
    else:
        for line, kind, name in scripts.asked(text):
            if kind == "syntax" or not _in_script(kind, name, own):
                yield line, f"{kind} {name}", False


def _in_style(one: styles.Asked) -> bool:
    lists = known()
    if one.kind in ("error", "syntax"):
        return False
    if one.kind == "value":
        return one.name not in lists["late value"]
    if one.kind == "unit":
        return one.name in styles.UNITS or one.name in lists["unit"]
    if one.kind.startswith("@"):
        return one.name in lists["descriptor"] or one.name in lists["property"]
    return one.name in lists[one.kind]


def _in_script(kind: str, name: str, own: set[str]) -> bool:
    lists = known()
    if kind == "global":
        return name in KEYWORDS or name in own or name in lists["global"]
    last = name.split(".")[-1]
    if name in lists["late member"]:
        return False
    if name.startswith("style.") and last not in lists["member"]:
        return re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", last) in lists["property"]
    return last in own or last in lists["member"] or last in lists["global"]
