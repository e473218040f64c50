"""The handbook's own pages: what stands on the first screen, how it speaks, and what its links say."""

from __future__ import annotations

import posixpath
import re

from macros.library import Library
from macros.pages import Page

FOLDERS = ("situations/", "guide/", "checklists/", "decide/")
TOP = re.compile(
    r"^## Do this now \{: #do-this-now \}\n\n"
    r"(?:(?:\{%.*?%\})?\d\. .*\n)+\n"
    r".*\*\*\w.*\n\{: \.hb-stop \}\n\n"
    r"\*\*Say first.*\n\{: \.hb-first \}\n",
    re.MULTILINE,
)
LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s#]+\.md)\)")
SPOKEN = re.compile(r'^(?:> |- \*\*(?:Not|But):\*\*|\*\*Say first).*"', re.MULTILINE)
QUOTED = re.compile(r'"([^"]*)"')
FULL = re.compile(
    r"\b(?:I am|I will|I would|I have noted|you will|we will|they will|they are|we are|it is|that is|here is|"
    r"there is|let us|do not|does not|did not|is not|are not|was not|cannot|could not|would not|will not|"
    r"has not|have not)\b",
    re.IGNORECASE,
)


def ours(library: Library) -> list[Page]:
    """The pages that tell somebody what to do, without the lists of them."""
    return [page for path, page in library.pages.items() if path.startswith(FOLDERS) and not path.endswith("/index.md")]


def test_a_situation_says_where_it_ends_and_the_first_words_below_its_steps(library: Library) -> None:
    without = [
        f"situations/{id_}" for id_ in library.situations if not TOP.search(library.pages[f"situations/{id_}.md"].text)
    ]
    advice = "below the list of `Do this now`: a stop line with {: .hb-stop }, then **Say first:** with {: .hb-first }"
    assert not without, f"{', '.join(without)}: {advice}"


def test_a_links_text_is_the_name_of_the_page_it_leads_to(library: Library) -> None:
    wrong = []
    for page in ours(library):
        for words, where in LINK.findall(page.text):
            to = library.pages.get(posixpath.normpath(posixpath.join(posixpath.dirname(page.path), where)))
            if to and words.casefold() != to.title.casefold():
                wrong.append(f"{page.path}: “{words}” leads to “{to.title}”")
    assert not wrong, "\n".join(wrong)


def test_what_is_spoken_is_contracted(library: Library) -> None:
    stiff = [
        f"{page.path}: {quote}"
        for page in ours(library)
        for line in SPOKEN.finditer(page.text)
        for quote in QUOTED.findall(page.text[line.start() : page.text.find("\n", line.start())])
        if FULL.search(quote)
    ]
    assert not stiff, "\n".join([*stiff, "write it as people say it: I'll, don't, that's"])
