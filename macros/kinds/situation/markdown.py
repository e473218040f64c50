"""What a situation's page says of itself, as Markdown."""

from __future__ import annotations

from ...exports.markdown import extends
from ...library import Library


def situation(library: Library, id_: str) -> str:
    """How far the articles carry a situation's page; '' where they carry all of it."""
    return extends(library, library.situations[id_])


MACROS = {
    "situation": lambda library, page, _base: situation(
        library, page.path.removeprefix("situations/").removesuffix(".md")
    )
}
