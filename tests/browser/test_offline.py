"""One visit keeps the whole handbook on the device: every page opens without a network, and no two versions mix."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, Page, expect

from macros.publish import offline

from ..kinds import SINGLE
from ..sites import ROOT
from .conftest import stop_clock
from .dialog import LINK, ask

# A site that is quickly kept: some pages, and everything that is no page.
FEW = {"index.html", "404.html", *(f"{page}index.html" for page in ("about/", "about/offline/", "situations/"))}
WORK, REMOVAL = ((ROOT / "overrides" / path).read_text(encoding="utf-8") for path in (offline.WORK, offline.REMOVAL))

# A page's own wait before it asks for a copy (4 s) is cut short: a test has less time than a reader. Others stay: a
# reload that does not wait for the new version would meet the old copy as it goes, and what is said must stay a while.
HURRY = "const wait = setTimeout; self.setTimeout = (then, time, ...all) => wait(then, time === 4e3 ? 6 : time, ...all)"
NAMES = "async () => (await caches.keys()).sort()"
ROOM = "StorageManager.prototype.estimate = async () => ({ quota: 60_000, usage: 0 })"
KEPT = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'"
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
TAKEN = "async () => !(await navigator.serviceWorker.getRegistration()).waiting"
PATIENCE = 120  # seconds: a slow machine takes its time for hundreds of files


def until(page: Page, condition: str) -> None:
    """Wait for a condition that is a promise."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


def kept(page: Page) -> None:
    """Wait until the device keeps the site.

    The page need not be under the copy: one that was asked for before, and came after, never is. The next one is.
    """
    until(page, KEPT)


Visit = Callable[[str], Page]


def publish(site: Path, edits: Mapping[str, tuple[str, str]] | None = None) -> None:
    """Publish a version: each edit replaces words of a page."""
    for name, (old, new) in (edits or {}).items():
        text = (site / name).read_text(encoding="utf-8")
        assert old in text
        (site / name).write_text(text.replace(old, new), encoding="utf-8")
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    files = {name: (site / name).read_bytes() for name in names if offline.keeps(name)}
    worker = offline.worker(WORK, offline.precached(files), offline.size(files))
    (site / "sw.js").write_text(worker, encoding="utf-8")


def small(site: Path, target: Path, *pages: str) -> Path:
    """A small copy of the site, with these pages beside the usual few."""
    wanted = FEW | {f"{page}index.html" for page in pages}
    for path in (path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name in wanted or name == "_headers" or (offline.keeps(name) and not name.endswith(".html")):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)
    publish(target)
    return target


def heading(site: Path) -> str:
    """What the page about the handbook calls itself."""
    return html.parse(str(site / "about" / "index.html")).findtext(".//h1").strip()


@pytest.fixture
def own(site: Path, tmp_path: Path) -> Path:
    """A small copy of the site, which a test may publish anew."""
    return small(site, tmp_path / "site")


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext]) -> Visit:
    """visit(address) -> a page of the site there, once the device keeps all of it."""

    def go(address: str) -> Page:
        tolerated = ("ERR_INTERNET_DISCONNECTED", "404 (", "is not of version")
        context = contexts(base_url=f"{address}/", service_workers="allow", tolerate=tolerated)
        context.add_init_script(HURRY)
        page = context.new_page()
        page.goto("")
        kept(page)
        return page

    return go


def test_the_whole_handbook_opens_without_a_network(visit: Visit, address: str) -> None:
    page = visit(address)
    page.context.set_offline(True)
    stop_clock(page)  # a page at rest loads the search, and the next page would break that off
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for kind in SINGLE:
        page.goto(kind)
        assert page.locator("h1").count() == 1, kind
        page.wait_for_load_state("networkidle")
    assert failed == []
    page.goto("situations/")
    page.locator("article a[href^='angry-caller']").first.click()
    expect(page).to_have_url(re.compile("/situations/angry-caller/$"))
    ask(page, page.locator("h1").inner_text())
    expect(page.locator(LINK).first).to_have_attribute("href", re.compile("angry-caller"))


