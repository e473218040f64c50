"""The files that are made, not written: MkDocs publishes them without finding them in docs/.

It knows MkDocs, as `env` does, and only hands over to `exports` and `publish`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from macros.publish.pipeline import Settings

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
    """Tell the pages whether a device may keep them, and the theme in which language they are, where it has that."""
    from macros import env, language
    from macros.publish import theme

    config.extra["offline"] = bool(config.extra.get("offline")) and not serving
    tag = env.checked[config.docs_dir].words.language
    names = (
        one
        for one in (tag, language.base(tag))
        if any(Path(of, theme.LANGUAGES, f"{one}.html").is_file() for of in config.theme.dirs)
    )
    config.theme["language"] = next(names, "en")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated file. Raises PluginError with every problem, which MkDocs prints as it is."""
    # MkDocs loads this file by its path, when nothing knows yet where the package is. By now the macros
    # plugin has imported it, and define_env() has checked the library.
    from macros import env, exports
    from macros.problems import Invalid
    from macros.publish import pipeline

    try:
        made = {} if env.editing else exports.all_files(env.checked[config.docs_dir], config.site_url or "")
    except Invalid as invalid:
        raise PluginError(str(invalid)) from None
    # What is written from the built pages has its name already here, for pages link to it.
    for path, content in {**dict.fromkeys(pipeline.MADE, b""), **made}.items():
        # A page in Markdown is published as index.md. Where a source has that name too, the source keeps it.
        name = f"made/{path}" if files.get_file_from_path(path) else path
        download = Download.generated(config, name, content=content)
        download.dest_uri = path
        files.append(download)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Publish what was built. Raises PluginError with every problem."""
    from macros.problems import Invalid
    from macros.publish import folder

    try:
        folder.publish(Path(config.site_dir), settings(config))
    except Invalid as invalid:
        raise PluginError(str(invalid)) from None


def settings(config: MkDocsConfig) -> Settings:
    """What publishing takes from the configuration, and from the library that was read with it."""
    from macros import env, exports, upkeep

    return exports.settings(
        env.checked[config.docs_dir],
        config.site_name,
        config.site_description or "",
        config.site_url or "",
        upkeep.today(),
        offline=config.extra["offline"],
    )
