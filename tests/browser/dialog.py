"""The search as a reader uses it: the dialog, its field, and what it shows."""

from __future__ import annotations

from playwright.sync_api import Page, expect

OPENER = ".md-header [data-act=find]"
DIALOG = "dialog.hb-search"
FIELD = ".hb-search__field"
STATUS = ".hb-search__status"
RESULT = ".hb-result"
LINK = f"{RESULT} > a"  # the page, or the section that says just that
# What a screen reader says of a status: each text that is put there, once.
SAID = """status => {
  window.said = []
  new MutationObserver(() => status.textContent && said.push(status.textContent)).observe(status, { childList: true })
}"""


def open_search(page: Page) -> None:
    """Open the dialog where it is not open yet."""
    page.wait_for_load_state()  # whom a link has just led here sees the button before anything hears it
    if not page.locator(f"{DIALOG}[open]").count():
        page.locator(OPENER).click()
    expect(page.locator(FIELD)).to_be_focused()


def ask(page: Page, query: str) -> None:
    """Put a query into the field at once, so that no answer is to a part of it, and wait for what is shown."""
    open_search(page)
    page.locator(FIELD).fill(query)
    page.locator(f"{DIALOG}[data-answers={_quoted(query)}]").wait_for()
    expect(page.locator(LINK).first).to_be_visible()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
