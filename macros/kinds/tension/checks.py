"""Rules of tensions."""

from __future__ import annotations

from ...checks.common import Found
from ...library import Library
from ...problems import quote


def tensions_two_sided(library: Library) -> Found:
    """A tension has a claim on each side, and none on both."""
    for id_, tension in library.tensions.items():
        for key in ("one_way", "other_way"):
            if not getattr(tension, key):
                yield library.problem("tensions", id_, (key,), "no claim stands on this side", "one or more")
        if both := set(tension.one_way) & set(tension.other_way):
            said = f"{quote(sorted(both)[0])} stands on both sides"
            yield library.problem("tensions", id_, (), said, "each claim on one side")


RULES = (tensions_two_sided,)


# Macro -> the anchors that a call of it puts on a page.
ANCHORS = dict.fromkeys(("tension", "tension_rule"), lambda _library, _page, call: [f"tension-{call.args[0]}"])
