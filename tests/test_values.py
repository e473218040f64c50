"""What a team fills in is words, whatever characters are in it: every page, file and card shows it to the letter."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from lxml import etree
from markdown_it import MarkdownIt

from macros import checks, exports, text
from macros.library import Library

from . import toys
from .test_cards import read
from .test_render import page

BEGIN = "Qq"
WORDS = rf"{BEGIN} *x* _y_ [z](http://e) \<b> <i> | `c` &lt; {{{{ 1 }}}} zZ"
SHORT = rf"{BEGIN} *x* _y_ `c` \<b> zZ"  # for cards, whose lines are short
# Formats whose own marks are brackets and braces: read with round ones for those, as far as these.
BRACES = ("espanso.zip", "zendesk.json")
ROUND = str.maketrans("[]", "()")
VALUE, SHORT_VALUE = " {{ team.record }}", " {{ team.contact }}"
KEYS = {
    *("note", "when", "avoid", "body", "subject", "pushback", "help", "hint", "steps", "record", "next_step"),
    *("summary", "means", "example", "scene", "client", "say", "feedback", "takeaway", "handler", "observer", "able"),
    *("rule", "extends", "credit", "limits", "publisher", "country"),
}
PAGE = f"""
## Of{SHORT_VALUE} {{: #valued }}

Told by{VALUE}, *and*{VALUE}.

## With{SHORT_VALUE}

- An item:{VALUE}

### Of{SHORT_VALUE}

| a | b |
|---|---|
|{VALUE} | x |
"""


def planted(value: Any, keys: set[str], words: str, key: str = "") -> Any:
    """The same data with `words` at the end of each text below one of the keys that has no value yet."""
    if isinstance(value, dict):
        return {name: planted(inner, keys, words, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [planted(inner, keys, words, key) for inner in value]
    if isinstance(value, str) and key in keys and "{{" not in value:
        return value.rstrip() + words
    return value


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    docs = toys.copy(tmp_path_factory.mktemp("values") / "docs")
    for path in [*(docs / "_data").glob("*.yml"), *(docs / "_data/trees").glob("*.yml")]:
        data = yaml.safe_load(path.read_text("utf-8"))
        if path.name == "cards.yml":
            data["cards"] = [{**card, "never": card["never"] + SHORT_VALUE} for card in data["cards"]]
        elif path.name == "team.yml":
            data |= {"record": WORDS, "contact": SHORT}
            data["roles"]["lead"]["title"] = WORDS
            for role in data["roles"].values():
                role["contact"] = f"{SHORT} 123"
        elif path.name == "style.yml":
            data["sentence_words"] = 60
        # Those hold no value: a word of interface.yml is refused with one (tests/test_interface.py).
        elif path.name not in ("search.yml", "danger.yml", "safety.yml", "interface.yml"):
            data = planted(planted(data, KEYS, VALUE), {"text"}, SHORT_VALUE)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    first = docs / "index.md"
    first.write_text(first.read_text("utf-8") + PAGE, "utf-8")
    found = checks.examined(docs, "docs")[0]
    assert not found.problems, "\n".join(map(str, found.problems))
    return found


def misread(shown: str, words: str = WORDS) -> list[str]:
    """What stands where the value begins, and is neither the value nor as much of it as fits a line."""
    found = []
    words, short = tight(words), tight(SHORT)
    for begin in re.finditer(rf"\b{BEGIN}\b", shown):
        rest = tight(shown[begin.start() :][: 3 * len(words)])
        cut = rest.partition("…")[0]
        if not rest.startswith((words, short)) and not ("…" in rest and words.startswith(cut)):
            found.append(rest[: len(words) + 20])
    return found


def tight(shown: str) -> str:
    """A text without blanks: where a line is broken says nothing of the words."""
    return "".join(shown.split())


def html(source: str | bytes) -> Iterator[str]:
    """The text of HTML, and the attributes that people read or programs take words from."""
    root = lxml.html.fromstring(source)
    assert not root.xpath("//b | //i | //xss"), "a value became markup"
    yield str(root.text_content())
    yield from map(str, root.xpath("//@aria-label | //@content | //@alt | //@*[starts-with(name(), 'data-')]"))


def strings(value: Any) -> Iterator[str]:
    """Every text in data."""
    if isinstance(value, dict):
        value = list(value.values())
    for inner in value if isinstance(value, list) else [value]:
        yield from strings(inner) if isinstance(inner, (dict, list)) else [inner] if isinstance(inner, str) else []


def markdown(source: str) -> Iterator[str]:
    return html(f"<main>{MarkdownIt('commonmark').enable('table').render(source)}</main>")


def shown(name: str, content: bytes) -> Iterator[str]:
    """What a file that is generated shows to whoever opens it."""
    if name.endswith(".pdf"):
        yield from read(content)
    elif name.endswith(".zip"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        for inner in packed.namelist():
            yield from strings(yaml.safe_load(packed.read(inner))) if inner.endswith(".yml") else ()
    elif name == "handbook.json":
        data = json.loads(content)
        yield from (one for item in data["items"] for one in markdown(item.pop("text")))
        yield from strings(data)
    elif name.endswith(".json"):
        yield from strings(json.loads(content))
    elif name.endswith(".csv"):
        yield from (cell for row in csv.reader(io.StringIO(content.decode())) for cell in row)
    elif name.endswith((".xml", ".svg")):
        yield from map(str, etree.fromstring(content).itertext())
    elif name.endswith((".md", ".txt")):
        yield from markdown(content.decode())
    elif name.endswith(".html"):
        yield from html(content)


def test_every_file_shows_values_to_the_letter(library: Library) -> None:
    wrong, held = [], set()
    for name, content in exports.all_files(library, "https://toys.example/").items():
        marked = name.endswith(BRACES)
        words = WORDS.partition("{{")[0].strip().translate(ROUND) if marked else WORDS
        for one in shown(name, content):
            one = one.translate(ROUND) if marked else one
            wrong += [f"{name}: {found}" for found in misread(one, words)]
            held |= {Path(name).suffix} if BEGIN in one else set()
    assert not wrong, "\n".join(wrong)
    assert held >= {".md", ".html", ".json", ".pdf", ".xml", ".csv", ".zip"}


def test_every_page_shows_values_to_the_letter(library: Library) -> None:
    wrong, held = [], 0
    for path in library.pages:
        for one in html(lxml.html.tostring(page(toys.rendered(library, path)))):
            wrong += [f"{path}: {found}" for found in misread(one)]
            held += one.count(BEGIN)
    assert not wrong, "\n".join(wrong)
    assert held > 100


def test_a_heading_with_a_value_has_one_anchor_in_the_check_and_on_the_page(library: Library) -> None:
    built = page(toys.rendered(library, "index.md")).xpath("//h2/@id | //h3/@id")
    assert len(built) == 3
    assert set(built) <= (checks.anchors.anchors(library, library.pages["index.md"]) or set())


@pytest.mark.parametrize("value", ["*a*", "a_b_c", "`a`", "a\\b", "\\*", "<b>", "&lt;", "a@b_c.example", "__x__ \\_"])
def test_a_value_as_inline_reads_as_itself(value: str) -> None:
    assert text.plain(text.as_inline(value)) == value
    assert text.inline(text.as_inline(value)).unescape() == value
