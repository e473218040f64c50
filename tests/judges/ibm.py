"""IBM's Equal Access engine over a page of each kind, put into the page as axe is."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from ..browser import chromium
from ..kinds import KINDS
from ..serving import serving
from .faults import Fault
from .packages import IBM, Missing, fetched

SCREENS: tuple[tuple[int, Literal["dark", "light"]], ...] = ((390, "dark"), (1440, "light"))
RUN = """async () => (await new ace.Checker().check(document, ["IBM_Accessibility"])).results
  .filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL")
  .map(({ ruleId, message, path, snippet }) => [path.dom, ruleId, message, snippet])"""


def judge(site: Path, folder: Path) -> list[Fault]:
    """What the engine calls a violation, each once whatever the width and the palette. Raises Missing."""
    program = fetched(IBM, folder).read_text(encoding="utf-8")
    if not (executable := chromium.find()):
        raise Missing(chromium.ADVICE)
    found: dict[Fault, None] = {}
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = browser.new_context(bypass_csp=True, service_workers="block", reduced_motion="reduce")
        page = context.new_page()
        for kind in KINDS:
            for width, scheme in SCREENS:
                page.set_viewport_size({"width": width, "height": 844})
                page.emulate_media(color_scheme=scheme)
                page.goto(address + kind, wait_until="networkidle")
                page.add_script_tag(content=program)
                faults = (Fault("ibm", kind or "index.html", *entry) for entry in page.evaluate(RUN))
                found.update(dict.fromkeys(faults))
        browser.close()
    return list(found)
