"""The texts inside the data: what becomes of their Markdown, fields, words and sentences."""

from __future__ import annotations

import html
import re

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as parser

from macros import text

PROPERTY = settings(max_examples=200, deadline=None)
MARKUP = "<>&\"'/*_`\\[]{}()!#:=| \nabscript;é\N{RIGHT-TO-LEFT OVERRIDE}"
HOSTILE = st.text(alphabet=MARKUP, max_size=60) | st.text(max_size=40)
PAGE = markdown.Markdown(extensions=["attr_list", "md_in_html", "toc", "abbr", "footnotes", "pymdownx.emoji"])
TAGS = {f"<{end}{tag}>" for end in ("", "/") for tag in ("em", "strong", "code")}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "plain"),
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("_a_ and a_b_c", "<em>a</em> and a_b_c"),
        ("one\n two", "one two"),
        ("<b>a</b> & <script>", "&lt;b&gt;a&lt;/b&gt; &amp; &lt;script&gt;"),
        ("&amp; &copy;", "&amp;amp; &amp;copy;"),
        ("[a](b) ![c](d) <https://e.f>", "[a](b) ![c](d) &lt;https://e.f&gt;"),
        (r"\*a\* 2 * 3", "*a* 2 * 3"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("# a", "# a"),
    ],
)
def test_inline(written: str, shown: str) -> None:
    assert text.inline(written) == shown


def test_plain_is_what_a_reader_hears() -> None:
    assert text.plain("*Say* `no` to <em>x</em> &amp; **y**") == "Say no to <em>x</em> &amp; y"


@PROPERTY
@given(HOSTILE)
@example("*<b*>")
@example("`</code><script>`")
def test_no_markup_is_born(written: str) -> None:
    shown = text.inline(written)
    assert set(re.findall(r"<[^>]*>", shown)) <= TAGS
    assert "<" not in re.sub(r"</?(em|strong|code)>", "", shown)
    fragment = parser.fragment_fromstring(f"<div>{shown}</div>")
    assert {element.tag for element in fragment.iter()} <= {"div", "em", "strong", "code"}
    assert text.plain(written) == html.unescape(re.sub(r"</?(em|strong|code)>", "", shown))


@PROPERTY
@given(HOSTILE.filter(lambda written: written.strip() and written.isprintable()))
@example("Fees: a [link](x) {: .y } :smile: #")
@example("{{ team.name }} {% raw %} [[field]]")
def test_a_heading_in_markdown_shows_what_inline_shows(written: str) -> None:
    (heading,) = parser.fragments_fromstring(PAGE.reset().convert(f"## {text.heading(written)} {{: #x }}"))
    assert (heading.tag, dict(heading.attrib)) == ("h2", {"id": "x"})
    assert {element.tag for element in heading.iter()} <= {"h2", "em", "strong", "code"}
    assert " ".join(heading.text_content().split()) == " ".join(text.plain(written).split())


def test_paragraphs() -> None:
    assert text.paragraphs("\n a\nb\n \t\n\n c\n\n\n") == ["a\nb", " c"]
    assert text.paragraphs(" \n ") == []


def test_fields_in_order_of_first_use() -> None:
    assert text.fields("[[b]] [[a_1]] [[b]] [c] [[d e]] [[]]") == ["b", "a_1"]
    assert text.fill("[[b]]-[[a]] [c]", str.upper) == "B-A [c]"


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("", 0),
        ("One two.", 2),
        ("Don't re-use it — ever!", 4),
        ("Hello [[client_name]], hi", 3),
        ("9am to 5pm, £50", 4),
        ("a@b.example and/or c", 3),
        ("… - *", 0),
        ("Ça va très bien", 4),
    ],
)
def test_words(written: str, count: int) -> None:
    assert len(text.words(written)) == count


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("First: second\nthird", ["First:", "second", "third"]),
        ("It costs 1.50 at 9:30.", ["It costs 1.50 at 9:30."]),
        ("", []),
    ],
)
def test_sentences(written: str, parts: list[str]) -> None:
    assert text.sentences(written) == parts


def test_long_sentences() -> None:
    assert text.long_sentences('He said "one two." Four five. Six [[seven]] eight.', 2) == [
        (4, 'He said "one two.'),
        (3, "Six [[seven]] eight."),
    ]


def test_banned_words_are_whole_words_in_any_case() -> None:
    phrases = ["just", "as per", "c++"]
    assert text.banned("Just now, AS\n PER our C++ talk", phrases) == phrases
    assert text.banned("adjust justly just-so asper", phrases) == []


@PROPERTY
@given(st.text(max_size=60))
def test_a_slug_is_fit_for_an_address(written: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text.slug(written))


def test_slug() -> None:
    assert text.slug("*I don't* know — été") == "i-don-t-know-ete"
    assert text.slug("…") == "x"


def test_each_language_has_its_own_quotes() -> None:
    said = """She says "it's 'over' now" ('the clients' word')."""
    assert text.quoted(said) == "She says “it’s ‘over’ now” (‘the clients’ word’)."
    german, french = text.Quotes("„", "“", "‚", "‘"), text.Quotes("«\u00a0", "\u00a0»", "“", "”")
    assert text.quoted("""She says "it's 'over' now".""", german) == "She says „it’s ‚over‘ now“."
    assert text.quoted('Say "no"', french) == "Say «\u00a0no\u00a0»"
    assert text.typographic_inline('Say **"no"**', french) == "Say <strong>«\u00a0no\u00a0»</strong>"
