"""What every site goes through, whichever engine built it: pure, each step once, and twice is once."""

from __future__ import annotations

import datetime
import gzip
import json
import re
from pathlib import Path

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from macros.__main__ import main
from macros.problems import Invalid
from macros.publish import app, bundle, folder, hosting, levels, offline, pipeline, sitemap

from . import toys
from .examples import many
from .publishing import SETTINGS, page, site
from .sites import ROOT

DAY = datetime.date(2026, 3, 4)
THEIRS = "assets/stylesheets/main.57a0d79d.min.css"
IN_FOLDER = "guide/index.html"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """A small site after publishing."""
    return pipeline.published(site(), SETTINGS._replace(days={"guide/": DAY}))


# Twice is once -------------------------------------------------------------------------


def test_twice_is_once(made: dict[str, bytes]) -> None:
    assert pipeline.published(made, SETTINGS._replace(days={"guide/": DAY})) == made


NAMES = st.sampled_from(
    ["own/index.html", "own.css", "assets/stylesheets/own.css", "assets/js/own.js", "own.js", "guide.md"]
)
STYLES = st.sampled_from(
    [".md-header{x:1}", ".gone{x:1}", ":root{--a:var(--b);--b:var(--c);--c:1}", "p{x:var(--a)}", "@media x{.gone{y:1}}"]
)
WRITTEN = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(str.encode),
    st.lists(STYLES, max_size=4).map(lambda rules: "".join(rules).encode()),
    st.sampled_from([page(), page("<p class='own'>\n\n</p>"), b"<article>\r\n\r\n</article>", b"<h1>caf\xe9</h1>"]),
)


@many(100)
@given(more=st.dictionaries(NAMES, WRITTEN), kept=st.booleans(), url=st.sampled_from(["", SETTINGS.url]))
def test_twice_is_once_with_whatever_an_adopter_adds(more: dict[str, bytes], kept: bool, url: str) -> None:
    settings = SETTINGS._replace(offline=kept, url=url)
    once = pipeline.published(site() | more, settings)
    assert pipeline.published(once, settings) == once


@many(100)
@given(more=st.dictionaries(st.sampled_from(["own.html", "own.css", "own.js", "own.svg"]), st.binary(max_size=60)))
def test_what_is_no_page_of_ours_stays_to_the_letter(more: dict[str, bytes]) -> None:
    published = pipeline.published(site() | more, SETTINGS)
    assert {path: published[path] for path in more} == more


def test_nothing_given_is_changed() -> None:
    given_ = site()
    pipeline.published(given_, SETTINGS)
    assert given_ == site()


# The steps ------------------------------------------------------------------------------


def test_pages_say_the_day_and_the_colours(made: dict[str, bytes]) -> None:
    light, dark = app.colours((ROOT / "overrides" / app.COLOURS).read_text("utf-8"))
    home = made["index.html"].decode()
    assert f'<meta name="theme-color" content="{light}"><meta name="theme-color" content="{dark}">' in home
    assert '<time datetime="2026-11-28">28 November 2026</time>' in home
    assert [path for path, content in made.items() if path.endswith(".html") and b'"handbook:' in content] == []


def test_pages_lose_the_empty_lines_of_the_frame_alone(made: dict[str, bytes]) -> None:
    assert b"<pre>a\n\n b</pre>" in made["guide/index.html"]
    assert not re.search(rb"</header>\n\s*\n", made["guide/index.html"])


def test_parts_are_joined_and_gone(made: dict[str, bytes]) -> None:
    left = {path for path in made if path.startswith("assets/js/") and "/search/" not in path}
    elements = {path.stem for path in (ROOT / "overrides" / pipeline.ELEMENTS).glob("*.js")}
    every = (ROOT / "overrides" / pipeline.SCRIPT).read_text("utf-8")
    few = {name for name in elements if f'"./elements/{name}.js"' not in every}
    assert few == elements - {"copy-script", "print-page"}  # which most pages have
    assert left == {pipeline.SCRIPT, *(f"assets/js/{name}.js" for name in {"boot", "embed", "moved", *few})}
    assert all(bundle.joined(made[path].decode()) for path in left)
    assert all(f'customElements.define("{name}"' in made[f"assets/js/{name}.js"].decode() for name in few)
    assert b"@import" not in made[pipeline.STYLE]
    assert app.COLOURS not in made
    assert app.MARK in made


def test_an_icon_of_every_page_is_drawn_by_the_style(made: dict[str, bytes]) -> None:
    assert b'<svg class="hb-icon hb-icon--0"' in made["index.html"]
    assert made[pipeline.STYLE].count(b".hb-icon--0{") == 1


