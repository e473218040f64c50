"""An onboarding path as HTML."""

from __future__ import annotations

from ...library import Library
from ...render.address import page_address, title
from ...render.people import review_of
from ...render.place import Place
from ...render.templates import render
from .model import OnboardingPath


def path(library: Library, place: Place, id_: str) -> str:
    """An onboarding path: three stages of steps to tick, each with its link and what it is for."""
    item: OnboardingPath = library.paths[id_]
    stages = [
        {
            "id": stage.id,
            "title": library.words.stages.of(stage.id),
            "minutes": sum(step.minutes for step in stage.steps),
            "steps": [
                step.model_dump()
                | {
                    "address": page_address(step.link),
                    "title": title("pages", step.link.partition("#")[0], library),
                }
                for step in stage.steps
            ],
        }
        for stage in item.stages
    ]
    cards = [library.cards[name] for name in item.cards]
    review = review_of(library, item, place)
    return render("path", library.words, path=item, stages=stages, cards=cards, review=review, place=place)


MACROS = {"path": path}
