"""What happened to strangers who deal with clients, what they would type, and the pages that would be right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from .engine import Query

FILE = Path(__file__).with_name("accounts.yml")
KINDS = ("danger", "other")
CHANNELS = frozenset({"calls", "mail", "chat", "social", "letter", "video", "face to face"})
LENGTHS = {"one or two words": (1, 2), "three to five": (3, 5), "six to eight": (6, 8), "nine or more": (9, 99)}


@dataclass(frozen=True)
class Account:
    """What happened to somebody, told anew, with the address of the page that tells it."""

    id: str
    half: str
    kind: str
    trade: str
    channel: list[str]
    source: str
    what: str
    queries: list[Query]


def accounts() -> list[Account]:
    """All accounts, those to learn from first."""
    raw = yaml.safe_load(FILE.read_text("utf-8"))["accounts"]
    return [
        Account(**one | {"queries": [Query(asked["words"], frozenset(asked["right"])) for asked in one["queries"]]})
        for one in raw
    ]


def planned() -> list[str]:
    """Addresses of pages that were still to be written when the accounts were."""
    pages: list[str] = yaml.safe_load(FILE.read_text("utf-8"))["planned"]
    return pages


def half(account: str) -> str:
    """The half of an account, by its id alone: nobody chose."""
    return "learn" if int(hashlib.sha256(account.encode()).hexdigest(), 16) % 3 else "held"


def groups(told: Iterable[Account], pages: frozenset[str]) -> dict[str, list[Query]]:
    """The queries that have a page, by what they tell of and by length; those whose page is among `pages`; and all that
    somebody would type, in one query.
    """
    told = list(told)
    asked = [(account.kind, query) for account in told for query in account.queries if query.right]
    found = {"all": [query for _, query in asked]}
    found |= {kind: [query for one, query in asked if one == kind] for kind in KINDS}
    found |= {
        name: [query for _, query in asked if least <= len(query.text.split()) <= most]
        for name, (least, most) in LENGTHS.items()
    }
    found["page is there"] = [query for _, query in asked if query.right & pages]
    return found | {"told in one": list(filter(None, map(in_one, told)))}


def in_one(account: Account) -> Query | None:
    """The queries of an account as one: what happened, say, and what somebody wants. None of one alone."""
    parts = [query for query in account.queries if query.right]
    if len(parts) < 2:
        return None
    return Query(", ".join(query.text for query in parts), frozenset().union(*(query.right for query in parts)))
