"""The toy site: copies of it, changed as a golden case says, and every macro called on its items."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined

import macros
from macros import checks, render
from macros.library import Library

from .sites import ROOT

SITE = Path(__file__).parent / "site"


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
    arguments = (ids,) if checks.MACROS[name].several else ids
    return getattr(render, name)(library, *arguments, place)


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
