"""nav in mkdocs.yml: written from the index pages, and nothing else of the file is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import nav
from macros.library import Library
from macros.reading import collect

from . import toys

INDEX = """---
description: Words to say.
---
# Say

Not in the list: [a card](../cards/say-sorry.md).

- [Close](closing.md#script-thanks) and [again](opening.md)
- [Once more](closing.md)
"""

BEFORE = """\
site_name: Toys # a comment
nav: # by section
  - Home: index.md
  - "Say it": # what to say
      - scripts/index.md
      - scripts/opening.md
      - scripts/gone.md # is not there
  - By hand:
      - Elsewhere: https://example.org/
      - cards/say-sorry.md
  - Cards: [cards/broken-toy.md]
extra: !!python/name:material.extensions.emoji.twemoji
"""

AFTER = """\
site_name: Toys # a comment
nav: # by section
  - Home: index.md
  - "Say it": # what to say
      - scripts/index.md
      - scripts/closing.md
      - scripts/opening.md
  - By hand:
      - Elsewhere: https://example.org/
      - cards/say-sorry.md
  - Cards: [cards/broken-toy.md]
  - About:
      - about/sources/index.md
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    found = collect(toys.copy(tmp_path / "docs", {"scripts/index.md": INDEX}), "docs")
    assert not found.problems
    return found


def test_pages_follow_the_index_and_the_rest_follows_them(library: Library) -> None:
    (library.docs.parent / nav.FILE).write_text(BEFORE, encoding="utf-8")
    assert {problem.line for problem in nav.behind(library)} == {3, 5, 7}
    assert nav.write(library) == ["wrote nav in mkdocs.yml"]
    after = (library.docs.parent / nav.FILE).read_text(encoding="utf-8")
    begun, _, _ = AFTER.partition("  - About:")
    assert after.startswith(begun)
    assert after.endswith("extra: !!python/name:material.extensions.emoji.twemoji\n")
    listed = after[len(begun) :]
    assert "  - Checklists:\n      - checklists/broken-toy.md\n      - checklists/close-the-case.md\n" in listed
    assert list(nav.behind(library)) == []
    assert nav.write(library) == []


@pytest.mark.parametrize("ending", ["", "\n", "\n# the end\n"])
def test_nav_may_end_the_file(library: Library, ending: str) -> None:
    text = "nav:\n  - Home: index.md\n  - Say:\n      - scripts/index.md" + ending
    (library.docs.parent / nav.FILE).write_text(text, encoding="utf-8")
    nav.write(library)
    assert list(nav.behind(library)) == []
    assert (library.docs.parent / nav.FILE).read_text(encoding="utf-8").endswith(ending.strip() + "\n")


@pytest.mark.parametrize("text", ["", "nav:\n", "nav: none\n", "site_name: Toys\n", "- a list\n"])
def test_without_a_list_of_its_own_nothing_is_asked(library: Library, text: str) -> None:
    (library.docs.parent / nav.FILE).write_text(text, encoding="utf-8")
    assert list(nav.behind(library)) == []
    assert nav.write(library) == []


def test_every_macro_that_lists_items_gives_their_order(tmp_path: Path) -> None:
    head = "---\ndescription: All.\n---\n# All\n\n"
    index = {"cards/index.md": head + "{{ gallery() }}\n", "scripts/index.md": head + "{{ script_index() }}\n"}
    library = collect(toys.copy(tmp_path / "docs", index), "docs")
    by_family = sorted(library.cards, key=lambda id_: list(library.families).index(library.cards[id_].family))
    assert nav.pages(library, "cards")[1:] == [f"cards/{id_}.md" for id_ in by_family]
    assert nav.pages(library, "scripts")[1:] == [f"scripts/{id_}.md" for id_ in library.moments]
