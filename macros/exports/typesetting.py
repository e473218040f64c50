"""What typst needs to typeset for us: fonts and templates; and what it says of characters that the font lacks."""

from __future__ import annotations

import functools
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, NamedTuple

import typst

from ..kinds.card import sheets
from ..library import Library
from ..problems import quote
from ..render.templates import TEMPLATES
from ..source import Pointer
from ..text import typographic

FONT = "fontpkg_atkinson_hyperlegible"
_HERE = Path(__file__).resolve()
PROGRAMS = (_HERE, *(_HERE.with_name(f"{name}.py") for name in ("cards", "previews")), Path(str(sheets.__file__)))
_TURNED = re.compile(rb"/Direction/(?:L2R|R2L)")  # which way its pages go on


OWN = ("assets/fonts/regular.ttf", "assets/fonts/bold.ttf")  # below docs/, in place of those of the screen too


class Faces(NamedTuple):
    """What is set in: the fonts, what templates and caches are told of them, and the folders where they are."""

    fonts: typst.Fonts
    told: dict[str, Any]
    folders: list[str]


def faces(docs: Path) -> Faces:
    """A company's own family, where its pages have one, and ours for what that lacks; nothing of the system."""
    own = tuple(path for name in OWN if (path := docs / name).is_file())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in own)).hexdigest() if own else ""
    return _faces(own, digest)


@functools.cache
def _faces(own: tuple[Path, ...], digest: str) -> Faces:
    ours = Path(str(resources(FONT) / "files"))
    names = dict.fromkeys([*(family for file in own for family in families(file)), *_fonts([ours]).families()])
    folders = [str(folder) for folder in (*{path.parent: None for path in own}, ours)]
    return Faces(_fonts(folders), {"fonts": [*names], "face": digest}, folders)


def families(file: Path) -> list[str]:
    """The names of the families in a file; none where it is no font that can be set."""
    return [font.family for font in _fonts([file.parent]).fonts() if font.path and Path(font.path) == file]


def _fonts(folders: Iterable[Path | str]) -> typst.Fonts:
    found = [str(path) for path in folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=found)


def sources() -> str:
    """The text of the templates, which may change while a server runs, and of the programs that finish what they give.

    What is kept is then never older than the code: a test may take it for what would be made.
    """
    return "\0".join(path.read_text(encoding="utf-8") for path in (*sorted(TEMPLATES.glob("*.typ")), *PROGRAMS))


def to_print(pdf: bytes, duplex: str) -> bytes:
    """`pdf` with the wish that it is printed at its size, and on which sides, which typst cannot write.

    The wishes belong into the catalog. That is the last object, so only the table after it moves.
    """
    body, table, end = pdf.rpartition(b"\nxref\n")
    objects, catalog, preferences = body.rpartition(b"/Type/Catalog")
    wished = _TURNED.sub(rb"\g<0>/PrintScaling/None/Duplex/" + duplex.encode(), preferences)
    said = b"startxref\n%d\n" % (len(body) + 1)
    moved = b"startxref\n%d\n" % (len(body) + 1 + len(wished) - len(preferences))
    if not (catalog and wished != preferences and preferences.count(b"endobj") == 1 and said in end):
        raise ValueError("typst writes PDFs in another way than this function knows")
    return objects + catalog + wished + table + end.replace(said, moved)


def boxed(pdf: bytes, edge: float, bleed: float) -> bytes:
    """`pdf` with where its pages are cut, `edge` points from the paper's edge, and how far the colour goes beyond."""
    import pikepdf  # few need it, and to load it takes time

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        for page in whole.pages:
            left, bottom, right, top = map(float, page.mediabox)
            for name, by in (("TrimBox", edge), ("BleedBox", edge - bleed)):
                page[f"/{name}"] = pikepdf.Array([left + by, bottom + by, right - by, top - by])
        whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def complaint(warnings: Sequence[typst.TypstWarning]) -> typst.TypstError:
    """Warnings as an error, which they are as good as."""
    return failure(warnings[0].message, "\n".join(warning.message for warning in warnings))


def failure(message: str, diagnostic: str) -> typst.TypstError:
    """An error as typst raises it. One that Python makes has no attributes of its own."""
    error = typst.TypstError(message, diagnostic)
    error.message, error.diagnostic = message, diagnostic
    return error


def lacking(error: typst.TypstError) -> list[str]:
    """The characters, each with what stands on it, that typst could not print."""
    shown = re.findall(r'the text `"(.+?)"` could not be displayed', error.diagnostic)
    return [re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), characters) for characters in shown]


SHOWN = 5  # characters that a message names, where a font lacks more


def lacks(what: str, missing: Sequence[str]) -> tuple[str, str]:
    """That the font of something lacks characters, with their numbers; and what is expected."""
    shown = [f"{quote(one)} ({' '.join(f'U+{ord(character):04X}' for character in one)})" for one in missing[:SHOWN]]
    rest = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    said = f"the font of the {what} lacks {', '.join(shown)}{rest}"
    expected = "letters, digits and common signs; or a font that has them, as looks/font.ttf of a company's folder"
    return said, expected


def marking(library: Library) -> Callable[[str], str]:
    """How words are printed, with the quotes of the handbook's language."""
    return functools.partial(typographic, marks=library.words.marks.all)


def strings(value: Any, path: Pointer) -> Iterator[tuple[Pointer, str]]:
    """Every text in a record, with its path, which is that in the data."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from strings(inner, (*path, step))
