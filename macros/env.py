"""The macros that pages call. One of the modules that know the engine; it only hands over to `render`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from . import checks, nav, render, serve, upkeep
from .library import Library
from .problems import Invalid, Problem, report
from .text import literal, plain

# Told, never warned of: a strict build that worked yesterday works today.
_LOG = logging.getLogger("mkdocs.plugins.macros.reviews")


class _Reading(NamedTuple):
    """What was read when the files were as `files` says; `found` are its problems."""

    files: dict[Path, tuple[int, int]]
    library: Library
    found: list[Problem]


_READ: dict[Path, _Reading] = {}  # by folder of pages: an engine may ask anew for every page
checked: dict[str, Library] = {}  # by folder of pages: what define_env() read last, for the hooks
problems: list[Problem] = []  # of the last reading
editing = False  # somebody looks while they write: what can be read is shown, whatever is to be mended


def define_env(env: Any) -> None:
    """Check all data once, before any page renders, then define the macros.

    Raises an error with every problem, which engines print as it is before they stop.
    """
    docs = Path(env.project_dir, env.conf["docs_dir"])
    _, library, found = _read(docs, Path(env.project_dir))
    problems[:] = found
    if library.problems or (found and not editing):
        raise _refusal(found)
    today = upkeep.today()
    if checked.get(env.conf["docs_dir"]) is not library and (told := upkeep.report(library, today)):
        _LOG.info("%s", told)
    checked[env.conf["docs_dir"]] = library
    env.variables["team"] = _escaped(library.team.model_dump()) if library.team else {}
    env.variables["safety"] = _escaped(library.safety.model_dump()) if library.safety else {}

    current: tuple[Any, render.Place] = (None, render.Place())

    def here() -> render.Place:
        """The place on the page that is being rendered; another page starts afresh."""
        nonlocal current
        if current[0] is not env.page:
            # MkDocs gives the page's file, and leaves addresses in HTML as they are. Zensical gives its path alone.
            source = "" if hasattr(env.page, "file") else getattr(env.page, "path", "")
            current = (env.page, render.Place(_folder(env.page.url), today, source, env.conf.get("site_url") or ""))
        return current[1]

    finish = _stashing(env.conf)
    for name, function in {**render.macros(), "link_kit": _link_kit}.items():
        env.macro(_called(function, library, here, finish), name)


def _link_kit(library: Library, place: render.Place) -> str:
    """The page of all short links. What makes it is loaded when a page asks for it, with all else that is exported."""
    from .exports import kit

    return kit.page(library, place)


def _called(
    function: Callable[..., str], library: Library, here: Callable[[], render.Place], finish: Callable[[str], str]
) -> Callable[..., str]:
    """A macro as pages call it: what it needs besides is known here."""

    def macro(*args: str, **which: str) -> str:
        return finish(function(library, here(), *args, **which))

    return macro


def _stashing(config: Any) -> Callable[[str], str]:
    """How MkDocs is given what a macro prints; other engines are given it as it is."""
    try:
        from mkdocs.config.defaults import MkDocsConfig
    except ModuleNotFoundError:
        return str
    if not isinstance(config, MkDocsConfig):
        return str
    from .stash import Stash

    stash = Stash()
    config.markdown_extensions = [*config.markdown_extensions, stash]
    return stash.put


def _escaped(value: Any) -> Any:
    """The values of team.yml and safety.yml as pages show them to the letter: no HTML, no Markdown."""
    if isinstance(value, dict):
        return {key: _escaped(inner) for key, inner in value.items()}
    return literal(plain(value), entities=True) if isinstance(value, str) else value


def _folder(url: str) -> str:
    """A page's address as a folder: MkDocs gives "" or "./" for the home page."""
    return "" if url in ("", ".", "./", "/") else url


def _read(docs: Path, project: Path) -> _Reading:
    """The library below `docs`, read again when a file has changed that it, or what it renders, is made of."""
    files = serve.looked([docs, docs.parent / nav.FILE, *render.FOLDERS])
    if docs not in _READ or _READ[docs].files != files:
        read = checks.examined if editing else checks.known  # while somebody writes, hardly a reading comes twice
        _READ[docs] = _Reading(files, *read(docs, _shown(docs, project)))
    return _READ[docs]


def _refusal(found: list[Problem]) -> Exception:
    """An error whose text the engine prints without more: MkDocs has its own for that."""
    try:
        from mkdocs.exceptions import PluginError
    except ModuleNotFoundError:
        return Invalid(found)
    return PluginError(report(found))


def _shown(docs: Path, project: Path) -> str:
    try:
        return docs.relative_to(project).as_posix()
    except ValueError:
        return docs.as_posix()
