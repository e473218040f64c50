"""Pictures of the page kinds, to look at: python -m tests.shots SITE OUT [PAGE ...].

A page is photographed at three widths, light and dark; with `--print` also as it prints (PDF).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from .browser import chromium
from .kinds import KINDS
from .serving import serving

WIDTHS = (390, 768, 1440)


def main() -> None:
    """Photograph the pages that the command line names, or one of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*", default=KINDS)
    parser.add_argument("--print", action="store_true", dest="paper")
    parser.add_argument("--fold", action="store_true", help="only what a first screen shows")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    executable = chromium.find()
    with serving(given.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-background-networking"]
        )
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 844 if width < 500 else 900},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for path in given.pages:
                    page.goto(base + path, wait_until="networkidle")
                    name = path.split("#")[0].split("?")[0].strip("/").replace("/", "-") or "home"
                    page.screenshot(path=given.out / f"{name}-{width}-{scheme}.png", full_page=not given.fold)
                    if given.paper and width == WIDTHS[-1]:
                        page.pdf(path=given.out / f"{name}-{scheme}.pdf", prefer_css_page_size=True, format="A4")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
