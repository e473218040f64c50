"""The handbooks that the walks go through: of each, the built site and the library it was built of.

A walk is a test that counts nothing of our content: what it asks holds in every handbook, with a company's layer over
it too. `walked` runs it over each. Any other test that asks for `site`, `library`, `built` or `address` has ours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from macros import checks, company
from macros.library import Library

from . import toys
from .sites import ROOT, build

HANDBOOK, BEARS = "handbook", "bears"
# A company's layer with something of every kind, which the toy site bears.
LAYER = ROOT / "tests" / "bears"
# The folder of its host that each is built for.
BASES = {HANDBOOK: "", BEARS: "help"}

walked = pytest.mark.parametrize("edition", [HANDBOOK, BEARS], indirect=True)


def bears(folder: Path) -> None:
    """Fill a folder with the company's handbook: `docs`, laid over the toy site's, and the `host` of what is built."""
    build(folder / "host" / BASES[BEARS], company.prepare(LAYER, folder, toys.SITE / "mkdocs.yml").config)


@cache
def read(docs: Path) -> Library:
    """The data and pages of a handbook, checked; several kinds of tests ask for each."""
    return checks.load(docs, "docs")
