"""The toy site: copies of it, changed as a golden case says, and every macro called on its items."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined

import macros
from macros import render
from macros.library import Library

from .sites import ROOT, build

SITE = Path(__file__).parent / "site"

# Of the changed site: see `changed`.
URL = "https://toys.example.org/handbook/"
EPOCHS = {"early": "1700000000", "late": "4102444800"}  # late is 1 January 2100, when all reviews are due
RENAMES = {f"old-{number}.md": "checklists/broken-toy.md" for number in range(30)} | {
    "guide/rules.md": "guide/shop.md",
    "old.md": "guide/shop.md#say-first",
}
TEAM = "<script>alert(1)</script> & Co"
PICTURE = b"\x89PNG\r\n\xff"
_FILLER = "Words that fill the page.\n\n" * 60
_SHOP = f"""---
description: The rules, under their new name.
---
# The rules of the shop

{_FILLER}## Say it first {{: #say-first }}

{_FILLER}<a id="old-name"></a>

## Write it down {{: #write-down }}

{_FILLER}"""
_LINKS = '{{ card("broken-toy") }}\n\n[All](decks/deck-a4.pdf) and [one](broken-toy/broken-toy.png)'
_CHANGES: dict[str, Any] = {
    "about/reviews.md": "---\ndescription: Due.\n---\n# Due\n\n{{ reviews() }}\n",
    "assets/css/own.png": {"bytes": PICTURE.decode("latin-1")},
    "cards/broken-toy.md": [
        {"find": "# ", "put": "[All](decks/deck-a4.pdf) and [one](broken-toy/broken-toy.png)\n\n# "}
    ],
    "guide/prose.md": "---\ndescription: Nothing dated.\n---\n\n# Prose\n\nWords.\n",
    "guide/shop.md": _SHOP,
    "guide/atelier.md": "---\ndescription: Une page.\nlang: fr\n---\n\n# L'atelier\n\nOn répare ici.\n",
    "_data/team.yml": [{"find": "name: Toy Repairs", "put": f"name: {TEAM}"}],
}


def copy(target: Path, edits: Mapping[str, Any] | None = None) -> Path:
    """A copy of the toy site's docs/ at `target`, changed by `edits`; returns `target`."""
    shutil.copytree(SITE / "docs", target)
    for name, change in (edits or {}).items():
        edit(target / name, change)
    return target


def project(target: Path, edits: Mapping[str, Any] | None = None) -> Path:
    """A copy of the whole toy site in the folder `target`; returns the path of its configuration."""
    config = target / "mkdocs.yml"
    copy(target / "docs", edits)
    config.write_text((SITE / "mkdocs.yml").read_text(encoding="utf-8").replace("../..", ROOT.as_posix()), "utf-8")
    return config


def changed(folder: Path) -> None:
    """Fill a folder with the toy site, changed in many ways that stop no strict build, and built on two far days.

    A page is dated by its reviews, another by nothing; one links to generated files, one was renamed, one is in another
    language; a picture stands beside the styles; the team's name is HTML. `early` and `late` are the built sites,
    `late.log` what the build said.
    """
    config = project(folder, _CHANGES)
    maps = "".join(f"      {old}: {new}\n" for old, new in RENAMES.items())
    text = config.read_text("utf-8").replace("plugins:\n", f"plugins:\n  redirects:\n    redirect_maps:\n{maps}")
    config.write_text(f"{text}\nsite_url: {URL}\n", "utf-8")
    for name, epoch in EPOCHS.items():
        said = build(folder / name, config, SOURCE_DATE_EPOCH=epoch)
        (folder / f"{name}.log").write_text(said, "utf-8")


def edit(path: Path, change: Any) -> None:
    """Change one file:

    None             it is deleted
    "text"           its whole new text
    [{find, put}]    each `find`, which stands there once, gives way to `put`
    {bytes}          its bytes, a character each
    {repeat, times}  a text as often as told, after `head` and before `tail`
    """
    if change is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(change, str):
        path.write_bytes(change.encode())
    elif isinstance(change, list):
        path.write_bytes(patched(path.read_text(encoding="utf-8"), change).encode())
    elif "bytes" in change:
        path.write_bytes(change["bytes"].encode("latin-1"))
    else:
        text = change.get("head", "") + change["repeat"] * change["times"] + change.get("tail", "")
        path.write_bytes(text.encode())


def patched(text: str, changes: list[dict[str, str]]) -> str:
    """`text` with each change made. Raises AssertionError where `find` does not stand there exactly once."""
    for change in changes:
        assert text.count(change["find"]) == 1, f"{change['find']!r} stands {text.count(change['find'])} times"
        text = text.replace(change["find"], change["put"])
    return text


def calls(library: Library) -> list[tuple[str, ...]]:
    """Each macro with each item."""
    return [
        *(("checklist", id_) for id_ in library.checklists),
        *(("script", id_) for id_ in library.scripts),
        *(("tree", id_) for id_ in library.trees),
        *(("card", id_) for id_ in library.cards),
        *(("path", id_) for id_ in library.paths),
        *(("practice", id_) for id_ in library.scenarios),
        *(("tension", id_) for id_ in library.tensions),
        *(("tension_rule", id_) for id_ in library.tensions),
        *(("law", id_) for id_ in library.remarks),
        ("law", *library.remarks),
        ("why", *library.claims),
        ("scripts",),
        ("script_index",),
        ("gallery",),
        ("deck",),
        ("reviews",),
        ("laws",),
        ("helplines",),
        ("claims",),
        *(("coverage", id_) for id_ in library.articles),
    ]


def call(library: Library, place: render.Place, name: str, *ids: str) -> str:
    """The output of a macro."""
    return render.call(name, library, place, *ids)


def rendered(library: Library, path: str) -> str:
    """The Markdown of a page of the library's folder as the host's macros fill it in."""
    given: dict[str, Any] = {}
    env = SimpleNamespace(
        conf={"docs_dir": str(library.docs), "site_url": "https://toys.example/"},
        project_dir=str(library.docs.parent),
        variables={"config": {"site_name": "Toys", "site_url": "u"}, "page": {"title": "t", "url": "u/"}},
        page=SimpleNamespace(url=render.page_address(path)),
        macro=lambda function, name: given.__setitem__(name, function),
        filter=lambda function, name=None: None,
    )
    macros.define_env(env)
    host = Environment(undefined=StrictUndefined)
    return host.from_string(library.pages[path].text).render({**env.variables, **given})
