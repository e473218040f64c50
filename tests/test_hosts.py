"""Scripts name no other host, in whatever form an address comes."""

from __future__ import annotations

import pytest

from macros.publish import hosts


@pytest.mark.parametrize(
    ("script", "lines"),
    [
        ('fetch("https://unpkg.com/x")', [1]),
        ("a\nb('http://one.example/')\nnew WebSocket(`wss://two.example/${a}`)", [2, 3]),
        ('import("//cdn.example.org/x.js")', [1]),
        (r"/https:\/\/api\.github\.com\//.test(a)", [1]),
        ("'HTTPS://UNPKG.COM'", [1]),
        ('a = "// no comment https://b.example"', [1]),
        ("a = 'it\\'s' // https://b.example", []),
        ("// https://b.example\n/* http://c.example\n */ a()", []),
        ('a = "/* " + "https://b.example" + " */"', [1]),
        ('a = 1 // one\nb = "https://b.example"', [2]),
        ('createElementNS("http://www.w3.org/2000/svg")', []),
        ('a = "https://HANDBOOK.example.org/b"', []),
        ('a = "https://" + host', []),
        ('a = "//" + host; b = "../a//b"', []),
        ("a = /\"/; b('https://c.example')", [1]),
        ("a = `${`b`}//`; c('https://d.example')", [1]),
        ("a = (; // https://b.example\nc('https://d.example')", [2]),
        ("", []),
    ],
)
def test_where_another_host_is_named(script: str, lines: list[int]) -> None:
    found = list(hosts.foreign({"a.js": script}, "https://handbook.example.org/b/"))
    assert [problem.line for problem in found] == lines
    assert {problem.file for problem in found} <= {"a.js"}
