"""Collecting and promising addresses, on small sites."""

from __future__ import annotations

from pathlib import Path

from macros.built.site import Site

from .published import addresses, lost, main, read, write
from .sites import lay

# The collecting, on small sites ---------------------------------------------------------

PAGE = "<body><nav id='frame'></nav><article>{}</article></body>"


def test_what_is_promised_of_a_page(tmp_path: Path) -> None:
    article = """
        <h1 id="a-title">A</h1><ol><li id="calm--listen-first"></li></ol><section id="step"></section>
        <input id="a-field"><form id="a-form"></form><h2 id="a-title_1">B</h2><sup id="fn:1"></sup>
        <input id="__tabbed_1_1"><svg><g id="drawn"></g></svg>
    """
    files = {
        "index.html": PAGE.format("Home"),
        "guide/index.html": PAGE.format(article),
        "plain.html": "<h1 id='plain'>Without a frame</h1>",
        "items.json": "{}",
        "404.html": PAGE.format("<h1 id='lost'>Lost</h1>"),
        "sitemap.xml": "",
        "assets/x.css": "",
        "search/search_index.json": "",
    }
    anchors = {"/guide/#a-title", "/guide/#calm--listen-first", "/guide/#step", "/plain.html#plain"}
    assert addresses(Site(lay(tmp_path, files))) == {"/", "/guide/", "/plain.html", "/items.json"} | anchors


def test_an_item_is_promised_where_it_is_at_home(tmp_path: Path) -> None:
    script = PAGE.format("<section id='script-hello'></section>")
    step = PAGE.format("<li id='calm--breathe'></li>")
    files = {
        "index.html": script,
        "scripts/opening/index.html": script,
        "checklists/calm/index.html": step,
        "checklists/index.html": step,
        "guide/index.html": PAGE.format("<h2 id='script-writing'></h2><p id='own--one'></p>"),
    }
    assert {address for address in addresses(Site(lay(tmp_path, files))) if "#" in address} == {
        "/scripts/opening/#script-hello",
        "/checklists/calm/#calm--breathe",
        "/guide/#script-writing",
        "/guide/#own--one",
    }


def test_what_moved_is_kept_by_a_redirect_and_what_is_gone_is_lost(tmp_path: Path) -> None:
    files = {
        "index.html": "<h1 id='home'>Home</h1>",
        "new/index.html": "<h1 id='kept'>New</h1>",
        "old/index.html": '<meta http-equiv="refresh" content="0; url=../new/">',
    }
    broken = lost(["/", "/#home", "/old/", "/old/#kept", "/old/#gone", "/#away", "/never/"], Site(lay(tmp_path, files)))
    assert [address for address, _ in broken] == ["/old/#gone", "/#away", "/never/"]


def test_the_command_adds_and_takes_nothing_out(tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_text(write(["/gone/", "/"]), "utf-8")
    folder = lay(tmp_path / "site", {"index.html": "", "a/index.html": ""})
    for _ in range(2):
        assert main(["--add", str(folder), "--file", str(file)]) == 0
        assert read(file.read_text("utf-8")) == ["/", "/a/", "/gone/"]
    assert main(["--add", str(tmp_path / "nowhere"), "--file", str(file)]) == 2
