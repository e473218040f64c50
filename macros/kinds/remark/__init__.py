"""Remarks of law: what the law of one place says on one point."""

from ..row import File, Kind, Macro
from .model import LawFile, Remark

KINDS = (
    Kind(
        "remarks",
        Remark,
        70,
        File("law.yml", LawFile, "law"),
        name="remark",
        recorded="law",
        home="about/law.md",
        anchor="law-",
        lawful=True,
        summary=lambda remark, says: remark.where(says),
    ),
)
MACROS = {"law": Macro("remarks", several=True), "laws": Macro(lists=("remarks", "countries"))}
