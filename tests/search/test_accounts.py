"""The accounts of strangers are whole: their halves were drawn by the rule, and every page they name is known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import yaml

from macros.exports import search
from macros.library import Library

from . import accounts
from .engine import dangers, queries

ACCOUNTS = accounts.accounts()
ASKED = [query for account in ACCOUNTS for query in account.queries]
RUN = 7  # words in a row that no two texts share


def doubled(values: list[str]) -> list[str]:
    """What is there more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def runs(text: str) -> set[str]:
    """All runs of words of a text that are long enough to be a copy."""
    words = re.findall(r"[\w']+", text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_each_account_is_whole() -> None:
    assert len(ACCOUNTS) >= 150
    assert doubled([account.id for account in ACCOUNTS]) == []
    for account in ACCOUNTS:
        assert re.fullmatch(r"s\d{3,4}", account.id), account.id
        assert account.kind in accounts.KINDS, account.id
        assert account.trade, account.id
        assert account.channel, account.id
        assert set(account.channel) <= accounts.CHANNELS, account.id
        assert re.fullmatch(r"https?://[^\s/]+\.[a-zA-Z]+/\S+", account.source), account.id
        assert re.fullmatch(r"[A-Z][^.!?]+\.(?: [A-Z][^.!?]+\.)?", account.what), f"{account.id}: one sentence or two"
        assert len(account.what.split()) <= 45, account.id
        assert len(account.queries) in {1, 2}, account.id


def test_the_halves_were_drawn_by_the_rule() -> None:
    assert [account.id for account in ACCOUNTS if account.half != accounts.half(account.id)] == []
    held = [account.half == "held" for account in ACCOUNTS]
    assert held == sorted(held), "those held stand last, where nobody who learns from the others reads them"
    assert 0.25 < sum(held) / len(held) < 0.4


def test_there_is_enough_of_each_kind_in_both_halves() -> None:
    for half in ("learn", "held"):
        kinds = [account.kind for account in ACCOUNTS if account.half == half]
        assert 1 / 7 < kinds.count("danger") / len(kinds) < 1 / 3
    assert {channel for account in ACCOUNTS for channel in account.channel} == accounts.CHANNELS


def test_queries_are_typed_and_stand_once() -> None:
    assert [query.text for query in ASKED if not re.fullmatch(r"[a-z0-9][a-z0-9 '£$%-]{2,79}", query.text)] == []
    assert doubled([query.text for query in ASKED]) == []
    known = {query.text for half in ("tune", "held") for query in queries(half)}
    known |= {query for group in dangers() for query in group["queries"]}
    assert {query.text for query in ASKED} & known == set()


def test_nothing_is_learnt_from_what_measures(library: Library) -> None:
    assert library.asked
    # What is thought up is so blindly.
    learnt = {query.casefold() for one in library.asked.values() for query in one.told}
    held = {query.text for account in ACCOUNTS if account.half == "held" for query in account.queries}
    held |= {query.text for query in queries("held")}
    held |= {
        query for name in ("danger-held", "danger-hinted") for group in dangers(name) for query in group["queries"]
    }
    assert len(learnt & {query.casefold() for query in held}) == 0, "only told by number: they are never looked at"


def test_nothing_is_copied_from_another_account() -> None:
    texts = [text for account in ACCOUNTS for text in (account.what, *(query.text for query in account.queries))]
    assert doubled([run for text in texts for run in runs(text)]) == []


def test_every_page_is_there_or_planned(library: Library) -> None:
    pages = {search.catalogue.at(page) for page in library.pages.values()}
    planned = accounts.planned()
    named = set().union(*(query.right for query in ASKED))
    assert doubled(planned) == []
    assert named - pages - set(planned) == set(), "name where the page stands now"
    assert set(planned) - named == set()


def test_no_address_is_named_twice_for_a_query() -> None:
    raw = yaml.safe_load(accounts.FILE.read_text("utf-8"))["accounts"]
    rights = [asked["right"] for account in raw for asked in account["queries"]]
    assert [right for right in rights if doubled(right)] == []


def test_queries_are_told_apart() -> None:
    """A query is in the group of its kind and of its length, and without a page in none."""
    asked = [accounts.Query("two words", frozenset({"a/"})), accounts.Query("no page for this", frozenset())]
    one = accounts.Account("s000", "learn", "danger", "x", ["mail"], "https://example.org/x", "X.", asked)
    found = accounts.groups([one], frozenset({"b/"}))
    assert found["all"] == found["danger"] == found["one or two words"] == asked[:1]
    assert [name for name, group in found.items() if not group] == [
        "other", "three to five", "six to eight", "nine or more", "page is there", "told in one"
    ]  # fmt: skip
    assert accounts.groups([one], frozenset({"a/"}))["page is there"] == asked[:1]


def test_all_that_somebody_would_type_is_one_query() -> None:
    """What is right for one part is right for the whole; a part without a page is left out."""
    asked = [accounts.Query("he shouts", frozenset({"a/"})), accounts.Query("get him to stop", frozenset({"b/"}))]
    lost = accounts.Query("no page for this", frozenset())
    one = accounts.Account("s000", "learn", "other", "x", ["calls"], "https://example.org/x", "X.", [*asked, lost])
    assert accounts.in_one(one) == accounts.Query("he shouts, get him to stop", frozenset({"a/", "b/"}))
    assert accounts.in_one(replace(one, queries=[asked[0], lost])) is None
