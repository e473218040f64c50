"""A script on a page: one variant at a time, the reader's own words in it, copied, mailed, read aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from macros import text
from macros.kinds.script.html import channel as called
from macros.kinds.script.html import served
from macros.kinds.script.model import Variant
from macros.library import Library

from .conftest import violations

# A script in two tones, spoken and by email, with a next script on another page; and one of three tones.
MOMENT, ID = "acknowledging", "acknowledge-delay"
PAGE = f"scripts/{MOMENT}/"
OTHER_PAGE = "scripts/listening/"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
# Access is denied, or nothing more goes in.
NO_STORAGE = {
    "denied": """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name,
        { get() { throw new DOMException("denied", "SecurityError") } })""",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
}
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read()
  return Object.fromEntries(await Promise.all(
    item.types.map(async (type) => [type, await (await item.getType(type)).text()])))
}"""
HOSTILE = {
    "markup": "<script>document.title = 'x'</script><img src=x onerror=\"document.title = 'x'\"> &amp;",
    "brackets": "]] [[your_name]] [client name] {{ team.name }} $& \\",
    "right-to-left": "\u202eשרה כהן\u202c (אחות) 123",
    "10 kB": "W" * 5000 + " é" * 2500,
}


@pytest.fixture(scope="session")
def toy(toy_site: Path, serve: Callable[[Path], str]) -> str:
    """Address of the toy site, which has a field of every kind."""
    return serve(toy_site) + "/"


def go(page: Page, path: str) -> None:
    """Open a page of scripts and wait until they can be used."""
    page.goto(path)
    expect(page.locator(".script__bar").last).to_be_visible()


def script(page: Page, id_: str = ID) -> Locator:
    return page.locator(f"copy-script[data-script='{id_}']")


def shown(script: Locator) -> Locator:
    return script.locator(".script__variant:visible")


def pick(script: Locator, **values: str) -> None:
    for of, value in values.items():
        script.locator(f".choice__box[data-of='{of}'][value='{value}']").check()


def type_in(script: Locator, **values: str) -> None:
    """Open the inputs of a script and fill them, as a reader does."""
    if script.locator(".fill").get_attribute("open") is None:
        script.locator(".fill > summary").click()
    for id_, value in values.items():
        script.locator(f"[data-for='{id_}']").fill(value)


def variant(library: Library, tone: str, channel: str, id_: str = ID) -> Variant:
    item = library.scripts[id_]
    return next(one for one in item.variants if one.tone == tone and channel in served(item, one))


def said(library: Library, words: str, values: Mapping[str, str] | None = None) -> str:
    """Words of the data as a reader gets them: values in the fields, else [label]."""
    filled = text.fill(words, lambda id_: (values or {}).get(id_) or f"[{library.fields[id_].label}]")
    return "\n\n".join(text.paragraphs(filled))


def copied(page: Page, *types: str) -> dict[str, str]:
    """What came to the empty clipboard, by type: once the page says so, and all of `types` are there."""
    expect(page.get_by_role("status")).to_contain_text("Copied")
    whole = f"async types => {{ const held = await ({CLIPBOARD})(); return types.every(type => held[type]) }}"
    page.wait_for_function(whole, arg=["text/plain", *types])
    return page.evaluate(CLIPBOARD)  # type: ignore[no-any-return]


def empty_clipboard(page: Page) -> None:
    """Nothing is held, and no word of an earlier copy is left to be taken for that of the next."""
    page.evaluate("navigator.clipboard.writeText('')")
    page.evaluate("document.querySelector('.hb-status')?.replaceChildren()")


def copy(page: Page, script: Locator, act: str = "copy", *types: str) -> dict[str, str]:
    """Copy, in spite of blanks, and read the clipboard back."""
    empty_clipboard(page)
    script.locator(f"[data-act='{act}']").click()
    if script.locator("[data-act='anyway']").is_visible():
        script.locator("[data-act='anyway']").click()
    return copied(page, *types)


