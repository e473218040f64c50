"""The downloads: golden cases as data, and readers that get the very words back out of every format."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from macros import exports, text
from macros.exports import espanso, plain, textexpander, zendesk
from macros.kinds.script.model import Script, ScriptField, ScriptMoment, Variant
from macros.kinds.situation.model import SituationMeta
from macros.library import Library
from macros.models import FIELD_ID, ID
from macros.problems import Invalid
from macros.reading import collect

from . import toys
from .examples import many

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).parent / "golden" / "exports"
VERSION = "1.2.3"
YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where it is there
PACKAGE = f"{espanso.NAME}/{VERSION}"


def loaded(text: str | bytes) -> Any:
    """What a text in YAML says."""
    return yaml.load(text, YAML)


# Building libraries --------------------------------------------------------------------


INTERFACE = collect(toys.SITE / "docs", "docs").interface


def written(docs: Path, scripts: str) -> Library:
    """A library of nothing but this scripts.yml, and the words of the frame."""
    (docs / "_data").mkdir(parents=True)
    (docs / "_data" / "scripts.yml").write_text(scripts, encoding="utf-8")
    library = collect(docs, "docs")
    library.interface = INTERFACE
    assert not [problem for problem in library.problems if problem.file.endswith("scripts.yml")]
    return library


def made(bodies: list[str], fields: list[ScriptField], subject: str | None = None) -> Library:
    """A library of one script, a variant a body."""
    channels = ("email", "chat", "phone", "meeting", "letter")
    moment = ScriptMoment(id="solving", title="Agreeing", summary="Agree.")
    script = Script(
        id="offer",
        title="Offer a way out",
        moment="solving",
        situations=("angry-caller",),
        channels=channels,
        when="Use when.",
        avoid="Avoid when.",
        variants=tuple(
            Variant(tone="warm", channel=channel, subject=subject, body=body)
            for channel, body in zip(channels, bodies, strict=False)
        ),
        extends="A test.",
    )
    library = Library(Path("docs"), "docs", interface=INTERFACE)
    library.moments, library.scripts = {moment.id: moment}, {script.id: script}
    library.fields = {field.id: field for field in fields}
    return library


def field(id_: str, **values: Any) -> ScriptField:
    least = {"id": id_, "label": f"the {id_}", "means": f"what {id_} is", "kind": "text", "example": "x"}
    return ScriptField(**least | values)


# Reading the formats back --------------------------------------------------------------
# Each reader gives the words of every variant, with "<id>" for a field that somebody fills in.


def unpacked(files: dict[str, bytes]) -> dict[str, str]:
    """Path -> text; the members of a zip are named ZIP!MEMBER."""
    found: dict[str, str] = {}
    for path, raw in files.items():
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                found |= {f"{path}!{name}": archive.read(name).decode() for name in archive.namelist()}
        else:
            found[path] = raw.decode()
    return found


def package(library: Library) -> dict[str, Any]:
    return loaded(unpacked(espanso.files(library, VERSION))[f"{espanso.PATH}!{PACKAGE}/package.yml"])


def said_by_espanso(library: Library) -> list[str]:
    """As espanso renders: the form's parameters first, then `replace`."""
    return [_espanso(match) for match in package(library)["matches"]]


def _espanso(match: dict[str, Any]) -> str:
    values: dict[str, str] = {}
    for variable in match.get("vars", []):
        assert (variable["name"], variable["type"]) == ("form1", "form")
        layout = _rendered(variable["params"]["layout"], {})
        rows = [row for row in layout.split("\n") if row.strip()]
        for caption, box in zip(rows[::2], rows[1::2], strict=True):
            assert not re.search(r"\{\{.*?\}\}|\[\[.*?\]\]", caption), "a caption would become a box"
            (id_,) = re.findall(r"^\[\[(\w+)\]\]$", box)
            assert id_ not in values, "a second box for one field"
            values[id_] = f"<{id_}>"
        assert set(variable["params"].get("fields", {})) <= set(values)
    spoken = _rendered(match["replace"], values)
    assert "$|$" not in spoken
    return spoken


