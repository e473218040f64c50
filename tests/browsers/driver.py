"""A browser, steered as the WebDriver standard has it: WebKit over HTTP, Firefox by the same commands over a socket.

Firefox speaks them over a socket by itself (Marionette), so that nothing stands between it and the tests.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from ..servers import end, free_port
from . import engines

WAIT = 15.0  # seconds that a slow machine may take for what a fast one does at once
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the standard's own name for a reference
KEYS = {
    "Enter": "\ue007",
    "Tab": "\ue004",
    "Escape": "\ue00c",
    "Space": " ",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Up": "\ue013",
}
# What Firefox calls the commands, and where the standard has them.
COMMANDS = {
    "Navigate": ("POST", "url"),
    "GetCurrentURL": ("GET", "url"),
    "Back": ("POST", "back"),
    "Forward": ("POST", "forward"),
    "Refresh": ("POST", "refresh"),
    "ExecuteScript": ("POST", "execute/sync"),
    "FindElement": ("POST", "element"),
    "ElementClick": ("POST", "element/{id}/click"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "PerformActions": ("POST", "actions"),
    "SetWindowRect": ("POST", "window/rect"),
    "SetTimeouts": ("POST", "timeouts"),
    "DeleteSession": ("DELETE", ""),
}


class Link(Protocol):
    """How a browser is spoken to."""

    def call(self, command: str, given: Mapping[str, Any]) -> Any:
        """What a command gives; RuntimeError with the browser's words where it fails."""

    def close(self) -> None:
        """End the browser."""


