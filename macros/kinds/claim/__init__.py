"""Where every rule comes from: articles, their claims, and references outside them."""

from ..row import File, Kind, Macro
from .model import Article, Claim, Reference, SourcesFile

_FILE = File("sources.yml", SourcesFile, "sources")

KINDS = (
    Kind("articles", Article, 100, _FILE, section=True, folder="about/sources", few=True, quoted=True),
    Kind(
        "claims",
        Claim,
        101,
        _FILE,
        name="claim",
        linked="claim",
        home="about/sources/index.md",
        anchor="claim-",
        then='cite it: an item names it in claims, or a page says {{ why("ID") }}',
        title=lambda claim: claim.text,
        summary=lambda _claim, _says: "",
    ),
    Kind("references", Reference, 102, _FILE, quoted=True),
)
MACROS = {
    "why": Macro("claims", several=True, sourced=True),
    "claims": Macro(leads=lambda library: (f"about/sources/{id_}.md" for id_ in library.articles)),
    "coverage": Macro("articles"),
}
