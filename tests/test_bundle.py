"""Parts of scripts and stylesheets, joined."""

from __future__ import annotations

import pytest

from macros.problems import Invalid
from macros.publish import bundle


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\nimport { a } from "./gone.js"', 2, "gone.js"),
        ('import {\n  b,\n} from "./lbi.js"', 1, "./lbi.js"),
        ('import "./main.js"', 1, "./main.js"),
        ('import { bb } from "./lib.js"', 1, 'exports no "bb"'),
        ('import b from "./lib.js"', 1, 'exports no "default"'),
        ('export { bb } from "./lib.js"', 1, 'exports no "bb"'),
        ('import words from "./lib.js" with { type: "json" }', 1, 'with { type: "json" }'),
        ('\nconst load = () => import("./lib.js")', 2, "import("),
        ("const here = import.meta.url", 1, "import.meta"),
        ("\nawait later()", 2, "await later()"),
        ("for await (const one of many) {}", 1, "for await"),
        ("export let a = 1\nfunction more() {\n  a++\n}", 3, "a++"),
        ("let a = 1\nexport { a as b }\nexport const more = () => ([a] = [2])", 3, "[a] = [2]"),
        ("export\n  const a = 1", 1, "export"),
        ("const a = {\n  [await later()]: 1 }", 2, "[await later()]"),
        ("class A {\n  [await later()]() {}\n}", 2, "[await later()]"),
        ("let a = 1\nexport { a }\nexport const more = () => (a)++", 3, "(a)++"),
        ("const here = import /* no */ .meta.url", 1, "const here"),
        ("const a = 1\nexport { b }", 2, "export { b }"),
        ("{\n  let a = 1\n}\nexport { a }", 4, "export { a }"),
        ("export const a = 1\nconst b = 2\nexport { b as a }", 3, "export { b as a }"),
        ("export default 1\nexport { default } from './lib.js'", 2, "export { default }"),
        ("import { b } from './lib.js'\nconst b = 1", 2, "const b = 1"),
        ("function a() {}\nvar a", 1, "function a() {}"),
        ("const a = 1\nif (a) return", 2, "return"),
        ("const a = 1, b = 2\nif (a<!--b) a()", 2, "a<!--b"),
        ("\nconst a = <b>c</b>", 2, "<b>"),
        ("import { b } from 'js/lib.js'", 1, "js/lib.js"),
        ("import { 'b\\n' as b } from './lib.js'", 1, "as b"),
        ("const a = (1", 1, "const a = (1"),
        ("const a = 1\nconst b = a +* 2", 2, "a +* 2"),
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
