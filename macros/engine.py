"""The pages as an editor sees them: MkDocs' own parts, asked for one page at a time.

The third module that knows MkDocs, for `serve` alone. A published build renders every page; an editor looks at one.
So a change costs one reading of everything and the rendering of what is looked at, and what takes long to make,
such as the printed cards, is made when somebody opens it.
"""

from __future__ import annotations

import logging
import os
import posixpath
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from . import env, exports, hooks
from .exports import catalogue
from .problems import Invalid, Problem
from .publish import app, pipeline
from .render.address import page_address

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:|[#/])([^()\s#]+)")
# What the host says of a page is said as a problem.
logging.getLogger("mkdocs").setLevel(logging.CRITICAL + 1)

_KEPT: dict[tuple[str, ...], jinja2.Environment] = {}  # by the theme's folders: compiling its templates takes longest


class Site:
    """One reading of all data, pages and settings; nothing of it changes afterwards.

    `problems` are those that leave the pages readable. Raises Invalid for what does not.
    """

    def __init__(self, config: Path, address: str) -> None:
        self._lock = threading.RLock()  # the macros know one page at a time
        self._pages: dict[str, bytes] = {}
        self._made: dict[str, bytes] = {}
        try:
            self._read(config, address)
        except Invalid:
            raise
        except PluginError as error:
            raise Invalid(env.problems or [_fault(config, error)]) from None
        except Exception as error:  # whatever stops the host, the server lives on and says it
            raise Invalid([*env.problems, _fault(config, error)]) from error

    def _read(self, file: Path, address: str) -> None:
        env.problems.clear()
        env.editing = True
        self._config = config = load_config(config_file=str(file), site_url=address)
        config.plugins.on_startup(command="serve", dirty=False)
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        self.library = env.checked[config.docs_dir]
        self.problems: list[Problem] = list(env.problems)
        self._files = files = get_files(config)
        self._env = _environment(config)
        files.add_files_from_theme(self._env, config)
        files = config.plugins.on_files(files, config=config)
        for path in set(self._linked()):
            if files.get_file_from_path(path) is None:
                files.append(hooks.Download.generated(config, path, content=b""))
        set_exclusions(files, config)
        self._nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        self._documents = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        for document in self._documents:
            page = document.page or Page(None, document, config)
            if (source := self.library.pages.get(document.src_uri)) and page.title is None:
                head = self.library.heads.get(source.path)
                page.title = (head and head.title) or catalogue.title(self.library, source)
        self._env = config.plugins.on_env(self._env, config=config, files=files) or self._env
        self._static = {
            one.dest_uri: one
            for one in files
            if not (one.is_documentation_page() or one.inclusion is InclusionLevel.EXCLUDED)
        }
        self._settings = hooks.settings(config)
        beside = [path for path in self._static if path.startswith(pipeline.ASSETS) and not path.endswith(".map")]
        parts = {path: self._static[path].content_bytes for path in beside}
        self._made |= pipeline.run(pipeline.OF_ASSETS, parts, self._settings)
        self._colours = {app.COLOURS: parts.get(app.COLOURS, b"")}
        self._sources = {one.dest_uri: one for one in self._documents}
        # What is made when it is asked for: the quick first, for nothing tells in advance who makes what.
        self._makers = exports.makers(self.library, config.site_url or "")
        plugin = config.plugins.get("redirects")
        self._moved = {
            page_address(old): str(new) for old, new in (plugin.config["redirect_maps"] if plugin else {}).items()
        }

    def _linked(self) -> Iterator[str]:
        """What pages link to beside pages: written or made, the check says whether it is there."""
        for page in self.library.pages.values():
            for link in _LINK.findall(page.text):
                if not link.endswith((".md", "/")):
                    yield posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link))

    def redirect(self, path: str) -> str:
        """Where an old address leads, below the site's root, or ''."""
        target = self._moved.get(path.removesuffix("index.html"), "")
        return target if target.startswith(("http://", "https://")) or not target else page_address(target)

    def file(self, path: str) -> bytes | None:
        """The bytes at a path below the site's root ("guide/ending/index.html"); None where nothing is.

        Raises Invalid for a page that cannot be made, and what the makers of files raise.
        """
        with self._lock:
            if path in self._sources:
                if path not in self._pages:
                    self._pages[path] = self._rendered(self._sources[path])
                return self._pages[path]
            if path in self._config.theme.static_templates:
                context = get_context(self._nav, self._documents, self._config, base_url="/")
                return self._published(path, self._env.get_template(path).render(context).encode())
            if path in self._made:
                return self._made[path]
            static = self._static.get(path)
            if static is not None and (content := static.content_bytes):
                return content
            return self._exported(path)

    def _published(self, path: str, content: bytes) -> bytes:
        """A page after those steps that need no other page."""
        return pipeline.run(pipeline.OF_PAGES, {path: content, **self._colours}, self._settings)[path]

    def _rendered(self, document: File) -> bytes:
        config, files = self._config, self._files
        page = document.page or Page(None, document, config)
        config._current_page = page
        try:
            page = config.plugins.on_pre_page(page, config=config, files=files) or page
            page.read_source(config)
            markdown = page.markdown or ""
            page.markdown = config.plugins.on_page_markdown(markdown, page=page, config=config, files=files)
            page.render(config, files)
            page.content = config.plugins.on_page_content(
                page.content or "", page=page, config=config, files=self._files
            )
            page.active = True
            context = get_context(self._nav, self._documents, config, page)
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            output = self._env.get_template(str(page.meta.get("template", "main.html"))).render(context)
            output = config.plugins.on_post_page(output, page=page, config=config)
            return self._published(document.dest_uri, output.encode("utf-8", "xmlcharrefreplace"))
        except Invalid:
            raise
        except (Exception, SystemExit) as error:  # the plugin of macros ends the program
            said = f"the page cannot be made: {type(error).__name__}: {' '.join(str(error).split())}"
            shown = f"{self.library.shown}/{document.src_uri}"
            raise Invalid([Problem(shown, 1, "", said, "a page that can be made")]) from error
        finally:
            page.active = False
            config._current_page = None

    def _exported(self, path: str) -> bytes | None:
        for maker in list(self._makers):
            if path not in self._made and path.startswith(maker.below):
                self._made |= maker.files()
                self._makers.remove(maker)
        return self._made.get(path)


class _Listed(jinja2.FileSystemLoader):
    """The theme's files without its 14,000 icons, of which the host publishes none: looking at each takes long."""

    def list_templates(self) -> list[str]:
        """Every file that is in no hidden folder."""
        found = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {(Path(folder) / name).relative_to(top).as_posix() for name in names}
        return sorted(found)


def _environment(config: Any) -> jinja2.Environment:
    """The theme's templates, compiled once for all readings; a changed one is read again."""
    folders = tuple(config.theme.dirs)
    if folders not in _KEPT:
        _KEPT[folders] = config.theme.get_env()
        _KEPT[folders].loader = _Listed(folders)
        _KEPT[folders].auto_reload = True
    return _KEPT[folders]


def _fault(config: Path, error: Exception) -> Problem:
    """What stopped the host, as a problem: at its line where it names one."""
    mark = getattr(getattr(error, "__cause__", None), "problem_mark", None) or getattr(error, "problem_mark", None)
    said = " ".join(str(error).split()) or type(error).__name__
    return Problem(config.name, mark.line + 1 if mark else 1, "", f"the pages cannot be built: {said}", "no such fault")
