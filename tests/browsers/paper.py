"""Print a page as a reader of Firefox or WebKit does."""

from __future__ import annotations

import base64
import re
import subprocess
from pathlib import Path

import pypdfium2

from . import engines
from .driver import Browser, screen


def printed(browser: Browser, fonted: dict[str, str], path: str, file: Path, paper: str, way: str) -> Path:
    """`file`, which then holds the PDF of a page."""
    if browser.name == "firefox":
        browser.open(path)
        browser.until("document.fonts.status === 'loaded'")
        browser.until("!document.querySelector('card-deck') || document.querySelector('.sheet')")
        browser.until("[...document.querySelectorAll('.sheet img')].every((code) => code.complete)")
        size = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}[paper]
        given = {"orientation": way, "page": {"width": size[0], "height": size[1]}, "background": False}
        file.write_bytes(base64.b64decode(browser.link.call("Print", given)))
    else:
        program = [engines.SYSTEM_PYTHON, str(Path(__file__).with_name("webkit_print.py")), browser.base + path]
        running: list[subprocess.Popen[bytes]] = []
        try:
            environment = {**fonted, **screen(running)}
            size_name = {"a4": "iso_a4", "letter": "na_letter"}[paper]
            command = [*program, str(file), size_name, way]
            subprocess.run(command, env=environment, check=True, capture_output=True, timeout=90)
        finally:
            for process in running:
                process.terminate()
                process.wait()
    assert re.match(rb"%PDF", file.read_bytes())
    return file


def pictures(browser: Browser, fonted: dict[str, str], path: str, file: Path, paper: str, way: str) -> list[object]:
    """The pages as pictures."""
    with pypdfium2.PdfDocument(printed(browser, fonted, path, file, paper, way)) as document:
        return [page.render(scale=3, grayscale=True).to_pil() for page in document]
