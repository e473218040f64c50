"""Scripts to say or send, the moments whose pages they share, and the fields in their words."""

from ..row import File, Kind, Macro
from .model import Script, ScriptField, ScriptMoment, ScriptsFile

_FILE = File("scripts.yml", ScriptsFile, "scripts")

KINDS = (
    Kind(
        "moments",
        ScriptMoment,
        30,
        _FILE,
        name="moment",
        section=True,
        family="say",
        folder="scripts",
        macro="scripts",
        keyword="moment",
        few=True,
        first=("script", "moment"),
    ),
    Kind("fields", ScriptField, 31, _FILE),
    Kind(
        "scripts",
        Script,
        32,
        _FILE,
        name="script",
        recorded="script",
        frame=560,
        home=lambda script: f"scripts/{script.moment}.md",
        anchor="script-",
        short=True,
        formerly="aliases",
        defaults=("owner", "reviewed"),
    ),
)
MACROS = {
    "script": Macro("scripts", sourced=True),
    "scripts": Macro(keywords={"moment": "moments", "situation": "situations"}, of="scripts", sourced=True),
    "script_index": Macro(lists=("scripts",), leads=lambda library: (f"scripts/{id_}.md" for id_ in library.moments)),
}
