"""Claims as Markdown, and what uses them."""

from __future__ import annotations

from ... import walk
from ...exports.markdown import blocks, claim, line, linked, rows, why
from ...library import Library


def claims(library: Library, base: str) -> str:
    """Every claim of every article."""
    groups = []
    for article in library.articles.values():
        members = [item.id for item in library.claims.values() if item.article == article.id]
        note = line(article.note) if article.note else ""
        uses = f"[{library.words.sources.where_used}]({base}about/sources/{article.id}/)"
        groups += [f"### {line(article.title)}", note, rows(claim(library, id_, base) for id_ in members), uses]
    return blocks(*groups)


def coverage(library: Library, id_: str, base: str) -> str:
    """The claims of an article, and each place in the handbook that uses them."""
    uses = walk.uses(library, "claims")

    def row(claim_id: str) -> str:
        places = ", ".join(linked(library, base, kind, used) for kind, used in dict.fromkeys(uses[claim_id]))
        return f"{claim(library, claim_id, base)} {library.words.sources.used_in.format(places=places)}"

    return rows(row(item.id) for item in library.claims.values() if item.article == id_)


MACROS = {
    "why": lambda library, _page, base, *ids: why(library, ids, base),
    "claims": lambda library, _page, base: claims(library, base),
    "coverage": lambda library, _page, base, id_: coverage(library, id_, base),
}
