"""Parts of scripts, joined: they do in a browser what they did apart."""

from __future__ import annotations

from playwright.sync_api import Browser, Route

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

# Whatever an import and an export may look like.
FORMS = {
    "js/main.js": (
        "import whole, { one as first, // that\n  'two words' as two,\n} from \"./lib/forms.js\";\n"
        "import Shape, * as shapes from './shapes.js'\n"
        'import { default as again, forms, one, five } from "./all.js"\n'
        "const seen = []; for (const { a, b = `${ first }\n${ whole }` } of [{ a: two }]) seen.push(a, b)\n"
        "window.told = [seen, new Shape().name, shapes.side, shapes.default === Shape, again, forms.one, one(), five,\n"
        "  typeof this, part0, Object.keys(shapes).sort()].join('|')\n"
        "var part0\n"
    ),
    "js/all.js": (
        "export * from './lib/forms.js'\nexport * as forms from './lib/forms.js'\n"
        'export { default } from "./lib/forms.js"\nexport const one = () => "own"\n'
        "const [a, { b: [c], ...rest }] = [1, { b: [5], d: 6 }]\nexport { c as five, rest }"
    ),
    "js/lib/forms.js": (
        "export default 6 * 7; export var one = 'one'\nlet two = 2\n"
        "export { two as 'two words' }\nexport async function* later() { yield await 1 }\n"
    ),
    "js/shapes.js": "export default class { get name() { return 'shape' } }\nexport const { side } = { side: 4 }\n",
}


def test_a_bundle_does_what_its_modules_do(browser: Browser) -> None:
    """The browser itself is the measure: it knows modules, and joins them as the language says."""
    page = browser.new_page()

    def answer(route: Route) -> None:
        part = FORMS.get(route.request.url.removeprefix("https://toys.example.org/"))
        route.fulfill(
            body=part or "<!doctype html><title>Toys</title>", content_type="text/javascript" if part else "text/html"
        )

    page.route("**/*", answer)
    page.goto("https://toys.example.org/")
    page.add_script_tag(url="js/main.js", type="module")
    page.wait_for_function("() => window.told")
    apart = page.evaluate("told")
    page.reload()
    page.add_script_tag(content=bundle.scripts(FORMS, ["js/main.js"])[0]["js/main.js"])
    assert page.evaluate("told") == apart
    assert apart.startswith("2,one\n42|shape|4|true|42|one|own|5|undefined|")
    page.close()


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


def test_two_later_scripts_share_what_the_first_has_not(browser: Browser) -> None:
    own = {
        "js/one.js": 'import { next } from "./count.js"\nwindow.one = next()\n',
        "js/two.js": 'import { next } from "./count.js"\nwindow.two = next()\n',
        "js/count.js": "let count = 0\nexport const next = () => ++count\n",
    }
    made, _ = bundle.scripts(PARTS | own, ["js/main.js", "js/one.js", "js/two.js"])
    page = browser.new_page()
    for entry in ("js/main.js", "js/two.js", "js/one.js"):
        page.add_script_tag(content=made[entry])
    assert page.evaluate("[two, one]") == [1, 2]
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
