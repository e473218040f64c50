"""What macros print, past the parsers of Markdown: HTML that is known to be whole is put in at the end, as it is.

Three quarters of the handbook's Markdown is such HTML, and Python-Markdown reads each tag of it twice to find out
where it ends. A macro's blocks are therefore replaced by signs, and the signs by Python-Markdown's own ones for HTML.
What is printed inside a line, an item of a list or other HTML is read as ever: there it may matter what is around it.
"""

from __future__ import annotations

import html
import re

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

_SIGN = re.compile("\ue000handbook-([0-9]+)\ue000")  # of characters that are nobody's
# What our templates begin with that Markdown takes for a block.
_ROOT = re.compile(r"<(section|div|details|dl|ul|ol|p|form)\b.*</\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
# HTML or code of the page's own, which may have what a macro prints inside it.
_AROUND = re.compile(r"<[a-z!/?]|```|~~~", re.IGNORECASE)


class Stash(Extension):  # type: ignore[misc]
    """The blocks of HTML that macros have printed since the pages were read."""

    def __init__(self) -> None:
        """An empty one."""
        super().__init__()
        self._numbers: dict[str, int] = {}
        self._blocks: list[str] = []

    def put(self, printed: str) -> str:
        """What a macro printed, with a sign in place of each block of HTML."""
        return "\n\n".join(self._sign(block) if _ROOT.fullmatch(block) else block for block in printed.split("\n\n"))

    def _sign(self, block: str) -> str:
        number = self._numbers.setdefault(block, len(self._blocks))
        if number == len(self._blocks):
            self._blocks.append(block)
        return f"\ue000handbook-{number}\ue000"

    def block(self, number: str) -> str | None:
        """The block that a sign stands for."""
        return self._blocks[int(number)] if int(number) < len(self._blocks) else None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Before code is looked for (by number 25), and between MkDocs, which looks for ids (21), and HTML (20)."""
        md.preprocessors.register(_Back(md, self), "handbook_back", 29)
        md.preprocessors.register(_Kept(md, self), "handbook_kept", 20.5)


class _Back(Preprocessor):  # type: ignore[misc]
    """Puts each block back that must be read."""

    def __init__(self, md: Markdown, stash: Stash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        around = _AROUND.search(text)

        def back(match: re.Match[str]) -> str:
            begins = match.start() == 0 or text.endswith("\n\n", 0, match.start())
            if begins and text.startswith("\n\n", match.end()) and not around:
                return match[0]
            return self._stash.block(match[1]) or match[0]

        return _SIGN.sub(back, text).split("\n")


class _Kept(Preprocessor):  # type: ignore[misc]
    """Hands each other block to Python-Markdown, as one that was read, and its ids to MkDocs."""

    def __init__(self, md: Markdown, stash: Stash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        ids: set[str] = set()

        def kept(match: re.Match[str]) -> str:
            block = self._stash.block(match[1])
            if block is None:
                return match[0]
            ids.update(map(html.unescape, _ID.findall(block)))
            return str(self.md.htmlStash.store(f"{block}\n"))  # with the end of its line, as of one that was read

        text = _SIGN.sub(kept, "\n".join(lines))
        if "mkdocs_raw_html" in self.md.preprocessors:  # by which MkDocs knows where links may lead
            self.md.preprocessors["mkdocs_raw_html"].present_anchor_ids |= ids
        return text.split("\n")
