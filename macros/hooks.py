"""The files that are made, not written: MkDocs publishes them without finding them in docs/.

The other module that knows MkDocs; it only hands over to `exports`, `bundle` and `lean`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


SCRIPT = "assets/js/handbook.js"
STYLE = "assets/css/handbook.css"

# Of the theme: search in other languages, and what only its own makers read.
UNUSED = re.compile(r"assets/javascripts/lunr/.*|assets/(javascripts|stylesheets)/.*\.map")


class Download(File):
    """A file that is published as it is, even where its name ends in .md."""

    def is_documentation_page(self) -> bool:
        """Never."""
        return False


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated file. Raises PluginError with every problem, which MkDocs prints as it is."""
    # MkDocs loads this file by its path, when nothing knows yet where the package is. By now the macros
    # plugin has imported it, and define_env() has checked the library.
    from macros import bundle, exports
    from macros.env import checked
    from macros.problems import Invalid

    try:
        made = exports.all_files(checked[config.docs_dir], config.site_url or "")
        for entry, join in ((SCRIPT, bundle.script), (STYLE, bundle.style)):
            folder = entry.rpartition("/")[0]
            parts = {file.src_uri: file for file in files if file.src_uri.startswith(f"{folder}/")}
            whole, used = join({uri: file.content_string for uri, file in parts.items()}, entry)
            for uri in used:
                files.remove(parts[uri])
            made[entry] = whole.encode()
    except Invalid as invalid:
        raise PluginError(str(invalid)) from None
    for file in [file for file in files if UNUSED.fullmatch(file.src_uri)]:
        files.remove(file)
    for path, content in made.items():
        # A page in Markdown is published as index.md. Where a source has that name too, the source keeps it.
        name = f"made/{path}" if files.get_file_from_path(path) else path
        download = Download.generated(config, name, content=content)
        download.dest_uri = path
        files.append(download)
    return files


def on_post_page(output: str, **_: object) -> str:
    """Leave out the empty lines of the theme's templates."""
    from macros import lean

    return lean.page(output)


def on_post_build(config: MkDocsConfig) -> None:
    """Leave out what no page uses, for a first visit waits for it: the theme's index, and a third of its styles."""
    from macros import lean
    from macros.exports import search

    site = Path(config.site_dir)
    made = site / search.THEMES
    if made.is_file():
        made.write_text(search.emptied(made.read_text("utf-8")), "utf-8")

    def texts(*patterns: str) -> list[str]:
        return [path.read_text("utf-8") for pattern in patterns for path in sorted(site.rglob(pattern))]

    scripts = texts("*.js")
    named = lean.words([*texts("*.html"), *scripts])
    used = "".join([*texts("*.css"), *scripts])
    for path in sorted(site.glob("assets/stylesheets/*.css")):
        path.write_text(lean.spare(lean.lean(path.read_text("utf-8"), named), used), "utf-8")
