"""A company's layer over the toy handbook: what is laid, what goes, and where each fault of it is told."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from macros import checks, company, exports, origins
from macros.__main__ import main
from macros.company import forms, looks, nodes, pictures, status, words
from macros.exports import book, cards, trial
from macros.exports.book import quick
from macros.kinds.card import deck
from macros.kinds.card import html as card_html
from macros.kinds.card.model import CardStep
from macros.kinds.remark.html import law
from macros.library import Library
from macros.problems import Invalid, report
from macros.publish import app
from macros.render.place import Place
from macros.source import parse

from . import editions, goldens, toys
from .examples import many
from .sites import ROOT, build, lay

# A company's layer with something of every kind, which the toy handbook bears.
LAYER = {
    path.relative_to(editions.LAYER).as_posix(): path.read_text("utf-8")
    for path in sorted(editions.LAYER.rglob("*"))
    if path.is_file()
}


def laid(folder: Path, layer: Mapping[str, str], edits: Mapping[str, Any] | None = None) -> company.Project:
    """The toy handbook, changed by `edits`, with a layer over it, in a folder."""
    config = toys.project(folder / "toy", edits)
    return company.prepare(lay(folder / "company", layer), folder / "laid", config)


def told(project: company.Project) -> str:
    """Every problem, with files as a person in the folder of the test would name them."""
    _, problems = checks.examined(project.docs, project.docs.as_posix())
    return report(problems).replace(f"{project.docs.parents[1].as_posix()}/", "")


# The same for another country and in other words.
WORDS = {
    "team.yml": "country: Doll Island\nsafety: {crisis_line: Doll Line, crisis_number: '1', crisis_hours: always}\n",
    "words.yml": "client: {one: owner, many: owners}\nwords: {customer: owner, the log book: Bearfolio}\n"
    "contractions: false\n",
    "law/doll-island.yml": """\
remarks:
  - id: shop-is-open
    title: When a shop is open
    country: Doll Island
    as_of: 2024-03
    text: A shop is always open.
    references: [doll-court]
    owner: legal
    reviewed: 2024-03-01
references:
  - {id: doll-court, title: Open, publisher: Doll Court, url: "https://dolls.example.org/", basis: primary}
""",
}
FONT = ROOT / "tests/fonts/hebrew/DejaVuSansCondensed.ttf"
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)

# A page of ours with everything that words may meet.
PROSE = """---
description: What a client wants.
queries: [unhappy client]
---

# What a client wants

