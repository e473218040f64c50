"""Typesets one PDF in a process of its own, which ends: what typst remembers of a book is a gigabyte, and it stays.

It reads what to typeset from the standard input as JSON, and knows nothing of the package: python apart.py
"""

from __future__ import annotations

import json
import sys

import typst


def main() -> None:
    """Write a line of JSON, {} or what typst says against it, and then the PDF."""
    asked = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=asked["fonts"])
    compiler = typst.Compiler(asked["template"], root=asked["root"], font_paths=fonts)
    told, made = {}, b""
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": asked["data"]}
        )
    except typst.TypstError as error:
        told = {"message": error.message, "diagnostic": error.diagnostic}
    else:
        made = pdf if isinstance(pdf, bytes) else b""
        if warnings:
            told = {
                "message": warnings[0].message,
                "diagnostic": "\n".join(warning.message for warning in warnings),
            }
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
