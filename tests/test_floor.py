"""The oldest browsers served: what is too new for one of them is named, whoever writes it."""

from __future__ import annotations

import pytest

from .floor import check


def faults(name: str, text: str, **excused: object) -> list[str]:
    return check.faults({name: text}, excused)


def test_our_own_styles_and_scripts_keep_to_the_floor() -> None:
    assert check.everything() == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("p { content: counter(step) / '' }", "value content.alt_text"),
        ("@media (scripting: enabled) { p { color: red } }", "media scripting"),
        ("@media (400px <= width) { p { color: red } }", "media range"),
        ("p:has(a) { color: red }", "selector has"),
        ("p { :hover & { color: red } }", "syntax a rule within a rule"),
        ("p { & a { color: red } }", "syntax a rule within a rule"),
        ("p { color: color-mix(in srgb, red, blue) }", "function color-mix"),
        ("p { color: light-dark(red, blue) }", "function light-dark"),
        ("p { height: 100dvh }", "unit dvh"),
        ("p { width: 10cqw }", "unit cqw"),
        ("p { field-sizing: content }", "property field-sizing"),
        ("p { word-break: auto-phrase }", "value word-break.auto-phrase"),
        ("p { nobody-knows: 1 }", "property nobody-knows"),
        ("@container (width > 1px) { p { color: red } }", "at-rule container"),
        ("@property --x { syntax: '*'; inherits: false }", "at-rule property"),
        ("p::scroll-marker { color: red }", "selector scroll-marker"),
        ("p { color red }", "error"),
    ],
)
def test_a_style_that_is_too_new_is_named_with_its_line(text: str, named: str) -> None:
    (first, *_) = faults("a.css", f"a {{ color: red }}\n\n{text}")
    assert first.startswith(f"a.css:3: {named}")


@pytest.mark.parametrize(
    "text",
    [
        "p { content: 'x'; content: 'x' / '' }",
        "p { height: 100vh; height: 100dvh }",
        "@supports selector(:has(a)) { p:has(a), b { color: red } }",
        "@supports (field-sizing: content) { p { field-sizing: content } }",
        "@media print and (min-width: 10em) { p::before { margin: calc(1px + 2em) auto } }",
        "@font-face { font-family: x; src: url(x.ttf) }",
        "@keyframes x { from { opacity: 0 } to { transform: rotate(1turn) } }",
        "p { --any-name: var(--other, min(1px, 2em)) }",
    ],
)
def test_what_is_old_enough_guarded_or_spared_is_not(text: str) -> None:
    assert faults("a.css", text) == []


def test_an_excuse_does_not_hold_for_a_list_whose_others_fall_with_it() -> None:
    excuse = {"selector has": "no harm"}
    assert faults("a.css", "p:has(a), p:has(b) { color: red }", **excuse) == []
    assert faults("a.css", "p:is(:has(a), b), i { color: red }", **excuse) == []
    fault, *_ = faults("a.css", "p:has(a),\nb { color: red }", **excuse)
    assert "a rule of its own" in fault


def test_an_excuse_that_nothing_needs_is_named() -> None:
    (fault,) = faults("a.css", "p { color: red }", **{"selector has": "no harm"})
    assert fault.startswith("tests/floor/excused.yml: selector has")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("const a = /(?<=x)y/", "syntax lookbehind"),
        ("const a = text.replace(/a[/]b(?<!x)y/g, '')", "syntax lookbehind"),
        ("const a = /x/v", "syntax flag v"),
        ("const a = /(?i:x)/", "syntax (?i:"),
        ("class A { static { start() } }", "syntax static block"),
        ("fetch(url, { signal: AbortSignal.timeout(1) })", "member AbortSignal.timeout"),
        ("Object.groupBy(list, (one) => one.length)", "member Object.groupBy"),
        ("navigator.share({})", "member navigator.share"),
        ("const sorted = list.toSorted()", "member list.toSorted"),
        ("const a = `${list.toSorted()} x`", "member list.toSorted"),
        ("list\n.map((one) => one.nobodyKnows())", "member one.nobodyKnows"),
        ("box?.showPicker?.()", "member box.showPicker"),
        ("navigation.navigate('x')", "global navigation"),
        ("new URLPattern('x')", "global URLPattern"),
        ("requestIdleCallback(start)", "global requestIdleCallback"),
    ],
)
def test_a_script_that_is_too_new_is_named_with_its_line(text: str, named: str) -> None:
    found = faults("a.js", f"// a comment's words\n\n{text}")
    line = 4 if "\n" in text else 3
    assert any(fault.startswith(f"a.js:{line}: {named}:") for fault in found)


@pytest.mark.parametrize(
    "text",
    [
        "const made = { toSorted: 1 }\nmade.toSorted",
        "class A { #own = 1\n showPicker() { return this.#own } }\nnew A().showPicker()",
        "const half = (a, b) => a / b / 2 // not /(?<=x)/\nhalf(1, 2)",
        'const said = "AbortSignal.timeout(1)" + `list.toSorted() ${1 + 1} /(?<=x)/`\nalert(said)',
        "box.dataset.nobodyKnows = form.elements.colour.value",
        "import { step } from './x.js'\nexport default class Own extends Set { connectedCallback() { step(this) } }",
        "for (const [key, { value }] of new Map()) alert(key, value)",
        "addEventListener('message', ({ data: { items } }) => alert(items.at(-1)))",
        "button.style.borderColor = 'red'\nsheet.onmessage = Object.hasOwn(given, 'x')",
    ],
)
def test_our_own_names_and_what_all_know_are_not(text: str) -> None:
    excused = {"own": ["given", "box", "form", "button", "sheet"]}
    assert faults("a.js", text, **excused) == []
