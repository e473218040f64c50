"""Without the rules that no page uses, pages look as they did."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import material
import pytest
from playwright.sync_api import Page

from macros.publish import bundle, pipeline, theme
from tests.sites import ROOT

OVERRIDES = ROOT / "overrides"
STYLES = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
# Some of the kinds: all styles of the theme that pages use are among them.
PAGES = ["", "situations/angry-caller/", "decide/abuse/", "scripts/limits/", "404.html"]

# One element of every kind, with a number for all that it and its pseudo-elements compute: the texts are too long
# to hand over.
COMPUTED = """
() => {
  const kinds = new Map()
  for (const element of document.querySelectorAll("body, body *")) {
    const kind = `${element.parentElement.className} > ${element.tagName} ${element.className}`
    if (!kinds.has(kind)) kinds.set(kind, element)
  }
  return [...kinds].map(([kind, element]) => {
    let sum = 0
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, pseudo)
      if (pseudo && style.content === "none") continue
      for (const name of style) {
        if (name.startsWith("--")) continue
        for (const letter of name + style.getPropertyValue(name)) sum = (sum * 31 + letter.charCodeAt()) | 0
      }
    }
    return `${kind}: ${sum}`
  })
}
"""


def _whole(site: Path) -> str:
    """Our style, with the theme's in front of it as the theme has it."""
    parts = {path.relative_to(OVERRIDES).as_posix(): path.read_text("utf-8") for path in OVERRIDES.rglob("*.css")}
    published = (site / pipeline.STYLE).read_text("utf-8")
    _, begins, ours = published.partition(bundle.style(parts, pipeline.STYLE)[0][:200])
    assert begins
    theirs = [next(STYLES.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    whole = theme.layered({f"assets/stylesheets/{path.name}": path.read_text("utf-8") for path in theirs})
    return "".join([*whole.values(), begins, ours])


REST = """async () => {
  await document.fonts.ready
  const frame = () => new Promise(requestAnimationFrame)
  await frame()
  await Promise.allSettled(document.getAnimations().map((one) => one.finished))
  await frame()
}"""


@pytest.mark.parametrize("path", PAGES)
def test_the_purged_theme_looks_the_same(page: Page, site: Path, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    purged_looks = {media: _looks(page, media) for media in ("screen", "print")}
    page.emulate_media(media="screen")
    whole = _whole(site)
    page.route(f"**/{pipeline.STYLE}", lambda route: route.fulfill(body=whole, content_type="text/css; charset=utf-8"))
    page.reload()
    page.wait_for_load_state("networkidle")
    for media, before in purged_looks.items():
        now = _looks(page, media)
        assert [pair for pair in zip(before, now, strict=True) if pair[0] != pair[1]] == []


def _looks(page: Page, media: Literal["screen", "print"]) -> list[str]:
    """What every element computes, once it has come to rest."""
    page.emulate_media(media=media)
    page.mouse.move(1279, 899)  # or the pointer rests where it began, on the first heading of a sheet
    page.evaluate(REST)
    return [str(look) for look in page.evaluate(COMPUTED)]
