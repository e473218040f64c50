"""Everything of the handbook that has an owner is reviewed."""

from __future__ import annotations

from macros import kinds, upkeep
from macros.library import Library


def test_everything_with_an_owner_is_reviewed(library: Library) -> None:
    kept = {(kind, id_) for kind in kinds.OWNED for id_ in getattr(library, kind)}
    assert kept
    assert {(review.kind, review.id) for review in upkeep.reviews(library)} == kept
