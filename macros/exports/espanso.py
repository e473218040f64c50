"""The scripts as a package for espanso, a free text expander: a zip that is ready to unpack.

What espanso does with the text, read in its source (espanso 2, commit 16e342fc):
- {{name.part}} in `replace` and in a form's parameters is a variable; a `\\{\\{` or `\\}\\}`
  that is left afterwards becomes `{{` or `}}`. Nothing escapes the backslash itself, and
  `$|$` always sets the cursor. So a few odd runs of signs cannot be said (see UNSAYABLE).
- A form's layout takes [[x]] and {{x}} for a field, one box for every time it is named.
  Hence the long form: `replace` may use a field often, the layout names it once.
- A line of the layout with nothing but a field gives the widest box.
- Matches with one trigger open a chooser that lists their labels.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.representer import BaseRepresenter

from .. import text
from ..kinds.script.fields import shown
from ..kinds.script.model import Script, ScriptField, Variant
from ..library import Library
from ..models.interface import Interface
from ..problems import Invalid, Problem, quote
from ..publish.archive import packed
from ..source import Pointer
from . import plain

try:
    from yaml import CSafeDumper as Quick
except ImportError:
    from yaml import SafeDumper as Quick  # type: ignore[assignment]

NAME = "difficult-client-scripts"
PATH = "downloads/difficult-client-scripts-espanso.zip"
FORM = "form1"

UNSAYABLE = re.compile(r"\\\{\\\{|\\\}\\\}|\\\{\{\{|\$\|\$")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_ROUND = str.maketrans("[]{}", "()()")

# The words that need no quotes. Everything else gets them: espanso's YAML reader takes other words
# for numbers than PyYAML does.
_PLAIN = frozenset(
    {"name", "title", "description", "author", "version", "homepage", "tags", "matches", "trigger", "label"}
    | {"search_terms", "replace", "vars", "type", "form", "params", "layout", "fields"}
    | {"multiline", "default", "choice", "values"}
)


def files(library: Library, version: str = "1.0.0", homepage: str = "") -> dict[str, bytes]:
    """The package. Raises ValueError for a version unlike 1.2.3, Invalid for words espanso cannot say."""
    if not _VERSION.fullmatch(version):
        raise ValueError(f"the version {quote(version)} is not of the form 1.2.3")
    if found := list(problems(library)):
        raise Invalid(found)
    matches = [_match(library, script, variant) for script, variant in plain.variants(library)]
    members = {
        "_manifest.yml": _yaml(_manifest(library, version, homepage)),
        "package.yml": _yaml({"matches": matches}),
        "README.md": _readme(library),
    }
    return {PATH: packed({f"{version}/{name}": words.encode() for name, words in members.items()}, NAME)}


def trigger(id_: str) -> str:
    """What to type for a script. The closing colon, which no id holds, keeps one from beginning another."""
    return f":dc-{id_}:"


def problems(library: Library) -> Iterator[Problem]:
    """The texts that espanso would garble."""
    for id_, script in library.scripts.items():
        for index, variant in enumerate(script.variants):
            for key in ("subject", "body"):
                yield from _problem(library, "scripts", id_, ("variants", index, key), getattr(variant, key))
    for id_, field in library.fields.items():
        yield from _problem(library, "fields", id_, ("default",), field.default)
        for index, choice in enumerate(field.choices):
            yield from _problem(library, "fields", id_, ("choices", index), choice)


def _problem(library: Library, kind: str, id_: str, path: Pointer, words: str | None) -> Iterator[Problem]:
    if match := UNSAYABLE.search(words or ""):
        said = f"espanso cannot say {quote(match[0])}"
        yield library.problem(kind, id_, path, said, "other words: these mean something to it")


def _manifest(library: Library, version: str, homepage: str) -> dict[str, Any]:
    says = library.words.downloads
    manifest = {
        "name": NAME,
        "title": plain.line(says.title),
        "description": says.filled.format(about=plain.line(says.about)),
        "version": version,
        "author": says.author,
        "tags": ["customer-support", "templates", "forms"],
    }
    return manifest | ({"homepage": homepage} if homepage else {})


def _match(library: Library, script: Script, variant: Variant) -> dict[str, Any]:
    said = plain.said(variant, library.words)
    match: dict[str, Any] = {
        "trigger": trigger(script.id),
        "label": plain.title(script, variant, library.words),
        "search_terms": _search_terms(library, script),
        "replace": plain.write(said, _escape, lambda id_: f"{{{{{FORM}.{id_}}}}}"),
    }
    if used := text.fields(said):
        form = _form([library.fields[id_] for id_ in used], library.words)
        match["vars"] = [{"name": FORM, "type": "form", "params": form}]
    return match


def _search_terms(library: Library, script: Script) -> list[str]:
    """The moment, and the words that people type to find the script's situations; each once."""
    terms = [text.plain(library.moments[script.moment].title)]
    for id_ in script.situations:
        if id_ in library.situations:
            terms += library.situations[id_].sought
    return list({term.casefold(): term for term in reversed(terms)}.values())[::-1]


