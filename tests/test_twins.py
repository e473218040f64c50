"""What Python writes into pages and what JavaScript knows agree.

Most of it JavaScript does not know but is told: words by interface.yml, the kinds and the folder of QR codes by
attributes of <link-kit>, the rules of stems by search/stem.js. What does stand in both languages is tied here.
"""

from __future__ import annotations

import datetime
import re
from typing import get_args

from macros import kinds
from macros.exports import kit
from macros.exports.plain import said
from macros.kinds.script.model import SPOKEN, WRITTEN, Channel, Tone, Variant
from macros.publish import archive
from macros.reading import collect

from .search.engine import MADE, SCRIPTS
from .sites import ROOT

WORDS = collect(ROOT / "docs", "docs").words
LIB = ROOT / "overrides" / "assets" / "js" / "lib"


def told(file: str, name: str) -> str:
    """What a constant of a script holds, as it is written there."""
    text = (LIB / file).read_text(encoding="utf-8")
    found = re.search(rf"^(?:export )?const {name} = (.+?)(?=\n\S|\n\n|\Z)(?:\n\}})?", text, re.MULTILINE | re.DOTALL)
    assert found, f"{file} has no constant {name}"
    return found[1]


def keys(written: str) -> list[str]:
    """The keys of an object, in order."""
    return [one.strip('"') for one in re.findall(r'("[\w-]+"|\w+):', written)]


def test_tones_and_channels() -> None:
    assert tuple(re.findall(r'"([\w-]+)"', told("choice.js", "TONES"))) == get_args(Tone)
    channels = keys(told("choice.js", "CHANNELS"))
    assert sorted(channels) == sorted(get_args(Channel))
    assert set(channels[: len(SPOKEN)]) == SPOKEN
    assert set(channels[-len(WRITTEN) :]) == WRITTEN


def test_days_in_words() -> None:
    months = re.findall(r'"([\w ]+)"', told("fields.js", "MONTHS"))[0].split()
    assert [WORDS.day(datetime.date(2026, number, 3)) for number in range(1, 13)] == [
        f"3 {month} 2026" for month in months
    ]


def test_the_subject_above_a_message() -> None:
    subject = said(Variant(tone="warm", channel="email", subject="A toy", body="Words."), WORDS, subject=True).split(
        "\n"
    )[0]
    whole = (LIB / "message.js").read_text(encoding="utf-8")
    assert subject == f"{WORDS.script.subject} A toy"
    assert 'const SUBJECT = "handbook:says.script.subject"' in whole
    assert "`${SUBJECT} ${line}\\n\\n${body(variant)}`" in whole


def test_where_the_search_is_found() -> None:
    assert told("engine.js", "INDEX") == f'"{archive.INDEX}"'
    assert told("engine.js", "DISKS") == f'"{archive.DISKS}"'
    assert [path for path in SCRIPTS if not (ROOT / "overrides" / path).is_file()] == [*MADE]
    assert len(SCRIPTS) == 8


def test_the_link_kit_knows_what_it_is_told_and_no_more() -> None:
    script = (LIB.parent / "elements" / "link-kit.js").read_text(encoding="utf-8")
    names = {name for row in kinds.KINDS for name in (row.recorded, row.linked, row.collection) if name}
    known = set(re.findall(r'["\'`#.\[]([\w-]+)["\'`\]]', script))
    assert not known & names
    assert kit.FOLDER not in script


def test_where_a_script_stands() -> None:
    (row,) = (row for row in kinds.KINDS if row.collection == "scripts")
    for file in ("boot.js", "elements/decision-tree.js"):
        assert f'"#{row.anchor}' in (LIB.parent / file).read_text(encoding="utf-8"), file
