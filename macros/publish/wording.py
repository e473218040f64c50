"""Words of the frame, filled into our templates and scripts when a site is published.

There `handbook:says.GROUP.KEY` stands for the words of that key in interface.yml. So no page costs a byte more,
whatever the language, and no engine need know of them. Pure.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..problems import Invalid, Problem, nearest

WORDS = re.compile(r"handbook:says\.([a-z0-9_]+(?:\.[a-z0-9_]+)*)")
_TEXT = re.compile(rf'"{WORDS.pattern}"')  # in a script


def on_page(page: str, path: str, says: Mapping[str, Any], blanks: Mapping[str, str]) -> str:
    """A page with its words; `blanks` are what it has for those that stand in braces: HTML.

    Raises Invalid for words that interface.yml does not have.
    """

    def words(match: re.Match[str]) -> str:
        found = _found(page, path, match, says)
        said = html.escape(found)
        for name, value in blanks.items():
            said = said.replace(f"{{{name}}}", value)
        return said

    return WORDS.sub(words, page)


def in_script(script: str, path: str, says: Mapping[str, Any]) -> str:
    """A script with its words in place of the texts that name them: forms for numbers, and whole groups, as objects.

    Raises Invalid for words that interface.yml does not have, and where a name is only a part of a text.
    """
    made = _TEXT.sub(lambda match: json.dumps(_found(script, path, match, says), ensure_ascii=False), script)
    if left := WORDS.search(made):
        raise Invalid([_fault(made, path, left, 'a text of its own, "handbook:says.GROUP.KEY"')])
    return made


def _found(text: str, path: str, match: re.Match[str], says: Mapping[str, Any]) -> Any:
    found: Any = says
    for key in match[1].split("."):
        if not isinstance(found, Mapping) or key not in found:
            raise Invalid([_fault(text, path, match, "words of interface.yml", nearest(match[1], _names(says)))])
        found = found[key]
    return found


def _names(says: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for key, inner in says.items():
        yield f"{before}{key}"
        if isinstance(inner, Mapping):
            yield from _names(inner, f"{before}{key}.")


def _fault(text: str, path: str, match: re.Match[str], expected: str, hint: str = "") -> Problem:
    return Problem(path, text.count("\n", 0, match.start()) + 1, "", f"“handbook:says.{match[1]}”", expected, hint)
