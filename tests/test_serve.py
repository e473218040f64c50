"""A build that stops says every problem and no more; a running server shows them and lives through all of it."""

from __future__ import annotations

import html
import re
import socket
from pathlib import Path

import pytest

from macros import checks, scaffold
from macros.problems import Invalid

from . import toys
from .editing import Server
from .sites import mkdocs

BROKEN = {
    "_data/checklists.yml": [{"find": "text: Say sorry once", "put": "text: no"}],
    "_data/trees/refund.yml": [{"find": "severity: stop", "put": "severity: halt"}],
    "guide/tensions.md": [{"find": 'tension("sorry-or-offer")', "put": 'tension("sorry")'}],
}


def problems(docs: Path) -> str:
    """What is wrong with a folder of docs, as it has to be told."""
    with pytest.raises(Invalid) as invalid:
        checks.load(docs, "docs")
    return str(invalid.value)


def test_the_toy_site_builds_strictly(toy_site: Path) -> None:
    assert (toy_site / "index.html").is_file()
    assert not (toy_site / "_data").exists()


def test_a_build_of_broken_data_stops_with_the_problems_alone(tmp_path: Path) -> None:
    config = toys.project(tmp_path, BROKEN)
    done = mkdocs("build", "-q", "-f", str(config), "-d", str(tmp_path / "site"), cwd=tmp_path)
    expected = problems(tmp_path / "docs")
    assert expected.endswith("\n3 problems")
    assert done.returncode == 1
    assert done.stderr.startswith(f"ERROR   -  {expected}\n")
    assert "Traceback" not in done.stdout + done.stderr
    assert (done.stderr + done.stdout).split() == f"ERROR - {expected} Aborted with a BuildError!".split()


def test_html_in_the_teams_values_is_text_on_pages(changed: Path) -> None:
    """Pages take these values as Markdown, where HTML would run."""
    page = (changed / "early" / "index.html").read_text(encoding="utf-8")
    assert f"We are {toys.TEAM}." in html.unescape(page)
    assert "<script>alert" not in page


PAGE = "checklists/broken-toy/"
FAULTS = {
    "a syntax fault": ("_data/checklists.yml", [{"find": "text: Say sorry once", "put": "text: 'Say"}]),
    "a missing file": ("_data/team.yml", None),
    "not UTF-8": ("_data/sources.yml", {"bytes": "\xff"}),
    "an unknown id on a page": ("index.md", [{"find": '"broken-toy"', "put": '"broken"'}]),
    "a page that is in no list": ("checklists/lost.md", "---\ndescription: Lost.\n---\n# Lost\n\n[Dead](nowhere.md)\n"),
    "a deep file": ("_data/scripts.yml", {"repeat": "[", "times": 100_000}),
}


def article(page: str) -> str:
    """What a page says, without its frame."""
    return page.partition("<article")[2].partition("</article>")[0]


def test_a_running_server_shows_faults_over_the_last_good_page(server: Server, tmp_path: Path) -> None:
    docs = tmp_path / "toy" / "docs"
    assert server.problems() == []
    for name, change in FAULTS.values():
        path = docs / name
        sound = path.read_bytes() if path.exists() else None
        home = article(server.get("")[1])
        told = server.after(lambda path=path, change=change: toys.edit(path, change))
        assert told == [str(problem) for problem in checks.examined(docs, "docs")[1]]
        assert article(server.get("")[1]) == home
        assert server.get(PAGE)[0] == 200
        assert server.after(lambda path=path, sound=sound: path.write_bytes(sound) if sound else path.unlink()) == []
    assert "Traceback" not in server.said()