def turn_to(page: Page, moment: str) -> None:
    """Go to another page of scripts by a link."""
    page.locator(f".hb-nav a[href*='{moment}']").first.click()
    expect(page.locator("h1[id]")).to_be_visible()
    expect(page).to_have_url(re.compile(f"scripts/{moment}/$"))
    page.wait_for_function("() => document.querySelector('copy-script .script__bar')")


# The plain page ------------------------------------------------------------------------


def test_without_javascript_all_variants_stand_labelled(plain_page: Page, library: Library) -> None:
    plain_page.goto(PAGE)
    item = library.scripts[ID]
    variants = script(plain_page).locator(".script__variant")
    expect(variants).to_have_count(len(item.variants))
    for element, one in zip(variants.all(), item.variants, strict=True):
        expect(element).to_be_visible()
        expect(element.locator(".script__tone")).to_have_text(one.tone, ignore_case=True)
        named = ", ".join(called(channel, library.words) for channel in served(item, one))
        expect(element.locator(".script__channels")).to_have_text(named)
        expect(element.locator(".script__body")).to_contain_text(said(library, one.body)[:40])
    expect(plain_page.locator("copy-script :is(button, input, select, textarea)")).to_have_count(0)


def test_without_javascript_the_next_script_is_a_link(plain_page: Page, library: Library) -> None:
    plain_page.goto(PAGE)
    script(plain_page).locator("a[data-next]").click()
    next_ = library.scripts[ID].next
    expect(plain_page).to_have_url(re.compile(f"#script-{next_}$"))
    expect(plain_page.locator(f"#script-{next_}")).to_be_in_viewport()


def test_on_paper_all_variants_stand_until_one_is_filled_and_no_tool_does(page: Page, library: Library) -> None:
    go(page, PAGE)
    page.emulate_media(media="print")
    variants = script(page).locator(".script__variant")
    for element in variants.all():
        expect(element).to_be_visible()
        expect(element.locator(".script__label")).to_be_visible()
    page.emulate_media(media="screen")
    type_in(script(page), reference="4471-X")
    page.emulate_media(media="print")
    expect(variants.filter(visible=True)).to_have_count(1)
    expect(variants.filter(visible=True)).to_contain_text("4471-X")
    for tools in (".script__choices", ".script__bar", ".fill"):
        expect(script(page).locator(tools)).to_be_hidden()