def _form(fields: list[ScriptField], says: Interface) -> dict[str, Any]:
    """Layout and boxes: a line says what goes in, the next is the box alone."""
    layout = "\n".join(f"{_caption(field, says)}\n[[{field.id}]]" for field in fields)
    boxes = {field.id: box for field in fields if (box := _box(field, says))}
    return {"layout": layout} | ({"fields": boxes} if boxes else {})


def _caption(field: ScriptField, says: Interface) -> str:
    """The label with its example. Round brackets only: others would become a box."""
    label = f"{field.label[:1].upper()}{field.label[1:]}"
    example = field.example and shown(field, field.example, says)
    told = says.downloads.example_of.format(label=label, example=example) if example else label
    return told.translate(_ROUND)


def _box(field: ScriptField, says: Interface) -> dict[str, Any]:
    """What espanso needs to know of a field; nothing for a plain line of text.

    A date is a line of text, as espanso has no other box for it. A choice without default
    begins with [label]: an answer that nobody chose could promise something to a client.
    """
    default = _escape(shown(field, field.default, says)) if field.default else None
    if field.kind == "choice":
        choices = [_escape(choice) for choice in field.choices]
        if default is None:
            default = _escape(f"[{field.label}]")
            choices = [default, *choices]
        return {"type": "choice", "values": choices, "default": default}
    multiline = {"multiline": True} if field.kind == "long-text" else {}
    return multiline | ({"default": default} if default else {})


def _escape(words: str) -> str:
    """`words` with literal braces that espanso will not take for a variable.

    An odd brace comes first in its run: after an escaped pair it would make a new pair with it.
    """
    return re.sub(r"\{+", lambda run: "{" * (len(run[0]) % 2) + r"\{\{" * (len(run[0]) // 2), words)


class _Form:
    """YAML that YAML 1.1 and 1.2 read alike: no aliases, text quoted or in blocks."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Always: an editor of the package could not make sense of an alias."""
        return True


class _Dumper(_Form, yaml.SafeDumper):
    """Written in Python."""


class _Quick(_Form, Quick):
    """Written in C, where PyYAML has that."""


def _text(dumper: BaseRepresenter, value: str) -> yaml.ScalarNode:
    style: str | None = '"'
    if value in _PLAIN:
        style = None
    elif "\n" in value and all(line.isprintable() for line in value.split("\n")):
        style = "|"  # only of printable lines: the two versions differ in what else ends a line
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


for _dumper in (_Dumper, _Quick):
    _dumper.add_representer(str, _text)


def _yaml(data: Any) -> str:
    # Both give the same, but the quick one, which needs a seventh of the time, has no words for signs beyond U+FFFF.
    dumper = _Dumper if max(json.dumps(data, ensure_ascii=False)) > "\uffff" else _Quick
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10**9)


def _readme(library: Library) -> str:
    says = library.words.downloads
    about = says.source.format(about=plain.line(says.about), handbook=says.author)
    steps = (
        says.where.format(command="`espanso path packages`"),
        says.unpack.format(folder=f"`{NAME}`"),
        says.restart.format(command="`espanso restart`"),
    )
    rows = [
        f"| `{trigger(script.id)}` | {plain.line(script.title)} | {plain.line(script.when)} |"
        for script in library.scripts.values()
    ]
    return "\n".join(
        [
            f"# {plain.line(says.title)}",
            "",
            about,
            says.safe,
            "",
            f"## {says.install}",
            "",
            *(f"{number}. {step}" for number, step in enumerate(steps, start=1)),
            "",
            f"## {says.using}",
            "",
            says.type,
            says.pick,
            says.form,
            "",
            f"| {says.trigger} | {says.script} | {says.when} |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )
