"""What the tests of this handbook's own content share."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.built.site import Site


@pytest.fixture(scope="session")
def built(site: Path) -> Site:
    """The built handbook, read for its pages and links."""
    return Site(site)
