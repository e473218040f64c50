"""What the law says stands in one file: each remark has its sources, is shown where it matters, and has its home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros import checks, company, walk
from macros.exports import documents
from macros.library import Library

from ..links import Site
from ..sites import ROOT, lay

# Pages that list the countries whose numbers are known, whatever country is the team's.
BY_COUNTRY = {"guide/who-to-call/index.md", "about/reviews/index.md"}


def test_every_remark_is_shown_where_it_matters(library: Library) -> None:
    uses = walk.uses(library, "remarks")
    assert set(uses) == set(library.remarks)
    kinds = {kind for places in uses.values() for kind, _ in places}
    assert kinds == {"pages", "checklists", "scripts", "trees", "scenarios"}


def test_every_remark_names_sources_that_are_said_to_be_read(library: Library) -> None:
    for remark in library.remarks.values():
        assert remark.references, remark.id
        assert all(library.references[name].url for name in remark.references), remark.id


def test_every_remark_has_its_home(library: Library, built: Site) -> None:
    page = built.pages["about/law/index.html"]
    ids = {str(id_) for id_ in page.root.xpath("//h2/@id") if id_.startswith("law-")}
    assert ids == {f"law-{id_}" for id_ in library.remarks}


def test_a_page_shows_where_and_when_each_remark_holds_and_whom_to_ask(library: Library, built: Site) -> None:
    shown = 0
    for name, page in built.pages.items():
        for block in page.root.xpath("//*[@role='note' and contains(concat(' ', @class, ' '), ' law ')]"):
            remarks = block.xpath("./p[@class='law__remark']")
            assert remarks, name
            for remark in remarks:
                id_ = remark.xpath("./a[@class='law__title']/@href")[0].rpartition("#law-")[2]
                where = " ".join(remark.xpath("./span[@class='law__where']")[0].text_content().split())
                assert re.fullmatch(rf"\({re.escape(library.remarks[id_].country)}, [A-Z][a-z]+ 20\d\d\)\.", where), (
                    name
                )
                assert remark.xpath("./span[@class='law__sources']/a/@href"), name
                shown += 1
            ask = block.xpath("./p[@class='law__ask']")[0].text_content()
            assert ask.startswith("Not legal advice. Ask the "), name
    assert shown > len(library.remarks)


def test_the_words_of_law_are_many(library: Library) -> None:
    assert library.style
    assert {"United Kingdom", "England", "GDPR", "72 hours"} <= set(library.style.law)


def naming_ours(library: Library) -> Iterator[str]:
    """The pages whose words name our country, but for the titles of sources."""
    for path, page in documents.files(library).items():
        words = re.sub(r"\[[^\]]*\]\(https?://[^)]*\)", "", page.decode())
        if re.search(r"\b(?:United Kingdom|England|Scotland|Wales|Britain|UK)\b", words):
            yield path


def test_another_country_reads_nothing_of_ours(library: Library, tmp_path: Path) -> None:
    layer = lay(tmp_path / "company", {"team.yml": "country: Germany\n"})
    project = company.prepare(layer, tmp_path / "laid", ROOT / "mkdocs.yml")
    assert set(naming_ours(checks.load(project.docs, "docs"))) == BY_COUNTRY
    assert set(naming_ours(library)) > BY_COUNTRY
