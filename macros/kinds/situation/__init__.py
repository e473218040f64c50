"""Situations: what a reader is in, a page each; their data is the page's front matter."""

from ..row import Kind, Macro
from .model import SituationMeta

KINDS = (
    Kind(
        "situations",
        SituationMeta,
        10,
        name="situation",
        recorded="situation",
        section=True,
        family="now",
        folder="situations",
        short=True,
    ),
)
MACROS = {"situation": Macro(only="situations")}
