"""What a reader types stays in their tab: no request, no log of a host, no address and no long storage ever holds it.

A word that stands nowhere else is typed into every field of a page of each kind, and looked for wherever it could get.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..conftest import Handler
from ..serving import Server
from .dialog import LINK, ask

CANARY = "Quuxwell"
PATHS = ("scripts/", "scripts/limits/", "situations/angry-caller/", "start/link-kit/", "decide/abuse/", "about/?q=x")
FIELDS = "input:is([type=text], [type=search], :not([type])), textarea:not([readonly])"
# What outlasts the tab, and what others may read of it.
KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
  const databases = await indexedDB.databases()
  return JSON.stringify([{ ...localStorage }, document.cookie, location.href, history.state, document.title,
    databases.map(({ name }) => name), caches_.flat().map(({ url }) => url)])
}"""


class _Logging(Handler):
    """A host that keeps a log as hosts do, with the address before and all that a browser says of itself."""

    log: ClassVar[list[str]] = []

    def log_message(self, *arguments: object) -> None:
        self.log.append(f"{arguments} {self.headers}")


@pytest.fixture
def logged(site: Path) -> Iterator[str]:
    """Address of the handbook on a host that keeps a log."""
    _Logging.log.clear()
    server = Server(functools.partial(_Logging, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _typed(page: Page) -> int:
    """Type the word into every field of the page, opened first where it is folded away; how many there were."""
    page.locator("article details").evaluate_all("all => all.forEach((part) => (part.open = true))")
    fields = [field for field in page.locator(FIELDS).all() if field.is_visible() and field.is_editable()]
    for field in fields:
        field.fill(f"Mrs {CANARY}")
        assert field.get_attribute("spellcheck") == "false", field
        assert field.get_attribute("translate") == "no", field
    return len(fields)


def test_what_is_typed_leaves_the_tab_nowhere(contexts: Callable[..., BrowserContext], logged: str) -> None:
    context = contexts(base_url=logged, reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    sent: list[str] = []
    context.on("request", lambda request: sent.append(json.dumps([request.url, request.headers, request.post_data])))
    page = context.new_page()
    fields = 0
    for path in PATHS:
        page.goto(path)
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")
        fields += _typed(page)
        ask(page, f"refund {CANARY}")
        expect(page.locator(LINK).first).to_be_visible()
        page.keyboard.press("Escape")
        kept = page.evaluate(KEPT)
        assert CANARY not in kept.replace(f"#words=Mrs+{CANARY}", ""), path  # the one fragment, which is never sent
        page.reload()
        page.locator(".md-tabs__link").first.click()
        page.wait_for_url(logged)
        page.go_back()
    assert fields > 6
    assert len(_Logging.log) > 20
    assert [line for line in (*sent, *_Logging.log) if CANARY in line] == []


# Whatever stands in the storage ---------------------------------------------------------

HOSTILE = ("", "{", "null", "[]", "{}", "1", "-1", '"x"', "[[]]", '[["a"]]', '[["a",{"value":1}]]', '{"channels":{}}')
HOSTILE += ('["__proto__"]', '{"__proto__":{"at":1}}', '[["constructor",{"value":"C","from":"x"}]]', "<b>" * 2000)
HOSTILE += ('{"tone":{"toString":1},"channels":[{"toString":1,"valueOf":1}]}',)  # what cannot be made a text
KEYS = {
    "localStorage": (
        "handbook:ticks:during-angry-call",
        "handbook:ticks:support",
        "handbook:palette",
        "/.__palette",
        "/.__tabs",
        "/.__announce",
    ),
    "sessionStorage": (
        "handbook:blanks",
        "handbook:fields",
        "handbook:choice",
        "handbook:walk:abuse",
        "handbook:told-of-version",
    ),
}
PAGES = {
    "checklists/during-angry-call/": "check-list .hb-bar",
    "start/support/": "check-list .hb-bar",
    "scripts/limits/": "copy-script .hb-bar",
    "decide/live-call/?abuse.x=y": ".tree__step:not([hidden]) .tree__option",
}


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_in_the_storage_stops_a_tool(page: Page, value: str) -> None:
    page.add_init_script(
        f"""for (const [area, keys] of Object.entries({json.dumps(KEYS)}))
          for (const key of keys) window[area].setItem(key, {json.dumps(value)})"""
    )
    for path, tool in PAGES.items():
        page.goto(path)
        expect(page.locator(tool).first).to_be_visible()
    ask(page, "refund")  # the same program on every page
    expect(page.locator(LINK).first).to_be_visible()


def test_a_field_may_be_called_as_what_every_object_has(page: Page) -> None:
    """A building firm has a constructor."""
    page.goto("scripts/limits/")
    for name in ("constructor", "__proto__", "toString"):
        page.evaluate(
            """(name) => {
              const field = document.querySelector("copy-script .script__variant:not(.is-off) .field")
              const own = field.closest("copy-script")
              const other = own.cloneNode(true)
              for (const made of other.querySelectorAll(".script__choices, .script__bar, .fill, .script__carried"))
                made.remove()
              for (const one of other.querySelectorAll(".field")) one.dataset.field = name
              own.replaceWith(other)
            }""",
            name,
        )
        script = page.locator("copy-script:has(.script__variant:not(.is-off) .field)").first
        script.locator(".fill > summary").click()
        script.locator("[data-for]").first.fill(f"Dana {name}")
        expect(script.locator(".script__variant:not(.is-off) .field").first).to_have_text(f"Dana {name}")
        page.reload()
