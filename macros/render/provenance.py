"""What something rests on: claims, references and remarks of law."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from ..library import Library
from ..models import Sourced
from .place import Place
from .templates import render


def sources_of(library: Library, thing: Sourced) -> dict[str, object]:
    """What something rests on, for the templates: credited claims and references."""
    return {
        "claims": [credited(library, library.claims[id_]) for id_ in thing.claims],
        "references": [library.references[id_] for id_ in thing.references],
    }


def credited(library: Library, claim: Any) -> dict[str, object]:
    """A claim with the article that makes it."""
    return {"claim": claim, "article": library.articles[claim.article]}


def law_block(library: Library, place: Place) -> Callable[[tuple[str, ...]], Markup]:
    """For the templates: ids of remarks -> one block of them inside an item, '' for none."""

    def block(ids: tuple[str, ...]) -> Markup:
        if not ids:
            return Markup("")
        remarks = [library.remarks[id_] for id_ in ids]
        who, alone = asked(library, remarks)
        return Markup(
            render(
                "law_parts",
                library.words,
                remarks=remarks,
                references=library.references,
                who=who,
                alone=alone,
                place=place,
            )
        )

    return block


def asked(library: Library, remarks: Sequence[Any]) -> tuple[list[str], list[str]]:
    """Whom to ask about some remarks, each once, and whom a person alone asks where that is somebody else."""
    if library.team is None:
        return list(dict.fromkeys(remark.owner for remark in remarks)), []
    team = library.team.in_force()
    roles = [getattr(team.roles, remark.owner) for remark in remarks]
    others = [role.alone.title for role in roles if role.alone and not team.alone]
    return list(dict.fromkeys(f"{role.title} ({role.contact})" for role in roles)), list(dict.fromkeys(others))
