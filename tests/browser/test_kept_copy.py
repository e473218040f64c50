"""<kept-copy>: what it says of the copy on this device, none, a part and all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from .conftest import stop_clock
from .test_offline import NAMES, kept, small


def test_the_page_says_whether_the_copy_is_whole(
    contexts: Callable[..., BrowserContext], serve: Callable[[Path], str], site: Path, tmp_path: Path
) -> None:
    context = contexts(base_url=f"{serve(small(site, tmp_path / 'site'))}/", service_workers="allow")
    page = context.new_page()
    stop_clock(page)  # the copy begins after 4 seconds, however long what comes before it takes here
    page.goto("about/offline/")
    told = page.locator("kept-copy")
    expect(told).to_contain_text("no copy yet")
    page.evaluate(
        """async () => {
          const begun = await caches.open("handbook:/:begun")
          for (const path of ["/", "/about/"]) await begun.put(path, new Response("a part"))
        }"""
    )
    page.clock.run_for(2000)  # until it looks again
    expect(told).to_contain_text("2 files so far")
    page.clock.resume()
    kept(page)
    expect(told).to_contain_text("whole handbook")
    assert page.evaluate(NAMES) != ["handbook:/:begun"]
