"""Words that readers see stand in interface.yml: typed, with their blanks, and none is left in a template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from macros.kinds.path.model import STAGES
from macros.kinds.script.model import Channel, Closing, Tone
from macros.kinds.tree.model import Severity
from macros.models import Mode
from macros.models.interface import Interface
from macros.models.interface.items import DeckWords
from macros.models.interface.phrases import Plural
from macros.publish import wording
from macros.reading import collect
from macros.render import FOLDERS

from . import toys
from .sites import ROOT

TEMPLATES = sorted(
    path
    for folder in FOLDERS
    for path in folder.glob("*.jinja")
    if path.name.endswith((".html.jinja", ".svg.jinja")) and not path.name.startswith("new.")
)
FRAMES = sorted((ROOT / "overrides").rglob("*.html"))
TYPST = sorted(path for folder in FOLDERS for path in folder.glob("*.typ"))
# What makes pages and files for readers; rules and messages for editors stay in English.
MODULES = sorted(
    path
    for folder in ("exports", "render", "kinds")
    for path in (ROOT / "macros" / folder).rglob("*.py")
    if path.name not in ("checks.py", "model.py", "row.py", "trial.py", "reading.py")
)
SCRIPTS = sorted((ROOT / "overrides" / "assets" / "js").rglob("*.js"))
# What stays in any language: names of files and of short addresses, what stands in tags.
NAMES = {"go/NAME/", "/NAME.svg", ".png", "defer", "async"}

_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_READ = re.compile(r"""\b(?:aria-label|alt|title|placeholder)="([^"]*)\"""")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_TEXT = re.compile(r"""(["'])((?:(?!\1).)*)\1""")
_WORD = re.compile(r"[A-Za-z]{2,}|[“”„«»]")


def literals(source: str) -> list[str]:
    """The words in a template that a reader would see or hear: between tags, in attributes, in what code prints."""
    texts = [text for _, text in _TEXT.findall(" ".join(re.findall(r"\{\{(.*?)\}\}", source, re.DOTALL)))]
    printed = [re.sub(r"<[^>]*>?", "", text) for text in texts]
    code = _CODE.sub(" \0 ", re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL))
    code = wording.WORDS.sub(" ", re.sub(r"<!--.*?-->", "", code, flags=re.DOTALL))
    shown = [*_READ.findall(code), *_TAG.sub("\0", code).split("\0"), *(text for text in printed if " " in text)]
    return [words.strip() for words in shown if _WORD.search(words) and words.strip() not in NAMES]


