"""A site in a folder of its host works as one at the root: pages, search, short addresses, the offline copy."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..conftest import Handler
from ..serving import Server
from ..test_hosting import toy
from .dialog import LINK, ask
from .test_offline import HURRY, NAMES, kept


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the toy site in a folder of a server; the site knows it."""
    folder = tmp_path_factory.mktemp("host") / "made"
    handler = functools.partial(Handler, directory=str(folder))
    server = Server(handler)
    address = f"http://127.0.0.1:{server.server_port}/handbook/"
    (folder / "handbook").symlink_to(toy(folder, address))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(contexts: Callable[..., BrowserContext], home: str) -> Page:
    context = contexts(base_url=home, service_workers="allow", tolerate=("ERR_INTERNET_DISCONNECTED", "404 ("))
    context.add_init_script(HURRY)
    return context.new_page()


def test_pages_search_and_short_addresses(page: Page, home: str) -> None:
    page.goto("checklists/broken-toy/")
    page.locator(".md-header__button.md-logo").first.click()
    expect(page).to_have_url(home)
    ask(page, "broken toy")
    found = page.locator(LINK).first
    expect(found).to_have_attribute("href", re.compile(re.escape(home)))
    found.click()
    expect(page).to_have_url(re.compile(f"^{re.escape(home)}.+/"))
    page.goto("go/checklist-broken-toy/")
    expect(page).to_have_url(f"{home}checklists/broken-toy/")


def test_the_copy_is_of_the_folder_alone(page: Page, home: str) -> None:
    page.goto("")
    kept(page)
    assert page.evaluate("async () => (await navigator.serviceWorker.ready).scope") == home
    assert [name.rpartition(":")[0] for name in page.evaluate(NAMES)] == ["handbook:/handbook/"]
    page.context.set_offline(True)
    page.goto("checklists/broken-toy/")
    expect(page.locator("h1")).to_be_visible()
    answer = page.goto("no/such/page/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
