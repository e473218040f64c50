"""What the tests share: the built site, a server for it, and a browser that tolerates no surprises."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from macros import cache, company
from macros.built.site import Site
from macros.library import Library

from . import editing, editions, foreign, toys
from .serving import Server
from .sites import ROOT, build

# An example that a busy machine takes long for is no fault of the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update-goldens writes what the code gives into the golden files, to be read in the diff; --site saves time."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden files")
    parser.addoption("--site", type=Path, help="the handbook as it was built just now, strictly; without, it is built")


def pytest_configure(config: pytest.Config) -> None:
    """What is typeset is kept for this run alone, and shared by its workers.

    Where the site was built just now, what that build typeset or found is there from the start: a key holds all that
    the bytes depend on, the programs too. Without it, nothing rests on an earlier run.
    """
    if not hasattr(config, "workerinput"):
        kept = tempfile.TemporaryDirectory(prefix="handbook-")
        if config.getoption("--site") and (before := cache.folder()) and before.is_dir():
            with contextlib.suppress(shutil.Error):  # what somebody else prunes meanwhile
                shutil.copytree(before, kept.name, dirs_exist_ok=True)
        os.environ[cache.VARIABLE] = kept.name
        config.add_cleanup(kept.cleanup)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below tests/browser runs in a browser."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Where durations are asked for, tell those of files too: many quick tests of one are no single slow one."""
    spent: Counter[str] = Counter()
    for report in (one for reports in terminalreporter.stats.values() for one in reports):
        if isinstance(report, pytest.TestReport):
            spent[report.nodeid.partition("::")[0]] += report.duration
    if config.getoption("durations") and spent:
        total = sum(spent.values())
        terminalreporter.section(f"the slowest files, of {total:.0f} s of all workers")
        for file, seconds in spent.most_common(10):
            terminalreporter.write_line(f"{seconds:6.1f}s {seconds / total:4.0%} {file}")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def once(shared: Path) -> Callable[[str, Callable[[Path], object]], Path]:
    """once(name, fill) -> a folder that `fill` has filled: one worker does, the others wait for it."""

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, begun = shared / name, shared / f"{name}-begun"
        with FileLock(shared / f"{name}.lock"):
            if not folder.is_dir():
                shutil.rmtree(begun, ignore_errors=True)
                fill(begun)
                begun.rename(folder)
        return folder

    return filled


@pytest.fixture(scope="session")
def toy_site(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The toy site, built strictly as it is."""
    return once("toy-site", lambda target: build(target, toys.SITE / "mkdocs.yml"))


@pytest.fixture(scope="session")
def changed(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The toy site after many changes, and what was built of it: `toys.changed`."""
    return once("toy-changed", toys.changed)


@pytest.fixture(scope="session")
def german(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The German edition: its `docs` as they are laid over the handbook, and its `site`, built strictly."""

    def fill(folder: Path) -> None:
        build(folder / "site", company.prepare(foreign.GERMAN, folder).config)

    return once("german", fill)


@pytest.fixture(scope="session")
def edition(request: pytest.FixtureRequest) -> str:
    """Which handbook a test is about: ours, unless it is `editions.walked`."""
    return str(getattr(request, "param", editions.HANDBOOK))


@pytest.fixture(scope="session")
def bears(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A company's handbook over the toy site: `docs`, and its `host`."""
    return once("bears", editions.bears)


@pytest.fixture(scope="session")
def library(edition: str, request: pytest.FixtureRequest) -> Library:
    """The data of the handbook that the test is about, checked."""
    return editions.read(ROOT / "docs" if edition == editions.HANDBOOK else request.getfixturevalue(edition) / "docs")


@pytest.fixture(scope="session")
def site(edition: str, once: Callable[[str, Callable[[Path], object]], Path], request: pytest.FixtureRequest) -> Path:
    """The handbook that the test is about, built."""
    if edition != editions.HANDBOOK:
        return Path(request.getfixturevalue(edition)) / "host" / editions.BASES[edition]
    if given := request.config.getoption("site"):
        assert (given / "index.html").is_file(), f"{given} holds no built handbook"
        return Path(given).resolve()
    return once("site", build)


@pytest.fixture(scope="session")
def built(site: Path) -> Site:
    """The built handbook, read for its pages and links."""
    return Site(site)


@pytest.fixture(scope="session")
def home(built: Site) -> str:
    """The address that the handbook is built for."""
    return str(built.url)


@functools.cache
def _headers(path: Path) -> dict[str, str]:
    """What a host that follows this file sends with everything."""
    block = re.match(r"/\S*\*\n((?:  .+\n)+)", path.read_text(encoding="utf-8"))
    return dict(line.strip().split(": ", 1) for line in block[1].splitlines()) if block else {}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a built site as hosts do: with its headers, and with 404.html for what is not there."""

    def above(self) -> Iterator[Path]:
        """What was asked for, and the folders it is in, the nearest first: a site may be in a folder of its host."""
        asked, top = Path(self.translate_path(self.path)), Path(self.directory)
        return (folder for folder in (asked, *asked.parents) if folder.is_relative_to(top))

    def end_headers(self) -> None:
        """Add the site's own, in whatever folder it is: every test runs under its Content-Security-Policy."""
        if nearest := next(filter(Path.is_file, (folder / "_headers" for folder in self.above())), None):
            for name, value in _headers(nearest).items():
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Serve a file, always whole: a test publishes twice within the second that Last-Modified counts in."""
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = next(filter(Path.is_file, (folder / "404.html" for folder in self.above())), None)
        if code != 404 or page is None:
            super().send_error(code, message, explain)
            return
        self.give(404, "text/html; charset=utf-8", page.read_bytes())

    def give(self, status: int, kind: str, body: bytes) -> None:
        """Answer with what is no file."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def serve() -> Iterator[object]:
    """serve(folder) -> address of a server for it on a free port of this machine, without a closing slash."""
    running: list[Server] = []

    @functools.lru_cache
    def start(folder: Path) -> str:
        handler = functools.partial(Handler, directory=str(folder))
        server = Server(handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(edition: str, site: Path, serve: Callable[[Path], str]) -> str:
    """Address of the built handbook on a local server: in the folder of its host that it is built for."""
    base = editions.BASES[edition]
    return f"{serve(site.parent)}/{base}" if base else serve(site)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[editing.Server]:
    """A running `make serve` over a copy of the toy site, for whoever edits it."""
    running = editing.Server(toys.project(tmp_path / "toy"), tmp_path / "log")
    try:
        yield running
    finally:
        running.stop()
