"""Whom to call in danger, by country."""

from ..row import File, Kind, Macro
from .model import SafetyCountry, SafetyFile

KINDS = (
    Kind(
        "countries",
        SafetyCountry,
        120,
        File("safety.yml", SafetyFile, "safety"),
        lister="helplines",
        anchor="numbers-",
        lawful=True,
        defaults=("owner", "reviewed"),
    ),
)
MACROS = {"helplines": Macro(lists=("countries",))}
