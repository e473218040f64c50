"""Parts of scripts and stylesheets, joined."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from macros.problems import Invalid
from macros.publish import bundle

PARTS = {
    "js/main.js": (
        '// The entry.\nimport "./lib/first.js"\nimport Box, { open as unlock } from "./box.js"\n'.replace("Box, ", "")
        + 'import Box from "./box.js"\n'
        'import * as sums from "./lib/sums.js"\n'
        "window.told = [new Box().name, unlock(), sums.add(2, 3), sums.ONE, window.order.join()]\n"
    ),
    "js/box.js": (
        'import { add, ONE } from "./lib/sums.js"\n'
        "/** Many\n    words. */\n"
        'export default class Box {\n  #name = "box"\n  get name() {\n    return this.#name\n  }\n}\n'
        "export function open() {\n  return add(ONE, ONE) // two\n}\n"
    ),
    "js/lib/sums.js": (
        'window.order.push("sums")\nexport const ONE = 1\nexport const add = (a, b) => a + b\nconst kept = 1\n'
    ),
    "js/lib/first.js": 'window.order = ["first"]\nconst kept = 2\n',
    "js/alone.js": "window.alone = true\n",
}


def test_a_bundle_does_what_its_parts_do(browser: Browser) -> None:
    made, used = bundle.scripts(PARTS, ["js/main.js"])
    text = made["js/main.js"]
    assert set(used) == set(PARTS) - {"js/alone.js"}
    assert used.index("js/lib/sums.js") < used.index("js/box.js") < used.index("js/main.js")
    assert "The entry" not in text
    page = browser.new_page()
    page.add_script_tag(content=text)
    assert page.evaluate("told") == ["box", 2, 5, 1, "first,sums"]
    assert page.evaluate("typeof kept") == "undefined"
    page.close()


def test_a_later_script_takes_what_the_first_has(browser: Browser) -> None:
    own = {
        "js/more.js": 'import { ONE } from "./lib/sums.js"\nimport { two } from "./two.js"\nwindow.more = ONE + two\n'
    }
    parts = {**PARTS, **own, "js/two.js": "export const two = 2\n"}
    made, used = bundle.scripts(parts, ["js/main.js", "js/more.js", "js/alone.js"])
    assert set(used) == set(parts)
    page = browser.new_page()
    for entry in ("js/main.js", "js/more.js", "js/alone.js"):
        page.add_script_tag(content=made[entry])
    assert page.evaluate("[more, alone]") == [3, True]
    assert page.evaluate("order.join()") == "first,sums"  # each part has run once
    assert page.evaluate(f"Object.keys({bundle.SHARED})") == ["js/lib/sums.js"]
    page.close()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\nimport { a } from "./gone.js"', 2, "gone.js"),
        ('import "./main.js"', 1, "./main.js"),
        ("const a = 1\nexport { a }", 2, "export { a }"),
        ("export let a = 1", 1, "export let a"),
        ('const load = () => import("./lib.js")', 1, "import("),
        ('import a, { b } from "./lib.js"', 1, "import a, { b }"),
        ("const a = `one\ntwo`", 1, "`one"),
    ],
)
def test_a_part_that_cannot_be_joined_is_named(text: str, line: int, said: str) -> None:
    parts = {"js/main.js": 'import "./part.js"', "js/part.js": text, "js/lib.js": "export const b = 1"}
    with pytest.raises(Invalid) as caught:
        bundle.scripts(parts, ["js/main.js"])
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("js/part.js", line)
    assert said in problem.said


def test_a_missing_entry_is_named() -> None:
    with pytest.raises(Invalid, match=r"main\.js"):
        bundle.scripts({}, ["js/main.js"])


def test_styles_are_joined_in_order() -> None:
    parts = {
        "css/all.css": '/* All. */\n@import "one.css";\n@import "two.css";\n',
        "css/one.css": "a {\n  color: red;\n}\n",
        "css/two.css": "a {\n  color: blue;\n}\n",
        "css/alone.css": "b {}",
    }
    assert bundle.style(parts, "css/all.css")[0] == "a{color:red}a{color:blue}\n"
    assert set(parts) - set(bundle.style(parts, "css/all.css")[1]) == {"css/alone.css"}
