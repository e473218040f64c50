"""How many made-up examples a property is tried with: a share of them at every run, all where THOROUGH is set."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

THOROUGH = bool(os.environ.get("THOROUGH"))
SHARE = 5  # of all examples, one in so many


def many(count: int, **options: Any) -> settings:
    """`count` examples, or a share of them; for the properties whose examples take long."""
    return settings(max_examples=count if THOROUGH else count // SHARE, **options)