def used(part: type[BaseModel], way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The keys of the file, each with the group it stands in."""
    for key, field in part.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel) and inner is not Plural:
            yield from used(inner, (*way, key))
        else:
            yield (*way, key)


# In a script: what a browser or another program reads, and months, which only English has from there.
_CODES = re.compile(r"[A-Z]{2,4}|DOMContentLoaded|Escape|Arrow\w+|SHA-256|January .* December")
_NOT_SAID = re.compile(
    r"(?:className: |closest\(|querySelector(?:All)?\(|matches\(|matchMedia\(|new Error\(.*|console\.error\()$"
    r"|className: [\w.]+ \?[^,}]*$"
)
_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*\*.*?\*/)\n|(?<=[\w;{}()\],\s]) // [^\n]*$", re.MULTILINE | re.DOTALL)
_STRING = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")
# Where whatever stands is said or shown.
_SAID = re.compile(r"(?:textContent[:=] ?|.aria-label.[:,] |alt: |placeholder: |title = |announce\(|button\(.\w+., )$")


def spoken(source: str) -> list[str]:
    """The texts in a script that a reader would see or hear: words, which are no name, no selector and no fault."""
    code = _COMMENT.sub("\n", source)
    found = []
    for match in _STRING.finditer(code):
        words = re.sub(r"\$\{[^{}]*\}", "", match[2])
        before = code[: match.start()].rpartition("\n")[2]
        if wording.WORDS.fullmatch(words) or not re.search(r"[A-Za-z]{2,}", words):
            continue
        names = all(re.search(r"[-_.#>:=\[<]", word) for word in words.split())  # classes, selectors, tags
        reads = re.match("[A-Z]", words) or re.search(r"[a-z] [a-z]", words)
        plain = reads and not names and not _CODES.fullmatch(words) and not re.search(r"[.#][a-z-]+ |\[|\w=", words)
        if _SAID.search(before) or (plain and not _NOT_SAID.search(before)):
            found.append(words)
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_has_no_words_of_its_own(path: Path) -> None:
    assert spoken(path.read_text("utf-8")) == [], "put them into docs/_data/interface.yml"


@pytest.mark.parametrize(
    "source",
    [
        'make("p", { textContent: "gone" })',
        "announce(`${count} gone`)",
        'const FAILED = "It did not come"',
        'return { label: "Copy" }',
        'button("copy", "copy")',
        'link.title = "Copy link"',
        'make("a", { "aria-label": "Close" })',
    ],
)
def test_words_left_in_a_script_are_found(source: str) -> None:
    assert spoken(source)


@pytest.mark.parametrize(
    "source",
    [
        'make("a", { textContent: "handbook:says.frame.close" })',
        'throw new Error("It does not load")',
        'event.key === "Escape"',
        '// "Say it"\nroot.querySelector("li a")',
        'make("p", { className: "hb-bar hb-bar__count" })',
    ],
)
def test_what_nobody_reads_in_a_script_is_no_literal(source: str) -> None:
    assert spoken(source) == []


_CALL = re.compile(r"(?<=[\w-])\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")  # what is given to a function
_TYPST_CODE = re.compile(r"\{[^{}]*\}|#(?:if|for|let|show|set)\b[^\n]*|#[\w-]+(?:\.[\w-]+)*|\.[\w-]+")
_STOPPED = "unfit: "  # for the program


def printed(source: str) -> list[str]:
    """The words in a template of Typst that would be printed or heard: in texts, and in content."""
    code = re.sub(r"(?<!:)//[^\n]*", "", source)
    found = [
        text for text in re.findall(r'"((?:[^"\\\n]|\\.)*)"', code) if re.search("^[A-Z][a-z]|[a-z]:? [a-z]*", text)
    ]
    found = [text for text in found if (" " in text or text[0].isupper()) and text != _STOPPED]
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"', "0", code)
    while inner := re.search(r"\[([^\[\]]*)\]", code):
        found += re.findall(r"[A-Za-z]{2,}|[“”]", _TYPST_CODE.sub("", _CALL.sub("", inner[1])))
        code = code[: inner.start()] + code[inner.end() :]
    return found


@pytest.mark.parametrize("path", TYPST, ids=lambda path: path.name)
def test_print_has_no_words_of_its_own(path: Path) -> None:
    assert printed(path.read_text("utf-8")) == [], "put them into docs/_data/interface.yml"


@pytest.mark.parametrize(
    "source", ['say("When", s)', "[Owner: #card.owner]", "[#if a { b } [Title]]", 'alt: "QR code: " + x', "[“#x”]"]
)
def test_words_left_in_print_are_found(source: str) -> None:
    assert printed(source)


# Whatever is no word: a command, the start of a text of another form, what other programs read.
_PROGRAM = re.compile(
    r"[A-Z][\w-]*[A-Z-]\w*|User-agent.*|var .*|#let .*|<.*|body \{.*|`.*`|Place|Simplex|Duplex\w+", re.DOTALL
)
_OF_EDITORS = {
    "problem",
    "Problem",
    "compile",
    "fault",
    "Invalid",
    "Sheet",
    "ValueError",
    "TypeError",
    "RuntimeError",
    "key",
    "findall",
}


def written(source: str) -> list[str]:
    """The texts in a module of Python that a reader would see: no docstring, and nothing that an editor is told."""
    tree = ast.parse(source)
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Call) and {getattr(node.func, "id", ""), getattr(node.func, "attr", "")} & _OF_EDITORS)
        or (isinstance(node, ast.Assign) and _told(node))
        or isinstance(node, (ast.Raise, ast.Assert))
        or (isinstance(node, ast.keyword) and node.arg == "then")
        for inner in ast.walk(node)
    }
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in skipped]
    words = [text for text in texts if isinstance(text, str) and re.search(r"[a-z],? [a-z]|^[A-Z][a-z]+", text.strip())]
    return [text for text in words if not _PROGRAM.fullmatch(text.strip())]


def _told(node: ast.Assign) -> bool:
    """Whether something is named as what an editor is told."""
    names = {inner.id for target in node.targets for inner in ast.walk(target) if isinstance(inner, ast.Name)}
    return bool(names & {"said", "expected", "hint"}) or all(name.startswith("_") and name.isupper() for name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_has_no_words_of_its_own(path: Path) -> None:
    assert written(path.read_text("utf-8")) == [], "put them into docs/_data/interface.yml"


@pytest.mark.parametrize(
    "source",
    ['title = "Cards"', 'words = f"Reviewed on {day}."', 'return ["every item", x]', 'say(label="Step of a tree")'],
)
def test_words_left_in_a_module_are_found(source: str) -> None:
    assert written(source)


@pytest.mark.parametrize("path", [*TEMPLATES, *FRAMES], ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    assert literals(path.read_text("utf-8")) == [], "put them into docs/_data/interface.yml"


@pytest.mark.parametrize(
    "source",
    [
        "<p>Read on</p>",
        '<p aria-label="Card: {{ card.title }}"></p>',
        '{{ "On the one side" if first else x }}',
        "<p>“{{ say }}”</p>",
        "<strong>When:</strong> {{ when }}",
    ],
)
def test_words_left_in_a_template_are_found(source: str) -> None:
    assert literals(source)


@pytest.mark.parametrize(
    "source",
    ['{# A comment. #}<p class="card__line">{{ says.card.when }}</p>', '{% if a == "b c" %}<b></b>{% endif %}'],
)
def test_what_nobody_reads_is_no_literal(source: str) -> None:
    assert literals(source) == []


def test_every_value_has_a_name() -> None:
    says = collect(toys.SITE / "docs", "docs").words
    for names, values in (
        (says.modes, get_args(Mode)),
        (says.severities, get_args(Severity)),
        (says.tones, get_args(Tone)),
        (says.channels, get_args(Channel)),
        (says.closings, get_args(Closing)),
        (says.stages, STAGES),
    ):
        assert {key.replace("_", "-") for key in type(names).model_fields} == set(values)
        assert all(names.of(value) for value in values)


def test_every_word_that_is_named_is_there() -> None:
    """Where scripts and templates of the frame name words: at their own lines, and in no other form than each takes."""
    says = collect(ROOT / "docs", "docs").words.model_dump(exclude_none=True)
    for path in [*SCRIPTS, *FRAMES, ROOT / "mkdocs.yml"]:
        text, name = path.read_text("utf-8"), path.relative_to(ROOT).as_posix()
        made = wording.in_script(text, name, says) if path in SCRIPTS else wording.on_page(text, name, says, {})
        assert not wording.WORDS.search(made)


def test_every_word_is_shown_somewhere() -> None:
    sources = [path for path in (ROOT / "macros").rglob("*") if path.suffix in (".py", ".jinja", ".typ")]
    code = "\n".join(path.read_text("utf-8") for path in sources if path.parent.name != "interface")
    ours = [*FRAMES, *SCRIPTS, ROOT / "mkdocs.yml"]
    named = "\n".join(path.read_text("utf-8") for path in ours)
    filled = set(wording.WORDS.findall(named))
    groups = {"modes", "severities", "tones", "channels", "closings", "stages", "sheets"}
    idle = [
        ".".join(way)
        for way in used(Interface)
        if way[0] not in groups
        and not {".".join(way), ".".join(way[:-1])} & filled
        and not re.search(rf"""\.{way[-1]}\b|["']{way[-1]}["']""", code)
    ]
    assert idle == []


def test_a_blank_that_is_lost_or_unknown_is_refused() -> None:
    known = collect(toys.SITE / "docs", "docs").words.deck.model_dump()
    assert DeckWords.model_validate(known)
    for words in ("All cards", "All {number} cards", "All {count} {what} cards", "All { cards"):
        assert expected(DeckWords, known | {"all": words}) == "words with {count}"
    assert expected(DeckWords, known | {"print": "Print {count}"}) == "words without braces"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("card: when", "When for {{ team.name }}:"),
        ("card: of", "of {total} at {{ team.name }}"),
        ("sources: claims", "{count} claims of {{ team.name }}"),
    ],
)
def test_a_value_of_a_team_stands_in_none_of_our_labels(tmp_path: Path, told: str, words: str) -> None:
    """A label is put into HTML, Markdown and files, each with its own marks: as words, which a value need not be."""
    docs = toys.copy(tmp_path / "docs")
    file = docs / "_data" / "interface.yml"
    group, key = told.split(": ")
    text = file.read_text("utf-8")
    begin = text.index(f"\n  {key}:", text.index(f"\n{group}:"))
    end = text.index("\n  ", begin + 3 if key != "claims" else text.index("other:", begin))
    form = f"\n  {key}:\n    one: a claim of {{{{ team.name }}}}\n    other: " if key == "claims" else f"\n  {key}: "
    file.write_text(f'{text[:begin]}{form}"{words}"{text[end:]}', "utf-8")
    (problem,) = collect(docs, "docs").problems
    assert (problem.file, problem.line) == ("docs/_data/interface.yml", text[:begin].count("\n") + 2)


def expected(model: type[BaseModel], data: object) -> str:
    """What a model says should stand there, in place of what does."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(data)
    (error,) = refused.value.errors()
    return str(error["ctx"]["expected"])


def test_words_follow_a_number() -> None:
    words = Plural(one="a page", other="{count} pages")
    assert [words.of("other", 0), words.of("one", 1), words.of("other", 2)] == ["0 pages", "a page", "2 pages"]
    assert expected(Plural, {"one": "a page on {day}", "other": "{count} pages"}).startswith("the same blanks in both")
