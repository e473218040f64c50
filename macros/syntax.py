"""What a YAML parser stopped at, in an editor's words."""

from __future__ import annotations

import re

import yaml

from .problems import quote

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What the parser says, whether the cause stands where it began to look, what is wrong, what is expected.
_SYNTAX = (
    ("unexpected end of stream", True, "a quote opens here and is never closed", "a closing quote"),
    ("',' or ", True, "a bracket opens here and is not closed", "commas in between and a closing bracket"),
    ("expected ':'", True, "a key without a colon", "key: value"),
    (
        "mapping values",
        False,
        "a colon stands where no key can",
        "quotes round a text that holds a colon, or this line at the indent of its neighbours",
    ),
    ("sequence entries", False, "a dash stands where no list can begin", "the list on lines of its own"),
    ("alphabetic or numeric", True, "a text begins with & or *", "the whole text in quotes"),
    ("escape", False, "a backslash in double quotes begins no known escape", "single quotes, or \\\\"),
    (
        "<block end>|expected key|'-' indicator",
        False,
        "the line does not fit the ones above it",
        "the indent of its neighbours, and quotes only round a whole text",
    ),
)


Told = tuple[int, str, str, str]  # line, said, expected, hint


def told(error: yaml.YAMLError, rows: list[str]) -> Told:
    """What the parser stopped at in these lines, in an editor's words."""
    what = " ".join(str(getattr(error, "problem", None) or error).split())
    found = getattr(error, "problem_mark", None)
    if found is None:
        return 1, f"the YAML is broken: {what}", "valid YAML", ""
    began = getattr(error, "context_mark", None) or found
    line = min(found.line + 1, len(rows))
    row = rows[line - 1]
    if "\t" in row[: len(row) - len(row.lstrip(" \t-"))] or "tab character" in what or "'\\t'" in what:
        return line, "a tab indents the line", "spaces", ""
    if "cannot start any token" in what:
        said = f"a text begins with {quote(row[found.column : found.column + 1])}"
        return line, said, "the whole text in quotes", ""
    if opened := _opened(rows, line):
        said = f"a quote opens here and is closed in line {line} only"
        expected = "a closing quote at the end of the text, and single quotes round one that holds quotes"
        return opened, said, expected, ""
    for pattern, at_start, said, expected in _SYNTAX:
        if re.search(pattern, what):
            return began.line + 1 if at_start else line, said, expected, ""
    return line, f"the YAML is broken here: {what}", "valid YAML", "check quotes, colons and indents"


def _opened(rows: list[str], line: int) -> int:
    """The line where a quote opens that is closed in `line`, where reading stopped; 0 where there is none.

    A quote that nobody closed goes on to the next one, wherever that stands.
    """
    found = 0
    try:
        for token in yaml.scan("\n".join(rows), Loader=LOADER):
            if token.start_mark.line >= line:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and token.end_mark.line + 1 == line > token.start_mark.line + 1:
                found = token.start_mark.line + 1
    except yaml.YAMLError:
        pass  # which is what is being told
    return found
