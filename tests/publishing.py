"""Sites to publish: one of a few pages as an engine leaves it, made by hand and so at once."""

from __future__ import annotations

import datetime
from pathlib import Path

from macros.publish import pipeline, theme
from macros.reading import collect

from . import toys
from .sites import ROOT

SETTINGS = pipeline.Settings(
    "Toy handbook",
    "Of toys.",
    "https://toys.example.org/",
    datetime.date(2026, 11, 28),
    said="28 November 2026",
    language="en-GB",
    says=collect(toys.SITE / "docs", "docs").words.model_dump(exclude_none=True),
    offline=True,
)

_ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 6h18v2H3z"/></svg>'


def page(article: str = "<h1>Page</h1>", root: str = "") -> bytes:
    """A page in the theme's frame as it comes out of an engine; `root` leads to the site's."""
    return f"""<!doctype html>

<html lang="en" class="no-js">
  <head>
    <meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">
    <link rel="stylesheet" href="{root}assets/stylesheets/main.57a0d79d.min.css">
    <link rel="stylesheet" href="{root}assets/css/handbook.css">
    <script src="{root}assets/js/boot.js" data-palettes="system default slate"></script>
    <meta name="theme-color" content="{theme.LIGHT}"><meta name="theme-color" content="{theme.DARK}">
  </head>
  <body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">
    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
    <input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">
    <label class="md-overlay" for="__drawer"></label>
    <div data-md-component="skip"><a href="#x" class="md-skip">Skip</a></div>
    <header class="md-header">{_ICON}<button class="md-header__button hb-ask" type="button"></button></header>
    <nav class="hb-nav" id="hb-nav"></nav>


    <article class="md-content__inner md-typeset">{article}
      <footer class="print-foot"><p>Page, handbook:says.paper.foot</p></footer></article>
    <ul class="hb-foot"></ul>
    <div class="md-dialog" data-md-component="dialog">
      <div class="md-dialog__inner md-typeset"></div>
    </div>
  </body>
</html>
""".encode()


def names(file: Path) -> set[str]:
    """What a style or a script of ours may name of the theme's; what stands in its comments does no harm."""
    return set(theme.NAMES.findall(file.read_text("utf-8")))


def site() -> dict[str, bytes]:
    """A whole site: our own scripts and styles in parts, the theme's beside them, pages old and new."""
    assets = ROOT / "overrides" / "assets"
    ours = {path.relative_to(ROOT / "overrides").as_posix(): path for path in assets.rglob("*") if path.is_file()}
    moved = (
        '<script>var anchor=location.hash;location.href="../guide/"+anchor</script>\n'
        '<meta http-equiv="refresh" content="0; url=../guide/">'
    )
    named = {name for file in ours.values() if file.suffix in (".css", ".js") for name in names(file)}
    known = "".join(f"p{{--x:{name}}}" for name in sorted(named))
    return {
        **{path: file.read_bytes() for path, file in ours.items()},
        "index.html": page(),
        "guide/index.html": page("<h1>Guide</h1>\n\n  <pre>a\n\n b</pre>", "../"),
        "old/index.html": moved.encode(),
        "assets/stylesheets/main.57a0d79d.min.css": f".md-header{{x:1}}.gone{{x:1}}{known}".encode(),
        "assets/javascripts/bundle.a5f9d56c.min.js": b"start()",
        "assets/javascripts/bundle.a5f9d56c.min.js.map": b"{}",
        "search.json": b"{}",
        "redirect.json": b"{}",
        "sitemap.xml": b"<urlset>\n <url>\n  <loc>https://toys.example.org/guide/</loc>\n </url>\n</urlset>\n",
    }
