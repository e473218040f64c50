"""The scripts as HTML: golden cases of data and page, and no words that become markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import lxml.html
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros import checks, render, text
from macros.kinds.script.fields import with_fields
from macros.kinds.script.html import served as channels_of
from macros.kinds.script.model import WRITTEN, Script, ScriptField, Variant
from macros.library import Library
from macros.models import FIELD_ID
from macros.reading import collect

from . import toys
from .examples import many
from .goldens import cases, expected, read

FILES = ("scripts.yml", "sources.yml")
INTERFACE = collect(toys.SITE / "docs", "docs").interface


@cases("scripts")
def test_data_gives_this_html(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    library = written(tmp_path, case)
    place = render.Place("some/page/")
    shown = [render.call("script", library, place, id_) for id_ in library.scripts]
    shown.append(render.call("script_index", library, place))
    # An empty line would end the raw HTML in a Markdown page.
    assert all(line.strip() for html in shown for line in html.split("\n"))
    found = "\n\n".join(shown) + "\n"
    assert found == expected(case, found, pytestconfig)


@cases("scripts")
def test_the_html_holds_the_words_of_the_data(case: Path, tmp_path: Path) -> None:
    library = written(tmp_path, case)
    for id_, script in library.scripts.items():
        page = lxml.html.fromstring(render.call("script", library, render.Place(), id_))
        assert_says(page, script, library)
        assert not page.xpath("//script | //img | //b | //i | //u | //*[@onclick or @onerror]")


def written(folder: Path, case: Path) -> Library:
    """The library of the data files in a case."""
    data = folder / "_data"
    data.mkdir()
    given = read(case)
    for name in FILES:
        if name in given:
            written = yaml.safe_dump(given[name], sort_keys=False, allow_unicode=True)
            (data / name).write_text(written, "utf-8")
    library = collect(folder, "docs")
    library.interface = INTERFACE
    assert not [problem for problem in library.problems if problem.file.removeprefix("docs/_data/") in given]
    return library


def assert_says(page: lxml.html.HtmlElement, script: Script, library: Library) -> None:
    """Every variant stands on the page, in order, word for word, each [[field]] as its [label]."""
    shown = page.find_class("script__variant")
    assert [variant.get("data-tone") for variant in shown] == [variant.tone for variant in script.variants]
    for element, variant in zip(shown, script.variants, strict=True):
        said = text.fill(variant.body, lambda id_: f"[{library.fields[id_].label}]")
        body = element.find_class("script__body")[0]
        # A <br> stands before a line break.
        assert [paragraph.text_content() for paragraph in body.iter("p")] == text.paragraphs(said)
        fields = [field.get("data-field") for field in element.iter("bdi")]
        assert fields == text.FIELD.findall(f"{variant.subject or ''}\n{variant.body}")


# Fields --------------------------------------------------------------------------------

# Letters of every kind; HTML itself turns a carriage return into a line break and drops NUL.
LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
WORDS = st.text(st.one_of(LETTERS, st.sampled_from("\n<>&\"'[]{}|")), max_size=40)
LINES = st.text(st.one_of(LETTERS, st.sampled_from("<>&\"'[]{}|")), min_size=1, max_size=40).filter(
    lambda line: line == line.strip() != "" and len(line.splitlines()) == 1
)
IDS = st.from_regex(FIELD_ID, fullmatch=True).filter(lambda id_: len(id_) <= 40)


@st.composite
def declared(draw: st.DrawFn) -> dict[str, ScriptField]:
    """A few fields of any kind, with any words."""
    fields = {}
    for id_ in draw(st.lists(IDS, max_size=4, unique=True)):
        kind = draw(st.sampled_from(["text", "long-text", "date", "choice"]))
        choices = tuple(draw(st.lists(LINES, min_size=2, max_size=4))) if kind == "choice" else ()
        fields[id_] = ScriptField(
            id=id_,
            label=draw(LINES),
            means=draw(LINES),
            kind=kind,
            shared=draw(st.booleans()),
            example=draw(st.none() | LINES) if choices else draw(LINES),
            default=draw(st.sampled_from(choices) if choices else st.none() | LINES),
            choices=choices,
        )
    return fields


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, dict[str, ScriptField]]:
    """A paragraph with fields in it, declared or not, and the declared fields."""
    fields = draw(declared())
    names = st.one_of(st.sampled_from(sorted(fields)), IDS) if fields else IDS
    parts = draw(st.lists(st.one_of(WORDS, names.map(lambda id_: f"[[{id_}]]")), max_size=8))
    return "".join(parts), fields


class Reader(HTMLParser):
    """Reads HTML back: its words with <br> as a line break, its tags, and its fields."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.feed(str(html))  # a Markup would escape what it is joined with
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "bdi":
            self.fields.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.tags.add("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


@many(100)
@given(bodies())
def test_a_paragraph_escapes_all_and_keeps_the_order(given: tuple[str, dict[str, ScriptField]]) -> None:
    body, fields = given
    html = with_fields(body, fields)
    found = Reader(html)
    assert found.tags <= {"br", "bdi"}
    assert html.count("<br>") == text.FIELD.sub("", body).count("\n")
    assert found.words == text.fill(body, lambda id_: f"[{fields[id_].label if id_ in fields else id_}]")
    assert [field["data-field"] for field in found.fields] == text.FIELD.findall(body)


@many(100)
@given(bodies())
def test_a_field_tells_which_input_it_wants(given: tuple[str, dict[str, ScriptField]]) -> None:
    body, fields = given
    for found in Reader(with_fields(body, fields)).fields:
        field = fields.get(found["data-field"] or "")
        if field is None:
            assert set(found) == {"class", "data-field"}
            continue
        assert found["data-kind"] == field.kind
        assert found["data-means"] == field.means
        assert ("data-shared" in found) is field.shared
        assert found.get("data-example") == field.example
        assert found.get("data-default") == field.default
        assert json.loads(found.get("data-choices") or "[]") == list(field.choices)


@many(100)
@given(bodies(), st.lists(WORDS, min_size=8, max_size=8))
def test_a_filled_paragraph_holds_the_values_in_order(
    given: tuple[str, dict[str, ScriptField]], values: list[str]
) -> None:
    body, _ = given
    value = dict(zip(text.fields(body), values, strict=False))
    around = text.FIELD.split(body)
    filled = text.fill(body, value.__getitem__)
    assert filled == "".join(value[part] if index % 2 else part for index, part in enumerate(around))


# Variants and their places -------------------------------------------------------------


def variants(*pairs: tuple[str, str | None]) -> tuple[Variant, ...]:
    subjects = dict.fromkeys(WRITTEN, "A subject")
    return tuple(
        Variant(tone=tone, channel=channel, subject=subjects.get(channel or ""), body="Words.")
        for tone, channel in pairs
    )


@pytest.mark.parametrize(
    ("channels", "pairs", "served"),
    [
        (["phone", "meeting"], [("warm", None)], [["phone", "meeting"]]),
        (["phone", "email"], [("warm", None), ("warm", "email")], [["phone"], ["email"]]),
        (["phone", "chat"], [("warm", "chat"), ("firm", None)], [["chat"], ["phone"]]),
        (
            ["phone", "in-person", "chat"],
            [("warm", None), ("warm", "in-person"), ("warm", "chat"), ("firm", None)],
            [["phone"], ["in-person"], ["chat"], ["phone", "in-person"]],
        ),
    ],
)
def test_a_variant_serves_its_channel_or_where_its_tone_is_said(
    channels: list[str], pairs: list[tuple[str, str | None]], served: list[list[str]]
) -> None:
    script = Script(
        id="one", title="One", moment="opening", situations=["any"], channels=channels, when="When.",
        avoid="Avoid.", variants=variants(*pairs), extends="A test.",
    )  # fmt: skip
    assert [channels_of(script, variant) for variant in script.variants] == served


@pytest.fixture(scope="module")
def toy() -> Library:
    return checks.load(toys.SITE / "docs", "docs")


def ids(html: str) -> Iterator[str]:
    for element in lxml.html.fragment_fromstring(html, create_parent=True).iter():
        if element.get("id"):
            yield element.get("id")


def test_no_id_stands_twice_on_a_page(toy: Library) -> None:
    place = render.Place("guide/listening/")
    id_ = next(iter(toy.scripts))
    shown = [render.call("script", toy, place, id_) for _ in range(2)]
    shown += [render.call("script_index", toy, place) for _ in range(2)]
    found = [found for html in shown for found in ids(html)]
    assert f"script-{id_}" in found
    assert len(found) == len(set(found))


def test_scripts_come_under_headings_in_the_order_of_the_data(toy: Library) -> None:
    situation = next(iter(toy.situations))
    shown = render.call("scripts", toy, render.Place(f"situations/{situation}/"), situation=situation)
    wanted = [script.id for script in toy.scripts.values() if situation in script.situations]
    headings = [line for line in shown.split("\n") if line.startswith("## ")]
    assert headings == [f"## {text.heading(toy.scripts[id_].title)} {{: #script-{id_} }}" for id_ in wanted]


def test_links_lead_to_the_script_and_to_the_next_from_any_depth(toy: Library) -> None:
    script = next(script for script in toy.scripts.values() if script.next)
    for url, base in (("", "./"), ("guide/", "../"), ("guide/listening/", "../../")):
        page = lxml.html.fromstring(render.call("script", toy, render.Place(url), script.id))
        links = {link.get("href") for link in page.iter("a")}
        assert base + render.address("scripts", script.id, toy) in links
        assert base + render.address("scripts", script.next or "", toy) in links


def test_old_ids_are_found_where_they_stood(tmp_path: Path) -> None:
    """A script that was merged into one of its own page, one that is told on another now, and one that went there."""
    toy = checks.load(toys.copy(tmp_path / "docs"))
    item = toy.scripts["settle-it"]
    toy.scripts["settle-it"] = item.model_copy(update={"aliases": ("make-good", "give-back")})
    toy.moments["opening"] = toy.moments["opening"].model_copy(update={"moved": ("give-back", "settle-it")})
    here = lxml.html.fragment_fromstring(
        render.call("scripts", toy, render.Place("scripts/closing/"), "closing"), create_parent=True
    )
    assert here.xpath("//*[@id='script-make-good']/following::copy-script[1]/@data-script") == ["settle-it"]
    there = render.call("scripts", toy, render.Place("scripts/opening/"), "opening")
    lines = lxml.html.fragment_fromstring(there, create_parent=True).xpath("//li[starts-with(@id, 'script-')]")
    assert [line.get("id") for line in lines] == ["script-give-back", "script-settle-it"]
    assert [line.xpath("string(a/@href)") for line in lines] == ["../../scripts/closing/#script-settle-it"] * 2
    said = [f"Now part of {item.title}.", f"Now on another page: {item.title}."]
    assert [line.text_content() for line in lines] == said
