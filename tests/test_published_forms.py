"""The forms in which a built site leaves: kept by a device, unpacked on a disk, installed as an app."""

from __future__ import annotations

import io
import json
import re
import sys
import time
import zipfile
from pathlib import Path

import pytest

from macros import checks
from macros.__main__ import main
from macros.exports import espanso
from macros.problems import Invalid
from macros.publish import app, archive, offline

from . import toys
from .sites import ROOT, lay

INDEX = {
    "pages": [{"at": ""}, {"at": "a/b/"}, {"at": "gone/"}],
    "fallback": [{"at": "a/"}, {"at": "a/#x"}, {"at": "#x"}],
    "danger": {"groups": [{"at": "a/b/", "said": "fire"}]},
    "synonyms": [["</script>"]],
}


def on_disk(**pages: str) -> dict[str, str]:
    """Pages as they stand on a disk: index, a and a/b are there, with "_" for "/"."""
    bare = {"index.html": "", "a/index.html": "", "a/b/index.html": ""}
    given = {f"{name.replace('_', '/')}/index.html".removeprefix("home/"): text for name, text in pages.items()}
    site = {name: text.encode() for name, text in (bare | given).items()}
    site |= {archive.INDEX: json.dumps(INDEX).encode(), "sw.js": b"1"}
    return {name: content.decode() for name, content in archive.files(site).items()}


@pytest.mark.parametrize(
    ("page", "address", "named"),
    [
        ("home", "a/", "a/index.html"),
        ("home", ".", "./index.html"),
        ("home", "a/?x=1&amp;y#z", "a/index.html?x=1&amp;y#z"),
        ("a_b", "../..", "../../index.html"),
        ("a_b", "../", "../index.html"),
        ("a_b", "#z", "#z"),
        ("a_b", "?x", "?x"),
        ("a_b", "", ""),
        ("a_b", "../../a/b.pdf", "../../a/b.pdf"),
        ("a_b", "../nowhere/", "../nowhere/"),
        ("a_b", "https://example.org/a/", "https://example.org/a/"),
        ("a_b", "mailto:a@b.org", "mailto:a@b.org"),
        ("a_b", "javascript:void(0)", "javascript:void(0)"),
    ],
)
def test_a_link_on_a_disk_names_its_file(page: str, address: str, named: str) -> None:
    made = on_disk(**{page: f'<a class="x" href="{address}">'})
    assert made["index.html" if page == "home" else "a/b/index.html"] == f'<a class="x" href="{named}">'


def test_a_page_on_a_disk_tells_nothing_of_a_host() -> None:
    head = (
        '<link rel="canonical" href="x"><meta property="og:url" content="x"><meta name="handbook:worker" content="x">'
    )
    kept = '<meta name="description" content="kept"><script src="../assets/js/handbook.js"></script>'
    assert (made := on_disk(a=head + kept))["a/index.html"] == kept
    assert "sw.js" not in made


