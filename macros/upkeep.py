"""When each item is to be read again, `team.review_days` after its last review; and when a page last changed.

Days pass without anybody changing a file, so a review that is due is told and never a problem: a strict build
that worked yesterday works today. Pure, but for `today`.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from typing import NamedTuple

from . import walk
from .kinds import OWNED
from .library import Library
from .models.team import Team
from .pages import Page


class Review(NamedTuple):
    """The next review of one item: `kind` is its collection's name, `owner` a role of team.yml."""

    due: datetime.date
    kind: str
    id: str
    owner: str
    reviewed: datetime.date


def today() -> datetime.date:
    """The day of the build, wherever it runs: that of SOURCE_DATE_EPOCH (seconds since 1970), else now, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    return now.date()


def due(team: Team, reviewed: datetime.date) -> datetime.date:
    """The first day on which something last reviewed on `reviewed` is due."""
    return reviewed + datetime.timedelta(days=team.review_days)


def reviews(library: Library) -> list[Review]:
    """The next review of everything that has an owner, the soonest first; none without a team."""
    if not (team := library.team):
        return []
    order = {kind: number for number, kind in enumerate(OWNED)}
    found = [
        Review(due(team, item.reviewed), kind, id_, team.keeper(item.owner), item.reviewed)
        for kind in OWNED
        for id_, item in getattr(library, kind).items()
    ]
    return sorted(found, key=lambda review: (review.due, order[review.kind]))


def overdue(library: Library, day: datetime.date) -> list[Review]:
    """What is due for review on a day, the longest first."""
    return [review for review in reviews(library) if review.due <= day]


def changed(library: Library, page: Page) -> datetime.date | None:
    """The newest day that a page's content knows of itself: a review of an item that it shows, or news that names it.

    None where it knows of none, as a page of prose that no news has named.
    """
    days = [change.date for change in library.changes.values() if page.path in _pages(change.pages)]
    shown = walk.placed(library, page)
    days += [item.reviewed for collection, item, _ in shown if collection in OWNED and item.reviewed]
    return max(days, default=None)


def _pages(links: Iterable[str]) -> set[str]:
    return {link.partition("#")[0] for link in links}


def report(library: Library, day: datetime.date) -> str:
    """What is due, for people at a terminal: a line for each owner, or '' where nothing is."""
    owners: dict[str, list[Review]] = {}
    for review in overdue(library, day):
        owners.setdefault(review.owner, []).append(review)
    return "\n".join(
        f"Review due, {owner}: " + ", ".join(f"{review.kind}/{review.id} since {review.due}" for review in theirs)
        for owner, theirs in owners.items()
    )