def test_the_variants_appear_when_the_element_never_comes(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(tolerate=("net::ERR",)).new_page()
    page.route("**/handbook.js", lambda route: route.abort())
    page.goto(PAGE)
    expect(script(page).locator(".script__variant").last).to_be_visible(timeout=8000)


# Choosing ------------------------------------------------------------------------------


def test_one_variant_is_shown_and_the_button_says_what_it_copies(page: Page) -> None:
    go(page, PAGE)
    for element in page.locator("copy-script").all():
        expect(shown(element)).to_have_count(1)
    pick(script(page), channels="email")
    expect(shown(script(page))).to_have_attribute("data-channels", "email")
    expect(script(page).get_by_role("button", name="Copy email")).to_be_visible()
    pick(script(page), channels="phone", tone="neutral")
    expect(shown(script(page))).to_have_attribute("data-tone", "neutral")
    expect(script(page).get_by_role("button", name="Copy this script")).to_be_visible()
    expect(script(page).locator(".script__mail")).to_be_hidden()


def test_the_choice_holds_for_all_scripts_of_the_visit(page: Page, library: Library) -> None:
    go(page, PAGE)
    pick(script(page), channels="email", tone="neutral")

    def held() -> None:
        for element in page.locator("copy-script").all():
            item = library.scripts[element.get_attribute("data-script") or ""]
            expect(shown(element)).to_have_count(1)
            if "email" in item.channels:
                expect(shown(element)).to_have_attribute("data-channels", "email")
                if any(one.tone == "neutral" and one.channel == "email" for one in item.variants):
                    expect(shown(element)).to_have_attribute("data-tone", "neutral")

    held()
    turn_to(page, "apologising")
    held()
    page.reload()
    held()


def test_a_script_without_the_remembered_tone_shows_its_nearest(page: Page) -> None:
    go(page, OTHER_PAGE)
    pick(script(page, "invite-whole-story"), tone="firm")
    expect(shown(script(page, "invite-whole-story"))).to_have_attribute("data-tone", "firm")
    expect(shown(script(page, "restate-again"))).to_have_attribute("data-tone", "neutral")  # has no firm one
    go(page, PAGE)
    pick(script(page), channels="email")
    go(page, OTHER_PAGE)  # nothing there is written
    expect(shown(script(page, "invite-whole-story"))).to_have_attribute("data-channels", re.compile("chat"))


@pytest.mark.parametrize("anchored", [True, False], ids=["where browsers anchor", "where none does"])
def test_the_pressed_choice_stays_under_the_finger(page: Page, anchored: bool) -> None:
    go(page, PAGE)
    if not anchored:
        page.evaluate(
            """() => {
              const sheet = new CSSStyleSheet()
              sheet.replaceSync("* { overflow-anchor: none }")
              document.adoptedStyleSheets.push(sheet)
            }"""
        )
    last = page.locator("copy-script:has(.choice__box[value='email'])").last
    last.scroll_into_view_if_needed()
    box = last.locator(".choice__box[value='email']")
    top = "box => box.getBoundingClientRect().top"
    before, height = box.evaluate(top), page.evaluate("document.body.scrollHeight")
    box.check()
    page.wait_for_function("height => Math.abs(document.body.scrollHeight - height) > 100", arg=height)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")  # and is drawn
    assert abs(box.evaluate(top) - before) < 3


# Filling in ----------------------------------------------------------------------------


def test_a_name_fills_every_script_of_the_visit_and_is_marked_there(page: Page, library: Library) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, PAGE)
    pick(script(page), channels="email")
    type_in(script(page), client_name="Zuzana", what_happened="it went to the old address")
    for element in page.locator(".field[data-field='client_name']").all():
        expect(element).to_have_text("Zuzana")
    expect(script(page).locator(".script__carried")).to_have_text("")  # it was typed here
    turn_to(page, "apologising")
    other = script(page, "apologise-our-mistake")
    label = library.fields["client_name"].label
    expect(shown(other)).to_contain_text("Zuzana")
    expect(shown(other).locator("[data-field='client_name']").first).to_have_class(re.compile("is-carried"))
    expect(other.locator(".script__carried")).to_have_text(f"From another script, check: {label}.")
    other.locator(".fill > summary").click()
    expect(other.locator("[data-for='client_name']")).to_have_accessible_name(re.compile("From another script, check"))
    # What happened is told anew: the words around it are others.
    assert library.fields["client_name"].shared
    assert not library.fields["what_happened"].shared
    expect(other.locator("[data-for='what_happened']")).to_have_value("")
    mail = variant(library, "warm", "email", "apologise-our-mistake")
    values = {"client_name": "Zuzana"}
    expected = f"Subject: {said(library, mail.subject or '', values)}\n\n{said(library, mail.body, values)}"
    assert copy(page, other)["text/plain"] == expected  # the mark is none of the words
    type_in(other, client_name="Zuzana K.")  # looked at, and right here
    expect(other.locator(".script__carried")).to_have_text("")
    go(page, PAGE)
    expect(script(page).locator(".script__carried")).to_have_text(f"From another script, check: {label}.")
    expect(script(page).locator("[data-for='what_happened']")).to_have_value("it went to the old address")

    assert not [url for url in [*asked, page.url] if "Zuzana" in url]
    assert "Zuzana" not in page.evaluate("JSON.stringify(localStorage) + document.cookie + document.title")
    fresh = page.context.new_page()  # another tab is another visit
    go(fresh, PAGE)
    expect(shown(script(fresh))).not_to_contain_text("Zuzana")


