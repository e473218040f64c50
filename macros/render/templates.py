"""The templates, and what they may call."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from .. import cache, kinds, text
from ..models.interface import Interface

TEMPLATES = Path(__file__).parent.parent / "templates"
FOLDERS = (TEMPLATES, *kinds.TEMPLATES)  # whose changes change what is rendered


class _Compiled(BytecodeCache):
    """Templates as Jinja compiled them, from process to process; it sees by itself what another version wrote."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket of a template, where it is known."""
        if (kept := cache.get(_key(bucket))) is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        cache.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return cache.key("template", bucket.key, bucket.checksum, version("jinja2"), sys.version)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja with our filters: each template is found by its name, in the folder of its kind or beside the shared."""
    made = Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(),
    )
    made.filters |= {
        "inline": text.inline,
        "plain": text.plain,
        "typographic": typographic,
        "dialled": dialled,
        "fill": fill,
        **kinds.table("html", "FILTERS"),
    }
    return made


@pass_context
def typographic(context: Context, words: str) -> Markup:
    """A text as HTML with the quotes of print, which are those of the handbook's language."""
    return text.typographic_inline(words, context["says"].marks.all)


def dialled(number: str) -> str:
    """What a phone dials for a number as people write it: the first, where it says two; '' where there is none."""
    found = re.search(r"\+?\d[\d ]*", number)
    return "".join(found[0].split()) if found else ""


def fill(words: str, **blanks: object) -> Markup:
    """Words of the frame with something in their blanks: HTML where that is HTML."""
    return Markup(escape(words)).format(**blanks)


def render(template: str, says: Interface, /, **values: object) -> str:
    """The template's HTML without blank lines, which would end a raw HTML block in Markdown."""
    html = environment().get_template(f"{template}.html.jinja").render(says=says, **values)
    return "\n".join(line for line in html.split("\n") if line.strip())
