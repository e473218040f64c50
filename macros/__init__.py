"""The handbook's macros: data in docs/_data becomes checklists, scripts and decision trees.

The modules import in one direction only:
problems < cache < publish < origins < syntax < source < language < text < typed < graph < models < kinds <
addresses < markup < braces < pages < edits < library < messages < strays < reading < walk < nav < checks < built <
upkeep < render < exports < schema < scaffold < moves < company < serve < stash, and on top `env`, `hooks` and
`engine` (the only ones that know MkDocs) and `__main__`.

What stands in the folder of a kind belongs to the layer of its name: `kinds/card/checks.py` to `checks`, `html.py` to
`render`, `markdown.py` and `search.py` to `exports`.
"""

from typing import Any


def define_env(env: Any) -> None:
    """Entry point of mkdocs-macros; MkDocs is imported only here, so that `python -m macros` needs none."""
    from .env import define_env as define

    define(env)
