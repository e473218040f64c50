"""What was renamed is still found: an old address, with its anchor, lands on the new place in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect


@pytest.fixture
def moved(changed: Path, serve: Callable[[Path], str]) -> str:
    """The address of a toy site where guide/rules.md became guide/shop.md, and #old-name became #write-down."""
    return serve(changed / "early")


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("guide/rules/", "guide/shop/", "h1"),
        ("guide/rules/#say-first", "guide/shop/#say-first", "#say-first"),
        ("guide/rules/#old-name", "guide/shop/#old-name", "#write-down"),
        ("guide/shop/#old-name", "guide/shop/#old-name", "#write-down"),
        ("old/", "guide/shop/#say-first", "#say-first"),
    ],
)
def test_an_old_address_lands(
    contexts: Callable[..., BrowserContext], moved: str, old: str, new: str, seen: str
) -> None:
    page = contexts().new_page()
    page.goto(f"{moved}/{old}")
    page.wait_for_url(f"{moved}/{new}")
    expect(page.locator(seen)).to_be_in_viewport()


@pytest.mark.parametrize(("old", "new"), [("guide/rules/", "guide/shop/"), ("old/", "guide/shop/#say-first")])
def test_without_javascript_it_lands_too(
    contexts: Callable[..., BrowserContext], moved: str, old: str, new: str
) -> None:
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{moved}/{old}")
    page.wait_for_url(f"{moved}/{new}")
