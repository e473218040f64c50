"""The Markdown pages as the checks need them: front matter, title, and macro calls with their lines.

A page is parsed with Jinja's own parser, so what is checked here is what the macros plugin will run. Of all that
Jinja knows, a page may use two things: a call of a macro with texts in quotes, and a value. Whatever else stands in
braces is refused by its name, for it could fail, or never end, when the page is built. Nothing is rendered.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from . import markup
from .braces import JINJA, REFUSED, Call, alone, block_name, chosen_in, dotted, line_of, literal_of, switch, tokens
from .problems import Problem, quote
from .source import MAX_BYTES, Memory, Source, content, parse
from .text import choices as whole_choices

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(\n|\Z)", re.DOTALL)

# Ways of writing a page that MkDocs builds as well, but that no other module here would find.
OTHER_ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd")
# What ends or changes an address or a link, or what some system takes for a part of a path.
UNSAFE = re.compile(r"""[\x00-\x1f\x7f"'<>\\|?*:%#{}`]""")
MAY_USE = '{{ name("id") }}, {{ team.key }} or {% if team.alone %}one{% else %}other{% endif %}'
LEFT_OUT = ("_", ".")  # what mkdocs.yml and MkDocs leave out begins so


@dataclass
class Page:
    """One page of docs/: `path` is relative to docs/, with slashes.

    `text` is its Markdown, without the front matter, and begins on `text_line` of the file.
    `calls` and `names` (of values) are what its macros use, each with its line; of a page that is not `readable`
    they are not all. `printed` are both in order, with where they stand in the text; `choices` are what the page
    lets depend on a value, each with its line.
    """

    path: str
    meta: Source
    text: str = ""
    text_line: int = 1
    title: str = ""
    title_line: int = 1
    calls: list[Call] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    choices: list[tuple[str, int]] = field(default_factory=list)
    printed: list[tuple[markup.Span, Call | str]] = field(default_factory=list)
    readable: bool = True
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, said: str, expected: str, hint: str = "", where: str = "") -> Problem:
        """A problem of this page."""
        return Problem(self.meta.file, line, where, said, expected, hint)

    def line(self, position: int) -> int:
        """The line of the file on which `text` has `position`."""
        return self.text_line + bisect_right(self._starts, position) - 1

    def copy(self) -> Page:
        """Another with all that was found of this one, which may be given other data and more problems."""
        other = copy(self)
        other.meta, other.problems = self.meta.copy(), list(self.problems)
        return other

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line of the text begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def code(self) -> list[markup.Span]:
        """Where code stands in the text."""
        return markup.code(self.text)

    @cached_property
    def masked(self) -> str:
        """The text with spaces in place of code and comments."""
        without = markup.blanked(self.text, self.code)
        return markup.blanked(without, list(markup.comments(without)))

    @cached_property
    def headings(self) -> list[markup.Heading]:
        """Its headings, in order."""
        return markup.headings(self.masked)


def walk(docs: Path, shown: str) -> Iterator[Page]:
    """Every page below `docs`, sorted by path; `shown` stands for `docs` in messages.

    What cannot be entered or read, or is a page to MkDocs alone, is a page with a problem.
    """
    found: list[tuple[str, Path | None, str, str]] = []

    def refuse(path: Path, said: str, expected: str) -> None:
        below = path.relative_to(docs).as_posix() if path.is_relative_to(docs) else path.as_posix()
        found.append((below, None, said, expected))

    for folder, names in _folders(docs, refuse):
        for name in names:
            if name == "README.md":
                refuse(folder / name, "MkDocs takes this file for the first page of its folder", "it as index.md")
            elif name.endswith(".md") and (unsafe := UNSAFE.search((folder / name).relative_to(docs).as_posix())):
                said = f"{quote(unsafe[0])} stands in the name of this page or of its folder"
                refuse(folder / name, said, "letters, digits and hyphens")
            elif name.endswith(".md"):
                found.append(((folder / name).relative_to(docs).as_posix(), folder / name, "", ""))
            elif name.endswith(OTHER_ENDINGS):
                refuse(folder / name, "MkDocs takes this file for a page", "a name that ends in .md")
    for below, file, said, expected in sorted(found, key=lambda one: one[0]):
        if file:
            yield read_page(file, below, f"{shown}/{below}")
        else:
            yield _unreadable(Page(below, Source(f"{shown}/{below}")), 1, said, expected)


def _folders(docs: Path, refuse: Callable[[Path, str, str], None]) -> Iterator[tuple[Path, list[str]]]:
    """Each folder that MkDocs looks into, with the names of its files."""

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            refuse(Path(str(error.filename)), f"the folder cannot be read ({error.strerror})", "one that can be read")

    for name, folders, names in os.walk(docs, followlinks=True, onerror=unreadable):
        folder, kept = Path(name), []
        for inner in sorted(folders):
            if inner.startswith(LEFT_OUT) or (folder == docs and inner == "templates"):  # MkDocs leaves that out, too
                continue
            path = folder / inner
            if path.is_symlink() and f"{os.path.realpath(folder)}/".startswith(f"{os.path.realpath(path)}/"):
                refuse(path, "this link leads back to a folder that it stands in", "a folder of its own")
            else:
                kept.append(inner)
        folders[:] = kept
        yield folder, sorted(one for one in names if not one.startswith(LEFT_OUT))


def read_page(path: Path, below: str, shown: str) -> Page:
    """Read one page; what is wrong with it becomes its problems."""
    try:
        raw = content(path)
    except OSError as error:
        said = f"the page cannot be read ({error.strerror})"
        return _unreadable(Page(below, Source(shown)), 1, said, "a page that can be read")
    return _MEMORY.of(raw, below, shown)


