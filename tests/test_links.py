"""The link check itself, on small sites; what it finds in a whole build is in test_defects.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main as macros
from macros.addresses import misspelt
from macros.built.links import LEFT_AS_TEXT, followed, reached
from macros.built.site import Site

from . import toys
from .links import check, main
from .sites import lay

HOME = '<link rel="canonical" href="https://site.example.org/"><h1 id="top">Home</h1>'
REDIRECT = '<meta http-equiv="refresh" content="0; url={0}"><a href="{0}">on</a>'


def found(folder: Path) -> list[tuple[str, int, str]]:
    return [(finding.file, finding.line, finding.address) for finding in check(Site(folder))]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", ""),
        ("../#top", ""),
        ("/guide/", ""),
        ("/guide", ""),
        ("/guide/?query=1#there", ""),
        ("/guide/#M%C3%BCller", ""),
        ("/guide/#:~:text=There", ""),
        ("/guide/#There", "no such anchor"),
        ("https://site.example.org/guide/#there", ""),
        ("https://site.example.org/gone/", "no such page"),
        ("https://elsewhere.example.org/gone/", ""),
        ("mailto:someone@example.org", ""),
        ("/old/#there", ""),
        ("/old/#gone", "no such anchor"),
        ("/older/#there", ""),
        ("/to-anchor/", ""),
        ("/to-anchor/#top", "no such anchor"),
        ("/away/#anything", ""),
        ("/round/#there", "no such anchor"),
        ("/file.pdf#page=2", ""),
        ("/File.pdf", "no such page"),
    ],
)
def test_an_address_leads_somewhere_or_it_is_said_why_not(tmp_path: Path, address: str, why: str) -> None:
    folder = lay(
        tmp_path,
        {
            "index.html": HOME,
            "guide/index.html": "<h1 id='there'>There</h1><p id='Müller'>",
            "old/index.html": REDIRECT.format("../guide/"),
            "older/index.html": REDIRECT.format("../old/"),
            "to-anchor/index.html": REDIRECT.format("../guide/#there"),
            "away/index.html": REDIRECT.format("https://elsewhere.example.org/"),
            "round/index.html": REDIRECT.format("../round/"),
            "file.pdf": "",
        },
    )
    assert Site(folder).broken("guide/index.html", address) == why


def test_a_site_in_a_folder_of_its_host(tmp_path: Path) -> None:
    folder = lay(
        tmp_path,
        {
            "index.html": HOME.replace("example.org/", "example.org/book/"),
            "404.html": '<a href="/book/guide/">x</a>\n<a href="/book/gone/">x</a>\n<a href="/guide/">x</a>',
            "guide/index.html": '<a href="https://site.example.org/book/guide/">x</a>',
            "a.json": '["/book/guide/", "/guide/"]',
        },
    )
    assert found(folder) == [
        ("404.html", 2, "gone"),
        ("404.html", 3, "/guide/"),
        ("a.json", 1, "/guide/"),
    ]


def test_no_file_is_passed_over(tmp_path: Path) -> None:
    folder = lay(
        tmp_path,
        {
            "index.html": HOME,
            ".gitignore": "*",
            ".hidden/index.html": '<a href="gone/">x</a>',
            "a page/index.html": '<a href="gone/">x</a>',
            "a.md": "[x](gone/)",
            "feed.xml": '<feed><link href="https://site.example.org/gone/"/></feed>',
            "site.css": 'a { background: url("gone/x.png") }',
        },
    )
    files = {file for file, _, _ in found(folder)}
    assert files == {".hidden/index.html", "a page/index.html", "a.md", "feed.xml", "site.css"}


@pytest.mark.parametrize(
    "address",
    [
        "#top",
        "../x/?a=b:c#d",
        "https://example.org",
        "https://user@example.org:8080/a?b#c",
        "http://[::1]:80/",
        "mailto:a.b+c@mail.example.org?subject=a@@b",
        "mailto:a@example.org,b@example.org",
        "mailto:a%2Bb@example.org",
        "mailto:?subject=x",
        "tel:+44-20-7946-0000",
        "data:text/plain,x",
        "javascript:void(0)",
    ],
)
def test_a_sound_address_is_let_be(address: str) -> None:
    assert misspelt(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "htps://example.org",
        "https:/example.org",
        "https//example.org",
        "https;//example.org",
        "https://http://example.org",
        "https://example..org",
        "https://exam ple.org",
        "www.example.org",
        "mailto:",
        "mailto:a@@b",
        "mailto:a@b",
        "mailto:a@b..org",
        "mailto:a.example.org",
        "mailto:a@example.org;b@example.org",
        "someone@example.org",
        "tel:O20",
        "javascript:alert(1)",
    ],
)
def test_a_misspelt_address_is_found(address: str) -> None:
    assert misspelt(address)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[client name] and [date]", False),
        ("see [x][y] there", True),
        ("see [x] [y] there", True),
        ("][y]", True),
        ("[x](y.md)", True),
        ("so it says[^1]", True),
        ("[^ ]", False),
        ("a list[0] (first)", False),
    ],
)
def test_markdown_left_as_text(text: str, left: bool) -> None:
    assert bool(LEFT_AS_TEXT.search(text)) == left


def test_the_command_says_each_finding_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = lay(tmp_path, {"index.html": HOME + '\n<p id="top">\n<a href="htps://x.example.org/">x</a>'})
    assert main([str(broken)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "index.html:2: id stands twice: #top",
        "index.html:3: unknown scheme: htps://x.example.org/",
        "broken links: 2",
    ]


def test_the_command_on_a_sound_site_and_on_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = lay(tmp_path, {"index.html": HOME})
    assert main([str(folder)]) == 0
    assert main([str(folder / "nowhere")]) == 2
    assert "index.html" in capsys.readouterr().err


FRAME = HOME + '<nav><a href="guide/">Guide</a></nav><article>{}</article>'


def alone(folder: Path) -> list[str]:
    """What is found without any tool."""
    site = Site(folder)
    return sorted({str(finding) for one in (followed, reached) for finding in one(site)})


def test_links_and_pictures_are_followed_without_any_tool(tmp_path: Path) -> None:
    text = '<a href="guide/#there">\n<a href="guide/#gone">\n<a href="gone/">\n<img src="gone.png">\n<a href="../up/">'
    files = {"index.html": FRAME.format(text), "guide/index.html": "<article><p id='there'></article>"}
    assert alone(lay(tmp_path, files)) == [
        "index.html:2: no such anchor: guide/#gone",
        "index.html:3: no such page: gone/",
        "index.html:4: no such page: gone.png",
        "index.html:5: no such page: ../up/",
    ]


def test_a_page_that_no_link_leads_to_is_found(tmp_path: Path) -> None:
    files = {
        "index.html": FRAME.format(""),
        "guide/index.html": '<article><a href="deep/">x</a></article>',
        "guide/deep/index.html": "<article></article>",
        "lost/index.html": "<article></article>",
        "short/index.html": "<meta name='robots' content='noindex'><article></article>",
        "old/index.html": REDIRECT.format("../guide/"),
    }
    assert alone(lay(tmp_path, files)) == ["lost/index.html: no link leads here: add it to its folder's index.md"]


def test_the_check_of_a_site_says_what_only_it_shows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["check", "--data", str(toys.SITE / "docs"), "--site"]
    broken = lay(
        tmp_path / "broken",
        {"index.html": FRAME.format("<p>We simply go. We go to the shop and buy it. Then we go on.</p>")},
    )
    assert macros([*command, str(broken)]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "index.html: never used: simply",
        "index.html:1: no such page: guide/",
        f"2 faults in {broken}",
    ]
    sound = lay(tmp_path / "sound", {"index.html": FRAME.format("<p>We go.</p>"), "guide/index.html": "<p>x</p>"})
    assert macros([*command, str(sound)]) == 0
    assert macros([*command, str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().out.splitlines()[-1]
