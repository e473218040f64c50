"""Configurations for what was laid together: they inherit ours, and differ in what the layer says."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import Any

import yaml

from .. import nav
from ..reading import collect
from . import words
from .layer import Layer

ROOT = Path(__file__).resolve().parents[2]


def files(layer: Layer, top: Path, config: Path) -> dict[str, str]:
    """The text of each by its name, to stand in the folder `top` over the pages in its docs/."""

    docs = top / "docs"

    def there(path: Path) -> str:
        return Path(os.path.relpath(path, top)).as_posix()

    said = layer.site
    ours = config.read_text(encoding="utf-8")
    told: dict[str, Any] = {
        "INHERIT": there(config),
        **{
            key: value
            for key, value in (
                ("site_name", said.name or _named(ours, "site_name", layer.speech)),
                ("site_description", said.about or _named(ours, "site_description", layer.speech)),
                ("site_url", said.url),
            )
            if value
        },
        "docs_dir": "docs",
        "site_dir": there(config.parent / "site"),
        "theme": {"custom_dir": there(ROOT / "overrides"), **({"logo": layer.logo} if layer.logo else {})},
        "plugins": {
            "macros": {"module_name": there(ROOT / "macros")},
            "redirects": {"redirect_maps": _led_on(layer)},
        },
        "hooks": [there(ROOT / "macros" / "hooks.py")],
        "watch": [],
    }
    extra = {"offline": said.offline, "absent": _absent(layer)}
    if extra := {key: value for key, value in extra.items() if value not in (None, [])}:
        told["extra"] = extra
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000)
    listed = _sections(ours, docs) if layer.anew else _nav(ours, layer.gone.pages)
    if listed:
        text = nav.written(collect(docs, docs.as_posix()), f"{text}{listed}")
    made = {nav.FILE: text}
    if (other := config.parent / "zensical.yml").is_file():
        made[other.name] = other.read_text(encoding="utf-8")
    return made


def _named(text: str, key: str, speech: words.Speech | None) -> str:
    """A line of our configuration in their words, where they have other words."""
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return next((speech.say(value.value) for name, value in pairs if speech and name.value == key), "")


# A page's address in a template of ours: those of what the site loads have no closing slash.
_FRAMED = re.compile(r'"((?:[a-z][a-z-]*/)+)" \| url')


def _absent(layer: Layer) -> list[str]:
    """The addresses that our templates lead to from every page, and at which this company has none."""
    named = {at for path in (ROOT / "overrides").rglob("*.html") for at in _FRAMED.findall(path.read_text("utf-8"))}
    return [at for at in sorted(named) if not {f"{at}index.md", f"{at.rstrip('/')}.md"} & layer.sheets.keys()]


def _led_on(layer: Layer) -> dict[str, str]:
    """Where the addresses of pages that are left out lead: to the index of their folder, or to the first page."""
    return {
        page: index if (index := f"{posixpath.dirname(page)}/index.md") in layer.sheets else "index.md"
        for page in sorted(layer.gone.pages)
        if page not in layer.sheets
    }


def _sections(text: str, docs: Path) -> str:
    """The lines of nav for pages that are none of ours: the sections in our order, named by their own first pages."""
    library = collect(docs, docs.as_posix())
    ours = [path.partition("/")[0] for path in re.findall(r"^ +- (\S+/\S+\.md)$", text, re.MULTILINE)]
    rows = []
    for path in ("index.md", *(f"{folder}/index.md" for folder in dict.fromkeys(ours))):
        if name := nav.called(library, path):
            head = f"  - {yaml.safe_dump(name, allow_unicode=True, width=1000).splitlines()[0]}:"
            rows += [f"{head} {path}\n"] if path == "index.md" else [f"{head}\n", f"      - {path}\n"]
    return "".join(["nav:\n", *rows])


def _nav(text: str, gone: set[str]) -> str:
    """The lines of nav in a configuration without the pages that are gone; '' where it has no list of its own."""
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if key.value == "nav" and isinstance(value, yaml.SequenceNode):
            rows = text.split("\n")[key.start_mark.line : value.end_mark.line]
            return "".join(f"{row}\n" for row in rows if row.strip() and row.split()[-1] not in gone)
    return ""
