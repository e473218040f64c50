"""The anchors that the check accepts are those of the built pages."""

from __future__ import annotations

from macros import checks
from macros.checks.anchors import anchors
from macros.library import Library

from ..editions import walked
from ..links import Site


@walked
def test_every_anchor_that_is_accepted_is_there(library: Library, built: Site) -> None:
    accepted = {path: anchors(library, page) for path, page in library.pages.items()}
    assert None not in accepted.values()
    false = {
        path: sorted(gone)
        for path, known in accepted.items()
        if (gone := (known or frozenset()) - built.pages[f"{checks.links.address(path)}index.html"].ids)
    }
    assert false == {}


@walked
def test_every_anchor_of_an_article_is_accepted(library: Library, built: Site) -> None:
    """None that a link may lead to is taken for a fault."""
    for path, page in library.pages.items():
        ids = set(built.pages[f"{checks.links.address(path)}index.html"].root.xpath("//article//@id"))
        assert ids <= (anchors(library, page) or frozenset()), path
