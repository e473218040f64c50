"""Short addresses in a real browser: without JavaScript, in a sub-folder, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.exports import shortlinks
from macros.library import Library

from .conftest import violations


@pytest.fixture(scope="module")
def in_a_folder(site: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the handbook in a sub-folder of a host."""
    host = tmp_path_factory.mktemp("host")
    (host / "our" / "handbook").parent.mkdir()
    (host / "our" / "handbook").symlink_to(site)
    return f"{serve(host)}/our/handbook/"


@pytest.mark.parametrize("scripted", [False, True])
def test_an_address_lands_on_the_exact_place(
    contexts: Callable[..., BrowserContext], in_a_folder: str, library: Library, *, scripted: bool
) -> None:
    id_, script = next(iter(library.scripts.items()))
    page = contexts(java_script_enabled=scripted).new_page()
    page.goto(f"{in_a_folder}go/{id_}/")
    page.wait_for_url(f"{in_a_folder}scripts/{script.moment}/#script-{id_}")
    expect(page.locator(f"#script-{id_}")).to_be_visible()


def test_back_leads_past_it(page: Page, address: str, library: Library) -> None:
    """A refresh takes the place of the short address in the history, so that Back is no trap."""
    id_ = next(iter(library.checklists))
    page.goto(f"{address}/about/")
    page.goto(f"{address}/go/checklist-{id_}/")
    page.wait_for_url(f"{address}/checklists/{id_}/")
    page.go_back()
    page.wait_for_url(f"{address}/about/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_shared_name_gives_a_choice(
    contexts: Callable[..., BrowserContext], in_a_folder: str, library: Library, scheme: str
) -> None:
    name, entries = next((name, found) for name, found in shortlinks.names(library).items() if len(found) > 1)
    page = contexts(viewport={"width": 390, "height": 844}, color_scheme=scheme).new_page()
    page.goto(f"{in_a_folder}go/{name}/")
    links = page.locator("main a")
    expect(links).to_have_count(len(entries))
    for link in links.all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{in_a_folder}{entries[0].address}")
