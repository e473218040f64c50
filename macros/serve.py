"""`python -m macros serve`: the handbook while somebody edits it. No request ever waits for a mistake to be mended.

Files are watched; each change is one new reading. What can be read is shown at once, with every problem over it.
What cannot leaves the last good pages where they are, with the problems over them. The browser is told of each
reading and loads its page again. No host is imported: `engine` gives the pages.
"""

from __future__ import annotations

import contextlib
import json
import mimetypes
import posixpath
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from .problems import Invalid, Problem

OWN = "/_serve/"  # what is this server's and no page's
SCRIPT = Path(__file__).parent / "templates" / "serve.js"
LOOK = 0.25  # seconds between two looks at the files
SETTLE = 0.1  # an editor may write a file in several steps
PATIENCE = 25.0  # seconds that a browser waits for news before it asks again

EMPTY = "<!doctype html><html lang=en><meta charset=utf-8><title>Nothing to show yet</title><body></body></html>"


class Site(Protocol):
    """One reading of everything, as `engine.Site` is."""

    problems: list[Problem]

    def redirect(self, path: str) -> str:
        """Where an old address leads, or ''."""

    def file(self, path: str) -> bytes | None:
        """The bytes at a path below the site's root, or None."""


class Answer(NamedTuple):
    """What a browser gets."""

    status: HTTPStatus
    kind: str
    content: bytes
    location: str = ""


