"""Parts of scripts, joined: they do in a browser what they did apart."""

from __future__ import annotations

from playwright.sync_api import Browser

from macros.publish import bundle

PARTS = {
    "js/main.js": (
        '// The entry.\nimport "./lib/first.js"\n'
        'import { open as unlock } from "./box.js"\nimport Box from "./box.js"\n'
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

# What blanks mean nothing to, and what they mean something to.
CLOSE = r"""
const said = { words: "a = b , c", own: 'it is "( x )" : y', 'a b': [1, - -1, 2 - -1, 1 + +1] }
const odd = /[ =] , "/ // { a }
const told = `a = ${ [1 , 2].map((one) => one + 1).join(" : ") } ( b )`
const { words, own } = said
const half = 6 / 2, none = undefined ?? (0 || "x : y"), less = 1 < 2 ? [ ...words ].length : 0
async function later (one = { two: ", " }) { return one.two }
class Kept { static #one = 1; get one () { return Kept.#one } }
window.all = [said, odd.source, told, words, own, half, none, less, new Kept().one, typeof later]
"""


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


def test_a_later_script_does_nothing_where_the_first_did_not_come(browser: Browser) -> None:
    parts = {**PARTS, "js/more.js": 'import { ONE } from "./lib/sums.js"\nwindow.more = ONE\n'}
    made, _ = bundle.scripts(parts, ["js/main.js", "js/more.js", "js/alone.js"])
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for entry in ("js/more.js", "js/alone.js"):
        page.add_script_tag(content=made[entry])
    assert page.evaluate("[window.more, alone]") == [None, True]
    assert faults == []
    page.close()


def test_blanks_beside_punctuation_go_and_others_stay(browser: Browser) -> None:
    (text,) = bundle.scripts({"js/main.js": CLOSE}, ["js/main.js"])[0].values()
    assert 'words:"a = b , c",own:\'it is "( x )" : y\'' in text
    pages = [browser.new_page(), browser.new_page()]
    for page, script in zip(pages, (CLOSE, text), strict=True):
        page.add_script_tag(content=script)
    before, after = (page.evaluate("JSON.stringify(all)") for page in pages)
    assert after == before
    for page in pages:
        page.close()