class Firefox:
    """Firefox without a window, with a profile of its own."""

    def __init__(self, program: str, given: dict[str, str]) -> None:
        self.profile = Path(tempfile.mkdtemp(prefix="handbook-firefox-"))
        preferences = {
            "marionette.port": 0,  # a free one
            "app.update.enabled": False,
            "browser.shell.checkDefaultBrowser": False,
            "browser.startup.page": 0,
            "datareporting.policy.dataSubmissionEnabled": False,
            "dom.ipc.processCount": 1,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "toolkit.telemetry.reportingpolicy.firstRun": False,
            "ui.prefersReducedMotion": 1,
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (self.profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        # What screen readers are told is asked of the browser itself, which newer ones grant with this alone.
        own = ["--remote-allow-system-access", "--no-remote", "--profile", str(self.profile)]
        command = [program, "--marionette", "--headless", *own]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        # Its sandbox lets a page read no font of ours: it would print boxes.
        environment = {**given, "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
        self.process = subprocess.Popen(command, env=environment, **quiet)  # type: ignore[call-overload]
        self.number = 0
        port = int(until(lambda: self._port(), "Firefox does not start", 60))
        self.socket = socket.create_connection(("127.0.0.1", port), 120)
        self._read()  # it greets
        self.call("NewSession", {"capabilities": {}})

    def _port(self) -> str:
        file = self.profile / "MarionetteActivePort"
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def call(self, command: str, given: Mapping[str, Any]) -> Any:
        return self._ask(f"WebDriver:{command}", given)

    def inside(self, script: str) -> Any:
        """What a script gives that runs in the browser itself."""
        self._ask("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.call("ExecuteScript", {"script": script, "args": []})
        finally:
            self._ask("Marionette:SetContext", {"value": "content"})

    def _ask(self, command: str, given: Mapping[str, Any]) -> Any:
        self.number += 1
        message = json.dumps([0, self.number, command, given]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result["value"] if isinstance(result, dict) and list(result) == ["value"] else result

    def _read(self) -> Any:
        size = b""
        while (byte := self.socket.recv(1)) != b":":
            assert byte, "Firefox has gone"
            size += byte
        text = b""
        while len(text) < int(size):
            text += self.socket.recv(int(size) - len(text))
        return json.loads(text)

    def close(self) -> None:
        self.socket.close()
        end(self.process)
        shutil.rmtree(self.profile, ignore_errors=True)


class WebKit:
    """WebKit behind its driver, on a screen that nobody sees."""

    def __init__(self, program: engines.WebKit, given: dict[str, str]) -> None:
        self.running: list[subprocess.Popen[bytes]] = []
        environment = {**given, **screen(self.running)}
        options = {"webkitgtk:browserOptions": {"binary": program.window, "args": ["--automation"]}}
        port = free_port()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started = subprocess.Popen([program.driver, f"--port={port}"], env=environment, **quiet)  # type: ignore[call-overload]
        self.running.append(started)
        self.address = f"http://127.0.0.1:{port}/session"
        until(lambda: self._answers(), "WebKit's driver does not start", 30)
        self.session = self._ask("POST", "", {"capabilities": {"alwaysMatch": options}})["sessionId"]

    def _answers(self) -> bool:
        try:
            self._ask("GET", "/../status", None)
        except (OSError, RuntimeError):
            return False
        return True

    def call(self, command: str, given: Mapping[str, Any]) -> Any:
        method, path = COMMANDS[command]
        body = dict(given)
        if "{id}" in path:
            path = path.format(id=body.pop("id"))
        return self._ask(method, f"/{self.session}/{path}".rstrip("/"), body if method == "POST" else None)

    def _ask(self, method: str, path: str, body: Any) -> Any:
        address = self.address.removesuffix("/session") + "/status" if path == "/../status" else self.address + path
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from None

    def close(self) -> None:
        try:
            self.call("DeleteSession", {})
        finally:
            for process in reversed(self.running):
                end(process)


def screen(running: list[subprocess.Popen[bytes]]) -> dict[str, str]:
    """The environment of a program on a screen that nobody sees; its server is added to `running`."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    running.append(subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    assert number, "Xvfb does not start"
    quiet = {"LIBGL_ALWAYS_SOFTWARE": "1", "GTK_A11Y": "none", "NO_AT_BRIDGE": "1"}
    return {"DISPLAY": f":{number}", "LC_ALL": "C.UTF-8", **quiet}  # GTK knows its file printer by its English name


def until(ask: Callable[[], Any], what: str, patience: float = WAIT) -> Any:
    """What `ask` gives once it gives anything; AssertionError with `what` where it never does."""
    last = time.monotonic() + patience
    while not (found := ask()):
        assert time.monotonic() < last, what
        time.sleep(0.05)
    return found


class Browser:
    """What a reader does, in either browser."""

    def __init__(self, link: Link, name: str) -> None:
        self.link, self.name, self.base = link, name, ""
        self.link.call("SetTimeouts", {"script": 60_000, "pageLoad": 60_000, "implicit": 0})
        self.size(1280, 900)

    def size(self, width: int, height: int) -> None:
        """Give the window a size."""
        self.link.call("SetWindowRect", {"width": width, "height": height})

    def open(self, path: str) -> None:
        """Go to a page of the site, and wait until it has loaded."""
        self.link.call("Navigate", {"url": self.base + path})

    def back(self) -> None:
        self.link.call("Back", {})

    def forward(self) -> None:
        self.link.call("Forward", {})

    def reload(self) -> None:
        self.link.call("Refresh", {})

    @property
    def path(self) -> str:
        """Where the reader is, below the site's own address."""
        return str(self.link.call("GetCurrentURL", {})).removeprefix(self.base)

    def get(self, expression: str, *given: Any) -> Any:
        """The value of an expression of JavaScript; `given` stand in it as a, b, c."""
        names = dict(zip("abc", range(len(given)), strict=False))
        head = "".join(f"const {name} = arguments[{index}];" for name, index in names.items())
        return self.link.call("ExecuteScript", {"script": f"{head} return {expression}", "args": list(given)})

    def until(self, expression: str, *given: Any) -> Any:
        """Wait until an expression is true; gives its value."""

        def ask() -> Any:
            try:
                return self.get(expression, *given)
            except RuntimeError as error:  # between two pages
                return self._between(error)

        return until(ask, f"{self.name}, {self.path}: never {expression} {given}")

    def _between(self, error: RuntimeError) -> None:
        if "SyntaxError" in str(error):
            raise error

    def click(self, selector: str) -> None:
        """Press what a selector names first, once it is there, where a reader would."""
        self.until("document.querySelector(a)?.getClientRects().length", selector)
        self.get("document.querySelector(a).scrollIntoView({ block: 'center', behavior: 'instant' })", selector)
        self.link.call("ElementClick", {"id": self._element(selector)})

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.link.call("ElementSendKeys", {"id": self._element(selector), "text": text})

    def press(self, *keys: str) -> None:
        """Press keys together, wherever the focus is."""
        named = [KEYS.get(key, key) for key in keys]
        down = [{"type": "keyDown", "value": key} for key in named]
        up = [{"type": "keyUp", "value": key} for key in reversed(named)]
        actions = [{"type": "key", "id": "keys", "actions": [*down, *up]}]
        self.link.call("PerformActions", {"actions": actions})

    def _element(self, selector: str) -> str:
        found = self.link.call("FindElement", {"using": "css selector", "value": selector})
        return str(found[ELEMENT])

    def pasted(self) -> str:
        """What the clipboard holds, by pasting it."""
        self.get("document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'pasted' }))")
        self.click("#pasted")
        self.press("Control", "v")
        self.until("document.querySelector('#pasted').value")
        text = self.get("document.querySelector('#pasted').value")
        self.get("document.querySelector('#pasted').remove()")
        return str(text)


def start(name: str, given: dict[str, str]) -> Link:
    """The browser of that name in the environment `given`; AssertionError with advice where there is none."""
    program = engines.HAVE[name]()
    assert program, engines.ADVICE[name]
    return Firefox(program, given) if isinstance(program, str) else WebKit(program, given)
