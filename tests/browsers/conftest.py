"""Both browsers, and a server that hears of every fault of a page: an error, a refused part, a promise not kept."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..browser import fonts
from ..conftest import Handler
from ..serving import Server
from . import engines
from .driver import Browser, start

WATCH = "/__watch.js"
TELL = "/__fault"
SCRIPT = """
let leaving = false // what a reader breaks off by going on is no fault
for (const type of ["beforeunload", "pagehide"]) addEventListener(type, () => { leaving = true })
addEventListener("pageshow", () => { leaving = false })
const tell = (what) => leaving || navigator.sendBeacon("/__fault", `${location.pathname}: ${what}`)
addEventListener("error", ({ message, target }) => {
  // A page fetched ahead is a guess, and Firefox leaves one that it may not keep. It takes the next page for one, too.
  if (["prefetch", "next"].includes(target.rel)) return
  tell(message ?? `did not load: ${target.src || target.href}`)
}, true)
addEventListener("unhandledrejection", ({ reason }) => tell(`a promise: ${reason}`))
addEventListener("securitypolicyviolation", (event) => tell(`${event.violatedDirective} ${event.blockedURI}`))
const { error } = console
console.error = (...words) => { tell(words.join(" ")); error.apply(console, words) }
"""


class Watched(Handler):
    """The built site with one more script, first of all, that tells this server of faults.

    The copy on the device is made of what the site has: only a page that is opened gets the script.
    """

    server: WatchedServer

    def do_GET(self) -> None:  # noqa: N802
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if self.path.split("?")[0] == WATCH:
            self.give(200, "text/javascript", SCRIPT.encode())
        elif self._opened() and page.suffix == ".html" and page.is_file():
            body = page.read_bytes().replace(b"<head>", b'<head><script src="%s"></script>' % WATCH.encode(), 1)
            self.give(200, "text/html; charset=utf-8", body)
        else:
            super().do_GET()

    def _opened(self) -> bool:
        return "text/html" in self.headers.get("Accept", "") and self.path.split("?")[0].endswith(("/", ".html"))

    def do_POST(self) -> None:  # noqa: N802
        said = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8", "replace")
        if self.path == TELL:
            self.server.faults.append(said)
        self.give(204, "text/plain", b"")


class WatchedServer(Server):
    """A server that keeps the faults it hears of."""

    def __init__(self, site: Path) -> None:
        self.faults: list[str] = []
        super().__init__(functools.partial(Watched, directory=str(site)))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def end(self) -> None:
        self.shutdown()
        self.server_close()


BOTH = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in engines.HAVE]  # each in a worker of its own


@pytest.fixture(scope="session")
def fonted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a browser that knows the tests' own fonts."""
    return fonts.environment(fonts.WIDE, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session", params=BOTH)
def started(request: pytest.FixtureRequest, fonted: dict[str, str]) -> Iterator[Browser]:
    link = start(request.param, fonted)
    try:
        yield Browser(link, request.param)
    finally:
        link.close()


@pytest.fixture
def served(site: Path) -> Iterator[WatchedServer]:
    """The site for one test, at an address of its own: nothing that another test stored is there."""
    running = WatchedServer(site)
    yield running
    running.end()


@pytest.fixture
def browser(started: Browser, served: WatchedServer) -> Iterator[Browser]:
    """A browser in which no page may fail."""
    started.base = f"http://127.0.0.1:{served.server_port}/"
    yield started
    started.link.call("Navigate", {"url": "about:blank"})
    assert not served.faults, "\n".join(served.faults)
