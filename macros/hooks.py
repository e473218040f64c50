"""The files that are made, not written: MkDocs publishes them without finding them in docs/.

The other module that knows MkDocs; it only hands over to `exports`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Download(File):
    """A file that is published as it is, even where its name ends in .md."""

    def is_documentation_page(self) -> bool:
        """Never."""
        return False


def on_post_build(config: MkDocsConfig) -> None:
    """Take the pages out of the theme's index, which every first view fetches: the search has its own."""
    from macros.exports import search

    made = Path(config.site_dir) / search.THEMES
    if made.is_file():
        made.write_text(search.emptied(made.read_text("utf-8")), "utf-8")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated file. Raises PluginError with every problem, which MkDocs prints as it is."""
    # MkDocs loads this file by its path, when nothing knows yet where the package is. By now the macros
    # plugin has imported it, and define_env() has checked the library.
    from macros import exports
    from macros.env import checked
    from macros.problems import Invalid

    try:
        made = exports.all_files(checked[config.docs_dir], config.site_url or "")
    except Invalid as invalid:
        raise PluginError(str(invalid)) from None
    for path, content in made.items():
        # A page in Markdown is published as index.md. Where a source has that name too, the source keeps it.
        name = f"made/{path}" if files.get_file_from_path(path) else path
        download = Download.generated(config, name, content=content)
        download.dest_uri = path
        files.append(download)
    return files