def _rendered(template: str, values: dict[str, str]) -> str:
    """Variables, then twice the step that gives back escaped braces, as espanso takes it."""

    def value(found: re.Match[str]) -> str:
        assert found[1] == "form1", f"espanso knows no variable {found[0]}"
        return values[found[2]]

    spoken = re.sub(r"\{\{\s*(\w+)(?:\.(\w+))?\s*\}\}", value, template)
    for _ in range(2):
        spoken = spoken.replace(r"\{\{", "{{").replace(r"\}\}", "}}")
    return spoken


def said_by_textexpander(library: Library) -> list[str]:
    ids = {name: id_ for id_, name in textexpander._names(library).items()}
    return [_textexpander(snippet, ids) for _, snippet, _ in rows(library)]


def rows(library: Library) -> list[list[str]]:
    raw = textexpander.files(library)[textexpander.PATH].decode()
    return list(csv.reader(io.StringIO(raw, newline=""), strict=True))


def _textexpander(snippet: str, ids: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        assert found[1], f"a bare % before {snippet[found.end() :][:20]!r}"
        assert found[2] in ("text", "area", "popup")
        return f"<{ids[found[3]]}>"

    return re.sub(r"%%|%(fill(\w+):name=([^:%]+)(?::[^%]*)?%)?", value, snippet)


def said_by_zendesk(library: Library) -> list[str]:
    """Fields that Zendesk does not know stay as [label]."""
    return [_liquid(comment(macro)) for macro in macros(library)]


def macros(library: Library) -> list[dict[str, Any]]:
    return json.loads(zendesk.files(library)[zendesk.PATH])


def comment(macro: dict[str, Any]) -> str:
    return next(action["value"] for action in macro["actions"] if action["field"] == "comment_value")


def _liquid(template: str) -> str:
    """As Liquid's first tokeniser cuts: what opens with {{ or {% is never text."""
    ids = {placeholder: id_ for id_, placeholder in zendesk.PLACEHOLDERS.items()}

    def value(found: re.Match[str]) -> str:
        literal = re.fullmatch(r'\{\{ "([^"]*)" \}\}', found[0])
        return literal[1] if literal else f"<{ids[found[0]]}>"

    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}?|\{%|\{\{", value, template, flags=re.DOTALL)


def said_by_json(library: Library) -> list[str]:
    data = json.loads(plain.files(library)[f"{plain.PATH}.json"])
    return [
        text.fill(variant["body"], lambda id_: f"<{id_}>")
        for script in data["scripts"]
        for variant in script["variants"]
    ]


def said_by_markdown(library: Library) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(plain.files(library)[f"{plain.PATH}.md"].decode())
    return [token.content.removesuffix("\n") for token in tokens if token.type == "fence"]


def meant(library: Library, *, subject: bool = True, typed: Callable[[str], bool] = lambda _: True) -> list[str]:
    """The words of every variant; a field is "<id>" where it is typed, else "[label]"."""

    def value(id_: str) -> str:
        return f"<{id_}>" if typed(id_) else f"[{library.fields[id_].label}]"

    found = (variant for _, variant in plain.variants(library))
    return [text.fill(plain.said(variant, library.words, subject=subject), value) for variant in found]


def by_zendesk(library: Library) -> Callable[[str], bool]:
    return lambda id_: id_ in zendesk.PLACEHOLDERS and library.fields[id_].kind == "text"


def assert_same_words(library: Library) -> None:
    assert said_by_espanso(library) == meant(library)
    assert said_by_textexpander(library) == meant(library)
    assert said_by_json(library) == meant(library, subject=False)
    assert said_by_markdown(library) == meant(library, typed=lambda _: False)
    with_subject = meant(library, typed=by_zendesk(library))
    without = meant(library, subject=False, typed=by_zendesk(library))
    for found, macro, *both in zip(said_by_zendesk(library), macros(library), with_subject, without, strict=True):
        public = macro["actions"][0] == {"field": "comment_mode_is_public", "value": "true"}
        assert found == both[public]


# Golden cases --------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Texts of several lines in blocks."""


_Dumper.add_representer(
    str,
    lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, "|" if "\n" in value else None),
)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.yml")), ids=lambda path: path.stem)
def test_golden(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """`files` of a case lists what is compared. CSV lines end in CR LF, which YAML cannot show."""
    case = loaded(path.read_text(encoding="utf-8"))
    found = unpacked(exports.files(written(tmp_path, case["scripts"]), VERSION, "https://example.com/"))
    shown = {name: found[name].replace("\r\n", "\n") for name in case["files"]}
    if request.config.getoption("--update-goldens") and shown != case["files"]:
        case["files"] = shown
        dumped = yaml.dump(case, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
        path.write_text(dumped, encoding="utf-8")
    assert shown == case["files"]


# Round trips ---------------------------------------------------------------------------

TRICKY = [
    *(
        "{",
        "}",
        "{{",
        "}}",
        "{{x}}",
        "{{ form1.client_name }}",
        "{%",
        "%}",
        "{% raw %}",
        "{{{x}}}",
        "{# x #}",
    ),
    *(
        "%",
        "%%",
        "100%",
        "%filltext:name=x%",
        "%clipboard",
        "%|",
        '"',
        "'",
        ",",
        ";",
        ":",
        "\\",
        "\\n",
        "\\{",
        "\\}",
    ),
    *(
        "[",
        "]",
        "[x]",
        "[[",
        "]]",
        "[client name]",
        "$",
        "|",
        "`",
        "```",
        "~~~",
        "# x",
        "- x",
        "> x",
        "<b>",
        "&amp;",
    ),
    *(
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "\t",
        "…",
        "“x”",
        "Grüße",
        "Привет",
        "客户",
        "שלום",
        "👋🏽",
        "\u2028",
        "\u00a0",
        "é",
    ),
    *("yes", "null", "1e3", "0x1F", "=1+1", "---", "...", "!x", "@x", "*x*", "_x_", "x: y", "x #y", "?"),
]
IDS = ["client_name", "your_name", "ticket_id", "reason", "option_one", "inf", "null", "yes", "form1", "x"]

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
field_ids = st.sampled_from(IDS) | st.from_regex(FIELD_ID, fullmatch=True).filter(lambda id_: len(id_) <= 40)
lines = st.lists(st.sampled_from(TRICKY) | words, min_size=1, max_size=4).map(
    lambda parts: " ".join("".join(parts).split())
)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """A script of up to three variants, full of what the formats take for markup."""
    ids = draw(st.lists(field_ids, min_size=1, max_size=4, unique=True))
    parts = st.lists(st.sampled_from(TRICKY) | words | st.sampled_from([f"[[{id_}]]" for id_ in ids]), max_size=12)
    said = parts.map("".join).filter(str.strip)
    bodies = draw(st.lists(said, min_size=1, max_size=3))
    subject = draw(st.none() | lines.filter(bool))
    fields = [field(id_, **draw(declarations)) for id_ in ids]
    for body in [*bodies, subject or ""]:
        assume(set(text.fields(body)) <= set(ids))
        assume(not espanso.UNSAYABLE.search(body))
    return made(bodies, fields, subject)


def _declaration(values: dict[str, Any]) -> dict[str, Any]:
    if values["kind"] != "choice":
        return values | {"choices": (), "example": values["example"] or "an example"}
    return values | {"default": values["choices"][0] if values["default"] else None}


declarations = st.fixed_dictionaries(
    {
        "label": lines.filter(lambda label: 0 < len(label) <= 40),
        "kind": st.sampled_from(["text", "long-text", "choice", "date"]),
        "example": st.none() | lines.filter(bool),
        "default": st.none() | lines.filter(lambda line: line and not espanso.UNSAYABLE.search(line)),
        "choices": st.lists(
            lines.filter(lambda line: line and not espanso.UNSAYABLE.search(line)), min_size=2, max_size=3
        ).map(tuple),
    }
).map(_declaration)


@many(200)
@given(libraries())
@example(made(["{[[x]]}", "{{[[x]]}}", "\\[[x]]\\", "%[[x]]%", "[[[x]]]"], [field("x")], "{{x}}, {%: 100%"))
def test_every_format_says_the_same_words(library: Library) -> None:
    assert_same_words(library)


@pytest.fixture(scope="module")
def handbook() -> Library:
    """The handbook's own data. Its faults, if any, are for other tests to name."""
    library = collect(ROOT / "docs", "docs")
    assert library.scripts
    return library


def test_the_handbook_says_the_same_words_everywhere(handbook: Library) -> None:
    assert_same_words(handbook)


def test_equal_libraries_give_equal_bytes(handbook: Library) -> None:
    first = exports.files(handbook, VERSION)
    assert first == exports.files(collect(ROOT / "docs", "docs"), VERSION)
    with zipfile.ZipFile(io.BytesIO(first[espanso.PATH])) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_no_scripts_give_empty_files() -> None:
    found = unpacked(exports.files(Library(Path("docs"), "docs", interface=INTERFACE), VERSION))
    assert found[textexpander.PATH] == ""
    assert found[zendesk.PATH] == "[]\n"
    assert json.loads(found[f"{plain.PATH}.json"])["scripts"] == []
    assert loaded(found[f"{espanso.PATH}!{PACKAGE}/package.yml"]) == {"matches": []}


def test_paragraphs_stay_and_idle_space_goes() -> None:
    library = made(["\n  One.\nTwo.\n \t\n\n\nThree.\n\n"], [], "Hello")
    assert meant(library) == ["Subject: Hello\n\nOne.\nTwo.\n\nThree."]


# espanso -------------------------------------------------------------------------------

REQUIRED = {"_manifest.yml", "package.yml", "README.md"}


def test_package_follows_the_rules_of_the_public_hub(handbook: Library, tmp_path: Path) -> None:
    """The seven rules that the hub's own check holds every package to, and what its documents ask besides."""
    files = exports.files(handbook, VERSION, "https://example.com/")
    with zipfile.ZipFile(io.BytesIO(files[espanso.PATH])) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert re.fullmatch(r"[a-z0-9-]+", folder.name)
    (release,) = folder.iterdir()  # nothing but versions stands in a package's folder
    assert re.fullmatch(r"\d+\.\d+\.\d+", release.name)
    assert {path.name for path in release.iterdir()} == REQUIRED
    assert not list(folder.rglob("*.yaml"))
    for path in release.glob("*.yml"):
        assert loaded(path.read_text(encoding="utf-8"))
    manifest = loaded((release / "_manifest.yml").read_text(encoding="utf-8"))
    mandatory = ("name", "title", "description", "version", "author")
    assert all(isinstance(manifest[key], str) and manifest[key] for key in mandatory)
    assert (manifest["name"], manifest["version"]) == (folder.name, release.name)
    assert manifest["tags"]
    assert manifest["homepage"] == "https://example.com/"


def test_package_runs_no_program(handbook: Library) -> None:
    for match in package(handbook)["matches"]:
        assert set(match) <= {"trigger", "label", "search_terms", "replace", "vars"}
        assert all(variable["type"] == "form" for variable in match.get("vars", []))


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0rc1", "1.0.0\n", "", "١.٠.٠"])
def test_version_of_another_form_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match=r"not of the form 1\.2\.3"):
        exports.files(made(["Hello"], []), version)


@many(200)
@given(st.lists(st.from_regex(ID, fullmatch=True), min_size=2, max_size=6, unique=True))
@example(["late", "late-payer", "payer", "dc", "dc-late"])
def test_no_trigger_sets_off_inside_another(ids: list[str]) -> None:
    triggers = [espanso.trigger(id_) for id_ in ids]
    assert not [(one, other) for one in triggers for other in triggers if one != other and one in other]


def test_variants_share_a_trigger_and_differ_in_label() -> None:
    matches = package(made(["One", "Two", "Three"], []))["matches"]
    assert {match["trigger"] for match in matches} == {":dc-offer:"}
    labels = [
        "Offer a way out (warm, email)",
        "Offer a way out (warm, chat)",
        "Offer a way out (warm, phone)",
    ]
    assert [match["label"] for match in matches] == labels


def test_search_terms_are_what_people_type_each_once() -> None:
    library = made(["One"], [])
    library.situations["angry-caller"] = SituationMeta.model_construct(queries=("irate", "agreeing", "Irate"))
    assert package(library)["matches"][0]["search_terms"] == ["Agreeing", "irate"]


@pytest.mark.parametrize("garbled", [r"\{\{", r"\}\}", r"\{{{", "$|$"])
def test_words_that_espanso_would_garble_are_named(garbled: str, tmp_path: Path) -> None:
    scripts = (GOLDEN / "fields.yml").read_text(encoding="utf-8")
    library = written(tmp_path, loaded(scripts)["scripts"].replace("thank you", garbled))
    with pytest.raises(Invalid) as caught:
        exports.files(library)
    (problem,) = caught.value.problems
    assert (problem.file, problem.where) == (
        "docs/_data/scripts.yml",
        "scripts > offer-choice > variants > 1 > body",
    )
    assert garbled in problem.said


def test_yaml_means_the_same_in_both_versions() -> None:
    """YAML 1.2 reads 1e3 as a number and U+0085 as no line's end; so nothing of ours stands unquoted."""
    choices = ("1e3", "0o17", "yes", "~", ".inf")
    library = made(["One [[x]] \u2028 two\u00a0three"], [field("x", kind="choice", choices=choices)])
    raw = unpacked(espanso.files(library, VERSION))[f"{espanso.PATH}!{PACKAGE}/package.yml"]
    for choice in choices:
        assert f'- "{choice}"' in raw
    assert "&id" not in raw
    assert said_by_espanso(library) == meant(library)


@many(200)
@given(
    st.lists(st.dictionaries(st.sampled_from(["label", "replace"]), st.text() | st.booleans() | st.lists(st.text())))
)
@example([{"label": "\U0001f600 said"}, {"label": "a\n\U0001f600"}, {"label": " a\n b \n"}, {"replace": ""}])
def test_yaml_is_the_same_whether_or_not_it_is_written_in_c(data: list[dict[str, Any]]) -> None:
    slow = yaml.dump(data, Dumper=espanso._Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    assert espanso._yaml(data) == slow


# TextExpander --------------------------------------------------------------------------


@many(200)
@given(st.lists(st.from_regex(ID, fullmatch=True), min_size=1, max_size=4, unique=True))
@example(["late", "late-warm", "late-warm-email"])
def test_no_abbreviation_sets_off_inside_another(ids: list[str]) -> None:
    tones, channels = ("warm", "neutral", "firm"), (None, "phone", "chat", "email", "meeting", "letter")
    found = [
        textexpander.abbreviation(Script.model_construct(id=id_), Variant.model_construct(tone=tone, channel=channel))
        for id_ in ids
        for tone in tones
        for channel in channels
    ]
    assert len(set(found)) == len(found)
    assert not [(one, other) for one in found for other in found if one != other and one in other]


def test_csv_is_what_importers_expect() -> None:
    raw = textexpander.files(made(['Say "no", then stop.\nWait.'], []))[textexpander.PATH]
    assert raw == b':dc-offer-warm-email:,"Say ""no"", then stop.\nWait.","Offer a way out (warm, email)"\r\n'


FILL_INS = [
    ({}, "%filltext:name=x%"),
    ({"default": "soon"}, "%filltext:name=x:default=soon%"),
    ({"default": "at 9:30"}, "%filltext:name=x%"),
    ({"default": "10% off"}, "%filltext:name=x%"),
    ({"kind": "long-text", "default": "soon"}, "%fillarea:name=x:default=soon%"),
    ({"kind": "date", "default": "2026-12-01"}, "%filltext:name=x:default=1 December 2026%"),
    ({"kind": "date", "default": "Monday"}, "%filltext:name=x:default=Monday%"),
    ({"kind": "choice", "choices": ("a", "b"), "default": "b"}, "%fillpopup:name=x:a:default=b%"),
    ({"kind": "choice", "choices": ("a", "b")}, "%fillpopup:name=x:default=[x]:a:b%"),
    ({"kind": "choice", "choices": ("a", "9:30")}, "%filltext:name=x%"),
    ({"kind": "choice", "choices": ("a", "default=b")}, "%filltext:name=x%"),
]


@pytest.mark.parametrize(("values", "expected"), FILL_INS)
def test_fill_in(values: dict[str, Any], expected: str) -> None:
    assert rows(made(["[[x]]"], [field("x", label="x", **values)]))[0][1] == expected


def test_fields_of_one_label_stay_two_fields() -> None:
    fields = [field("a", label="when: day"), field("b", label="when - day"), field("c", label="share in %")]
    snippet = rows(made(["[[a]] [[b]] [[c]]"], fields))[0][1]
    names = re.findall(r"name=([^%]+)%", snippet)
    assert names == ["when - day", "when - day (b)", "share in percent"]


# Zendesk -------------------------------------------------------------------------------


def test_only_what_a_client_reads_is_public() -> None:
    found = macros(made(["Hello"] * 5, []))
    assert [macro["actions"][0]["value"] for macro in found] == ["true", "true", "false", "false", "false"]
    assert ["internal note" in macro["description"] for macro in found] == [False, False, True, True, True]


def test_a_reply_holds_no_subject_line_but_a_letter_does() -> None:
    email, *_, letter = macros(made(["Hello"] * 5, [field("x")], "About [[x]]"))
    assert comment(email) == "Hello"
    assert email["description"].endswith("Subject, where you start a new thread: About [the x]")
    assert comment(letter) == "Subject: About [the x]\n\nHello"


def test_zendesk_fills_in_what_it_knows_and_names_the_rest() -> None:
    fields = [field("client_name"), field("ticket_id"), field("your_name"), field("x"), field("y")]
    (macro,) = macros(made(["[[client_name]] [[ticket_id]] [[your_name]] [[x]] [[y]]"], fields))
    known = "{{ticket.requester.first_name}} {{ticket.id}} {{current_user.name}}"
    assert comment(macro) == f"{known} [the x] [the y]"
    assert "Fill in before you send it: [the x], [the y]." in macro["description"]


def test_a_choice_is_never_a_placeholder() -> None:
    (macro,) = macros(made(["[[client_name]]"], [field("client_name", kind="choice", choices=("Sam", "Alex"))]))
    assert comment(macro) == "[the client_name]"


def test_braces_become_no_placeholder() -> None:
    (macro,) = macros(made(["{{ticket.id}} {% raw %} {[[client_name]]}"], [field("client_name")]))
    brace = '{{ "{" }}'
    name = "{{ticket.requester.first_name}}"
    assert comment(macro) == f"{brace}{brace}ticket.id}}}} {brace}% raw %}} {brace}{name}}}"


def test_titles_have_three_levels() -> None:
    library = made(["Hello"], [])
    library.moments["solving"] = ScriptMoment(id="solving", title="Fix:: it:", summary="Fix it.")
    assert [macro["title"].split("::") for macro in macros(library)] == [
        ["Handbook", "Fix: it", "Offer a way out (warm, email)"]
    ]


# Plain ---------------------------------------------------------------------------------


def test_json_holds_everything() -> None:
    library = made(["Hello [[x]]"], [field("x")], "About")
    data = json.loads(plain.files(library)[f"{plain.PATH}.json"])
    assert list(data) == ["version", "moments", "fields", "scripts"]
    (script,) = data["scripts"]
    assert set(Script.model_fields) <= set(script)
    assert script["address"] == "scripts/solving/#script-offer"
    assert set(data["fields"][0]) == set(ScriptField.model_fields)
    assert script["variants"] == [
        {
            "tone": "warm",
            "channel": "email",
            "serves": ["email"],
            "subject": "About",
            "body": "Hello [[x]]",
            "fields": ["x"],
        }
    ]


def _inlines(markdown: str) -> Iterator[str]:
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        yield from (child.type for child in token.children or ())


def test_markdown_outside_the_words_holds_no_markup() -> None:
    library = made(["Hello"], [field("x", label="a|b *c* <i>", example="`[d](e)`")])
    moment = ScriptMoment(id="solving", title="<b>1</b> [x](y)", summary="a &amp; b # c ~~d~~ |")
    library.moments["solving"] = moment
    raw = plain.files(library)[f"{plain.PATH}.md"].decode()
    assert set(_inlines(raw)) == {"text"} or set(_inlines(raw)) == {"text", "text_special"}
    assert "| a\\|b \\*c\\* \\<i\\> |" in raw
