"""Paths: they keep ticks, are copied, and lead where they say."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from macros.library import Library

PATH = "start/support/"


def test_a_path_keeps_its_ticks_and_copies_as_markdown(page: Page, library: Library) -> None:
    path = library.paths["support"]
    page.goto(PATH)
    boxes = page.locator(".checklist__box")
    expect(boxes).to_have_count(sum(len(stage.steps) for stage in path.stages))
    boxes.first.check()
    page.reload()
    expect(boxes.first).to_be_checked()
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].startswith(f"# [{path.title}](http")
    assert sum(line.startswith("## ") for line in lines) == 3
    assert sum(line.startswith("- [x] ") for line in lines) == 1
    assert sum(line.startswith("- [ ] ") for line in lines) == boxes.count() - 1


def test_a_learner_walks_a_path_from_its_first_step_to_the_last(page: Page, library: Library) -> None:
    """Every link of the path leads to a page of the handbook, at the place it names."""
    page.goto(PATH)
    links = page.locator(".path__link")
    for number in range(links.count()):
        page.goto(PATH)
        href = links.nth(number).get_attribute("href") or ""
        links.nth(number).click()
        page.wait_for_url(lambda url, href=href: PATH not in url)
        expect(page.locator("article h1")).to_be_visible()
        if "#" in href:
            expect(page.locator(f"[id='{href.partition('#')[2]}']")).to_be_in_viewport()