def test_the_search_on_a_disk_is_a_script() -> None:
    made = on_disk()
    index = json.loads(made["search/index.js"].removeprefix("var handbookIndex = "))
    assert [page["at"] for page in index["pages"]] == ["./index.html", "a/b/index.html", "gone/"]
    assert [offer["at"] for offer in index["fallback"]] == ["a/index.html", "a/index.html#x", "./index.html#x"]
    assert [guard["at"] for guard in index["danger"]["groups"]] == ["a/b/index.html"]
    assert index["synonyms"] == INDEX["synonyms"]
    assert "</" not in made["search/index.js"]
    assert archive.INDEX not in made


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_archives_tell_nothing_of_when_and_where_they_were_packed(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both that are published: the site for a disk, and the package of scripts."""
    toy = checks.load(toys.SITE / "docs", "docs")
    both = (
        lambda files: archive.packed(files, "book"),
        lambda _: espanso.files(toy)[espanso.PATH],
    )
    made = [pack({"b": b"2", "a/c": b"1"}) for pack in both]
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert [pack({"a/c": b"1", "b": b"2"}) for pack in both] == made
    for content in made:
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            members = found.infolist()
        assert [member.filename for member in members] == sorted(member.filename for member in members)
        assert {member.create_system for member in members} == {3}
        assert {member.external_attr >> 16 for member in members} == {0o100644}
        assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_unpacks_to_one_folder() -> None:
    with zipfile.ZipFile(io.BytesIO(archive.packed({"b": b"2", "a/c": b"1"}, "book"))) as found:
        assert {name: found.read(name) for name in found.namelist()} == {"book/a/c": b"1", "book/b": b"2"}


def test_no_archive_of_what_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zip", str(tmp_path), str(tmp_path / "out.zip")]) == 1
    assert "no built site" in capsys.readouterr().out
    assert not (tmp_path / "out.zip").exists()


@pytest.mark.parametrize("there", [(), ("search/other.json",)])
def test_no_archive_of_a_site_without_a_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], there: tuple[str, ...]
) -> None:
    site = lay(tmp_path / "site", dict.fromkeys(["index.html", *there], ""))
    assert main(["zip", str(site), str(tmp_path / "out.zip")]) == 1
    told = capsys.readouterr().out
    assert told.count("\n") == 1
    assert "search/" in told
    assert not (tmp_path / "out.zip").exists()


def test_an_archive_inside_a_site_does_not_pack_itself(tmp_path: Path) -> None:
    site = lay(tmp_path / "site", {"index.html": "", archive.INDEX: json.dumps(INDEX)})
    out = site / "downloads" / "book.zip"
    assert main(["zip", str(site), str(out)]) == 0
    first = out.read_bytes()
    assert main(["zip", str(site), str(out)]) == 0
    assert out.read_bytes() == first


def test_a_device_keeps_what_pages_need() -> None:
    kept = ["index.html", "go/x/index.html", "404.html", "assets/css/a.css", "search/index.json", "sitemap.xml"]
    left = ["sw.js", "handbook.json", "cards/x/x.pdf", "cards/x/x.png", "assets/previews/x/preview.png", "a/index.md"]
    assert [path for path in kept + left if offline.keeps(path)] == kept
    files = offline.precached(dict.fromkeys(kept + left, b"x"))
    assert list(files) == ["404.html", "assets/css/a.css", "go/x/", "", "search/index.json", "sitemap.xml"]
    assert files["sitemap.xml"] == ""
    assert all(re.fullmatch("[0-9a-f]{16}", hash_) for path, hash_ in files.items() if path != "sitemap.xml")


@pytest.mark.parametrize(
    "path",
    [
        "guide/images/a.png",
        "cards/images/a.png",
        "stylesheets/extra.css",
        "javascripts/extra.js",
        "javascripts/extra.mjs",
        "assets/images/x.jpg",
        "assets/images/x.webp",
        "fonts/x.woff",
        "tables/x.json",
        "about/hosting/index.html",
        "downloads/index.html",
    ],
)
def test_a_device_keeps_what_an_adopter_adds(path: str) -> None:
    assert offline.keeps(path)


@pytest.mark.parametrize(
    "path",
    [
        "assets/qr/x.svg",
        "about/hosting/headers.json",
        "downloads/x.json",
        "handbook.schema.json",
        "guide/a.pdf",
        "search/index.js.gz",
    ],
)
def test_a_device_leaves_what_is_only_handed_on(path: str) -> None:
    assert not offline.keeps(path)


def test_a_version_is_that_of_its_files_and_its_worker() -> None:
    def version(source: str, files: dict[str, str]) -> str:
        return offline.worker(source, files, 1).partition("\n")[0]

    assert version("a", {"x": "1", "y": "2"}) == version("a", {"y": "2", "x": "1"})
    assert len({version("a", {"x": "1"}), version("a", {"x": "2"}), version("b", {"x": "1"}), version("a", {})}) == 4


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Difficult Clients Handbook", "Handbook"),
        ("Our Book", "Our Book"),
        ("A Very Long Name of It", "Name of It"),
        ("Kundenhandbuchsammlung", "Kundenhandbu"),
    ],
)
def test_the_name_under_an_icon_is_short(name: str, short: str) -> None:
    assert app.short(name) == short


def test_a_colour_is_read_and_a_missing_one_named() -> None:
    assert app.colours(":root { --hb-brand: #17474B; } b { --hb-brand: #fFffFf }") == ("#17474B", "#fFffFf")
    tokens = (ROOT / "overrides" / app.COLOURS).read_text("utf-8")
    assert len(set(app.colours(tokens))) == 2
    with pytest.raises(Invalid, match=r"tokens\.css.*--hb-brand"):
        app.colours(":root { --hb-brand: #17474b; }")
