"""Scripts made short: another text, and to its parser the same program."""

from __future__ import annotations

from pathlib import Path

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Parser

from macros.publish import javascript

from .sites import ROOT

PARSER = Parser(Language(tree_sitter_javascript.language()))
ASSETS = ROOT / "overrides" / "assets"
SCRIPTS = [*ASSETS.rglob("*.js"), *(ROOT / "macros").rglob("*.js")]

# What blanks and breaks mean nothing to, and what they mean something to.
ODD = {
    "names": "return_ = typeof a in b, void 0, new class {}, async () => {}, 3 in a",
    "signs": "a = 1 + +b - -c + ++d - --e / /f/g.test(i); a-- > b; c < !--d",
    "numbers": "1 .toFixed() + 1.5.toFixed() + 1..a; a ? .5 : 1",
    "regular": 'const odd = /[ =] , "\\/ [/*]/g, a = b / c / d; /x/ in y; if (a) /b/.test(c)',
    "templates": "a = `one\n  two ${ { b: `in ${ c }` } . b } // no comment ${\n d }\n`; tag `x` `y`",
    "quotes": "a = \"it's // no\", b = 'a \\' b /* no */', c = \"a\\\n  b\"",
    "breaks": "a = b\n++c\nlet d\n;[e] = f\nd = e\n;(f)()\nfunction g() {\n  return\n  h\n}\n",
    "goes on": "a\n  .b()\n  ?.c\n  ? d\n  : e\nf =\n  g &&\n  h\ni\n  || j\nk = [\n  l,\n]\n",
    "calls": "a\n( b )\nc\n[d]\ne\n`f`\ng\n/h/i\n",
    "loops": "out: for (;;) {\n  if (a)\n    continue out\n  else break\n}\ndo a()\nwhile (b)\nc()\n",
    "classes": (
        "class A extends B {\n  static #a = 1\n  b\n  static async *c() {}\n  get\n  d() {}\n"
        "  static {\n    e()\n  }\n  f = #a in g\n  'h'\n}\n"
    ),
    "comments": "a // one\n/* two */ b\n/** three */\nc = /* four\nfive */ d",
    "letters": "const é = { ü: '“ ”', [ñ]: ` ${ é } ` } in ø",
    "cases": "switch (a) {\n  case 1:\n  case -1: {\n    b()\n  }\n  default:\n    c()\n}\n",
}


def program(text: str) -> list[tuple[str, str]]:
    """Each node of a script with its kind, and its text where it has no parts; no comments."""
    found: list[tuple[str, str]] = []
    waiting = [PARSER.parse(text.encode()).root_node]
    while waiting:
        node = waiting.pop()
        if "comment" not in node.type:
            found.append((node.type, "" if node.children else (node.text or b"").decode()))
        waiting.extend(reversed(node.children))
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_made_short_is_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    short = javascript.tight(text, path.name)
    assert program(short) == program(text)
    assert javascript.tight(short, path.name) == short
    assert len(short) <= len(text)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_whatever_may_be_written_stays_the_same(text: str) -> None:
    short = javascript.tight(text, "odd.js")
    assert program(short) == program(text)
    assert len(short) < len(text)


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029", " /* \r */ ", "/*\u2028*/"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    assert javascript.tight(f"function a() {{ return{end}b }}", "a.js") == "function a(){return\nb}\n"


def test_what_means_nothing_is_gone() -> None:
    text = '// One.\nconst { a, b } = c // two\nconst d = [\n  "e , f",\n  `g ${ h + 1 } i`,\n]\n\nj( d )\n'
    assert javascript.tight(text, "a.js") == 'const{a,b}=c\nconst d=["e , f",`g ${h+1} i`,]\nj(d)\n'
