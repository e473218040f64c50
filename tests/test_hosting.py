"""How hosts answer for the site: the headers they are told, and real servers that follow them."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
import yaml
from filelock import FileLock

from macros.publish import hosting

from . import servers, toys
from .sites import ROOT, build

SERVERS = ("nginx", "caddy")
HOME = "https://toys.example.org/"


def toy(folder: Path, site_url: str) -> Path:
    """The toy site, built for an address; workers of a run share it."""
    target = folder / "site"
    folder.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (target / "index.html").is_file():
            config = {
                "INHERIT": str(toys.SITE / "mkdocs.yml"),
                "site_url": site_url,
                "docs_dir": str(toys.SITE / "docs"),
                "theme": {"custom_dir": str(ROOT / "overrides")},
                "plugins": {"macros": {"module_name": str(ROOT / "macros")}},
                "hooks": [str(ROOT / "macros" / "hooks.py")],
            }
            (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
            build(target, folder / "mkdocs.yml")
    return target


# Policy ---------------------------------------------------------------------------------


def test_nothing_is_allowed_that_stands_in_a_page() -> None:
    told = dict(rule.split(" ", 1) for rule in hosting.policy().split("; "))
    assert told["script-src"] == told["style-src"] == told["connect-src"] == "'self'"
    assert told["default-src"] == "'self'"
    assert hosting.headers()["Referrer-Policy"] == "no-referrer"


# Servers --------------------------------------------------------------------------------


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Stay."""


def ask(address: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.fixture(scope="module", params=[(name, base) for name in SERVERS for base in ("", "handbook/")], ids=str)
def answering(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """Address of the toy site behind a real server, at the root or in a folder, and where it is built."""
    name, base = request.param
    if not servers.find(name):
        pytest.skip(f"{name} is not installed on this machine")
    built = toy(shared / f"hosted-{base.strip('/')}", HOME + base)
    with servers.running(name, built, tmp_path_factory.mktemp(name)) as address:
        yield f"{address}/{base}", built


def test_a_server_answers_as_it_is_told(answering: tuple[str, Path]) -> None:
    home, built = answering
    base = "/" + home.split("/", 3)[3]
    rules = json.loads((built / hosting.FOLDER / "headers.json").read_text("utf-8"))
    for path, status in {
        "": 200,
        "checklists/broken-toy/": 200,
        "sw.js": 200,
        "manifest.webmanifest": 200,
        "assets/js/handbook.js": 200,
        "no/such/page/": 404,
        "assets/": 404,
    }.items():
        found, headers, body = ask(home + path, Accept_Encoding="gzip")
        assert found == status, path
        for name, value in rules[f"{base}*"].items():
            assert headers.get_all(name) == [value]
        if path.endswith(("/", ".js")):  # the manifest is too small to pack
            assert headers["Content-Encoding"] == "gzip", path
        if status == 404:
            assert gzip.decompress(body) == (built / "404.html").read_bytes()
    assert ask(f"{home}manifest.webmanifest")[1].get_content_type() == "application/manifest+json"
    assert ask(home)[1]["Content-Type"].lower().replace(" ", "") == "text/html;charset=utf-8"


def test_an_address_that_no_file_can_have_is_no_fault_of_the_host(answering: tuple[str, Path]) -> None:
    home, _ = answering
    for path in ("%00", "cards/%00/"):
        assert 400 <= ask(home + path)[0] < 500, path


def test_a_page_that_did_not_change_costs_an_empty_answer(answering: tuple[str, Path]) -> None:
    home, _ = answering
    tag = ask(home)[1]["ETag"]
    status, _, body = ask(home, If_None_Match=tag)
    assert (status, body) == (304, b"")


def test_a_folder_without_its_slash_is_found(answering: tuple[str, Path]) -> None:
    home, _ = answering
    status, headers, _ = ask(f"{home}checklists/broken-toy")
    assert status in (301, 302, 308)
    assert headers["Location"].endswith("checklists/broken-toy/")


def test_the_sites_own_folder_is_found_without_its_slash(answering: tuple[str, Path]) -> None:
    home, _ = answering
    address, _, base = home.rstrip("/").rpartition("/")
    if base != "handbook":
        return  # at the root there is no folder to name
    for path in ("/", "/handbook"):
        status, headers, _ = ask(f"{address}{path}")
        assert status == 302, path
        assert headers["Location"].removeprefix(address) == "/handbook/"
    assert ask(f"{address}/handbooks")[0] == 404


def test_a_server_that_will_not_end_is_killed() -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    assert process.stdout
    with process.stdout:
        process.stdout.readline()
        servers.end(process, patience=0.1)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="the image's own find and gzip are those of Linux")
def test_the_dockerfile_packs_every_text_once_and_ends_without_rights(toy_site: Path, tmp_path: Path) -> None:
    """MkDocs has packed the site map already, which is no reason to stop."""
    rows = (toy_site / hosting.FOLDER / "Dockerfile").read_text("utf-8").splitlines()
    (packing,) = [row.removeprefix("RUN ") for row in rows if row.startswith("RUN ")]
    root = shutil.copytree(toy_site, tmp_path / "html")
    (root / "sitemap.xml").write_text("<urlset/>" * 400, "utf-8")
    (root / "sitemap.xml.gz").write_bytes(b"older")
    subprocess.run(["sh", "-ec", packing.replace("/usr/share/nginx/html", str(root))], check=True)
    assert gzip.decompress((root / "sitemap.xml.gz").read_bytes()) == (root / "sitemap.xml").read_bytes()
    assert (root / "search/index.json.gz").is_file()
    assert [row for row in rows if row.startswith("USER ")][-1] == "USER nginx"