class Bench:
    """The readings so far: the newest, the last that could be shown, and what is wrong."""

    def __init__(self, read: Callable[[], Site]) -> None:
        self._read = read
        self._news = threading.Condition()
        self._sites: list[Site] = []  # the newest first, and the one before it
        self._problems: list[Problem] = []
        self._faults: dict[str, Problem] = {}  # of pages that were opened, by path
        # The clock, not a count: a browser also has to notice a server that was started again.
        self.version = time.time_ns()

    def refresh(self) -> None:
        """Read everything again, and tell the browsers."""
        try:
            site = self._read()
            sites, problems = [site, *self._sites[:1]], list(site.problems)
        except Invalid as invalid:
            sites, problems = self._sites, list(invalid.problems)
        with self._news:
            self._sites, self._problems = sites, problems
            self._faults.clear()
            self.version = max(self.version + 1, time.time_ns())
            self._news.notify_all()

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong now, as far as it is known."""
        with self._news:
            return sorted({*self._problems, *self._faults.values()})

    def wait(self, seen: int, seconds: float = PATIENCE) -> None:
        """Return when there is another version than the one seen, or after a while."""
        with self._news:
            self._news.wait_for(lambda: self.version != seen, seconds)

    def state(self) -> bytes:
        """What the browser shows over the page."""
        problems = [
            {"place": f"{one.file}:{one.line}", "text": str(one).partition(f"{one.file}:{one.line}: ")[2]}
            for one in self.problems
        ]
        # As text: a browser's numbers are too short for it.
        return json.dumps({"version": str(self.version), "problems": problems}).encode()

    def answer(self, path: str) -> Answer:
        """The file at a path; where it cannot be made, the one of the reading before."""
        with self._news:
            version, sites = self.version, self._sites
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        status = HTTPStatus.OK
        content = self._content(sites, name)
        if content is None and sites:
            if where := sites[0].redirect(path.lstrip("/")):
                target = where if "://" in where else "/" + where
                return Answer(HTTPStatus.FOUND, "text/plain", b"", target)
            if self._content(sites, name + "/index.html") is not None:
                return Answer(HTTPStatus.FOUND, "text/plain", b"", path + "/")
        if content is None:
            status = HTTPStatus.NOT_FOUND
            if not kind.startswith("text/html"):
                return Answer(status, "text/plain", b"not found")
            content = self._content(sites, "404.html") or EMPTY.encode()
        if kind == "text/html":
            kind = "text/html; charset=utf-8"
            tag = f'<script src="{OWN}serve.js" data-version="{version}"></script>'.encode()
            head, mark, tail = content.rpartition(b"</body>")
            content = head + tag + mark + tail
        return Answer(status, kind, content)

    def _content(self, sites: Iterable[Site], name: str) -> bytes | None:
        for site in sites:
            try:
                return site.file(name)
            except Invalid as invalid:
                found = invalid.problems[0]
            except Exception as error:  # whatever a maker of files does, the server lives on and says it
                said = f"{name} cannot be made: {type(error).__name__}: {' '.join(str(error).split())}"
                found = Problem(name, 1, "", said, "a file that can be made")
            with self._news:
                if all(found.file != known.file for known in self._problems):
                    self._faults.setdefault(name, found)
        return None


class Server(ThreadingHTTPServer):
    """One thread a request; a browser asks for many files at once, while a reading keeps the machine busy."""

    daemon_threads = True
    request_queue_size = 128


def serve(read: Callable[[str], Site], watched: list[Path], port: int, say: Callable[[str], None]) -> None:
    """Serve what is read for an address, on 127.0.0.1 until interrupted; port 0 takes a free one."""
    if hasattr(signal, "SIGPIPE"):  # a browser that leaves ends its request, not the server
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    server = Server(("127.0.0.1", port), BaseHTTPRequestHandler)
    address = f"http://127.0.0.1:{server.server_port}/"
    bench = Bench(lambda: read(address))
    server.RequestHandlerClass = _handler(bench)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"The handbook: {address}")
    try:
        for changed in changes(watched):
            begun = time.monotonic()
            bench.refresh()
            if changed:
                say(f"Changed: {', '.join(path.name for path in changed[:5])}")
            say("\n".join([*map(str, bench.problems), f"Ready after {time.monotonic() - begun:.1f} s"]))
    except KeyboardInterrupt:
        say("Stopped")
    finally:
        server.shutdown()
        server.server_close()


def changes(watched: list[Path]) -> Iterator[list[Path]]:
    """Nothing at once; then the files of each change, once they rest."""
    seen = looked(watched)
    yield []
    while True:
        time.sleep(LOOK)
        now = looked(watched)
        if now == seen:
            continue
        while True:
            time.sleep(SETTLE)
            before, now = now, looked(watched)
            if now == before:
                break
        changed = [path for path in {**seen, **now} if seen.get(path) != now.get(path)]
        seen = now
        yield changed


def looked(watched: list[Path]) -> dict[Path, tuple[int, int]]:
    """Every file with its time and size; one that goes away meanwhile is left out."""
    found = {}
    for top in watched:
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            try:
                stat = path.stat()
            except OSError:
                continue
            if path.is_file() and "__pycache__" not in path.parts:
                found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def _handler(bench: Bench) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One request."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer, whatever happens."""
            address = urlsplit(self.path)
            path = unquote(address.path)
            if path == f"{OWN}state":
                seen = address.query.removeprefix("seen=")
                bench.wait(int(seen) if seen.isdigit() else 0)
                self._give(Answer(HTTPStatus.OK, "application/json", bench.state()))
            elif path == f"{OWN}serve.js":
                self._give(Answer(HTTPStatus.OK, "text/javascript; charset=utf-8", SCRIPT.read_bytes()))
            else:
                normal = posixpath.normpath("/" + path.lstrip("/"))
                self._give(bench.answer(normal + "/" * (path.endswith("/") and normal != "/")))

        def do_HEAD(self) -> None:
            """Answer without the content."""
            self.do_GET()

        def _give(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.content)))
            self.send_header("Cache-Control", "no-store")
            if answer.location:
                self.send_header("Location", answer.location)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.content)

        def handle(self) -> None:
            """Answer until the browser leaves, which it may do at any time."""
            with contextlib.suppress(ConnectionError):
                super().handle()

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Requests are no news."""

    return Handler
