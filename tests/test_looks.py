"""Colours and sizes of type are tokens, sides those of the text, nothing is loud: every other one is named."""

from __future__ import annotations

import pytest

from . import looks


def test_our_styles_name_tokens_alone() -> None:
    assert looks.everything() == []


@pytest.mark.parametrize(
    ("name", "style", "lines"),
    [
        ("a.css", "a {\n  color: #000;\n}", [2]),
        ("a.css", "a {\n  color: white;\n  border: 1px solid rgb(0 0 0 / 5%);\n}", [2, 3]),
        ("a.css", "a {\n  box-shadow: 0 0 1px color-mix(in srgb, red, var(--hb-ink));\n}", [2]),
        ("a.css", "@media print {\n  a {\n    color: #111;\n    font-size: 9pt;\n  }\n}", [3]),
        ("a.css", "a {\n  font-size: 0.75rem;\n}", [2]),
        ("a.css", "a {\n  font-size: 9pt;\n}", [2]),
        ("a.css", "a {\n  font-size: 1.2em;\n\n  &:hover {\n    font-size: 13px;\n  }\n}", [2, 5]),
        ("a.css", "a {\n  font-size: var(--md-text);\n}", [2]),
        ("card.css", ".card {\n  font-size: 0.7em;\n}", []),
        ("a.css", "a {\n  --hb-ink: #000;\n  color: var(--hb-ink);\n  fill: currentcolor;\n}", []),
        ("a.css", "a {\n  color: inherit;\n  font-size: var(--hb-text-small);\n  white-space: pre;\n}", []),
        ("a.css", "a {\n  margin-left: 1em;\n  padding: 1px 2px 3px 4px;\n}", [2, 3]),
        ("a.css", "a {\n  text-align: left;\n  border-top-right-radius: 1px;\n  right: 0;\n}", [2, 3, 4]),
        ("a.css", "a {\n  border-radius: 1px 2px;\n  inset: 0 1px 0 0;\n  border-left: 0;\n}", [2, 3, 4]),
        ("a.css", "a {\n  margin: 1px 2px 3px;\n  inset-inline-start: 0;\n  border-radius: 0 0 1px 1px;\n}", []),
        ("a.css", "a {\n  border-width: 0 1px 1px 0;\n  rotate: 45deg;\n}", []),
        ("a.css", ".md-typeset .a {\n  x: 0;\n}\n[dir] .a,\n.md-typeset :is(.a, .b) {\n  x: 0;\n}", [1, 4, 5]),
        ("a.css", ":where(.md-typeset) h2,\n.md-typeset:has(.a) .b {\n  margin: 0;\n}", []),
        ("a.css", "a {\n  margin: 0 !important;\n  padding: 0 !important; /* why */\n}", [2]),
        ("tokens.css", ":root {\n  --md-footer-bg-color: #0d2c2f;\n}", []),
    ],
)
def test_what_is_no_token_is_named(name: str, style: str, lines: list[int]) -> None:
    assert [line for line, _ in looks.faults(name, style)] == lines
