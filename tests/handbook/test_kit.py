"""The codes of the handbook's link kit."""

from __future__ import annotations

from macros.exports import kit
from macros.library import Library

from ..editions import walked

ROOT = "https://handbook.example.org/"


@walked
def test_codes_are_small_and_the_same_each_time(library: Library) -> None:
    made = kit.files(library, ROOT)
    assert sum(map(len, made.values())) < 1_300 * len(made)
    assert kit.files(library, ROOT) == made
    for path in list(made)[::60]:  # what was kept is what is made anew
        if path.endswith(".svg"):
            anew = kit._encoded(f"{ROOT}go/{path.removeprefix(f'{kit.FOLDER}/').removesuffix('.svg')}/")
            assert anew == (made[path], made[path.replace(".svg", ".png")])
    assert kit.files(library) == {}  # of no known address, no code
