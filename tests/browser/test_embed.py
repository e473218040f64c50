"""?embed: one item alone in a frame on another origin, whose page allows nothing but the frame."""

from __future__ import annotations

import http.server
import re
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from ..serving import Server
from .conftest import violations

ITEMS = {
    "checklist": "checklists/follow-up/?embed",
    "tree": "decide/abuse/?embed",
    "script": "scripts/listening/?embed#script-restate-and-check",
    "path": "start/support/?embed",
    "scene": "practice/shouting-caller/?embed",
}
SHOWN = {
    "checklist": ".checklist",
    "tree": ".tree",
    "script": "#script-restate-and-check + .script",
    "path": ".path",
    "scene": ".practice",
}
SANDBOX = "allow-scripts allow-popups allow-forms"
CHROME = ".md-header, .md-tabs, .md-sidebar, .md-footer, .hb-search, .md-skip, .print-foot"

Open = Callable[..., tuple[Page, Frame]]


class _Host(http.server.BaseHTTPRequestHandler):
    """A page with one frame: /?src=ADDRESS&sandbox=TOKENS&width=PIXELS."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        given = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        source = given.get("src", "")
        sandbox = f' sandbox="{given["sandbox"]}"' if "sandbox" in given else ""
        frame = (
            f'<iframe src="{source}" width="{given.get("width", "600")}" height="700" title="Item"{sandbox}></iframe>'
        )
        body = f"<!doctype html><html lang=en><title>A wiki</title><h1>A wiki</h1>{frame}".encode()
        allowed = "://".join(urlsplit(source)[:2])
        self.send_response(200)
        self.send_header("Content-Security-Policy", f"default-src 'none'; frame-src {allowed}; script-src 'none'")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """The address of the other site."""
    server = Server(_Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def framed(contexts: Callable[..., BrowserContext], address: str, host: str) -> Open:
    """framed(item, sandbox=..., width=...) -> the page of the other site, and the frame in it."""

    def open_(item: str, sandbox: str | None = None, width: int = 600, script: str = "") -> tuple[Page, Frame]:
        page = contexts(reduced_motion="reduce").new_page()
        if script:
            page.add_init_script(script)
        query = f"src={quote(f'{address}/{item}', safe='')}&width={width}"
        page.goto(f"{host}/?{query}" + (f"&sandbox={quote(sandbox)}" if sandbox else ""))
        frame = page.frames[1]
        frame.wait_for_load_state()
        return page, frame

    return open_


def _alone(frame: Frame, kind: str) -> None:
    """The item is shown, with its name and the line that says where it is from, and nothing else."""
    expect(frame.locator(SHOWN[kind])).to_be_visible()
    expect(frame.locator("h1")).to_have_count(1)
    expect(frame.locator(".embed__credit a")).to_be_visible()
    expect(frame.locator(f":is({CHROME}):visible")).to_have_count(0)
    assert frame.locator("article > *").count() == (4 if kind == "script" else 3)


def _try(frame: Frame, kind: str) -> None:
    """What the item is for works."""
    if kind == "checklist":
        frame.locator(".checklist__box").first.check()
        expect(frame.locator(".hb-bar__count")).to_have_text("1 of 8 done")
    elif kind == "tree":
        frame.locator(".tree__option:visible").first.click()
        expect(frame.locator(".tree__path > li")).to_have_count(1)
        expect(frame.locator(".tree__step:not([hidden]) .tree__heading")).to_be_focused()
    elif kind == "path":
        frame.locator(".checklist__box").first.check()
        expect(frame.locator(".hb-bar__count")).to_contain_text("1 of")
    elif kind == "scene":
        frame.locator("summary:visible").first.click()
        frame.locator(".practice__on:visible a").first.click()
        expect(frame.locator(".practice__question:visible")).to_be_focused()
    else:
        frame.get_by_role("radio", name="Firm").check(force=True)
        expect(frame.locator(".script__variant[data-tone=firm]")).to_be_visible()


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_stands_alone_and_works(framed: Open, kind: str, width: int) -> None:
    _, frame = framed(ITEMS[kind], width=width)
    _alone(frame, kind)
    _try(frame, kind)
    wide = frame.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


@pytest.mark.parametrize("kind", ITEMS)
def test_so_it_does_where_the_host_trusts_it_with_nothing(framed: Open, kind: str) -> None:
    """In a sandbox the frame has an origin of its own: no storage, and nothing may be fetched."""
    _, frame = framed(ITEMS[kind], sandbox=SANDBOX)
    assert frame.evaluate("window.origin") == "null"
    _alone(frame, kind)
    _try(frame, kind)


def test_a_link_leaves_the_sandbox_where_the_host_lets_it(framed: Open, address: str) -> None:
    page, frame = framed(ITEMS["script"], sandbox=f"{SANDBOX} allow-popups-to-escape-sandbox")
    with page.context.expect_page() as opened:
        frame.locator(".embed__credit a").click()
    expect(opened.value).to_have_url(f"{address}/{ITEMS['script'].replace('?embed', '')}")
    assert opened.value.evaluate("window.origin") != "null"
    expect(opened.value.locator(".md-header")).to_be_visible()


def test_so_it_does_where_storage_is_blocked(framed: Open) -> None:
    blocked = (
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
        " { configurable: true, get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    for kind, item in ITEMS.items():
        _, frame = framed(item, script=blocked)
        _alone(frame, kind)
        _try(frame, kind)


@pytest.mark.parametrize("kind", ITEMS)
def test_nothing_else_is_seen_before_the_scripts_arrive(contexts: Callable[..., BrowserContext], kind: str) -> None:
    page = contexts(tolerate=("net::ERR",)).new_page()
    page.route(re.compile(r"/assets/js/(?!boot)"), lambda route: route.abort())
    page.goto(ITEMS[kind], wait_until="domcontentloaded")
    expect(page.locator(SHOWN[kind])).to_be_visible()
    shown = "parts => parts.filter((part) => part.offsetParent).map((part) => part.outerHTML)"
    seen = page.locator("article > *").evaluate_all(shown)
    assert len(seen) == (3 if kind == "script" else 2), seen
    expect(page.locator(f":is({CHROME}):visible")).to_have_count(0)


def test_links_out_open_in_a_new_tab(framed: Open) -> None:
    page, frame = framed(ITEMS["script"])
    expect(frame.locator(".embed__credit")).to_be_visible()
    frame.locator(".script__why summary").click()
    links = frame.evaluate(
        """[...document.querySelectorAll("article a[href]")]
        .filter((link) => !link.matches(".headerlink, .script__mail"))
        .map((link) => [link.target, link.rel])"""
    )
    assert links
    assert [link for link in links if link[:2] != ["_blank", "noopener"]] == []
    before = frame.url
    with page.context.expect_page() as opened:
        frame.locator(".script__why a").first.click()
    expect(opened.value).to_have_url(re.compile("/about/sources/"))
    assert frame.url == before


def test_a_tree_moves_inside_its_frame(framed: Open) -> None:
    """Answers, a reload, and the tree on another page that an answer leads to."""
    _, frame = framed("decide/live-call/?embed")
    _alone(frame, "tree")
    frame.locator(".tree__option[data-next]:visible").first.click()
    expect(frame.locator(".tree__path > li")).to_have_count(1)
    frame.wait_for_url(lambda url: "embed=" in urlsplit(url).query)
    frame.evaluate("(window.old = true, location.reload())")
    frame.wait_for_function("() => !window.old && document.readyState === 'complete'")
    expect(frame.locator(".tree__path > li")).to_have_count(1)
    _alone(frame, "tree")
    frame.goto(frame.url.partition("?")[0] + "?embed")
    away = frame.locator(".tree__option:not([data-next])").first
    step = away.evaluate("link => link.closest('.tree__step').dataset.step")
    frame.goto(frame.url + f"#{step}")
    expect(frame.locator(f"[data-step={step}]")).to_be_visible()
    away.click()
    frame.wait_for_url(lambda url: "live-call/" not in url)
    assert "embed" in urlsplit(frame.url).query
    _alone(frame, "tree")


def test_it_tells_its_host_how_high_it_is(framed: Open) -> None:
    listen = "window.heights = []; addEventListener('message', ({ data }) => heights.push(data))"
    page, frame = framed(ITEMS["tree"], script=listen)
    page.wait_for_function("() => heights.length > 0")
    assert page.evaluate("heights[0].type") == "handbook:height"
    true = "Math.ceil(document.documentElement.getBoundingClientRect().height)"
    end = time.monotonic() + 15
    while page.evaluate("heights.at(-1).height") != frame.evaluate(true):  # it may have grown in between
        assert time.monotonic() < end
        page.wait_for_timeout(50)
    before = page.evaluate("heights.length")
    frame.locator(".tree__map summary").click()
    page.wait_for_function("before => heights.length > before", arg=before)
    page.evaluate("addEventListener('message', ({ data }) => (document.querySelector('iframe').height = data.height))")
    frame.locator(".tree__map summary").click()
    frame.wait_for_function("() => document.documentElement.scrollHeight <= innerHeight && innerHeight !== 700")


def test_a_copied_link_has_no_frame_in_it(page: Page, address: str) -> None:
    page.goto(ITEMS["checklist"])
    page.locator(".checklist__item > .headerlink").first.click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    assert "embed" not in page.evaluate("navigator.clipboard.readText()")
    assert "?embed#" in page.evaluate("location.href")


def test_a_page_that_is_no_item_only_loses_its_frame(page: Page) -> None:
    page.goto("guide/ending/?embed")
    expect(page.locator(".embed__credit")).to_be_visible()
    expect(page.locator("#say-it")).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    page.goto("scripts/listening/?embed#script-nowhere")
    assert page.locator("copy-script").count() > 1


def test_a_lost_address_in_a_frame_says_so(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(tolerate=("404",)).new_page()
    page.goto("no/such/page/?embed")
    expect(page.locator(".embed__credit")).to_be_visible()
    expect(page.locator(".hb-find")).to_be_hidden()
    assert page.evaluate("Boolean(customElements.get('copy-script'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ITEMS)
def test_axe_finds_nothing(contexts: Callable[..., BrowserContext], kind: str, scheme: str) -> None:
    page = contexts(color_scheme=scheme, viewport={"width": 480, "height": 700}, reduced_motion="reduce").new_page()
    page.goto(ITEMS[kind])
    expect(page.locator(".embed__credit")).to_be_visible()
    assert page.locator("body").get_attribute("data-md-color-scheme") == ("slate" if scheme == "dark" else "default")
    assert violations(page) == []
