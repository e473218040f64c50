"""The files that are made, not written: MkDocs publishes them without finding them in docs/.

It knows MkDocs, as `env` does, and only hands over to `exports` and `publish`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig


# The script of every page; the one before it, which needs nothing; and those that follow it where a page asks.
SCRIPTS = (
    "assets/js/handbook.js",
    "assets/js/early.js",
    "assets/js/card-deck.js",
    "assets/js/clear-device.js",
    "assets/js/embed.js",
    "assets/js/link-kit.js",
    "assets/js/practice-scene.js",
)
STYLE = "assets/css/handbook.css"
THEMES_STYLES = "assets/stylesheets"

# Of the theme: search in other languages, and what only its own makers read.
UNUSED = re.compile(r"assets/javascripts/lunr/.*|assets/(javascripts|stylesheets)/.*\.map")


serving = False  # whether somebody edits and looks: every change must show at once


class Download(File):
    """A file that is published as it is, even where its name ends in .md."""

    def is_documentation_page(self) -> bool:
        """Never."""
        return False


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: bool) -> None:
    """Note what the site is built for: MkDocs tells it only here."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tell the pages whether a device may keep them."""
    config.extra["offline"] = bool(config.extra.get("offline")) and not serving
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated file. Raises PluginError with every problem, which MkDocs prints as it is."""
    # MkDocs loads this file by its path, when nothing knows yet where the package is. By now the macros
    # plugin has imported it, and define_env() has checked the library.
    from macros import env, exports
    from macros.problems import Invalid
    from macros.publish import app, archive, bundle, hosting, offline

    sources = {file.src_uri: file for file in files}
    for path in (app.MARK, app.COLOURS):
        if path not in sources:
            raise PluginError(f"overrides/{path}:1: the file is missing; expected a file of this name")
    mark, tokens = (sources[path].content_string for path in (app.MARK, app.COLOURS))
    try:
        made = {} if env.editing else exports.all_files(env.checked[config.docs_dir], config.site_url or "")
        made |= app.files(config.site_name, config.site_description or "", mark, tokens)
        config.extra["colours"] = app.colours(tokens)

        def below(folder: str) -> dict[str, str]:
            # Not all beside the parts need be text: a picture may stand there.
            found = {uri: file.content_bytes for uri, file in sources.items() if uri.startswith(folder)}
            return {uri: content.decode("utf-8-sig", "replace") for uri, content in found.items()}

        scripts, in_scripts = bundle.scripts(below("assets/js/"), SCRIPTS)
        style, in_style = bundle.style(below("assets/css/"), STYLE)
        made |= {entry: whole.encode() for entry, whole in {**scripts, STYLE: style}.items()}
        for uri in {*in_scripts, *in_style}:
            files.remove(sources[uri])
    except Invalid as invalid:
        raise PluginError(str(invalid)) from None
    for file in [file for file in files if UNUSED.fullmatch(file.src_uri)]:
        files.remove(file)
    # What is written from the built pages, below; here it has its name, for pages link to it.
    worker = sources[offline.WORK if config.extra["offline"] else offline.REMOVAL].content_string
    made |= {offline.WORKER: worker.encode(), **dict.fromkeys(hosting.PATHS, b"")}
    for uri in (offline.WORK, offline.REMOVAL, archive.STAND_IN):
        files.remove(sources[uri])
    for path, content in made.items():
        # A page in Markdown is published as index.md. Where a source has that name too, the source keeps it.
        name = f"made/{path}" if files.get_file_from_path(path) else path
        download = Download.generated(config, name, content=content)
        download.dest_uri = path
        files.append(download)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give each page the day that its content knows of itself: the site map tells it, not the day of the build.

    Where no page knows one, the host keeps its own: it needs a day for the file.
    """
    from macros import upkeep
    from macros.env import checked

    library = checked[config.docs_dir]
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    days = {path: upkeep.changed(library, library.pages[path]) for path in pages if path in library.pages}
    if any(days.values()):
        for path, page in pages.items():
            page.update_date = str(days.get(path) or "")
    return env


def on_post_page(output: str, **_: object) -> str:
    """Leave out the empty lines of the theme's templates, and mend what is not valid in them."""
    from macros.publish import lean

    return lean.page(output)


def on_post_template(output: str, template_name: str, **_: object) -> str:
    """Do the same for a page that is no page of docs/, as the one for errors."""
    return on_post_page(output) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """What can only be told of the whole site: where old addresses lead; what no page uses and so is left out, for a
    first visit waits for it; how a host should answer; which files a device keeps.
    """
    from macros.exports import search
    from macros.publish import hosting, icons, lean, offline, redirects

    folder = Path(config.site_dir)
    made = folder / search.THEMES
    if made.is_file():
        made.write_text(search.emptied(made.read_text("utf-8")), "utf-8")

    def texts(ending: str) -> dict[Path, str]:
        # An adopter's own file may be in any encoding: what is read here for its names alone need not be told apart.
        return {path: path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.rglob(f"*{ending}"))}

    pages, scripts, styles = (texts(ending) for ending in (".html", ".js", ".css"))
    changed = {path: led for path, page in pages.items() if (led := redirects.page(page)) != page}
    pages |= changed
    with_icons, style = icons.shared({path: page for path, page in pages.items() if "<article" in page})
    for path, page in (changed | with_icons).items():
        pages[path] = page
        path.write_bytes(page.encode())
    if style:
        styles[folder / STYLE] += style
        (folder / STYLE).write_text(styles[folder / STYLE], "utf-8")
    named = lean.names(pages.values(), scripts.values())
    used = "".join([*styles.values(), *scripts.values()])
    for path, style in styles.items():
        if path.is_relative_to(folder / THEMES_STYLES) and "\ufffd" not in style:
            path.write_bytes(lean.spare(lean.lean(style, named), used).encode())
    if serving:
        return
    for name, text in hosting.files(pages.values(), config.site_url or "").items():
        (folder / name).write_text(text, "utf-8")
    if config.extra["offline"]:
        site = [path for path in folder.rglob("*") if path.is_file()]
        kept = offline.kept({path.relative_to(folder).as_posix(): path.read_bytes() for path in site})
        worker = folder / offline.WORKER
        worker.write_text(offline.worker(worker.read_text("utf-8"), kept), "utf-8")
