"""What an editor sees in the browser while `make serve` runs: problems over the page, and a new load by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros import moves
from tests.editing import Server


@pytest.fixture
def address(server: Server) -> str:
    """Where this test's pages are."""
    return server.address.rstrip("/")


def test_problems_stand_over_the_page_until_they_are_mended(page: Page, server: Server, tmp_path: Path) -> None:
    data = tmp_path / "toy" / "docs" / "_data" / "checklists.yml"
    sound = data.read_text(encoding="utf-8")
    page.goto("checklists/broken-toy/")
    step = page.get_by_text("Say sorry once")
    told = page.get_by_role("complementary", name="Problems")
    expect(step.first).to_be_visible()
    expect(told).to_have_count(0)

    data.write_text(sound.replace("text: Say sorry once", "text: 'Say"), encoding="utf-8")
    expect(told).to_contain_text("docs/_data/checklists.yml:")
    expect(told).to_contain_text("a quote opens here and is never closed; expected a closing quote")
    expect(step.first).to_be_visible()

    data.write_text(sound.replace("Say sorry once", "Say sorry now"), encoding="utf-8")
    expect(page.get_by_text("Say sorry now").first).to_be_visible()
    expect(told).to_have_count(0)


def test_a_file_s_words_are_text_among_the_problems(page: Page, tmp_path: Path) -> None:
    page.goto("")
    lost = tmp_path / "toy" / "docs" / "lost.md"
    lost.write_text("# Lost\n\n{{ '<img src=x onerror=alert(1)>' | nope }}\n", encoding="utf-8")
    told = page.get_by_role("complementary", name="Problems")
    expect(told).to_contain_text("docs/lost.md:")
    expect(told.locator("img")).to_have_count(0)


def test_a_renamed_checklist_keeps_its_ticks(page: Page, server: Server, tmp_path: Path) -> None:
    docs = tmp_path / "toy" / "docs"
    page.goto("checklists/close-the-case/")
    page.get_by_role("checkbox").first.check()
    page.goto("about:blank")  # while files change, the old page may be gone and the new one not there yet
    assert server.after(lambda: moves.rename(docs, "checklist", "close-the-case", "case-closed")) == []
    server.wait(lambda: server.get("checklists/case-closed/")[0] == 200, "the new page")
    page.goto("checklists/case-closed/")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(page.get_by_role("checkbox").nth(1)).not_to_be_checked()
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('ticks'))")
    assert keys == ["handbook:ticks:case-closed"]
