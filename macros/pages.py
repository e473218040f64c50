"""The Markdown pages as the checks need them: front matter, title, and macro calls with their lines.

A page is parsed with Jinja's own parser, so what is checked here is what the macros
plugin will run. Nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from .problems import Problem, quote
from .source import Source, parse

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^# (.*)$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}$")
FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_JINJA = Environment(autoescape=True)


@dataclass(frozen=True)
class Call:
    """A macro call: its name, the literal arguments, and its line in the page."""

    name: str
    args: tuple[object, ...]
    kwargs: tuple[tuple[str, object], ...]
    line: int


@dataclass
class Page:
    """One page of docs/: `path` is relative to docs/, with slashes.

    `text` is its Markdown, without the front matter; it begins on `text_line` of the file.
    `calls`, `names` (of variables) and `filters` are what its macros use, each with its line;
    of a page that is not `readable` they are unknown.
    """

    path: str
    meta: Source
    text: str = ""
    text_line: int = 1
    title: str = ""
    title_line: int = 1
    calls: list[Call] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    filters: list[tuple[str, int]] = field(default_factory=list)
    readable: bool = True
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, said: str, expected: str, hint: str = "", where: str = "") -> Problem:
        """A problem of this page."""
        return Problem(self.meta.file, line, where, said, expected, hint)


def walk(docs: Path, shown: str) -> Iterator[Page]:
    """Every page below `docs`, sorted by path; `shown` stands for `docs` in messages."""
    for path in sorted(docs.rglob("*.md")):
        below = path.relative_to(docs)
        if not any(part.startswith(("_", ".")) for part in below.parts):
            yield read_page(path, below.as_posix(), f"{shown}/{below.as_posix()}")


def read_page(path: Path, below: str, shown: str) -> Page:
    """Read one page; what is wrong with it becomes its problems."""
    page = Page(below, Source(shown))
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        return _unreadable(page, 1, f"the page cannot be read ({error.strerror})", "a page that can be read")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _unreadable(page, line, f"byte 0x{raw[error.start]:02x} is not UTF-8", "text saved as UTF-8")
    body_line = 1
    page.meta.data = {}
    if match := _FRONT_MATTER.match(text):
        page.meta = _front_matter(match[1] or "", shown)
        page.problems.extend(page.meta.problems)
        body_line = text.count("\n", 0, match.end()) + 1
        text = text[match.end() :]
    page.text, page.text_line = text, body_line
    _body(page, text, body_line)
    return page


def _unreadable(page: Page, line: int, said: str, expected: str) -> Page:
    page.problems.append(page.problem(line, said, expected))
    page.readable = False
    return page


def _front_matter(text: str, shown: str) -> Source:
    """The front matter as data; its lines count from the top of the page."""
    if not text.strip():
        return Source(shown, {})
    # The leading line stands for the opening ---, so that line numbers are those of the page.
    source = parse(("\n" + text).encode(), shown)
    if source.data is None and not source.problems:
        source.data = {}
    return source


def _body(page: Page, text: str, first: int) -> None:
    prose = FENCE.sub(lambda m: "\n" * m[0].count("\n"), text)
    if heading := _HEADING.search(prose):
        page.title = _ATTRIBUTES.sub("", heading[1].strip()).strip()
        page.title_line = first + prose.count("\n", 0, heading.start())
    for comment in re.finditer(r"\{#", text):
        line = first + text.count("\n", 0, comment.start())
        said = '"{#" begins a comment, which hides the text after it'
        page.problems.append(page.problem(line, said, "{: #id } with a colon"))
    _read_macros(page, text.replace("{#", "{:"), first)


def _read_macros(page: Page, text: str, first: int) -> None:
    """Note what the page calls and names, or why that cannot be read."""
    try:
        _note_macros(page, _JINJA.parse(text), first)
    except TemplateSyntaxError as error:
        rows = text.split("\n")
        # Jinja often notices only further down, where the next quote or brace ends what was left open.
        unclosed = [number for number, row in enumerate(rows) if _left_open(row)]
        at = unclosed[0] if unclosed else min(error.lineno, len(rows)) - 1
        cause = "a quote or brace is not closed" if unclosed else quote(error.message or "")[1:-1].rstrip(".")
        said = f"a macro cannot be read: {cause} in {quote(rows[at])}"
        _unreadable(page, first + at, said, '{{ name("id") }}')
    except (RecursionError, ValueError):  # thousands of brackets, or of digits, inside one macro
        _unreadable(page, first, "a macro on this page is too large to be read", '{{ name("id") }}')


def _left_open(row: str) -> bool:
    """Whether a macro on this line lacks its closing braces or a closing quote."""
    if row.count("{{") != row.count("}}") or row.count("{%") != row.count("%}"):
        return True
    return any(inside.count('"') % 2 for inside in re.findall(r"{{(.*?)}}", row))


def _note_macros(page: Page, tree: nodes.Template, first: int) -> None:
    for call in tree.find_all(nodes.Call):
        name = _dotted(call.node)
        if name:
            args = tuple(_literal(arg) for arg in call.args)
            kwargs = tuple((pair.key, _literal(pair.value)) for pair in call.kwargs)
            page.calls.append(Call(name, args, kwargs, first + call.lineno - 1))
    part_of_another = {id(call.node) for call in tree.find_all(nodes.Call)}
    part_of_another |= {id(whole.node) for whole in tree.find_all(nodes.Getattr)}
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        if id(node) not in part_of_another and (name := _dotted(node)):
            page.names.append((name, first + node.lineno - 1))
    page.filters = [(node.name, first + node.lineno - 1) for node in tree.find_all(nodes.Filter)]


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        base = _dotted(node.node)
        return f"{base}.{node.attr}" if base else ""
    return ""


def _literal(node: nodes.Node) -> object:
    return node.value if isinstance(node, nodes.Const) else None
