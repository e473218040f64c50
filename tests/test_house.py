"""The picture of the house is drawn from its imports, and fresh."""

from __future__ import annotations

from . import house


def test_the_picture_is_fresh() -> None:
    assert house.MAP.read_text(encoding="utf-8") == house.drawn(), "run make map"


def test_every_layer_and_every_kind_is_in_it() -> None:
    shown = house.MAP.read_text(encoding="utf-8")
    assert [name for name in house.layers() if f"\n{name:<10} " not in shown] == []
    assert [name for name in house.kinds.FOLDERS if f"\n{name:<10} " not in shown] == []
