"""Words of the frame in templates and scripts: filled in when a site is published."""

from __future__ import annotations

import pytest

from macros.problems import Invalid
from macros.publish import wording

SAYS = {
    "frame": {"close": 'Shut "it" & go', "as_of": "seen <{day}>"},
    "deck": {"a4": "A4", "cards": {"one": "a card", "other": "{count} cards"}},
}


def test_on_a_page_words_are_text() -> None:
    page = '<a title="handbook:says.frame.close">handbook:says.frame.close.</a> handbook:light'
    said = "Shut &quot;it&quot; &amp; go"
    assert wording.on_page(page, "x", SAYS, {}) == f'<a title="{said}">{said}.</a> handbook:light'


def test_a_blank_of_a_page_takes_html() -> None:
    made = wording.on_page("<p>handbook:says.frame.as_of</p>", "x", SAYS, {"day": "<time>today</time>"})
    assert made == "<p>seen &lt;<time>today</time>&gt;</p>"


def test_in_a_script_words_are_values() -> None:
    script = 'say("handbook:says.frame.close", "handbook:says.deck.a4")\nsay("handbook:says.deck.cards")'
    assert wording.in_script(script, "x.js", SAYS) == (
        'say("Shut \\"it\\" & go", "A4")\nsay({"one": "a card", "other": "{count} cards"})'
    )


@pytest.mark.parametrize("make", [wording.in_script, lambda *given: wording.on_page(*given, {})])
def test_words_that_nobody_has_are_named(make: object) -> None:
    with pytest.raises(Invalid) as caught:
        make('\n"handbook:says.frame.clse"', "lib/x.js", SAYS)  # type: ignore[operator]
    assert [str(one) for one in caught.value.problems] == [
        'lib/x.js:2: “handbook:says.frame.clse”; expected words of interface.yml (did you mean "frame.close"?)'
    ]


def test_a_part_of_a_text_is_named() -> None:
    with pytest.raises(Invalid, match="expected a text of its own"):
        wording.in_script('say("now handbook:says.frame.close")', "x.js", SAYS)
