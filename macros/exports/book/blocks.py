"""The Markdown of a page -> blocks of words, for paper and EPUB: what each says, without what marks it."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ... import cache

# A block is {"is": "par", "words": [...]}; a word {"is": "text", "text": "..."}. JSON, for the template reads it too.
Block = dict[str, Any]
Words = list[dict[str, Any]]

_SOFT = {"is": "text", "text": " "}  # where a line ends
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def read(written: str) -> list[Block]:
    """The blocks of a page. They are kept from build to build, for all pages of the handbook take seconds to read."""
    key = cache.key("book", _program(), written)
    told = cache.made(key, lambda: json.dumps(_blocks(SyntaxTreeNode(_PARSER.parse(written)).children)).encode())
    blocks: list[Block] = json.loads(told)
    return blocks


@functools.cache
def _program() -> str:
    """What the blocks depend on besides the text."""
    return version("markdown-it-py") + Path(__file__).read_text(encoding="utf-8")


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
    return [block for node in nodes for block in _block(node)]


def _block(node: SyntaxTreeNode) -> Iterator[Block]:
    """A block of Markdown; nothing for a line across the page."""
    match node.type:
        case "heading":
            yield {"is": "heading", "level": int(node.tag[1]), "words": _inline(node), "id": ""}
        case "paragraph":
            yield from _defined(_inline(node))
        case "bullet_list" | "ordered_list":
            start = int(node.attrs.get("start", 1))
            yield {
                "is": "list",
                "start": start if node.type == "ordered_list" else None,
                "items": [_item(child) for child in node.children],
            }
        case "blockquote":
            yield {"is": "quote", "blocks": _blocks(node.children)}
        case "fence" | "code_block":
            yield {"is": "said", "lines": node.content.rstrip("\n").split("\n")}
        case "table":
            rows = [row for part in node.children for row in part.children]
            yield {"is": "table", "rows": [[_inline(cell) for cell in row.children] for row in rows]}


def _defined(words: Words) -> Iterator[Block]:
    """A paragraph, and what is said of it: that begins a line with a colon and a space, as Python-Markdown has it."""
    at = next((at for at, (one, two) in enumerate(itertools.pairwise(words)) if one == _SOFT and _explains(two)), None)
    if at is None:
        yield {"is": "par", "words": words}
        return
    first = {**words[at + 1], "text": words[at + 1]["text"].removeprefix(": ")}
    yield {"is": "term", "words": words[:at], "blocks": [*_defined([first, *words[at + 2 :]])]}


def _explains(word: dict[str, Any]) -> bool:
    return word["is"] == "text" and str(word["text"]).startswith(": ")


def _item(node: SyntaxTreeNode) -> dict[str, Any]:
    """An item of a list; `box` says whether it is there to be ticked."""
    blocks = _blocks(node.children)
    first = blocks[0]["words"] if blocks and blocks[0]["is"] == "par" else []
    box = bool(first) and first[0]["is"] == "text" and first[0]["text"].startswith("[ ] ")
    if box:
        first[0]["text"] = first[0]["text"].removeprefix("[ ] ")
        blocks[:1] = [{"is": "par", "words": line} for line in _lines(first)]  # the step, and what is noted under it
    return {"box": box, "blocks": blocks}


def _lines(words: Words) -> Iterator[Words]:
    """The lines of a paragraph."""
    for ends, line in itertools.groupby(words, key=_SOFT.__eq__):
        if not ends:
            yield list(line)


def _inline(node: SyntaxTreeNode) -> Words:
    """The words of a block: those of its one inline node."""
    return [word for inline in node.children for child in inline.children for word in _word(child)]


def _word(node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    match node.type:
        case "text" | "code_inline" if node.content:  # beside what is strong the parser has texts of nothing
            yield {"is": "code" if node.type == "code_inline" else "text", "text": node.content}
        case "softbreak" | "hardbreak":
            yield dict(_SOFT)
        case "strong" | "em":
            yield {"is": node.type, "words": [word for child in node.children for word in _word(child)]}
        case "link":
            inner = [word for child in node.children for word in _word(child)]
            yield {"is": "link", "to": str(node.attrs["href"]), "words": inner}