def test_a_change_is_shown_with_what_is_wrong_with_it(server: Server, tmp_path: Path) -> None:
    """An item that is sound but badly written is shown as it is: an editor sees what there is to mend."""
    data = tmp_path / "toy" / "docs" / "_data" / "checklists.yml"
    assert "Say sorry once" in server.get(PAGE)[1]
    text = data.read_text(encoding="utf-8")
    assert server.after(lambda: data.write_text(text.replace("Say sorry once", "Say sorry now"), "utf-8")) == []
    assert "Say sorry now" in server.get(PAGE)[1]
    bad = "Simply say sorry once"
    (problem,) = server.after(lambda: data.write_text(text.replace("Say sorry once", bad), "utf-8"))
    assert re.fullmatch(r"docs/_data/checklists\.yml:\d+: .*imply.*", problem)
    assert bad in server.get(PAGE)[1]


def test_a_first_start_with_mistakes_shows_them(tmp_path: Path) -> None:
    config = toys.project(tmp_path / "toy", BROKEN)
    running = Server(config, tmp_path / "log")
    try:
        assert "\n".join(running.problems()) == problems(config.parent / "docs").rpartition("\n")[0]
        assert "/_serve/serve.js" in running.get("")[1]
        assert running.after(lambda: toys.copy(tmp_path / "sound") and _mend(config.parent / "docs")) == []
        assert running.get(PAGE)[0] == 200
    finally:
        running.stop()


def _mend(docs: Path) -> None:
    for name in BROKEN:
        (docs / name).write_bytes((toys.SITE / "docs" / name).read_bytes())


def test_settings_that_cannot_be_read_are_told(server: Server, tmp_path: Path) -> None:
    config = tmp_path / "toy" / "mkdocs.yml"
    sound = config.read_text(encoding="utf-8")
    told = server.after(lambda: config.write_text(sound + "\nnav: [\n", "utf-8"))
    assert told
    assert told[0].startswith("mkdocs.yml:")
    assert server.get(PAGE)[0] == 200
    assert server.after(lambda: config.write_text(sound, "utf-8")) == []


def test_items_begun_in_a_row_are_shown(server: Server, tmp_path: Path) -> None:
    docs = tmp_path / "toy" / "docs"
    for kind in ("checklist", "tree", "moment", "situation"):
        scaffold.new(docs, kind, "a-new-one")
    pages = [f"{folder}/a-new-one/" for folder in ("checklists", "decide", "scripts", "situations")]
    server.wait(lambda: all("TODO" in server.get(page)[1] for page in pages), "the new pages")
    said = ": still to be written: "  # and nothing else, once the last file is read
    server.wait(lambda: all(said in problem for problem in server.problems()), "their gaps alone")


def test_a_browser_may_leave_while_it_waits(server: Server) -> None:
    """The page of news is always open, and every load of another page leaves it."""
    seen = server.state()["version"]
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", int(server.address.rsplit(":")[-1].strip("/")))) as left:
            left.sendall(f"GET /_serve/state?seen={seen} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    config = server.config
    server.after(lambda: config.write_text(config.read_text(encoding="utf-8") + "\n# changed\n", "utf-8"))
    server.after(lambda: config.write_text(config.read_text(encoding="utf-8") + "\n# changed\n", "utf-8"))
    assert server.get("")[0] == 200
    assert "Traceback" not in server.said()


def test_what_is_made_is_there_when_it_is_asked_for(server: Server) -> None:
    assert server.get("go/checklist-broken-toy/")[0] == 200
    assert server.get("cards/broken-toy/index.md")[1].startswith("# ")
    assert server.get("cards/broken-toy")[1] == server.get("cards/broken-toy/")[1]
    status, page = server.get("nowhere/")
    assert (status, "/_serve/serve.js" in page) == (404, True)
    assert server.get("assets/nowhere.png") == (404, "not found")
    assert server.get("_data/team.yml")[0] == 404
    assert server.get("../mkdocs.yml")[0] == 404


def test_a_running_server_lets_no_device_keep_pages(server: Server) -> None:
    """Or an editor would look at an old copy; one that was kept before is removed."""
    assert "handbook:worker" not in server.get("")[1]
    assert "unregister()" in server.get("sw.js")[1]
