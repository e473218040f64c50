"""search/stem.js: the rules of one language by which the search takes the forms of a word for one, and its small words.

English has the rules of Porter, German those of CISTEM, most others those of Snowball; where there are none, a word's
beginning stands for it. A site has the rules of its own language alone. Where each file is from: tests/vendored.yml.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from ... import language

PATH = "search/stem.js"  # as in overrides/assets/js/lib/engine.js

_HERE = Path(__file__).parent
_SNOWBALL = _HERE / "snowball"
_BASE = "base"
_OWN = {"en": ("english.js", "PorterStemmer.stemmer"), "de": ("german.js", "handbookGerman")}  # they ask for no accents
_SAME = {"nn": "nb", "no": "nb"}  # of Norwegian there is one set of rules
_PARTING = frozenset(("ca", "fr", "ga", "it", "lb", "oc", "pms", "wa"))  # where an apostrophe stands between two words
_APOSTROPHE = re.compile("['’`]")
_NAME = re.compile(r"^var (\w+)=", re.MULTILINE)


def known() -> list[str]:
    """The languages whose rules stand here, by their tags."""
    return sorted({*_OWN, *(path.stem for path in _SNOWBALL.glob("*.js") if path.stem != _BASE)})


def script(tag: str) -> str:
    """The rules of a language as a script: the function that gives the stem of a word, or null; whether it asks for the
    accents of words; and what stands where an apostrophe stood.
    """
    own = _own(tag)
    rules = _SNOWBALL / f"{own}.js"
    parts, stem = [], "null"
    if own in _OWN:
        file, stem = _OWN[own]
        parts = [_read(_HERE / file)]
    elif rules.is_file():
        parts = [_read(_SNOWBALL / f"{_BASE}.js"), _read(rules)]
        stem = f"(one=>word=>one.stemWord(word))(new {_NAME.findall(parts[1])[0]}())"
    accents = json.dumps(rules.is_file())
    gap = json.dumps(" " if own in _PARTING else "")
    return "".join([*parts, f"var handbookRules={{stem:{stem},accents:{accents},apostrophe:{gap}}}\n"])


def small_words(tag: str) -> tuple[str, ...]:
    """The words of a language that tell no page from another; none for English, whose list is the handbook's own."""
    file = _SNOWBALL / f"{_own(tag)}.txt"
    return tuple(_read(file).split()) if file.is_file() else ()


def parted(text: str, tag: str) -> str:
    """A text whose apostrophes part words where they do so in its language: "l’addition" is "l addition" in French."""
    return _APOSTROPHE.sub(" ", text) if _own(tag) in _PARTING else text


def _own(tag: str) -> str:
    base = language.base(tag)
    return _SAME.get(base, base)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
