"""Quiet servers of this machine: what tests build on, and one for the tools that open a built site in a browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKED = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".webmanifest")


class Server(http.server.ThreadingHTTPServer):
    """Listens on a free port of this machine."""

    request_queue_size = 128  # with the usual five, a browser that asks for much at once is let wait for seconds

    def __init__(self, handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Sends files as they are, without the headers of a host."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class _Packing(Quiet):
    """Sends texts compressed, over connections that stay open, with their last pages in memory: as hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in PACKED:
            body = _packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@functools.lru_cache(maxsize=256)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


@contextmanager
def serving(
    site: Path, handler: type[http.server.SimpleHTTPRequestHandler] = Quiet, *, packed: bool = False
) -> Iterator[str]:
    """Serve `site` on a free port of this machine; gives the address, with a closing slash."""
    chosen = functools.partial(_Packing if packed else handler, directory=str(site))
    server = Server(chosen)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
