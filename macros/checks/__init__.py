"""Rules across items and files: each a function Library -> problems, a module a kind, listed in SHARED or RULES."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .. import cache, kinds
from ..library import Library
from ..origins import told
from ..problems import Invalid, Problem, one_report
from ..reading import collect
from . import answers, inputs, items, links, pages, search, style, team, unwritten, writing
from .common import Found
from .pages import MACROS

__all__ = ["MACROS", "counts", "examined", "load", "rules", "team"]

# What holds whatever the kind, and of pages and settings.
SHARED: tuple[Callable[[Library], Found], ...] = (
    items.names_exist,
    items.owners_exist,
    items.days_past,
    items.former_ids_free,
    items.ids_unique_inside,
    items.kinds_named,
    team.contacts_your_own,
    team.safety_reached_now,
    team.own_roles_named,
    pages.pages_exist,
    pages.pages_sourced,
    pages.calls_known,
    pages.calls_stand_alone,
    pages.names_known,
    pages.nav_follows,
    pages.alone_told,
    search.search_words_shared,
    answers.search_words_answered,
    search.search_file,
    search.danger_file,
    search.asked_files,
    style.spoken_well,
    writing.headings_in_order,
    writing.pages_speak_well,
    writing.heads_speak_well,
    writing.index_lists_pages,
    links.page_links,
    links.data_links,
    unwritten.nothing_left_to_write,
)


def rules() -> list[Callable[[Library], Found]]:
    """Every rule: those that all kinds share, and those of each."""
    return [*SHARED, *(rule for module in kinds.modules("checks") for rule in module.RULES)]


def examined(docs: Path, shown: str | None = None) -> tuple[Library, list[Problem]]:
    """What can be read below `docs`, and every problem of it."""
    with one_report():
        library = collect(docs, shown)
        problems = list(library.problems)
        for rule in rules():
            problems.extend(rule(library))
    return library, sorted(set(told(docs, library.shown, problems)))


def known(docs: Path, shown: str | None = None) -> tuple[Library, list[Problem]]:
    """The same, found as it was where nothing has changed of what it was read from, and nothing was wrong."""
    digest = inputs.digest(docs)
    key = digest and cache.key("library", cache.program(), str(docs), str(shown), digest)
    if key and (found := cache.find(key)) is not None:
        return found, []
    library, problems = examined(docs, shown)
    if key and not problems and inputs.digest(docs) == digest:  # nobody wrote while we read
        cache.keep(key, library)
    return library, problems


def load(docs: Path, shown: str | None = None) -> Library:
    """The library below `docs`, checked. Raises Invalid with every problem."""
    library, problems = known(docs, shown)
    if problems:
        raise Invalid(problems)
    return library


def counts(library: Library) -> str:
    """One line of how much there is, for people."""
    numbers = [(len(getattr(library, row.collection)), row.collection) for row in kinds.KINDS if row.name]
    numbers.append((len(library.pages), "pages"))
    for row in (row for row in kinds.KINDS if row.part):
        numbers.append(
            (sum(len(list(row.parts(one))) for one in getattr(library, row.collection).values()), f"{row.part}s")
        )
    return "OK: " + ", ".join(f"{number} {kind.removesuffix('s') if number == 1 else kind}" for number, kind in numbers)
