"""The scripts speak as people do: contracted wherever somebody talks, types or texts, and so do the clients."""

from __future__ import annotations

import re

import pytest

from macros import text
from macros.kinds.script.model import WRITTEN
from macros.library import Library

# Forms that nobody uses aloud but to stress them, or at the end of a thought. Letters, notices and emails may.
FULL = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must) not\b|\bcannot\b"
    r"|\b(?:I am|it is|that is|there is|we are|they are|(?:I|we|you|they|it) will)(?= \w)",
    re.IGNORECASE,
)
# What clients have heard so often that it tells them nothing.
STOCK = re.compile(r"to heart|every right to|saying it (?:to me )?straight|stands\. What you need|for your patience")


def test_words_to_say_to_chat_and_to_text_are_contracted(library: Library) -> None:
    stiff = [
        f"{script.id} ({variant.tone}, {variant.channel}): {found[0]}"
        for script in library.scripts.values()
        for variant in script.variants
        if variant.channel not in WRITTEN and (found := FULL.search(variant.body))
    ]
    assert stiff == []


def test_what_clients_say_is_contracted(library: Library) -> None:
    assert [one.id for one in library.scripts.values() if one.pushback and FULL.search(one.pushback)] == []


def test_nobody_says_a_stock_phrase(library: Library) -> None:
    said = [(one.id, variant.body) for one in library.scripts.values() for variant in one.variants]
    assert [id_ for id_, body in said if STOCK.search(body)] == []


@pytest.mark.parametrize(
    ("words", "found"), [("I do not know.", "do not"), ("We cannot.", "cannot"), ("I don't. It's as it is.", None)]
)
def test_a_full_form_is_seen(words: str, found: str | None) -> None:
    seen = FULL.search(words)
    assert (seen and seen[0]) == found


def test_no_name_and_no_sum_is_shared_but_what_is_the_same_everywhere(library: Library) -> None:
    """A price that turns up as a refund is a promise; so what is carried over is named here, one by one."""
    shared = {id_ for id_, field in library.fields.items() if field.shared}
    assert shared == {"client_name", "your_name", "company", "reference", "colleague", "role", "phone"}
    public = [one for one in library.scripts.values() for variant in one.variants if variant.channel == "social"]
    for script in public:
        for variant in script.variants:
            if variant.channel == "social":  # others read it: neither a name nor a case from elsewhere gets in
                assert not {"client_name", "reference"} & set(text.fields(variant.body)), script.id
