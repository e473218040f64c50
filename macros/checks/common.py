"""What all rules share."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import Problem

Found = Iterator[Problem]

# What has an owner and a day of review.
OWNED = ("checklists", "scripts", "trees", "cards", "paths", "scenarios")