A client, *a client* and another client's toy; Clients and CLIENTS. `a client` {{ team.name }}
[A client's story](https://clients.example.org/client) stays. <a id="client-story"></a> The client-side stays.

## The client says no

We can't, they won't, I'm late and you'll see. It's ours, it's been ours. Don't we? Let's. I'd go, I'd better.

See [below](#the-client-says-no).

```
a client can't
```
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> company.Project:
    return laid(tmp_path_factory.mktemp("company"), LAYER)


@pytest.fixture(scope="module")
def library(project: company.Project) -> Library:
    return checks.load(project.docs, "docs")


@goldens.cases("company")
def test_each_fault_of_a_layer_is_one_line(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    given = goldens.read(case)
    found = told(laid(tmp_path, given["layer"], given.get("edits"))) + "\n"
    assert found == goldens.expected(case, found, pytestconfig)


def test_values_stand_over_ours(library: Library) -> None:
    assert library.team
    assert (library.team.name, library.team.hours) == ("Bears and Sons", "9am to 5pm")
    assert library.team.roles.legal.title == "business owner"
    assert library.variables["team.roles.press.contact"] == "press@bears.example"
    assert deck.points(library)["lost-bear--one"].text == "Look on the third shelf"
    assert deck.points(library)["lost-bear--two"].text == "Ask the press officer"


def test_an_item_is_added_changed_or_replaced(library: Library) -> None:
    ours = library.checklists["broken-toy"]
    assert (ours.title, ours.when) == ("When a toy comes back broken", "A bear comes back broken")
    assert [item.text for item in ours.items][1:3] == ["Say back *what* broke", "Say sorry to the bear"]
    assert list(library.checklists) == ["broken-toy", "close-the-case", "lost-bear"]
    assert library.pages["guide/tensions.md"].title == "Bears pull both ways"


def test_what_is_left_out_is_nowhere(library: Library) -> None:
    assert "settle-it" not in library.scripts
    assert library.trees["refund"].nodes[1].model_dump()["scripts"] == ()
    assert list(library.cards) == ["broken-toy", "say-sorry", "lost-bear"]
    assert "situations/toy-late.md" not in library.pages
    whole = [page.text for page in library.pages.values()]
    assert not any("after-the-repair" in text or "toy-late" in text for text in whole)


def test_words_of_theirs_stand_in_place_of_ours(tmp_path: Path) -> None:
    never = [{"find": "never: Never blame the child", "put": "never: Never blame the customer"}]
    project = laid(tmp_path, WORDS, {"guide/prose.md": PROSE, "_data/cards.yml": never})
    text = (project.docs / "guide/prose.md").read_text("utf-8")
    assert 'description: "What an owner wants."' in text
    assert '- "unhappy client"' in text
    assert "# What an owner wants {: #what-a-client-wants }" in text
    assert "An owner, *an owner* and another owner's toy; Owners and OWNERS. `a client` {{ team.name }}" in text
    assert '[A client\'s story](https://clients.example.org/client) stays. <a id="client-story"></a>' in text
    assert "The client-side stays." in text
    assert "## The owner says no {: #the-client-says-no }" in text
    assert (
        "We cannot, they will not, I am late and you will see. It is ours, it has been ours. Do we not? Let us." in text
    )
    assert "I would go, I had better." in text
    assert "a client can't\n" in text
    library = checks.load(project.docs, "docs")
    assert library.checklists["broken-toy"].when == "An owner puts a broken toy on the counter"
    assert library.cards["broken-toy"].never == "Never blame the owner"
    assert library.words.practice.rehearse.startswith("Three people: one plays the owner")
    assert library.search
    assert ("client", "owner", "customer") in library.search.synonyms


def test_what_people_ask_stays_as_they_type_it(tmp_path: Path) -> None:
    """A query of one page must not become that of another, which nobody at the company could mend."""
    asked = [
        {"find": "  - the wheel came off\n", "put": "  - a client wants a wheel\n"},
        {"find": "  - the train never came\n", "put": "  - an owner wants a wheel\n"},
    ]
    names = [f"_data/asked/situations/{name}.yml" for name in ("toy-broke", "toy-late")]
    edits = {name: [edit] for name, edit in zip(names, asked, strict=True)}
    project = laid(tmp_path, {"words.yml": WORDS["words.yml"]}, edits)
    assert told(project) == "0 problems"
    assert "a client wants a wheel" in (project.docs / names[0]).read_text("utf-8")


def test_what_people_ask_for_a_page_of_ours_is_joined_by_theirs(tmp_path: Path) -> None:
    names = [f"_data/asked/situations/{name}.yml" for name in ("toy-broke", "toy-late")]
    layer = {names[0]: "queries: [my bear lost an eye]\n", names[1]: "queries: [The wheel came off]\n"}
    project = laid(tmp_path, layer)
    joined = (project.docs / names[0]).read_text("utf-8")
    assert "my wheel is gone" in joined
    assert "my bear lost an eye" in joined
    assert project.over == []  # ours has not changed
    assert (
        told(project)
        .splitlines()[0]
        .startswith(f'company/{names[1]}:1: queries > 6: "The wheel came off" stands in laid/docs/{names[0]}:2 too')
    )


def test_what_people_ask_goes_with_its_page(tmp_path: Path) -> None:
    gone = "situations: [toy-late]\n"
    project = laid(tmp_path, {"leave-out.yml": gone})
    assert [path.name for path in (project.docs / "_data/asked/situations").iterdir()] == ["toy-broke.yml"]


def test_a_page_of_ours_that_lost_a_part_is_no_fault_of_theirs(tmp_path: Path) -> None:
    """Of a page that is the company's own, the parts are asked for as before."""
    link = "\n\n[Close the case](../checklists/close-the-case.md)\n"
    queries = ", ".join(f"{word} squeaks" for word in ("it", "axle", "door", "wheel", "bell", "cart", "top", "duck"))
    own = (
        f"---\ndescription: It squeaks.\nmoment: during\nroles: [support]\nqueries: [{queries}]\nextends: Ours.\n---\n"
        "\n# It squeaks\n\nOil it.\n"
    )
    edits = {
        "_data/style.yml": [{"find": "situation_least: 0", "put": "situation_least: 0\nsituation_checklists: 1"}],
        "situations/toy-broke.md": [{"find": "\n\n# The toy broke", "put": f"\n\n# The toy broke{link}"}],
        "situations/toy-late.md": [{"find": "\n\n# The toy is late", "put": f"\n\n# The toy is late{link}"}],
    }
    left = "checklists: [close-the-case]\ncards: [after-the-repair]\npaths: [counter]\n"
    layer = {"leave-out.yml": left, "pages/situations/squeaks.md": own}
    first, *others = told(laid(tmp_path, layer, edits)).splitlines()
    assert first.startswith("company/pages/situations/squeaks.md:9: checklists on the page of a situation: 0")
    assert others == ["1 problem"]


def test_a_word_of_theirs_joins_the_group_of_ours() -> None:
    """No word may stand in two groups, and one that tells no page from another still tells none."""
    source = parse(b"ignored: [a, clients]\nsynonyms: [[client, buyer], [guest, visitor], [late, overdue]]\n", "s.yml")
    speech = words.Speech(forms.Words(client=forms.Party(one="guest", many="guests")))
    found = words.search(nodes.of(source), speech).plain()
    assert found == {
        "ignored": ["a", "clients", "guests"],
        "synonyms": [["late", "overdue"], ["client", "buyer", "guest", "visitor"]],
    }


def test_law_of_their_country_stands_in_place_of_ours(tmp_path: Path) -> None:
    project = laid(tmp_path, WORDS)
    assert project.notes == ["law: 1 to be written for Doll Island: broken-on-arrival"]
    library = checks.load(project.docs, "docs")
    ours, theirs = library.remarks["broken-on-arrival"], library.remarks["shop-is-open"]
    assert (theirs.text, theirs.references) == ("A shop is always open.", ("doll-court",))
    assert (ours.unwritten, ours.country, ours.references) == (True, "Doll Island", ())
    assert "Toyland" not in "".join(remark.model_dump_json() for remark in library.remarks.values())
    shown = law(library, Place(), "broken-on-arrival")
    assert "For Doll Island, nobody has written it down yet." in shown
    assert "Ask the legal adviser (legal@example.com)" in shown
    build(tmp_path / "site", project.config)
    assert "Toyland" not in (tmp_path / "site/about/law/index.html").read_text("utf-8")


def test_contrast_is_what_wcag_says() -> None:
    assert looks.contrast("#000000", "#ffffff") == looks.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert looks.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@many(100)
@given(COLOURS, COLOURS)
def test_the_nearest_colour_passes(colour: str, ground: str) -> None:
    found = looks.nearest(colour, ground, looks.WORDS)
    assert looks.contrast(found, ground) >= looks.WORDS
    assert found == colour or looks.contrast(colour, ground) < looks.WORDS


@many(30)
@given(COLOURS)
def test_every_brand_that_passes_makes_a_sheet_that_passes(colour: str) -> None:
    ours = (ROOT / "overrides" / looks.COLOURS).read_text("utf-8")
    brand = looks.nearest(colour, "#ffffff", looks.WORDS)
    made = looks.sheet(ours, forms.Colours(brand=brand))
    light, dark = app.colours(made)
    assert light == brand
    assert looks.contrast(dark, "#f3f7f6") >= looks.WORDS
    mark = re.findall(r"--hb-brand-mark: (#\w+)", made)[0]
    assert looks.contrast(mark, brand) >= looks.SHAPES


@pytest.mark.parametrize(
    ("within", "found"),
    [
        ("<foreignObject/>", 'it holds "foreignObject"'),
        ("<g><animateTransform/></g>", 'it holds "animateTransform"'),
        ('<g xml:base="https://evil.example/"/>', 'it holds "base"'),
        ('<use href="data:image/svg+xml,x#y"/>', 'it holds "href"'),
        ('<image href=" javascript:alert(1)"/>', 'it holds "href"'),
        ("<style>path{mask-image:image-set('https://evil.example/a.png' 1x)}</style>", 'it holds "style"'),
        ("<style>@im<g>a</g>port 'https://evil.example/a.css'</style>", 'it holds "style"'),
        ('<path xmlns=""/>', 'it holds "path", which is not of SVG'),
        ('<x:a xmlns:x="http://www.w3.org/1998/Math/MathML" href="#"/>', 'it holds "a", which is not of SVG'),
    ],
)
def test_a_picture_that_does_more_than_draw(within: str, found: str, tmp_path: Path) -> None:
    picture = tmp_path / "logo.svg"
    picture.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{within}</svg>', "utf-8")
    assert pictures.more(picture).startswith(found)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<svg/>", 'it holds "svg", and no SVG with its xmlns'),
        (b"<svg", "it cannot be read as SVG (unclosed token"),
        (b"\x89PNG", "it cannot be read as SVG (not well-formed"),
        (
            b'<?xml version="1.0" encoding="cp037"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            "it cannot be read as SVG (",
        ),
        (
            b'<?xml version="1.0" encoding="cp1251"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            "it cannot be read as SVG (its",
        ),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><svg xmlns="http://www.w3.org/2000/svg" id="\xe9"/>', ""),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"), ""),
    ],
)
def test_a_picture_is_read_as_browsers_read_it(content: bytes, found: str, tmp_path: Path) -> None:
    picture = tmp_path / "logo.svg"
    picture.write_bytes(content)
    assert pictures.more(picture)[: len(found) or None] == found


def test_the_site_is_built_of_both(bears: Path) -> None:
    site = bears / "host" / editions.BASES[editions.BEARS]
    home = (site / "index.html").read_text("utf-8")
    assert "We are Bears and Sons" in home
    assert 'href="https://bears.example.org/help/' in home
    assert "https://bears.example.org/help/checklists/lost-bear/" in (site / "sitemap.xml").read_text("utf-8")
    with pypdfium2.PdfDocument(site / "cards/lost-bear/lost-bear.pdf") as card:
        printed = " ".join(card[0].get_textpage().get_text_range().split())
    assert "Owner: press officer, Bears and Sons." in printed
    assert "Look on the third shelf" in (site / "handbook.json").read_text("utf-8")
    assert "settle-it" not in (site / "handbook.json").read_text("utf-8")
    assert "lost-bear" in (site / "go/lost-bear/index.html").read_text("utf-8")
    assert '"theme_color": "#7a1f5c"' in (site / "manifest.webmanifest").read_text("utf-8")
    assert "#7a1f5c" in (site / "assets/images/favicon.svg").read_text("utf-8")
    assert re.search(r"--hb-brand: ?#7a1f5c", (site / "assets/css/handbook.css").read_text("utf-8"))
    assert '<img src="assets/images/logo.svg"' in home
    assert "offline: false" in (bears / "mkdocs.yml").read_text("utf-8")


def test_quotes_of_theirs_end_no_attribute(tmp_path: Path) -> None:
    """Neither those in the name of the site and in what it is for, nor those in what a page is for."""
    name = 'Bears & Sons, "the menders"'
    about = 'x" http-equiv="refresh" content="0;url=https://evil.example/'
    of_page = "Say 'sorry' &quot;well&quot; & soon."
    named = {"name": name, "about": about, "url": "https://bears.example.org/help/"}
    head = yaml.safe_dump({"description": of_page})
    layer = {"site.yml": yaml.safe_dump(named), "pages/guide/sorry.md": f"---\n{head}---\n\n# Sorry\n\nSay it.\n"}
    site = tmp_path / "site"
    build(site, laid(tmp_path, layer).config)
    for path, what in (("404.html", about), ("guide/sorry/index.html", of_page)):
        page = html.parse(site / path, html.HTMLParser(encoding="utf-8")).getroot()
        metas = page.xpath("//meta")
        assert [meta for meta in metas if meta.get("http-equiv")] == [], path
        said = {meta.get("name") or meta.get("property"): meta.get("content") for meta in metas}
        assert said["description"] == what
        assert page.xpath("string(//p[@class='hb-name'])") == name
        assert page.xpath("//header//@aria-label")[1] == name
        if path != "404.html":
            assert (said["og:site_name"], said["og:description"]) == (name, what)
    assert page.xpath("string(//title)") == f"Sorry - {name}"
    assert html.parse(site / "index.html").xpath("string(//p[@class='hb-lead'])") == about


def test_the_first_page_is_called_by_the_sites_name(bears: Path) -> None:
    """Where it is ours; and what led to it by the old name still does."""
    home = (bears / "docs/index.md").read_text("utf-8")
    assert "\n# Bears and Sons {: #toy-handbook }\n" in home


def test_no_page_leads_to_one_that_a_company_has_not(bears: Path) -> None:
    """The frame of every page, and the page for what is not there, name pages of ours; the links say which are here."""
    site = bears / "host" / editions.BASES[editions.BEARS]
    assert not (site / "about/adopting").exists()
    home, missing = ((site / name).read_text("utf-8") for name in ("index.html", "404.html"))
    assert 'href="about/privacy/"' in home
    assert 'href="about/adopting/"' not in home
    assert 'href="/help/situations/"' in missing
    assert "decide/live-call" not in missing


def test_a_family_without_a_card_is_nowhere(library: Library) -> None:
    assert [family.id for family in deck.filled(library)] == ["now", "say"]
    shown = card_html.gallery(library, Place()) + card_html.deck(library, Place())
    assert "When it is over" not in shown
    assert 'data-family="after"' not in shown
    assert 'data-family="now"' in shown


REACHED = "contact: ask@bears.example\nroles:\n" + "".join(
    f"  {role}: {{contact: 01 23 45}}\n" for role in ("account", "lead", "billing", "legal", "safety", "owner")
)
TOLD = f"name: Bears and Sons\n{REACHED}  rep: {{contact: 01 23 45, goodwill: a jar of honey}}\n"
FRONTS = ("a4", "letter", "a6", "index", "large", "tent", "a4-long-edge", "booklet-letter", "press")
SMALL = ("wallet", "business-a4", "business-letter")


def printed(pdf: bytes) -> list[str]:
    """The text of each page, on one line."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def test_a_card_names_the_firm_its_safety_lead_and_its_limit(tmp_path: Path) -> None:
    danger = [{"find": "when: A broken toy is on the counter", "put": "when: A broken toy\n    danger: true"}]
    project = laid(tmp_path, {"team.yml": TOLD}, {"_data/cards.yml": danger})
    library = checks.load(project.docs, "docs")
    assert deck.given(library) == ("safety lead, 01 23 45", "a jar of honey")
    files = cards.files(library, "https://bears.example.org/")
    safe = sum(not card.danger for card in library.cards.values())
    for name in FRONTS:
        text = " ".join(printed(files[f"cards/decks/deck-{name}.pdf"]))
        assert text.count("Bears and Sons. Version") == text.count("Limit: a jar of honey.") == len(library.cards)
        assert text.count("Danger: safety lead, 01 23 45.") == safe
    for name in SMALL:
        text = " ".join(printed(files[f"cards/decks/deck-{name}.pdf"]))
        assert text.count("Bears and Sons. Version") == len(library.cards)
    for name in ("poster-a4", "poster-letter"):
        assert "Bears and Sons · 3 cards" in printed(files[f"cards/decks/{name}.pdf"])[0]
    pdfs = [content for name, content in files.items() if name.endswith(".pdf")]
    pdfs += [content for name, content in book.files(library).items() if name.endswith(".pdf")]
    for pdf in pdfs:
        with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as told:
            assert document.docinfo["/Author"] == "Bears and Sons"
            assert told["dc:creator"] == ["Bears and Sons"]


def test_a_long_name_keeps_no_card_from_being_printed(tmp_path: Path) -> None:
    """What has no room is left to the card's page, what is said elsewhere first; the name stays."""
    name = "Hargreaves, Oyelaran and Daughters Facilities Services"
    limit = "a jar of honey and another after each visit that we miss"
    told = TOLD.replace("Bears and Sons", name).replace("a jar of honey", limit)
    library = checks.load(laid(tmp_path, {"team.yml": told}).docs, "docs")
    steps = tuple(CardStep(text="Look for it again" + " MMMM" * count) for count in (7, 0, 0, 0, 0, 0))
    long = {"say": "We will look for it now. " * 4, "never": "Never say that it is only a bear" + " and laugh" * 5}
    first = next(iter(library.cards))
    card = library.cards[first].model_copy(update=long | {"steps": steps})
    files = cards.files(library.having(cards=library.cards | {first: card}), "https://bears.example.org/")
    (full,) = printed(files[f"cards/{first}/{first}.pdf"])
    assert f"{name}. Version" in full
    assert "From: " not in full
    other = next(id_ for id_, card in library.cards.items() if card.claims and id_ != first)
    assert "From: " in printed(files[f"cards/{other}/{other}.pdf"])[0]


def test_the_deck_of_a_browser_names_them_too(tmp_path: Path) -> None:
    library = checks.load(laid(tmp_path, {"team.yml": TOLD}).docs, "docs")
    face = card_html.deck(library, Place())
    assert face.count("Danger: safety lead, 01 23 45. Limit: a jar of honey.") == len(library.cards)
    assert face.count(", Bears and Sons. Version") == len(library.cards)


@pytest.mark.parametrize(
    ("team", "given"),
    [
        ("name: Bears and Sons\n", ("", "")),  # ours is an example, which no card passes on
        (REACHED + "  rep: {contact: 01 23 45}\n", ("safety lead, 01 23 45", "")),
        ("roles: {rep: {goodwill: honey}}\n", ("", "honey")),
    ],
)
def test_a_card_says_only_what_a_company_has_written(team: str, given: tuple[str, str], tmp_path: Path) -> None:
    assert deck.given(checks.load(laid(tmp_path, {"team.yml": team}).docs, "docs")) == given
    assert deck.given(checks.load(tmp_path / "toy/docs", "docs")) == ("", "")


def test_the_quick_guide_says_whose_it_is_whom_to_call_and_the_limit(tmp_path: Path) -> None:
    page = "---\ndescription: First.\n---\n# Quick\n\n## You may give {: #give }\n\n{{ team.roles.rep.goodwill }}\n"
    library = checks.load(laid(tmp_path, {"team.yml": TOLD}, {quick.PAGE: page}).docs, "docs")
    for name, pdf in book.files(library, "https://bears.example.org/").items():
        if name.startswith("downloads/quick-guide"):
            cover = printed(pdf)[0]
            assert "For Bears and Sons" in cover
            assert "Danger: safety lead, 01 23 45." in cover
            assert "a jar of honey" in " ".join(printed(pdf))
            with pikepdf.open(io.BytesIO(pdf)) as document:
                assert document.docinfo["/Author"] == "Bears and Sons"


def test_the_book_says_whose_it_is(tmp_path: Path) -> None:
    library = checks.load(laid(tmp_path, {"team.yml": "name: Bears & Sons\n"}).docs, "docs")
    made = book.files(library, "https://bears.example.org/")
    assert "For Bears & Sons" in printed(made["downloads/handbook-a4.pdf"])[0]
    with zipfile.ZipFile(io.BytesIO(made["downloads/handbook.epub"])) as packed:
        package, first = (packed.read(f"EPUB/{name}").decode() for name in ("package.opf", "title.xhtml"))
    assert "<dc:creator>Bears &amp; Sons</dc:creator>" in package
    assert "For Bears &amp; Sons" in first
    assert package.index('idref="title"') < package.index('idref="nav"')


def test_a_font_of_theirs_is_on_screen_and_in_print_from_right_to_left(tmp_path: Path) -> None:
    """In a language whose letters ours lacks, and whose lines run the other way: everything is mirrored."""
    hebrew = [{"find": "\nlanguage: en-GB", "put": "\nlanguage: he"}]
    config = toys.project(tmp_path / "toy", {"_data/interface.yml": hebrew})
    layer = lay(tmp_path / "company", {"site.yml": "url: https://bears.example.org/\n", "looks/README.md": "Ours.\n"})
    shutil.copy(FONT, layer / "looks/font.ttf")
    project = company.prepare(layer, tmp_path / "laid", config)
    assert told(project) == "0 problems"
    site = tmp_path / "site"
    build(site, project.config)
    home = (site / "index.html").read_text("utf-8")
    assert '<html lang="he"' in home
    assert '<body dir="rtl"' in home
    style = (site / "assets/css/handbook.css").read_text("utf-8")
    assert re.search(r'--md-text-font: ?"Handbook Text",', style)
    assert [(site / f"assets/fonts/{name}.ttf").read_bytes() for name in ("regular", "bold")] == [FONT.read_bytes()] * 2
    assert "[dir=rtl] .md-typeset" in style  # of the theme's rules those of this direction, and no other
    assert "[dir=ltr]" not in style
    for path in ("cards/broken-toy/broken-toy.pdf", "cards/decks/wall-a4.pdf"):
        with pikepdf.open(site / path) as pdf:
            assert pdf.Root.ViewerPreferences.Direction == "/R2L"
            fonts = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
        assert any("DejaVu" in name for name in fonts)
        with pypdfium2.PdfDocument(site / path) as pages:
            width = pages[0].get_width()
            shapes = [one.get_bounds() for one in pages[0].get_objects(max_depth=9)]
        tabs = [left for left, bottom, right, top in shapes if top - bottom > 1.8 * (right - left) > 18]
        assert tabs
        assert min(tabs) > width / 2, path  # the family's tab, where lines begin


def test_letters_that_no_font_has_are_told_at_their_own_file(tmp_path: Path) -> None:
    """In words of theirs, in words of the frame, and by the build as by the check: a line for each text."""
    letters = {
        "_data/cards.yml": "cards:\n  - change: broken-toy\n    when: 壊れた玩具\n",
        "_data/interface.yml": "card:\n  say: 言う\n",
        "pages/brief.md": "---\ndescription: 要約。\n---\n\n# In brief\n\nWords.\n",
    }
    project = laid(tmp_path, letters)
    library = checks.load(project.docs, project.docs.as_posix())
    lines = set()
    for tried in (trial.run, exports.all_files):
        with pytest.raises(Invalid) as refused:
            tried(library, "https://toys.example.org/")
        lines |= {str(problem).replace(f"{tmp_path.as_posix()}/", "") for problem in refused.value.problems}
    places = {line.partition(" the font of the ")[0] for line in lines}
    assert places == {
        "company/_data/cards.yml:3: cards > broken-toy > when:",
        "company/_data/interface.yml:2:",
        "company/pages/brief.md:2: description:",
    }
    (when,) = [line for line in lines if "cards.yml" in line and "printed cards" in line]
    assert 'lacks "た" (U+305F), "れ" (U+308C), "具" (U+5177)' in when


def test_longer_values_of_theirs_are_no_fault_of_our_texts(tmp_path: Path) -> None:
    """Nobody there can shorten a sentence of ours; one that is far too long is still told."""
    sentence = "{{ team.name }} " + "never says so " * 3 + "now."
    page = {"guide/prose.md": f"---\ndescription: Prose.\n---\n\n# Prose\n\n{sentence}\n"}
    assert told(laid(tmp_path / "ours", {"README.md": "Ours.\n"}, page)) == "0 problems"
    assert told(laid(tmp_path / "theirs", {"team.yml": "name: Bears and Sons\n"}, page)) == "0 problems"
    long = {"team.yml": "name: Bears and Sons and their friends\n"}
    assert "a sentence of 16 words" in told(laid(tmp_path / "long", long, page))


def test_a_page_of_theirs_is_listed(tmp_path: Path) -> None:
    index = "---\ndescription: All lists.\n---\n\n# Lists\n\n- [Broken](broken-toy.md)\n- [Close](close-the-case.md)\n"
    layer = {name: text for name, text in LAYER.items() if name != "pages/checklists/index.md"}
    project = laid(tmp_path, layer, {"checklists/index.md": index})
    assert told(project) == "0 problems"
    text = (project.docs / "checklists/index.md").read_text("utf-8")
    assert "- [When a bear is lost](lost-bear.md): What to do when a bear is lost.\n" in text


def test_nothing_is_written_that_is_the_same(tmp_path: Path) -> None:
    project = laid(tmp_path, LAYER)
    before = {path: path.stat().st_mtime_ns for path in project.docs.rglob("*") if path.is_file()}
    company.prepare(tmp_path / "company", tmp_path / "laid", tmp_path / "toy/mkdocs.yml")
    after = {path: path.stat().st_mtime_ns for path in project.docs.rglob("*") if path.is_file()}
    assert before == after
    (tmp_path / "company/pages/checklists/lost-bear.md").unlink()
    company.prepare(tmp_path / "company", tmp_path / "laid", tmp_path / "toy/mkdocs.yml")
    assert not (project.docs / "checklists/lost-bear.md").exists()


def test_an_empty_layer_changes_nothing(tmp_path: Path) -> None:
    project = laid(tmp_path, {"README.md": "Ours.\n"})
    assert told(project) == "0 problems"
    ours = tmp_path / "toy/docs"
    for path in filter(Path.is_file, ours.rglob("*")):
        assert (project.docs / path.relative_to(ours)).read_bytes() == path.read_bytes()


def test_a_folder_that_an_earlier_version_laid_is_read(tmp_path: Path) -> None:
    """Its note does not tell yet which pages have less."""
    project = laid(tmp_path, LAYER)
    note = project.docs / origins.NOTE
    told = json.loads(note.read_text("utf-8"))
    del told["less"]
    note.write_text(json.dumps(told), "utf-8")
    assert checks.load(project.docs, "docs").team


def test_the_folder_is_named_or_stands_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(company.project.VARIABLE, raising=False)
    assert company.chosen(tmp_path) is None
    (tmp_path / "company").mkdir()
    assert company.chosen(tmp_path) == tmp_path / "company"
    monkeypatch.setenv(company.project.VARIABLE, str(tmp_path / "other"))
    assert company.chosen(tmp_path) == tmp_path / "other"
    monkeypatch.setenv(company.project.VARIABLE, "")
    assert company.chosen(tmp_path) is None


def test_a_folder_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(company.project.VARIABLE, str(tmp_path / "nowhere"))
    assert main(["check"]) == 1
    assert "nowhere: there is no such folder" in capsys.readouterr().out


# Made-up releases of ours under one layer: what each changes, and the one line that it costs the company, or none.
CALM: dict[str, Any] = {
    "words edited": {"_data/checklists.yml": [{"find": "Say sorry once", "put": "Say sorry"}]},
    "an item more": {
        "_data/tensions.yml": [
            {
                "find": "tensions:\n",
                "put": "tensions:\n  - {id: now-or-then, title: Now or then?, one_way: [one-apology], "
                "other_way: [listen-first], rule: Go., question: Can you?}\n",
            }
        ],
        "guide/tensions.md": [
            {"find": '{{ tension("sorry', "put": '{{ tension("now-or-then") }}\n\n{{ tension("sorry'}
        ],
    },
    "a page more": {"prose.md": "---\ndescription: Prose.\n---\n\n# Prose\n\nWords.\n"},
    "a page gone": {"scripts/index.md": None},
    "a value more": {"_data/team.yml": [{"find": "name: Toy Repairs", "put": "name: Toy Repairs\nown: {bell: loud}"}]},
    "our page edited under theirs": {
        "guide/tensions.md": [{"find": '{{ tension("sorry', "put": 'Words.\n\n{{ tension("sorry'}]
    },
}
_SORRY = [{"find": "      - id: say-sorry", "put": "      - id: say-sorry-once"}]
_CASES: dict[str, tuple[dict[str, Any], str, int]] = {
    "a step renamed that theirs changes": (
        {"_data/checklists.yml": _SORRY},
        'company/_data/checklists.yml:5: change: nothing of ours has the id "say-sorry"',
        1,
    ),
    "a script gone that theirs leaves out": (
        {
            "_data/scripts.yml": [{"find": "id: settle-it", "put": "id: settle-all"}],
            "_data/trees/refund.yml": [{"find": "scripts: [settle-it]", "put": "scripts: [settle-all]"}],
        },
        'company/leave-out.yml:1: scripts: nothing of ours is "settle-it"',
        2,  # the script under its new name has nothing left of the situations that theirs leaves out
    ),
    "a page renamed that a path leads to": (
        {"_data/paths.yml": [{"find": "link: checklists/broken-toy.md", "put": "link: checklists/lost-toy.md"}]},
        "toy/docs/_data/paths.yml:14: paths > counter > stages > first-day > steps > read-on > link: there is no page",
        1,
    ),
    "a key that is asked of each": (
        {"_data/team.yml": [{"find": "  quiet: five working days\n", "put": ""}]},
        'toy/docs/_data/team.yml:9: response: the key "quiet" is missing',
        1,
    ),
}


_BRIEF = "---\ndescription: In brief.\n---\n\n# In brief\n\nSee [the first words](scripts/opening.md#opening).\n"
_OFFER = """scripts:
  - change: hear-it
    variants:
      - {tone: warm, body: "Tell me, and I will offer you [[remedy]]."}
"""
# The same under a layer with more in it: what that has of its own comes before the line.
_MORE: dict[str, tuple[dict[str, str], dict[str, Any], str, int]] = {
    "a heading moved that a page of theirs leads to": (
        {"pages/brief.md": _BRIEF},
        {"scripts/opening.md": [{"find": "# Opening\n", "put": "# Opening {: #begin }\n"}]},
        'company/pages/brief.md:7: the page "scripts/opening.md" has no anchor "opening"',
        1,
    ),
    "a field of scripts renamed that a script of theirs has": (
        {"_data/scripts.yml": _OFFER},
        {
            "_data/scripts.yml": [
                {"find": "  - id: remedy\n", "put": "  - id: offer\n"},
                {"find": "by [[day]], with [[remedy]].", "put": "by [[day]], with [[offer]]."},
                {"find": "May I offer you [[remedy]]?", "put": "May I offer you [[offer]]?"},
            ]
        },
        "company/_data/scripts.yml:4: ",
        1,
    ),
}


@pytest.mark.parametrize("name", CALM)
def test_a_release_of_ours_asks_nothing_of_a_company(name: str, tmp_path: Path) -> None:
    assert told(laid(tmp_path, LAYER, CALM[name])) == "0 problems"


@pytest.mark.parametrize("name", _CASES)
def test_a_release_that_breaks_a_layer_is_told_in_named_lines(name: str, tmp_path: Path) -> None:
    edits, line, count = _CASES[name]
    found = told(laid(tmp_path, LAYER, edits)).splitlines()
    assert found[0].startswith(line), found
    assert len(found) == count + 1, found


@pytest.mark.parametrize("name", _MORE)
def test_a_release_that_takes_what_a_layer_rests_on_is_told_in_named_lines(name: str, tmp_path: Path) -> None:
    more, edits, line, count = _MORE[name]
    assert told(laid(tmp_path / "before", LAYER | more)) == "0 problems"
    found = told(laid(tmp_path, LAYER | more, edits)).splitlines()
    assert found[0].startswith(line), found
    assert len(found) == count + 1, found


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout


def _released() -> list[str]:
    """The tagged releases that had a company's layer to take over; none outside of a clone with its tags."""
    try:
        tags = _git("tag", "--list", "v*").decode().split()
        return [tag for tag in tags if _git("ls-tree", tag, "tests/bears")]
    except (OSError, subprocess.CalledProcessError):
        return []


def _layer_of(commit: str) -> dict[str, str]:
    """The company's layer as it stood in a commit."""
    with tarfile.open(fileobj=io.BytesIO(_git("archive", commit, "tests/bears"))) as archive:
        files = {one.name.removeprefix("tests/bears/"): archive.extractfile(one) for one in archive if one.isfile()}
        return {name: file.read().decode() for name, file in files.items() if file}


def test_a_layer_of_each_release_lies_over_this_one(tmp_path: Path) -> None:
    """Nothing can conflict: what a company wrote then is laid, and what no longer fits is told with its place."""
    tags = _released()
    if not tags:
        pytest.skip("this clone has no tagged release with a company's layer")
    for tag in tags:
        *lines, count = told(laid(tmp_path / tag, _layer_of(tag))).splitlines()
        assert re.fullmatch(r"\d+ problems?", count)
        assert [line for line in lines if not re.match(r"(company|toy/docs)/\S+:\d+: ", line)] == [], tag


def test_what_changed_under_theirs_is_told_until_it_was_seen(tmp_path: Path) -> None:
    project = laid(tmp_path, LAYER)
    layer = tmp_path / "company"
    names = ["checklists/broken-toy", "pages/guide/tensions.md", "paths/counter"]
    assert sorted(one.name for one in project.over) == names
    assert [line.rpartition(": ")[2] for line in status.looks(layer, project.over)] == ["not looked at yet"] * 3
    status.write(layer, project.over, "1.0")
    assert status.looks(layer, project.over) == []
    config = tmp_path / "toy/mkdocs.yml"
    for edit in (CALM["words edited"], CALM["our page edited under theirs"]):
        for below, change in edit.items():
            toys.edit(config.parent / "docs" / below, change)
    again = company.prepare(layer, tmp_path / "laid", config)
    found = [line.replace(f"{tmp_path.as_posix()}/", "") for line in status.looks(layer, again.over)]
    assert found == [
        "company/_data/checklists.yml:2: checklists/broken-toy: ours has changed: items",
        "company/pages/guide/tensions.md:1: pages/guide/tensions.md: ours has changed: text",
    ]
    assert again.notes[-1] == "2 of ours changed under yours: python -m macros company status"
    (layer / "_data/paths.yml").unlink()
    gone = company.prepare(layer, tmp_path / "laid", config)
    assert status.looks(layer, gone.over)[-1].startswith("paths/counter: nothing of yours lies over it")


def test_a_page_says_what_is_theirs(project: company.Project) -> None:
    def shown(below: str) -> str:
        return (project.docs / below).read_text("utf-8").rstrip().splitlines()[-1]

    version = status.version(ROOT)
    assert version
    assert shown("guide/tensions.md").startswith("*{{ team.name }} wrote this page in place of the handbook's own.")
    assert shown("guide/tensions.md").endswith(f"{version}.*")
    assert "has changed on this page: When a toy comes back broken." in shown("checklists/broken-toy.md")
    assert "team.name" not in shown("checklists/close-the-case.md")


def test_a_first_layer_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Over the handbook itself: its commands say so, and only what is there already is refused."""
    layer = tmp_path / "acme"
    for room in (company, company.command):
        monkeypatch.setattr(room, "FOLDER", str(tmp_path / "laid"))
    monkeypatch.setenv(company.project.VARIABLE, str(layer))
    assert main(["company", "new"]) == 0
    assert main(["company", "new", str(layer)]) == 1
    assert main(["check"]) == 0
    assert f"with the company's folder {layer} over the handbook\nOK: " in capsys.readouterr().out
    assert main(["company", "status"]) == 0
    assert "0 of ours changed" in capsys.readouterr().out
    assert "our-own-rules.md" in (tmp_path / "laid/mkdocs.yml").read_text("utf-8")


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff"))
SCALARS = TEXTS | st.integers(-(10**9), 10**9) | st.booleans() | st.none() | st.dates()
KEYS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))


@many(100)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_data_is_written_as_it_is_read(data: dict[str, Any]) -> None:
    first = parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode(), "one.yml")
    if first.problems:
        return
    text, spots = nodes.written(nodes.of(first))
    again = parse(text.encode(), "two.yml")
    assert (again.data, again.problems) == (first.data, [])
    assert len(spots) == text.count("\n")


def test_a_company_changes_single_words_of_the_frame(tmp_path: Path) -> None:
    words_ = (
        "card: {say: Sag}\ntree: {goto: 'weiter bei {number}'}\n"
        "sources: {uses: {one: '{count} mal', other: '{count} mal'}}\n"
    )
    project = laid(tmp_path / "de", {"_data/interface.yml": words_})
    says = checks.load(project.docs, "docs").words
    ours = checks.load(toys.SITE / "docs", "docs").words
    assert (says.card.say, says.tree.goto, says.count(says.sources.uses, 2)) == ("Sag", "weiter bei {number}", "2 mal")
    assert (says.card.when, says.tree.when) == (ours.card.when, ours.tree.when)


def test_a_slip_in_the_words_of_the_frame_is_named(tmp_path: Path) -> None:
    found = told(laid(tmp_path, {"_data/interface.yml": "tree:\n  goto: weiter\ncard:\n  sya: Sag\n"}))
    assert "company/_data/interface.yml:2: tree > goto: the words “weiter”; expected words with {number}" in found
    assert "company/_data/interface.yml:4: card" in found


def test_another_language_begins_anew(tmp_path: Path) -> None:
    """Nothing of ours is shown: what the site needs and the layer lacks is named, where it is to be written."""
    article = "---\ndescription: Anfang.\n---\n\n# Anfang\n\nHallo.\n"
    layer = {"_data/interface.yml": "language: de\n", "pages/index.md": article, "team.yml": "country: Deutschland\n"}
    project = laid(tmp_path, layer)
    found = told(project)
    assert [path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*.md")] == ["index.md"]
    assert 'company/_data/interface.yml:1: the key "marks" is missing' in found
    assert "company/_data/danger.yml:1: the file is empty" in found
    assert 'company/site.yml:1: name: the key "name" is missing' in found
    assert 'company/team.yml:1: the key "hours" is missing' in found
    assert 'the key "review_days" is missing' not in found  # a number is in no language
    assert "toy/docs/" not in found
    assert [one.name for one in project.over] == ["pages/index.md"]  # so that a change of ours is told
    (note,) = project.notes
    assert note.startswith("of ours, nothing of yours stands in place of 2 situations, 2 trees, 2 moments, 3 scripts")


def test_the_same_language_elsewhere_begins_nothing(tmp_path: Path) -> None:
    project = laid(tmp_path, {"_data/interface.yml": "language: en-US\n"})
    assert told(project) == "0 problems"
    assert checks.load(project.docs, "docs").words.language == "en-US"
    assert (project.docs / "checklists/broken-toy.md").is_file()


@pytest.mark.parametrize("words_", ["language: [de]\n", "language: nonsense\n", "language: {\n", "- de\n"])
def test_a_slip_in_the_language_is_told_and_throws_nothing_away(tmp_path: Path, words_: str) -> None:
    project = laid(tmp_path, {"_data/interface.yml": words_})
    assert "company/_data/interface.yml" in told(project)
    assert (project.docs / "checklists/broken-toy.md").is_file()
