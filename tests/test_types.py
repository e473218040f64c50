"""The check of types sees what it says it sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import types

SCRIPTS = Path(__file__).parent.parent / "overrides" / "assets" / "js"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('document.querySelector("a.card__more").herf', "'herf' does not exist"),
        ('document.querySelector("form > input[name=of]").elements', "'elements' does not exist"),
        ('document.querySelector(".card").closest("details").opened', "'opened'"),
        ("new Date() - 1", "arithmetic"),
        ('import { anounce } from "./announce.js"; anounce()', "anounce"),
    ],
)
def test_a_part_that_is_not_there_is_told_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "announce.js").write_text("export function announce() {}\n", "utf-8")
    (tmp_path / "part.js").write_text(f"// Two lines.\n{line}\n", "utf-8")
    faults = types.check([tmp_path])
    assert said in faults
    assert "part.js:2" in faults


def test_what_the_page_has_is_no_fault(tmp_path: Path) -> None:
    text = 'const box = document.querySelector(".of > input:checked")\nbox.checked = !box.closest(".card").hidden\n'
    (tmp_path / "part.js").write_text(text, "utf-8")
    assert not types.check([tmp_path])
