"""What goes past the parsers of Markdown comes out as if they had read it."""

from __future__ import annotations

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.structure.pages import _RawHTMLPreprocessor
from mkdocs.utils.yaml import get_yaml_loader

from macros.stash import Stash

from .examples import many
from .sites import ROOT

CONFIG = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), get_yaml_loader())["markdown_extensions"]
BLOCK = '<section class="hb" id="an-item">\n<p>Say *this* &amp; `that`: <a id="x&amp;y">#</a></p>\n</section>'
PRINTED = [
    BLOCK,
    f"## A heading {{: #own }}\n\n{BLOCK}\n\n## Another\n\n<ul>\n<li>one</li>\n</ul>",
    "<p>One line.</p>",
    "<bdi>not a block</bdi>",
    "<details><summary>Why</summary>\n<div>\n    <pre>two\n    lines</pre>\n</div>\n</details>",
    "words alone",
    "",
]
AROUND = [
    "Words.",
    "## Part\n",
    "\n",
    "\n\n",
    "- item\n",
    "- item\n\n    ",
    "1. one\n\n   ",
    "> ",
    "    ",
    "!!! note\n\n    ",
    '=== "Tab"\n\n    ',
    "<div markdown>\n\n",
    "\n\n</div>\n\n",
    "<div>\n",
    "```\n",
    "<!-- ",
    " -->",
    "[^1]: ",
    "Term\n:   ",
    "| a | b |\n|---|---|\n| ",
    " |\n",
    "---\n",
    "*[HTML]: words\n\n",
    "a <span>b",
    "</span>",
    "\ue000handbook-9999\ue000",
]


def html(text: str, stash: Stash | None) -> tuple[str, set[str]]:
    """A page as MkDocs makes it, and the ids that it finds there."""
    named = {name: given or {} for name, given in CONFIG.items()}
    made = Markdown(extensions=[*named, *([stash] if stash else [])], extension_configs=named)
    ids = _RawHTMLPreprocessor()
    ids._register(made)
    return made.convert(text), ids.present_anchor_ids


@many(300)
@given(st.lists(st.sampled_from(AROUND) | st.sampled_from(PRINTED).map(lambda printed: (printed,)), max_size=9))
@example(["Words.", "\n\n", (BLOCK,), "\n\n", "- item\n"])
@example([(BLOCK,)])
@example(["<div markdown>\n\n", (BLOCK,), "\n\n</div>\n\n"])
@example(["- item\n\n    ", (BLOCK,)])
@example(["```\n", "\n", (BLOCK,), "\n\n", "```\n"])
@example(["Words.", (BLOCK,), "Words."])
def test_a_page_is_the_same(parts: list[str | tuple[str]]) -> None:
    stash = Stash()
    plain = "".join(part if isinstance(part, str) else part[0] for part in parts)
    signed = "".join(part if isinstance(part, str) else stash.put(part[0]) for part in parts)
    assert html(signed, stash) == html(plain, None)


def test_a_block_that_stands_alone_is_not_read() -> None:
    """Or nothing would be won."""
    stash, read = Stash(), list[str]()
    made = Markdown(extensions=["md_in_html", stash])
    looked = made.preprocessors["html_block"]
    whole = looked.run
    looked.run = lambda lines: whole([*read, *lines][len(read) :] if not read.extend(lines) else lines)
    assert BLOCK in made.convert(f"One.\n\n{stash.put(BLOCK)}\n\nTwo.")
    assert "section" not in "".join(read)
