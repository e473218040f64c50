"""The handbook keeps the addresses it promised, and every address is promised."""

from __future__ import annotations

import subprocess

import pytest

from macros.built.site import Site

from ..published import FILE, addresses, lost, read, write
from ..sites import ROOT


@pytest.fixture(scope="module")
def promised() -> list[str]:
    return read(FILE.read_text("utf-8"))


def test_no_promise_is_broken(built: Site, promised: list[str]) -> None:
    broken = [f"{address}: {why}" for address, why in lost(promised, built)]
    advice = "a page that moved needs a redirect in mkdocs.yml; an anchor that changed, its old id beside the new"
    assert not broken, "\n".join([*broken, advice])


def test_every_address_is_promised(built: Site, promised: list[str]) -> None:
    new = sorted(addresses(built) - set(promised))
    assert not new, "\n".join([*new, "`make published` promises these"])


def test_the_file_is_as_the_command_writes_it() -> None:
    text = FILE.read_text("utf-8")
    assert text == write(read(text)), "`make published` writes it anew"


def test_no_promise_is_taken_out(promised: list[str]) -> None:
    """The last commit's promises are all here; where there is no commit yet, there are none to keep."""
    name = FILE.relative_to(ROOT).as_posix()
    show = ["git", "show", f"HEAD:{name}"]
    committed = subprocess.run(show, cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout
    gone = sorted(set(read(committed)) - set(promised))
    assert not gone, "\n".join([*gone, f"put these back into {name}: an address is promised for ever"])