def _read(raw: bytes, below: str, shown: str) -> Page:
    page = Page(below, Source(shown))
    try:
        text = re.sub(r"\r\n?", "\n", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if len(raw) > MAX_BYTES:
            return _unreadable(page, 1, "the page is too large", f"{MAX_BYTES:,} bytes at most")
        line = raw.count(b"\n", 0, error.start) + 1
        return _unreadable(page, line, f"byte 0x{raw[error.start]:02x} is not UTF-8", "text saved as UTF-8")
    if len(raw) > MAX_BYTES:
        return _unreadable(page, 1, "the page is too large", f"{MAX_BYTES:,} bytes at most")
    page.meta.data = {}
    if match := _FRONT_MATTER.match(text):
        page.meta = _front_matter(match[1] or "", shown)
        page.problems.extend(page.meta.problems)
        page.text_line = text.count("\n", 0, match.end()) + 1
        text = text[match.end() :]
    page.text = text
    _body(page)
    return page


_MEMORY = Memory(_read)


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


def _body(page: Page) -> None:
    for heading in page.headings:
        if heading.level == 1:
            page.title = heading.words
            page.title_line = page.line(heading.start)
            break
    at = page.text.find("{#")
    while at >= 0:
        said = '"{#" begins a comment, which hides the text after it'
        page.problems.append(page.problem(page.line(at), said, "{: #id } with a colon"))
        at = page.text.find("{#", at + 2)
    _read_macros(page, page.text.replace("{#", "{:"))


# What stands in braces -----------------------------------------------------------------


def _read_macros(page: Page, text: str) -> None:
    """Note what the page calls and names, or why that cannot be read."""
    try:
        _note_macros(page, text, JINJA.parse(text))
    except TemplateSyntaxError as error:
        rows = text.split("\n")
        # Jinja often notices only further down, where the next quote or brace ends what was left open.
        unclosed = [number for number, row in enumerate(rows) if _left_open(row)]
        at = unclosed[0] if unclosed else min(error.lineno, len(rows)) - 1
        cause = "a quote or brace is not closed" if unclosed else quote(error.message or "")[1:-1].rstrip(".")
        said = f"a macro cannot be read: {cause} in {quote(rows[at])}"
        _unreadable(page, page.text_line + at, said, '{{ name("id") }}')
    except (RecursionError, ValueError):  # thousands of brackets, or of digits, inside one macro
        largest = max(enumerate(text.split("\n")), key=lambda row: len(row[1]) if "{" in row[1] else -1)[0]
        _unreadable(page, page.text_line + largest, "a macro is too large to be read", '{{ name("id") }}')


def _left_open(row: str) -> bool:
    """Whether a macro on this line lacks its closing braces or a closing quote."""
    if row.count("{{") != row.count("}}") or row.count("{%") != row.count("%}"):
        return True
    return any(inside.partition("}}")[0].count('"') % 2 for inside in row.split("{{")[1:])


def _note_macros(page: Page, text: str, tree: nodes.Template) -> None:
    """Note each call, value and choice of a page; what else stands in braces is a fault."""
    spans, faults = tokens(text)
    printed: list[nodes.Node] = []
    choices = 0
    for node in tree.body:
        if isinstance(node, nodes.Output):
            printed += [inner for inner in node.nodes if not isinstance(inner, nodes.TemplateData)]
        elif isinstance(node, nodes.If) and not node.elif_ and (name := switch(node.test)):
            choices += 1
            page.choices.append((name, page.text_line + node.lineno - 1))
            for inner in (*node.body, *node.else_):
                printed += chosen_in(inner, faults)
        else:
            faults.append((line_of(node), f"the block {{% {block_name(node)} %}}"))
    if choices != sum(1 for _ in whole_choices(text)):
        faults.append((page.choices[0][1] - page.text_line + 1 if page.choices else 1, "a choice that cannot be read"))
    if len(printed) == len(spans):
        for node, span in zip(printed, spans, strict=True):
            _note(page, text, node, span, faults)
    elif not faults:
        faults.append((1, "braces in this way"))
    for number, what in sorted(set(faults)):
        _unreadable(page, page.text_line + number - 1, f"a page may not use {what}", MAY_USE)


def _note(page: Page, text: str, node: nodes.Node, span: markup.Span, faults: list[tuple[int, str]]) -> None:
    """Note a call or a value; anything else is a fault."""
    line = page.text_line + node.lineno - 1
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        if node.dyn_args or node.dyn_kwargs:
            faults.append((node.lineno, "* before an argument"))
            return
        args = tuple(literal_of(arg) for arg in node.args)
        kwargs = tuple((pair.key, literal_of(pair.value)) for pair in node.kwargs)
        if len(dict(kwargs)) < len(kwargs):
            faults.append((node.lineno, "an argument twice"))
        call = Call(node.node.name, args, kwargs, line, alone(text, span))
        page.calls.append(call)
        page.printed.append((span, call))
    elif isinstance(node, (nodes.Name, nodes.Getattr)) and (name := dotted(node)):
        page.names.append((name, line))
        page.printed.append((span, name))
    elif isinstance(node, nodes.Call):
        faults.append((node.lineno, "a call of what is no macro"))
    elif isinstance(node, nodes.Filter):
        faults.append((node.lineno, f"the filter {quote(node.name)}"))
    else:
        what = next((said for kind, said in REFUSED if isinstance(node, kind)), "this in braces")
        faults.append((node.lineno, what))


def parsed(text: str) -> list[tuple[markup.Span, Call | str]]:
    """Each call and value of a page's text that passed the checks, with its place, in order."""
    page = Page("", Source(""))
    _read_macros(page, text)
    return page.printed