def test_the_themes_styles_lose_what_no_page_names() -> None:
    rules, own = b":root{--a:var(--b);--b:var(--c);--c:1}.md-header{x:1}.gone{x:1}", b".gone{--a:1}"
    others = ["stylesheets/a.css", "guide/stylesheets/a.css"]
    published = pipeline.published(site() | {THEIRS: rules + site()[THEIRS]} | dict.fromkeys(others, own), SETTINGS)
    left = published[pipeline.STYLE].replace(b" ", b"")
    assert left.startswith(b'@charset"utf-8";@layertheme{.md-header{x:1}.md-header{x:1}')
    assert b".gone" not in left
    assert not re.search(rb"--[abc]\b", left)
    assert [published[path] for path in others] == [own, own]


def test_a_page_asks_for_one_style(made: dict[str, bytes]) -> None:
    assert THEIRS not in made
    links = [re.findall(rb'<link rel="stylesheet" href="([^"]*)">', made[path]) for path in ("index.html", IN_FOLDER)]
    assert links == [[b"assets/css/handbook.css"], [b"../assets/css/handbook.css"]]
    ours = bundle.style({path: text.decode() for path, text in site().items() if path.endswith(".css")}, pipeline.STYLE)
    assert made[pipeline.STYLE].index(b".md-header{") < made[pipeline.STYLE].index(ours[0][:200].encode())


@pytest.mark.parametrize(
    ("theirs", "page_"),
    [
        (b'.md-header{x:url("a.svg")}', b""),  # found from where the theme has it alone
        (b'@import "b.css";.md-header{x:1}', b""),
        (b".md-header{x:1}", b'<link rel="stylesheet" href="assets/css/handbook.css">'),  # one page goes without it
    ],
)
def test_styles_that_cannot_be_one_stay_two(theirs: bytes, page_: bytes) -> None:
    known = site()[THEIRS]
    more = {THEIRS: theirs + known} | ({"own/index.html": page_} if page_ else {})
    published = pipeline.published(site() | more, SETTINGS)
    assert theirs.split(b"{")[-1] in published[THEIRS]
    assert b"main.57a0d79d.min.css" in published["index.html"]


def test_the_themes_styles_lie_below_ours_and_an_adopters(made: dict[str, bytes]) -> None:
    rules = tinycss2.parse_stylesheet(made[pipeline.STYLE].decode(), skip_comments=True, skip_whitespace=True)
    layers = [rule for rule in rules if rule.type == "at-rule" and rule.lower_at_keyword == "layer"]
    assert [tinycss2.serialize(rule.prelude).strip() for rule in layers] == ["theme"]
    assert ".md-header" in tinycss2.serialize(layers[0].content)
    assert ".hb-note" in [tinycss2.serialize(rule.prelude) for rule in rules if rule.type == "qualified-rule"]
    own = {"assets/stylesheets/own.css": b".md-header{x:1}"}
    assert pipeline.published(site() | own, SETTINGS).items() >= own.items()


def test_what_only_an_engine_or_its_makers_read_is_left_out(made: dict[str, bytes]) -> None:
    gone = {
        "search.json",
        "redirect.json",
        "assets/javascripts/bundle.a5f9d56c.min.js.map",
        offline.WORK,
        offline.REMOVAL,
    }
    assert not gone & made.keys()
    assert [path for path in made if path.startswith("assets/javascripts/")] == []


def test_what_served_the_themes_program_alone_is_gone(made: dict[str, bytes]) -> None:
    home = made["index.html"].decode()
    assert not re.search("no-js|md-toggle|md-overlay|md-dialog|__drawer|__search", home)
    assert '<html lang="en-GB">' in home


@pytest.mark.parametrize(
    ("article", "raised"),
    [
        ("<h1>T</h1><h3 id=a>A</h3><h4>B</h4>", "<h1>T</h1><h2 id=a>A</h2><h3>B</h3>"),
        ("<h1>T</h1><h3>A</h3><h2>B</h2><h3>C</h3>", "<h1>T</h1><h2>A</h2><h2>B</h2><h3>C</h3>"),
        ("<h1>T</h1><h2>B</h2><h3>C</h3><hr>", "<h1>T</h1><h2>B</h2><h3>C</h3><hr>"),
    ],
)
def test_no_heading_leaves_out_a_level(article: str, raised: str) -> None:
    whole = "<nav><h3>N</h3></nav><article class=x>{}</article><h3>F</h3>"
    assert levels.raised(whole.format(article)) == whole.format(raised)
    assert levels.raised(whole.format(raised)) == whole.format(raised)


