"""News: what changed in the guidance on one day."""

from ..row import File, Kind, Macro
from .model import Change, ChangesFile

KINDS = (Kind("changes", Change, 110, File("changes.yml", ChangesFile, "changes")),)
MACROS: dict[str, Macro] = {}
