"""How the handbook speaks, and what its pages are made of."""

from __future__ import annotations

from pathlib import Path

from macros.built import examined
from macros.built.site import Site
from macros.library import Library


def test_the_built_site_keeps_links_and_numbers(site: Path, library: Library) -> None:
    assert library.style
    found, read = examined(site, library.style)
    assert not found, "\n".join([*map(str, found), "`make site` looks again"])
    assert read.startswith("OK: ")


def test_every_page_says_where_it_comes_from(built: Site) -> None:
    """Guide, situation, tree, checklist and card pages lead to a claim, or say what they extend."""
    silent = [
        name
        for name, page in built.pages.items()
        if name.count("/") == 2 and name.split("/")[0] in ("guide", "situations", "decide", "scripts")
        for article in page.root.xpath("//article")
        if not article.xpath(".//a[contains(@href, 'about/sources/#claim-')]")
        and "Beyond the articles" not in article.text_content()
    ]
    advice = 'cite with {{ why("ID") }}, or say what the page adds: "Beyond the articles"'
    assert not silent, "\n".join([*silent, advice])


def test_every_situation_page_has_its_parts(library: Library) -> None:
    """Three scripts at least, a tree or a card, a checklist, and two related situations."""
    for id_, situation in library.situations.items():
        page = library.pages[f"situations/{id_}.md"]
        text = (library.docs / page.path).read_text(encoding="utf-8")
        where = f"docs/{page.path}"
        assert sum(call.name == "script" for call in page.calls) >= 3, (
            f'{where}: show three scripts: {{{{ script("ID") }}}}'
        )
        assert situation.tree or situation.card, f"{where}: name a `tree:` or a `card:` in the front matter"
        listed = "../checklists/" in text or any(call.name == "checklist" for call in page.calls)
        assert listed, f"{where}: link to a checklist, or show one"
        related = text.partition("{: #related }")[2]
        others = [other for other in library.situations if f"({other}.md" in related]
        assert len(others) >= 2, f"{where}: link to two other situations under `## Related {{: #related }}`"