def test_a_sum_never_turns_up_as_another(page: Page, library: Library) -> None:
    """What was typed as a price is no refund, no credit and no invoice; nor does a value of before get in."""
    page.add_init_script(
        """sessionStorage["handbook:fields"] = JSON.stringify({ refund_amount: "£4,800", price: "£1" })"""
    )
    go(page, "scripts/money/")
    type_in(script(page, "hold-price"), price="£4,800")
    filled = page.locator(".field.is-filled")
    held = {element.evaluate("field => field.closest('copy-script').dataset.script") for element in filled.all()}
    assert held == {"hold-price"}
    expect(page.locator(".field", has_text="£1").filter(has_not_text="£1,")).to_have_count(0)


def test_a_field_may_be_called_as_every_object_calls_something(page: Page, toy: str) -> None:
    def renamed(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('data-field="story"', 'data-field="constructor"'))

    page.route("**/scripts/opening/", renamed)
    go(page, toy + "scripts/opening/")
    story = script(page, "hear-it")
    field = shown(story).locator("[data-field='constructor']")
    expect(field).to_have_text("[what happened]")
    type_in(story, constructor="it broke")
    expect(field).to_have_text("it broke")
    page.reload()
    expect(field).to_have_text("it broke")


def test_no_program_is_sent_what_was_typed(page: Page) -> None:
    """Spelling checkers and translators may send text to their makers."""
    go(page, PAGE)
    type_in(script(page), reference="4471")
    for element in script(page).locator(".fill [data-for]").all():
        expect(element).to_have_attribute("spellcheck", "false")
        expect(element).to_have_attribute("translate", "no")
        expect(element).to_have_attribute("autocomplete", "off")
    expect(shown(script(page)).locator("[data-field='reference']").first).to_have_attribute("translate", "no")


def test_one_press_clears_all_values(page: Page, library: Library) -> None:
    go(page, PAGE)
    type_in(script(page), reference="4471", item="card reader")
    script(page).get_by_role("button", name="Clear all values").click()
    expect(page.locator(".field.is-filled")).to_have_count(0)
    expect(script(page).locator("[data-for='reference']")).to_have_value("")
    expect(shown(script(page)).locator("[data-field='reference']")).to_have_text(
        f"[{library.fields['reference'].label}]"
    )
    expect(script(page).locator(".fill > summary")).to_be_focused()
    assert page.evaluate("sessionStorage.getItem('handbook:blanks')") is None
    page.reload()
    expect(page.locator(".field.is-filled")).to_have_count(0)


def test_inputs_are_labelled_and_belong_to_the_shown_variant(page: Page, library: Library) -> None:
    go(page, PAGE)
    script(page).locator(".fill > summary").click()
    for channel, route in (("phone", "phone"), ("email", "email")):
        pick(script(page), channels=route)
        one = variant(library, "warm", channel)
        inputs = script(page).locator(".fill [data-for]:visible").all()
        wanted = text.fields(f"{one.subject or ''} {one.body}")
        assert {element.get_attribute("data-for") for element in inputs} == set(wanted)
        for element in inputs:
            field = library.fields[element.get_attribute("data-for") or ""]
            expect(element).to_have_accessible_name(re.compile(re.escape(field.label)))


def test_a_blank_in_the_text_leads_to_its_input(page: Page) -> None:
    go(page, PAGE)
    shown(script(page)).locator("[data-field='item']").click()
    expect(script(page).locator("[data-for='item']")).to_be_focused()


