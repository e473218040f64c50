"""Real web servers on this machine alone, with the configuration that the build writes for them."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.publish import hosting

NGINX = "/usr/sbin/nginx"  # not on everybody's path

MAIN = """
{user}worker_processes auto;
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/handbook.conf;
}}
"""


def find(name: str) -> str | None:
    """Where a server is installed, or None."""
    return shutil.which(name) or (NGINX if name == "nginx" and Path(NGINX).is_file() else None)


def free_port() -> int:
    """A port of this machine that nobody uses, of those that a system gives nobody by itself: it stays free."""
    for port in random.SystemRandom().sample(range(10_000, 32_000), 100):
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@contextmanager
def running(name: str, site: Path, folder: Path) -> Iterator[str]:
    """The address of a server ("nginx", "caddy") for a built site, without a closing slash; its own files in `folder`.

    Raises AssertionError where it does not start.
    """
    port = free_port()
    program = find(name)
    assert program, f"{name} is not installed"
    text = (site / hosting.FOLDER / ("nginx.conf" if name == "nginx" else "Caddyfile")).read_text(encoding="utf-8")
    if name == "nginx":
        text = text.replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/usr/share/nginx/html/", f"{site}/")
        (folder / "handbook.conf").write_text(text, encoding="utf-8")
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
        command = [program, "-e", "stderr", "-c", str(folder / "nginx.conf")]
    else:
        text = text.replace(":8080 {", f"http://127.0.0.1:{port} {{").replace("root * /srv", f"root * {site}")
        text = "{\n\tadmin off\n\tauto_https off\n}\n" + text
        (folder / "Caddyfile").write_text(text, encoding="utf-8")
        command = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=home)
        try:
            _wait(process, port, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            end(process)


def end(process: subprocess.Popen[bytes], patience: float = 10) -> None:
    """Ask a server to end; one that does not is killed, or it would hold its port for ever."""
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + 20
    while True:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        else:
            return
