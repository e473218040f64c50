"""Rules across items and files: each a function Library -> problems, a module a kind, listed in RULES."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..library import Library, collect
from ..origins import told
from ..problems import Invalid, Problem, one_report
from . import (
    cards,
    items,
    law,
    links,
    onboarding,
    pages,
    safety,
    scripts,
    search,
    situations,
    sources,
    style,
    team,
    trees,
    unwritten,
    writing,
)
from .common import OWNED, Found
from .onboarding import STAGES
from .pages import MACROS
from .sources import uses

__all__ = ["MACROS", "OWNED", "RULES", "STAGES", "counts", "examined", "law", "load", "team", "uses"]

RULES: list[Callable[[Library], Found]] = [
    sources.claims_exist,
    sources.tension_claims_exist,
    sources.claims_used,
    law.remarks_known,
    law.remarks_dated,
    law.remarks_page,
    law.remarks_countries,
    law.law_in_its_place,
    sources.coverage_pages,
    sources.pages_sourced,
    team.contacts_your_own,
    team.safety_reached_now,
    team.own_roles_named,
    items.owners_exist,
    items.reviews_past,
    items.former_ids_free,
    items.ids_unique_inside,
    pages.pages_exist,
    pages.calls_known,
    pages.calls_stand_alone,
    pages.names_known,
    pages.nav_follows,
    pages.alone_told,
    sources.tensions_two_sided,
    scripts.script_targets,
    scripts.script_chains,
    scripts.script_aliases,
    scripts.script_examples,
    scripts.script_fields,
    scripts.script_variants,
    trees.tree_graphs,
    trees.tree_headings,
    trees.trees_meet_no_circle,
    trees.outcome_targets,
    cards.card_targets,
    cards.card_leads,
    items.changes_sound,
    onboarding.path_targets,
    onboarding.scene_targets,
    safety.numbers_sourced,
    safety.countries_apart,
    situations.situation_targets,
    situations.situation_trees,
    situations.situation_scripts,
    situations.situation_parts,
    search.search_words_shared,
    search.search_file,
    search.danger_file,
    style.spoken_well,
    writing.headings_in_order,
    writing.pages_speak_well,
    writing.heads_speak_well,
    writing.index_lists_pages,
    links.page_links,
    links.data_links,
    unwritten.nothing_left_to_write,
]


def examined(docs: Path, shown: str | None = None) -> tuple[Library, list[Problem]]:
    """What can be read below `docs`, and every problem of it."""
    with one_report():
        library = collect(docs, shown)
        problems = list(library.problems)
        for rule in RULES:
            problems.extend(rule(library))
    return library, sorted(set(told(docs, library.shown, problems)))


def load(docs: Path, shown: str | None = None) -> Library:
    """The library below `docs`, checked. Raises Invalid with every problem."""
    library, problems = examined(docs, shown)
    if problems:
        raise Invalid(problems)
    return library


def counts(library: Library) -> str:
    """One line of how much there is, for people."""
    kinds = (
        "checklists",
        "scripts",
        "trees",
        "cards",
        "situations",
        "paths",
        "scenarios",
        "claims",
        "tensions",
        "pages",
    )
    items = sum(len(checklist.items) for checklist in library.checklists.values())
    numbers = [(len(getattr(library, kind)), kind) for kind in kinds]
    words_ = [f"{number} {kind.removesuffix('s') if number == 1 else kind}" for number, kind in numbers]
    return "OK: " + ", ".join([*words_, f"{items} checklist items"])