def test_every_form_of_an_address_without_a_network(visit: Visit, serve: Callable[[Path], str], own: Path) -> None:
    address = serve(own)
    page = visit(address)
    page.context.set_offline(True)
    for asked, path in {
        "about/?embed": "/about/?embed",
        "about/index.html": "/about/index.html",
        "about": "/about/",
        "about?x=1": "/about/?x=1",
        "about/#words": "/about/#words",
    }.items():
        page.goto(asked)
        assert page.url == address + path
        expect(page.locator(".md-content h1")).to_contain_text(heading(own))
    answer = page.goto("constructor/nowhere/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    page.goto("cards/decks/deck-a4.pdf")
    assert page.url == f"{address}/about/offline/#not-kept"


def test_files_whose_names_addresses_spell_otherwise(visit: Visit, serve: Callable[[Path], str], own: Path) -> None:
    (own / "über uns").mkdir()
    shutil.copyfile(own / "about" / "index.html", own / "über uns" / "index.html")
    (own / "assets" / "größe #1 50%20?.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    publish(own)
    address = serve(own)
    page = visit(address)
    page.goto("")
    page.context.set_offline(True)
    for asked in ("über uns/?a=b", "%C3%BCber%20uns?a=b"):
        page.goto(asked)
        assert page.url == f"{address}/%C3%BCber%20uns/?a=b"
        expect(page.locator(".md-content h1")).to_contain_text(heading(own))
    asked = "/assets/gr%C3%B6%C3%9Fe%20%231%2050%2520%3F.svg"
    assert page.evaluate("async (asked) => (await fetch(asked)).status", asked) == 200
    answer = page.goto("%E0%A4%A/")  # no name at all
    assert answer
    assert answer.status == 404


@pytest.mark.parametrize(
    "remove",
    [
        "await Promise.all(names.map((name) => caches.delete(name)))",
        "const cache = await caches.open(names[0]); await cache.delete('/about/'); await cache.delete('/?whole')",
    ],
    ids=["all of it", "and the network went as it came again"],
)
def test_what_another_site_has_removed_comes_again(
    visit: Visit, serve: Callable[[Path], str], own: Path, remove: str
) -> None:
    page = visit(serve(own))
    page.goto("about/offline/")
    expect(page.locator("kept-copy")).to_contain_text("whole handbook")
    page.evaluate(f"async () => {{ const names = await caches.keys(); {remove} }}")
    page.goto("about/offline/")
    expect(page.locator("kept-copy")).to_contain_text("whole handbook", timeout=PATIENCE * 1000)
    page.context.set_offline(True)
    page.goto("about/")
    expect(page.locator("h1")).to_contain_text(heading(own))


def test_a_copy_that_cannot_be_read_hides_nothing(visit: Visit, serve: Callable[[Path], str], own: Path) -> None:
    text = (own / "sw.js").read_text(encoding="utf-8")
    (own / "sw.js").write_text(f"caches.match = () => Promise.reject(new Error('broken'))\n{text}", encoding="utf-8")
    page = visit(serve(own))
    page.goto("about/")
    expect(page.locator("h1")).to_contain_text(heading(own))


def test_a_host_that_says_that_answers_vary(visit: Visit, serve: Callable[[Path], str], own: Path) -> None:
    with (own / "_headers").open("a", encoding="utf-8") as headers:
        headers.write("  Vary: *\n")
    page = visit(serve(own))
    page.context.set_offline(True)
    page.goto("about/")
    expect(page.locator("h1")).to_contain_text(heading(own))


def test_a_copy_that_is_removed_while_it_comes_is_none(
    contexts: Callable[..., BrowserContext], serve: Callable[[Path], str], own: Path
) -> None:
    removing = """const put = Cache.prototype.put
Cache.prototype.put = async function (...all) {
  await put.apply(this, all)
  if (all[0].endsWith("404.html")) await caches.delete(CACHE)
}
"""
    text = (own / "sw.js").read_text(encoding="utf-8")
    (own / "sw.js").write_text(removing + text, encoding="utf-8")
    page = contexts(base_url=f"{serve(own)}/", service_workers="allow").new_page()
    page.goto("about/")
    assert (
        page.evaluate(
            """async () => {
          const { installing } = await navigator.serviceWorker.register("../sw.js")
          while (installing.state === "installing") await new Promise((done) => setTimeout(done, 50))
          return installing.state
        }"""
        )
        == "redundant"
    )


def test_a_newer_version_waits_until_it_is_asked_for(visit: Visit, serve: Callable[[Path], str], own: Path) -> None:
    page, old = visit(serve(own)), heading(own)
    other = page.context.new_page()
    other.goto("about/")
    requests: list[str] = []
    page.context.on("request", lambda request: requests.append(request.url) if request.service_worker else None)
    publish(own, {"about/index.html": (old, "About the newer one")})
    page.goto("situations/")
    until(page, WAITING)
    bar = page.get_by_text("newer version")
    expect(bar.first).to_be_visible()
    page.get_by_role("button", name="Not now").press("Enter")
    expect(page.locator(".hb-news")).to_have_count(0)
    assert page.evaluate("document.activeElement.localName") == "h1"  # where the page begins, if nowhere before
    # What did not change is not asked for again; sitemap.xml may change at any time.
    asked = {url.rpartition(":")[2].partition("/")[2] for url in requests}
    assert asked <= {"about/", "sitemap.xml", "sw.js"}
    assert "about/" in asked
    page.goto("about/")
    expect(page.locator("h1")).to_contain_text(old)
    expect(page.locator(".hb-news")).to_have_count(0)  # it was said once
    assert len(page.evaluate(NAMES)) == 2
    third = page.context.new_page()
    third.goto("")
    third.evaluate("window.here = true")
    other.evaluate("window.here = true")
    reload = third.get_by_role("button", name="Reload")
    reload.focus()
    third.keyboard.press("Enter")
    third.wait_for_function("() => !window.here && document.readyState === 'complete'")
    until(third, TAKEN)  # a browser may put that off until after the reload
    third.goto("about/")
    expect(third.locator("h1")).to_contain_text("About the newer one")
    assert len(third.evaluate(NAMES)) == 1
    # Another tab stays as it is until its reader follows a link.
    assert other.evaluate("window.here") is True
    other.locator(".md-header__button.md-logo").first.click()
    expect(other).to_have_url(f"{serve(own)}/")
    assert other.evaluate("window.here") is None


def test_a_version_that_does_not_come_whole_changes_nothing(
    visit: Visit, serve: Callable[[Path], str], own: Path
) -> None:
    page, old = visit(serve(own)), heading(own)
    publish(own, {"about/index.html": (old, "About the newer one")})
    (own / "about" / "index.html").write_text("of yet another version", encoding="utf-8")
    states = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready
          await registration.update().catch(() => {})
          const worker = registration.installing
          if (worker) await new Promise((done) => worker.addEventListener("statechange", done))
          return [registration.waiting, worker?.state]
        }"""
    )
    assert states[0] is None
    assert states[1] in (None, "redundant")
    page.context.set_offline(True)
    page.goto("about/")
    expect(page.locator("h1")).to_contain_text(old)
    expect(page.locator(".hb-news")).to_have_count(0)


def test_what_removes_it_removes_all_of_it(visit: Visit, serve: Callable[[Path], str], own: Path) -> None:
    page = visit(serve(own))
    page.evaluate("async () => void await caches.open('of a neighbour')")
    (own / "sw.js").write_text(REMOVAL, encoding="utf-8")
    page.goto("about/")
    until(page, "async () => (await caches.keys()).length === 1 && !(await navigator.serviceWorker.getRegistration())")
    assert page.evaluate(NAMES) == ["of a neighbour"]


@pytest.mark.parametrize("known", [True, False], ids=["told by the browser", "met on the way"])
def test_without_room_for_all_nothing_is_kept(
    contexts: Callable[..., BrowserContext], serve: Callable[[Path], str], own: Path, known: bool
) -> None:
    if known:  # Chromium says that there is more room than it gives
        text = (own / "sw.js").read_text(encoding="utf-8")
        (own / "sw.js").write_text(f"{ROOM}\n{text}", encoding="utf-8")
    address = serve(own)
    context = contexts(base_url=f"{address}/", service_workers="allow")
    page = context.new_page()
    stop_clock(page)  # this test asks for the copy: the page, which would try once more, never comes to it
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url) if request.service_worker else None)
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": address, "quotaSize": 60_000})
    page.goto("about/offline/")
    states = page.evaluate(
        """async () => {
          const { installing } = await navigator.serviceWorker.register("../../sw.js")
          await new Promise((done) => installing.addEventListener("statechange", done, { once: true }))
          return [installing.state, await caches.keys()]
        }"""
    )
    assert states == ["redundant", []]
    assert not (known and [url for url in asked if not url.endswith("sw.js")]), asked
    page.reload()
    expect(page.locator("kept-copy")).to_contain_text("no copy yet")


def test_no_copy_is_made_for_a_reader_who_saves_data(contexts: Callable[..., BrowserContext], address: str) -> None:
    context = contexts(service_workers="allow")
    context.add_init_script(HURRY)
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    page.goto("about/")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


# An app of its own ----------------------------------------------------------------------


def test_it_can_be_installed(page: Page, address: str) -> None:
    page.goto("decide/abuse/")
    client = page.context.new_cdp_session(page)
    found = client.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert found["url"] == f"{address}/manifest.webmanifest"
    sizes = "async (src) => { const made = new Image(); made.src = src; await made.decode(); return made.naturalWidth }"
    for icon in manifest["icons"]:
        width = page.evaluate(sizes, "/" + icon["src"])
        assert icon["sizes"] == f"{width}x{width}"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    errors = [error["errorId"] for error in client.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert set(errors) <= {"in-incognito"}  # as every page of a test is