def test_a_script_that_names_another_host_stops_it() -> None:
    theirs = b"// https://example.org\nfetch('https://unpkg.com/x')"
    with pytest.raises(Invalid, match=r'^own/own\.js:2: "https://unpkg\.com"'):
        pipeline.published(site() | {"own/own.js": theirs}, SETTINGS)


def test_the_worker_names_every_other_file_as_it_is_published(made: dict[str, bytes]) -> None:
    listed = json.loads(re.search(r"const FILES = (.*)", made[offline.WORKER].decode())[1])  # type: ignore[index]
    assert listed == offline.precached({path: content for path, content in made.items() if path != offline.WORKER})
    assert "guide/" in listed
    assert set(hosting.PATHS) <= made.keys()


def test_a_site_that_no_device_may_keep_has_the_worker_that_removes_it() -> None:
    published = pipeline.published(site(), SETTINGS._replace(offline=False))
    assert published[offline.WORKER] == (ROOT / "overrides" / offline.REMOVAL).read_bytes()


def test_the_site_map_tells_the_days_of_the_content(made: dict[str, bytes]) -> None:
    assert b"<loc>https://toys.example.org/guide/</loc>\n  <lastmod>2026-03-04</lastmod>\n" in made[sitemap.PATH]
    assert gzip.decompress(made[sitemap.PACKED]) == made[sitemap.PATH]
    later = "<url><loc>https://x.org/a/</loc><lastmod>2030-01-01</lastmod></url>"
    assert sitemap.dated(later, "https://x.org/", {"b/": DAY}) == "<url><loc>https://x.org/a/</loc></url>"
    assert "2026-03-04" in sitemap.dated(later, "https://x.org/", {"a/": DAY})


@pytest.mark.parametrize("missing", [app.COLOURS, app.MARK, offline.WORK])
def test_a_missing_file_of_ours_is_one_line(missing: str) -> None:
    without = {path: content for path, content in site().items() if path != missing}
    with pytest.raises(Invalid, match=rf"^overrides/{missing}:1: the file is missing; expected a file of this name"):
        pipeline.published(without, SETTINGS)


def test_a_link_to_text_in_markdown_leads_to_the_file() -> None:
    """Zensical takes what ends in .md for a page, also where none is."""
    links = (
        '<a href="../texts/all/">a</a> <a href="../texts/all/#x">b</a> <a href="../guide/">c</a> <a href="/all/">d</a>'
    )
    more = {"texts/all.md": b"# All", "guide.md": b"# Guide", "own/index.html": page(links)}
    published = pipeline.published(site() | more, SETTINGS)["own/index.html"].decode()
    assert re.findall(r'<a href="([^"]*)">', published) == [
        "../texts/all.md",
        "../texts/all.md#x",
        "../guide/",
        "/all/",
    ]


# In a folder ----------------------------------------------------------------------------


def lay(target: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return target


def read(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def test_a_folder_holds_what_the_pipeline_gives_and_no_empty_one(tmp_path: Path, made: dict[str, bytes]) -> None:
    lay(tmp_path, site())
    folder.publish(tmp_path, SETTINGS._replace(days={"guide/": DAY}))
    assert read(tmp_path) == made
    assert [path for path in tmp_path.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_a_folder_that_cannot_be_published_stays_as_it_was(tmp_path: Path) -> None:
    faulty = {**site(), "index.html": page().replace(b"hb-foot", b"foot")}
    lay(tmp_path, faulty)
    with pytest.raises(Invalid):
        folder.publish(tmp_path, SETTINGS)
    assert read(tmp_path) == faulty


def test_the_command_line_publishes_by_the_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config, built = toys.project(tmp_path / "toy"), lay(tmp_path / "site", site())
    assert main(["publish", str(built), "--config", str(config)]) == 0
    once = read(built)
    manifest = json.loads(once[app.MANIFEST])
    assert manifest["name"] == "Toy handbook"
    assert b"const FILES" in once[offline.WORKER]  # `extra` of what the configuration inherits
    assert main(["publish", str(built), "--config", str(config)]) == 0
    assert read(built) == once
    assert "OK: 0 files written, 0 taken away" in capsys.readouterr().out


def test_the_command_line_says_what_it_cannot_publish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["publish", str(tmp_path / "site"), "--config", str(toys.project(tmp_path / "toy"))]
    assert main(command) == 1
    assert "holds no built site" in capsys.readouterr().out
    lay(tmp_path / "site", {**site(), "index.html": page().replace(b'id="__drawer"', b'id="__menu"')})
    assert main(command) == 1
    assert 'index.html:1: the theme (mkdocs-1.6.1, mkdocs-material-9.8.1) has its part "drawer" 0 times' in (
        capsys.readouterr().out
    )
