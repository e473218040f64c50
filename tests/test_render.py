"""Items as HTML: golden cases, and what is true of every macro."""

from __future__ import annotations

import copy
import re
from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import checks, render
from macros.kinds.checklist.model import Item
from macros.library import Library
from macros.models import Model
from macros.reading import collect
from macros.render.place import Place
from macros.text import plain

from . import goldens, toys
from .sites import ROOT
from .toys import call, calls

PROPERTY = settings(max_examples=60)


@pytest.fixture(scope="module")
def toy() -> Library:
    return checks.load(toys.SITE / "docs", "docs")


@goldens.cases("render")
def test_renders(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    given = goldens.read(case)
    library = collect(toys.copy(tmp_path / "docs", given.get("edits")), "docs")
    place = Place(given["page"])
    found = "".join(call(library, place, *one) + "\n" for one in given["calls"])
    assert found == goldens.expected(case, found, pytestconfig)


# Every macro -----------------------------------------------------------------------------


# These give Markdown headings between their blocks, so that they stand in the page's contents.
SEVERAL_ROOTS = {"scripts", "gallery", "reviews", "laws"}
URLS = ["", "guide/", "guide/ending/", "checklists/broken-toy/", "decide/repair/", "cards/broken-toy/"]


def test_every_macro_is_called(toy: Library) -> None:
    assert {one[0] for one in calls(toy)} | {"alone", "situation", "link_kit"} == set(checks.MACROS)


def test_every_macro_has_one_root_and_no_empty_line(toy: Library) -> None:
    for one in calls(toy):
        html = call(toy, Place("guide/"), *one)
        assert html.strip()
        if one[0] not in SEVERAL_ROOTS:
            assert html.split("\n", 1)[0].startswith(("<section", "<div")), one
            assert all(line.strip() for line in html.split("\n")), one
            lxml.html.fragment_fromstring(html)  # raises for a second root or loose text


@pytest.mark.parametrize("url", URLS)
def test_no_id_stands_twice_on_a_page(toy: Library, url: str) -> None:
    place = Place(url)
    html = "\n".join(call(toy, place, *one) for one in calls(toy) * 2)
    ids = re.findall(r'\bid="([^"]*)"', html) + re.findall(r"\{: #(\S+) \}", html)
    assert "" not in ids
    assert "None" not in ids
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []
    page = lxml.html.fromstring(f"<div>{html}</div>")
    named = page.xpath("//@for | //@aria-labelledby | //@aria-describedby | //@aria-controls")
    linked = [href[1:] for href in page.xpath("//decision-tree//@href") if href.startswith("#")]
    assert {id_ for value in named for id_ in value.split()} | set(linked) <= set(ids)


@given(st.lists(st.tuples(st.sampled_from(URLS), st.integers(0, 15)), max_size=12))
@settings(max_examples=40)
def test_what_was_rendered_before_changes_nothing(toy: Library, order: list[tuple[str, int]]) -> None:
    """An item kept from another page is what it would be on this one."""
    todo = calls(toy)
    places = {url: (Place(url), Place(url)) for url in URLS}
    for url, number in order:
        kept, fresh = places[url]
        one = todo[number % len(todo)]
        assert call(toy, kept, *one) == call(copy.copy(toy), fresh, *one)
        assert kept.taken == fresh.taken


def test_addresses(toy: Library) -> None:
    assert [Place(url).base for url in ("", "guide/", "guide/ending/")] == ["./", "../", "../../"]
    assert render.address("pages", "guide/tensions.md", toy) == "guide/tensions/"
    assert render.address("pages", "situations/index.md", toy) == "situations/"
    assert render.address("pages", "index.md", toy) == ""
    assert render.address("scripts", "settle-it", toy) == "scripts/closing/#script-settle-it"
    assert render.address("tensions", "x", toy) == "guide/tensions/#tension-x"
    assert render.address("trees", "repair", toy) == "decide/repair/"
    assert render.page_address("guide/index.md#a") == "guide/#a"
    assert render.page_address("guide/ending.md#a") == "guide/ending/#a"


def test_titles(toy: Library) -> None:
    assert render.title("pages", "index.md", toy) == "Toy handbook"
    assert render.title("situations", "toy-late", toy) == "The toy is late"
    assert render.title("tensions", "sorry-or-offer", toy) == "Say sorry, or make an offer?"


# Text is never markup ------------------------------------------------------------------------

HOSTILE = "</p></li></section><script>alert(1)</script><b onclick='x'>\"&amp;]]>--> {{ x }} [a](b) ![c](d)"


def poisoned(value: Any, words: str) -> Any:
    """The same item with `words` at the end of every text in it."""
    if isinstance(value, Model):
        return value.model_copy(update={name: poisoned(inner, words) for name, inner in dict(value).items()})
    if isinstance(value, tuple):
        return tuple(poisoned(inner, words) for inner in value)
    is_text = isinstance(value, str) and (" " in value or value.endswith((".", "?")))
    return value.rstrip() + words if is_text else value


def hostile(library: Library, words: str) -> Library:
    """A library whose every text ends in `words`."""
    changed = copy.copy(library)
    for kind, items in vars(library).items():
        if isinstance(items, dict) and all(isinstance(item, Model) for item in items.values()):
            setattr(changed, kind, {id_: poisoned(item, words) for id_, item in items.items()})
    return changed


# What no text may become; an element brings a script of ours.
HARM = "//script[text() or not(starts-with(@src, '../assets/js/'))] | //b | //*[@onclick]"


def outline(root: lxml.html.HtmlElement) -> list[tuple[str, ...]]:
    """The elements in order with the names of their attributes; not those of a map, which breaks lines."""
    drawn = {element for svg in root.iter("svg") for element in svg.iter()}
    return [(str(element.tag), *sorted(element.attrib)) for element in root.iter() if element not in drawn]


def test_html_in_the_data_is_shown_as_text(toy: Library) -> None:
    changed = hostile(toy, HOSTILE)
    for one in calls(toy):
        html = call(changed, Place("guide/"), *one)
        root = lxml.html.fromstring(f"<div>{html}</div>")
        sound = lxml.html.fromstring(f"<div>{call(toy, Place('guide/'), *one)}</div>")
        assert outline(root) == outline(sound), one
        assert root.xpath(HARM) == []


def page(markdown_text: str) -> lxml.html.HtmlElement:
    """The page that the handbook's Markdown extensions make of a text."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Tolerant)
    options = {name: given or {} for name, given in config["markdown_extensions"].items()}
    del options["pymdownx.emoji"]  # its options are functions of the theme
    convert = markdown.Markdown(extensions=list(options), extension_configs=options).convert
    return lxml.html.fromstring(f"<main>{convert(markdown_text)}</main>")


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags name Python objects."""


_Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def test_on_a_page_too(toy: Library) -> None:
    """Markdown leaves the macros' HTML whole and finds nothing of its own in it."""
    changed = hostile(toy, HOSTILE)
    for one in calls(toy):
        shown = page("# A\n\n" + call(changed, Place("guide/"), *one) + "\n\nAfter *it*.\n")
        plain = page("# A\n\n" + call(toy, Place("guide/"), *one) + "\n\nAfter *it*.\n")
        assert outline(shown) == outline(plain), one
        assert shown.xpath(f"{HARM} | //img") == []
        assert (shown[0].tag, shown[-1].tag) == ("h1", "p")
        assert shown[-1].text_content() == "After it."


LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
LINES = st.text(LETTERS | st.sampled_from("<>&\"'*_`{}[]"), max_size=30)


@PROPERTY
@given(LINES, LINES, LINES, st.sampled_from(URLS))
def test_every_checklist_has_one_root(toy: Library, title: str, text: str, note: str, url: str) -> None:
    item = Item.model_construct(id="one", text=text, note=note, claims=(), references=())
    sound = toy.checklists["close-the-case"]
    checklist = sound.model_copy(update={"title": title, "when": note, "items": (item, *sound.items)})
    library = copy.copy(toy)
    library.checklists = {"close-the-case": checklist}
    html = render.call("checklist", library, Place(url), "close-the-case")
    root = lxml.html.fragment_fromstring(html)
    assert root.tag == "section"
    boxes = root.findall(".//input")
    assert len(boxes) == 6
    assert all(box.getparent().tag == "label" for box in boxes)
    said = root.find(".//label").text_content()
    assert " ".join(said.split()) == " ".join(plain(text).split())


# A person who works alone ------------------------------------------------------------------

TOLD = re.compile(r"team\.roles\.(?!rep\.)[a-z]+\.(title|contact)")


def test_every_outcome_that_names_a_role_has_its_line_for_a_person_alone() -> None:
    library = collect(ROOT / "docs")
    told = 0
    for path in sorted((ROOT / "docs/_data/trees").glob("*.yml")):
        nodes = yaml.safe_load(path.read_text(encoding="utf-8"))["nodes"]
        named = {node["id"] for node in nodes if "outcome" in node and TOLD.search(str(node))}
        page = lxml.html.fromstring(render.call("tree", library, Place(f"decide/{path.stem}/"), path.stem))
        shown = page.xpath("//section[.//p[@class='hb-note alone']]/h2/@id")
        assert set(shown) == named, path.stem
        told += len(named)
    assert told > 20


def test_for_a_person_alone_the_same_people_stand_in_the_text() -> None:
    library = collect(ROOT / "docs")
    assert library.team
    of_one = library.team.model_copy(update={"alone": True}).in_force()
    for id_, role in library.team.roles:
        other = getattr(of_one.roles, id_)
        if id_ == "rep":
            assert other == role
        else:
            assert (other.title, other.contact) == (role.alone.title, role.alone.contact)
            assert other.goodwill == library.team.roles.rep.goodwill
        assert of_one.keeper(id_) == "rep"
        assert library.team.keeper(id_) == id_