def test_every_kind_of_field(page: Page, toy: str) -> None:
    go(page, toy + "scripts/closing/")
    promise, settle = script(page, "promise-a-day"), script(page, "settle-it")
    remedy = settle.locator(".script__body .field")
    expect(remedy).to_have_text("a repair")  # the default stands until another is chosen
    settle.locator("[data-act='copy']").click()
    expect(settle.locator(".script__question")).to_have_count(0)
    settle.locator(".fill > summary").click()
    settle.get_by_role("combobox").select_option("a refund")
    expect(remedy).to_have_text("a refund")

    pick(promise, channels="letter")
    type_in(promise, day="2026-12-01")
    expect(shown(promise)).to_contain_text("1 December 2026")
    expect(promise.get_by_role("button", name="Copy letter")).to_be_visible()
    expect(promise.locator(".script__mail")).to_be_hidden()

    go(page, toy + "scripts/opening/")
    story = script(page, "hear-it")
    type_in(story, story="one line\n\n  another line ")
    assert "one line\n\n  another line." in copy(page, story)["text/plain"]


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_what_is_typed_is_text_and_never_markup(page: Page, library: Library, value: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    go(page, PAGE)
    title = page.title()
    inside = script(page).evaluate("element => element.querySelectorAll('.script__variants *').length")
    type_in(script(page), item=value, reference=value)
    expect(shown(script(page)).locator("[data-field='item']")).to_have_text(value.strip(), use_inner_text=False)
    assert script(page).evaluate("element => element.querySelectorAll('.script__variants *').length") == inside
    spoken = variant(library, "warm", "phone")
    values = {"item": value, "reference": value}
    assert copy(page, script(page))["text/plain"] == said(library, spoken.body, values)
    pick(script(page), channels="email")
    rich = copy(page, script(page), "copy", "text/html")["text/html"]
    assert "<script" not in rich
    assert "<img" not in rich
    assert "[[" not in shown(script(page)).inner_text().replace("[[your_name]]", "")
    # It neither pushes the page wide nor turns the words around it.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    field = shown(script(page)).locator(".script__body [data-field='item']")
    assert field.evaluate("element => getComputedStyle(element).unicodeBidi") == "isolate"
    assert page.title() == title


def test_a_value_has_a_limit(page: Page) -> None:
    go(page, PAGE)
    script(page).locator(".fill > summary").click()
    script(page).locator("[data-for='item']").evaluate(
        """input => { input.value = "x".repeat(9999) + "\\u{1F600}" + "y".repeat(9000)
          input.dispatchEvent(new Event("input", { bubbles: true })) }"""
    )
    held = shown(script(page)).locator("[data-field='item']").first.text_content() or ""
    assert held == "x" * 9999  # the character on the border is left out whole


def test_strange_things_in_storage_do_no_harm(page: Page) -> None:
    go(page, PAGE)
    broken = (
        "{broken",
        '"words"',
        '{"item": 7, "tone": 7, "channels": [7]}',
        '[7, ["item", 7], ["item", {"value": 7}]]',
    )
    for kept in broken:
        page.evaluate("kept => ['blanks', 'choice'].map(key => sessionStorage['handbook:' + key] = kept)", kept)
        page.reload()
        expect(shown(script(page))).to_have_count(1)
        expect(page.locator(".field.is-filled")).to_have_count(0)
        pick(script(page), tone="neutral")
        type_in(script(page), item="card reader")
        expect(shown(script(page))).to_contain_text("card reader")


@pytest.mark.parametrize("refusal", NO_STORAGE.values(), ids=NO_STORAGE)
def test_blocked_storage_still_lets_you_fill_in_and_go_on(page: Page, refusal: str) -> None:
    page.add_init_script(refusal)
    go(page, PAGE)
    pick(script(page), channels="email")
    type_in(script(page), client_name="Zuzana")
    expect(shown(script(page))).to_contain_text("Zuzana")
    assert "Zuzana" in copy(page, script(page))["text/plain"]
    turn_to(page, "apologising")  # with the page goes what nothing kept
    type_in(script(page, "apologise-our-mistake"), client_name="Zuzana")
    expect(shown(script(page, "apologise-our-mistake"))).to_contain_text("Zuzana")


# Copying -------------------------------------------------------------------------------


def test_blanks_are_asked_about_once(page: Page, library: Library) -> None:
    go(page, PAGE)
    main = script(page).locator("[data-act='copy']")
    one = variant(library, "warm", "phone")
    main.click()
    question = script(page).locator(".script__question")
    for id_ in text.fields(one.body):
        expect(question).to_contain_text(library.fields[id_].label)
    expect(script(page).get_by_role("button", name="Copy anyway")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(main).to_be_focused()

    empty_clipboard(page)
    main.click()
    page.keyboard.press("Enter")
    assert copied(page)["text/plain"] == said(library, one.body)
    expect(main).to_be_focused()
    empty_clipboard(page)
    main.click()  # agreed already
    expect(question).to_have_count(0)
    assert copied(page)["text/plain"] == said(library, one.body)

    type_in(script(page), item="card reader")
    main.click()
    question.get_by_role("button", name="Fill in").click()
    expect(script(page).locator("[data-for='reference']")).to_be_focused()
    type_in(script(page), reference="4471")
    main.click()  # nothing is left to ask
    expect(question).to_have_count(0)


def test_an_email_is_copied_as_rich_and_plain_text_together(page: Page, library: Library) -> None:
    go(page, PAGE)
    pick(script(page), channels="email")
    type_in(script(page), what_happened="it was <late>\nand we & they waited")
    values = {"what_happened": "it was <late>\nand we & they waited"}
    one = variant(library, "warm", "email")
    subject, body = said(library, one.subject or "", values), said(library, one.body, values)
    both = copy(page, script(page), "copy", "text/html")
    assert both["text/plain"] == f"Subject: {subject}\n\n{body}"
    read = page.evaluate(
        """html => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("p")].map(p => {
          for (const br of p.querySelectorAll("br")) br.replaceWith("\\n")
          return p.textContent })""",
        both["text/html"],
    )
    assert read == [f"Subject: {subject}", *body.split("\n\n")]
    assert copy(page, script(page), "copy-subject") == {"text/plain": subject}
    alone = copy(page, script(page), "copy-body", "text/html")
    assert alone["text/plain"] == body
    assert "Subject" not in alone["text/html"]


def test_spoken_words_are_copied_as_plain_text_alone(page: Page, library: Library) -> None:
    go(page, PAGE)
    assert copy(page, script(page)) == {"text/plain": said(library, variant(library, "warm", "phone").body)}


def test_without_a_clipboard_the_text_is_selected_and_the_reader_told(page: Page, library: Library) -> None:
    page.add_init_script(NO_CLIPBOARD)
    go(page, PAGE)
    type_in(script(page), reference="4471", item="card reader")
    script(page).locator("[data-act='copy']").click()
    box = page.get_by_role("textbox", name="Text to copy")
    expect(box).to_be_focused()
    expected = said(library, variant(library, "warm", "phone").body, {"reference": "4471", "item": "card reader"})
    assert box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == expected
    expect(page.get_by_role("status")).to_contain_text("does not let")
    pick(script(page), tone="neutral")  # the box would hold the words of before
    expect(box).to_have_count(0)


# Mail ----------------------------------------------------------------------------------


def parts(href: str) -> dict[str, str]:
    """The headers of a mailto: address, decoded as RFC 6068 says: "+" is a plus."""
    assert href.startswith("mailto:?")
    return {key: unquote(value, errors="strict") for key, _, value in
            (pair.partition("=") for pair in href.removeprefix("mailto:?").split("&"))}  # fmt: skip


def hold_mail(page: Page) -> None:
    """Keep mail addresses from leaving: there is no mail program here."""
    page.evaluate(
        "addEventListener('click', event => event.target.closest('[href^=mailto]') && event.preventDefault())"
    )


def test_an_email_opens_in_the_mail_program(page: Page, library: Library) -> None:
    go(page, PAGE)
    pick(script(page), channels="email")
    values = {"client_name": "Zoë & Co + 100%", "what_happened": "one line\nanother = line?"}
    type_in(script(page), **values)
    href = script(page).locator(".script__mail").get_attribute("href") or ""
    one = variant(library, "warm", "email")
    found = parts(href)
    assert found["subject"] == said(library, one.subject or "", values)
    assert found["body"] == said(library, one.body, values).replace("\n", "\r\n")
    assert "%0D%0A" in href
    assert not set(href) & set(" +\n")
    hold_mail(page)
    script(page).locator(".script__mail").click()
    expect(page.get_by_role("status")).to_contain_text(library.fields["item"].label)  # a blank is left


def test_what_a_mail_address_cannot_carry_is_copied(page: Page, library: Library) -> None:
    go(page, PAGE)
    pick(script(page), channels="email")
    values = {"what_happened": "ü" * 700}
    type_in(script(page), **values)
    hold_mail(page)
    link = script(page).locator(".script__mail")
    one = variant(library, "warm", "email")
    assert parts(link.get_attribute("href") or "") == {"subject": said(library, one.subject or "", values)}
    link.click()
    expect(page.get_by_role("status")).to_contain_text("too long")
    assert page.evaluate(CLIPBOARD)["text/plain"] == said(library, one.body, values)

    values["reference"] = "r" * 2000  # it stands in the subject
    type_in(script(page), **values)
    assert link.get_attribute("href") == "mailto:"
    link.click()
    whole = f"Subject: {said(library, one.subject or '', values)}\n\n{said(library, one.body, values)}"
    page.wait_for_function("whole => navigator.clipboard.readText().then(text => text === whole)", arg=whole)


# The next script, large type, links ----------------------------------------------------


def test_the_next_script_opens_in_place(page: Page, library: Library) -> None:
    go(page, PAGE)
    next_ = library.scripts[ID].next or ""
    type_in(script(page), reference="4471")
    pick(script(page), tone="neutral")
    link = script(page).locator("a[data-next]")
    link.click()
    opened = script(page, next_)
    expect(opened.locator(".script__bar")).to_be_visible()
    expect(page.locator(".script", has=opened)).to_be_focused()
    expect(opened).to_be_in_viewport()
    expect(shown(opened)).to_have_attribute("data-tone", "neutral")
    assert urlsplit(page.url).path.endswith(PAGE)
    # The way to its own page stays, and its other links lead where they led there.
    title = opened.locator(".script__title a")
    assert page.request.get((title.get_attribute("href") or "").partition("#")[0]).ok
    for source in opened.locator(".why__source").all():
        href = source.get_attribute("href") or ""
        assert href.startswith("http")  # as the two pages may lie at different depths
        assert page.request.get(href.partition("#")[0]).ok
    ids = page.locator("[id]").evaluate_all("all => all.map(element => element.id)")
    assert len(ids) == len(set(ids))

    link.click()  # it is there already
    expect(opened).to_have_count(1)
    opened.get_by_role("button", name="Close").click()
    expect(opened).to_have_count(0)
    expect(link).to_be_focused()


def test_a_next_script_of_the_same_page_is_revealed(page: Page, library: Library) -> None:
    go(page, OTHER_PAGE)
    first = next(item for item in library.scripts.values() if item.moment == "listening" and item.next
                 and library.scripts[item.next].moment == "listening")  # fmt: skip
    count = page.locator("copy-script").count()
    script(page, first.id).locator("a[data-next]").press("Enter")
    expect(page.locator(".script", has=script(page, first.next or ""))).to_be_focused()
    expect(page.locator(f"#script-{first.next}")).to_be_in_viewport()
    expect(page.locator("copy-script")).to_have_count(count)


@pytest.mark.parametrize("answer", ["fails", "has no such script"])
def test_where_the_next_script_does_not_come_the_link_is_followed(
    contexts: Callable[..., BrowserContext], library: Library, answer: str
) -> None:
    page = contexts(tolerate=("net::ERR",)).new_page()
    go(page, PAGE)
    next_ = library.scripts[library.scripts[ID].next or ""]
    first = True

    def once(route: Any) -> None:
        nonlocal first
        if not first:
            route.continue_()
        elif answer == "fails":
            route.abort()
        else:
            route.fulfill(body="<p>Nothing here.</p>", content_type="text/html")
        first = False

    page.route(f"**/scripts/{next_.moment}/", once)
    # Without the mouse, which would have the page fetched beforehand.
    script(page).locator("a[data-next]").evaluate("link => link.click()")
    expect(page).to_have_url(re.compile(f"scripts/{next_.moment}/#script-{next_.id}$"))
    expect(shown(script(page, next_.id))).to_be_visible()


def test_large_type_is_read_without_the_page_and_gives_the_focus_back(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    go(page, PAGE)
    type_in(script(page), item="card reader")
    button = script(page).get_by_role("button", name="Large type")
    button.press("Enter")
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("card reader")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    body = dialog.locator(".script__body p").first
    assert body.evaluate("p => parseFloat(getComputedStyle(p).fontSize)") >= 24
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    assert urlsplit(page.url).path.endswith(PAGE)
    button.click()
    dialog.get_by_role("button", name="Close").click()
    expect(button).to_be_focused()


def test_each_script_has_a_link_that_leads_to_it(page: Page, library: Library) -> None:
    last = [item for item in library.scripts.values() if item.moment == "boundaries"][-1]
    go(page, f"scripts/boundaries/#script-{last.id}")
    expect(page.locator(f"#script-{last.id}")).to_be_in_viewport()
    expect(page.locator(f"#script-{last.id} .headerlink")).to_be_visible()


def test_keyboard_alone(page: Page) -> None:
    go(page, PAGE)
    tones = script(page).locator(".choice__box[data-of='tone']")
    tones.first.focus()
    page.keyboard.press("ArrowRight")
    expect(tones.nth(1)).to_be_checked()
    page.keyboard.press("Tab")
    for _ in ("chat", "text", "email"):
        page.keyboard.press("ArrowRight")
    expect(script(page).locator(".choice__box[value='email']")).to_be_checked()
    page.keyboard.press("Tab")
    for act in ("copy", "copy-subject", "copy-body"):
        expect(script(page).locator(f"[data-act='{act}']")).to_be_focused()
        page.keyboard.press("Tab")
    expect(script(page).locator(".script__mail")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(script(page).locator(".fill > summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Zuzana")
    expect(shown(script(page)).locator(".is-filled").first).to_have_text("Zuzana")
    empty_clipboard(page)
    script(page).locator("[data-act='copy-body']").press("Space")
    page.keyboard.press("Enter")
    assert "text/html" in copied(page, "text/html")
    expect(script(page).locator("[data-act='copy-body']")).to_be_focused()


# The whole -----------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(contexts: Callable[..., BrowserContext], scheme: str) -> None:
    context = contexts(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    go(page, PAGE)
    pick(script(page), channels="email")
    type_in(script(page), client_name="Zuzana")
    script(page).locator("[data-act='copy']").click()
    script(page).locator("a[data-next]").click()
    expect(page.locator(".script--next .script__bar")).to_be_visible()
    page.locator(".script--next .script__why summary").click()
    expect(script(page).locator(".script__question")).to_be_visible()
    assert not violations(page)
    script(page).locator("[data-act='large']").click()
    assert not violations(page)


def test_targets_are_large_enough_for_a_thumb(contexts: Callable[..., BrowserContext]) -> None:
    page = contexts(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True).new_page()
    go(page, PAGE)
    pick(script(page), channels="email")
    for target in script(page).locator(":is(.hb-button, .choice__option, summary):visible").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44, target.inner_text()
        assert box["width"] >= 44, target.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
