"""Tensions: where the articles disagree."""

from ..row import File, Kind, Macro
from .model import Tension, TensionsFile

KINDS = (
    Kind(
        "tensions",
        Tension,
        60,
        File("tensions.yml", TensionsFile, "tensions"),
        name="tension",
        recorded="tension",
        section=True,
        macro="tension",
        home="guide/tensions.md",
        anchor="tension-",
        summary=lambda tension, _says: tension.question,
    ),
)
MACROS = {"tension": Macro("tensions", sourced=True), "tension_rule": Macro("tensions", sourced=True)}
