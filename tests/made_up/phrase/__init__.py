"""Phrases to leave out, a kind made up for tests: what the smallest kind with a page and a macro needs."""

from ..row import File, Kind, Macro
from .model import Phrase, PhrasesFile

KINDS = (
    Kind(
        "phrases",
        Phrase,
        65,
        File("phrases.yml", PhrasesFile, "phrases"),
        name="phrase",
        recorded="phrase",
        folder="phrases",
        macro="phrase",
        anchor="phrase-",
        short=True,
    ),
)
MACROS = {"phrase": Macro("phrases", sourced=True)}
