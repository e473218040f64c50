"""What is due for review: on pages, in the list, at a terminal; and that no day stops a build."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from mkdocs.utils import get_build_datetime

from macros import checks, render, upkeep
from macros.__main__ import main
from macros.checks import items
from macros.library import Library

from . import toys

LONG_AGO = datetime.date(2024, 1, 1)
LATER = datetime.date(2100, 1, 1)
EPOCH = toys.EPOCHS["late"]  # of the same day


@pytest.fixture(scope="module")
def toy() -> Library:
    return checks.load(toys.SITE / "docs", "docs")


def test_the_soonest_comes_first(toy: Library) -> None:
    found = upkeep.reviews(toy)
    assert found == sorted(found, key=lambda review: review.due)
    assert toy.team
    assert {(review.due - review.reviewed).days for review in found} == {toy.team.review_days}


def test_it_is_due_on_the_day_and_not_before(toy: Library) -> None:
    first = upkeep.reviews(toy)[0].due
    assert upkeep.overdue(toy, first - datetime.timedelta(days=1)) == []
    assert upkeep.overdue(toy, first)[0].due == first
    assert upkeep.report(toy, first - datetime.timedelta(days=1)) == ""
    assert f"since {first}" in upkeep.report(toy, first)
    assert len(upkeep.overdue(toy, LATER)) == len(upkeep.reviews(toy))


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """zone(name) has this machine stand there."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        if hasattr(time, "tzset"):
            time.tzset()

    yield move
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.parametrize("name", ["UTC", "XXX-14", "XXX+12"])
def test_the_day_of_the_build_is_one_wherever_it_runs(
    monkeypatch: pytest.MonkeyPatch, zone: Callable[[str], None], name: str
) -> None:
    """And the one at the foot of the pages, which MkDocs tells."""
    zone(name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert upkeep.today() == get_build_datetime().date() == datetime.date(1970, 1, 2)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = get_build_datetime().date()
    assert before <= upkeep.today() <= get_build_datetime().date()


def test_who_has_tomorrow_already_may_review_today(zone: Callable[[str], None], toy: Library) -> None:
    zone("XXX-14")
    first = next(iter(toy.trees.values()))
    for days, wrong in ((0, False), (2, True)):
        day = datetime.date.today() + datetime.timedelta(days=days)
        library = toy.having(trees={first.id: first.model_copy(update={"reviewed": day})})
        assert any("lies in the future" in str(problem) for problem in items.days_past(library)) is wrong


@pytest.mark.parametrize("name", ["checklist", "script", "tree", "card", "path", "practice"])
def test_an_item_says_when_it_was_reviewed_and_once_it_is_due(toy: Library, name: str) -> None:
    id_ = next(one[1] for one in toys.calls(toy) if one[0] == name)
    item = getattr(toy, checks.MACROS[name].names or "")[id_]
    assert toy.team
    due = upkeep.due(toy.team, item.reviewed)
    for day, said in ((due - datetime.timedelta(days=1), False), (due, True)):
        html = toys.call(toy, render.Place("guide/", day), name, id_)
        text = " ".join(lxml.html.fromstring(html).text_content().split())
        assert toy.words.day(item.reviewed) in text
        assert (f"Review due since {toy.words.day(due)}" in text) is said


def test_the_list_is_by_owner_and_says_what_is_due(toy: Library) -> None:
    first = upkeep.reviews(toy)[0]
    before = render.call("reviews", toy, render.Place("about/", LONG_AGO))
    assert before.startswith(f"On {toy.words.day(LONG_AGO)}, nothing is due.")
    assert "review__late" not in before
    after = render.call("reviews", toy, render.Place("about/", LATER))
    assert f"{len(upkeep.reviews(toy))} items are due" in after
    assert after.index(f"owner-{first.owner}") == min(after.index(f"owner-{one.owner}") for one in upkeep.reviews(toy))
    for review in upkeep.reviews(toy):
        assert render.address(review.kind, review.id, toy) in after
    assert render.call("reviews", toy, render.Place("about/")).startswith("## ")  # of no day, nothing is said


def test_the_terminal_tells_it_when_it_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    docs = str(toys.SITE / "docs")
    assert main(["check", "--data", docs]) == 0
    assert "Review due" not in capsys.readouterr().out
    assert main(["check", "--reviews", "--data", docs]) == 0
    assert "Review due, " in capsys.readouterr().out


def test_a_strict_build_tells_what_is_due_and_goes_on(changed: Path) -> None:
    assert "INFO    -  Review due, " in (changed / "late.log").read_text("utf-8")
    assert "Review due, " not in (changed / "early.log").read_text("utf-8")
    page = (changed / "late" / "about" / "reviews" / "index.html").read_text(encoding="utf-8")
    assert "On 1 January 2100, " in page
    assert "review__late" in page
    assert "Review due since" in (changed / "late" / "decide" / "repair" / "index.html").read_text(encoding="utf-8")


def test_a_page_changed_with_the_newest_item_that_it_shows(toy: Library) -> None:
    """Reviews of what its macros show, and news that names it; prose that nothing dates has no day."""
    shown = replace(toy.having(changes={}), pages=dict(toy.pages))
    card = shown.pages["cards/broken-toy.md"]
    assert upkeep.changed(shown, card) == toy.cards["broken-toy"].reviewed
    moment = shown.pages["scripts/closing.md"]
    days = [script.reviewed for script in toy.scripts.values() if script.moment == "closing" and script.reviewed]
    assert upkeep.changed(shown, moment) == max(days)
    assert upkeep.changed(shown, replace(card, calls=[])) is None
    change = next(iter(toy.changes.values()))
    news = shown.having(changes={"x": change.model_copy(update={"date": LATER, "pages": (f"{card.path}#top",)})})
    assert upkeep.changed(news, card) == LATER
    assert upkeep.changed(news, moment) == max(days)
