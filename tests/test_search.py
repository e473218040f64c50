"""The search's index: what it holds of a text, and where."""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path
from typing import Any

import yaml

from macros import checks, typed
from macros.exports import classifier, folding, learning, learnt, search, stems
from macros.reading import collect
from macros.text import fill

from . import toys
from .search.engine import unfolded
from .sites import ROOT

VENDOR = ROOT / "overrides" / "assets" / "vendor"
STEMS = ROOT / "macros" / "exports" / "stems"


def held(index: dict[str, Any]) -> dict[str, list[int]]:
    """The words of an index, each with its steps."""
    rows = [[int(step) for step in row.split(",") if step] for row in index["steps"].split(" ")]
    return dict(zip(unfolded(index["words"]), rows, strict=True))


def stands(index: dict[str, Any]) -> dict[str, set[str]]:
    """By a page's address, the words of its text."""
    words: dict[str, set[str]] = {page["at"]: set() for page in index["pages"]}
    for word, steps in held(index).items():
        for number in itertools.accumulate(steps):
            words[index["pages"][number]["at"]].add(word)
    return words


def rows(written: str) -> list[list[int]]:
    """The numbers of the pages in each row of what was learnt."""
    return [[*itertools.accumulate(ord(letter) - learnt.FIRST for letter in row)] for row in written.split("\n")]


def told(script: str) -> dict[str, Any]:
    """What a script of what was learnt holds."""
    found: dict[str, Any] = json.loads(script.removeprefix("var handbookLearnt="))
    return found


def weighed(script: str) -> dict[str, dict[str, int]]:
    """By a page's address, how much each form speaks for it, as a script tells."""
    whole = told(script)
    pages = whole["pages"].split("\n")
    how = iter(whole["words"]["how"])
    found: dict[str, dict[str, int]] = {page: {} for page in pages}
    for form, row in zip(unfolded(whole["words"]["forms"]), rows(whole["words"]["rows"]), strict=True):
        for number in row:
            found[pages[number]][form] = ord(next(how)) - learnt.FIRST + learning.HEAVIEST[0]
    assert next(how, None) is None
    return found


def test_a_text_stands_at_its_home_alone() -> None:
    """The words of a script are on the page of its moment, and on none of the pages that show it."""
    library = checks.load(toys.SITE / "docs", "docs")
    index = json.loads(search.files(library)[search.PATH])
    words = stands(index)
    common = {word for word, steps in held(index).items() if not steps}  # in so many texts that it is in none
    script = library.scripts["hear-it"]
    assert any(call.args == (script.id,) for call in library.pages["situations/toy-broke.md"].calls)
    said = set(search.words(fill(script.variants[0].body, lambda _: " ")).split())
    said -= common | set(library.search.ignored)
    assert said
    assert said <= words[f"scripts/{script.moment}/"]
    assert not said <= words["situations/toy-broke/"]


def test_what_tells_pages_apart_is_learnt() -> None:
    """A word speaks for the page whose people use it, and one that all use for none; small words are no exception."""
    words = weighed(search.files(checks.load(toys.SITE / "docs", "docs"))[learnt.PATH].decode())
    late, broke = (words[f"situations/toy-{name}/"] for name in ("late", "broke"))
    assert late["parce"] > 0
    assert broke["wheel"] > 0
    assert broke["my"] > 0
    assert broke.get("parce", 0) <= 0
    assert words["scripts/opening/"] == {}  # nobody asks for it


def test_a_word_weighs_by_what_it_tells() -> None:
    """What both pages hear weighs less than what one does, and a synonym lends its weight to the whole group."""
    asked = [
        (f"my {word} is {how}", page) for page, how in enumerate(("torn", "late")) for word in ("bear", "doll", "car")
    ]
    asked += [("ripped at the seam", 0), ("ripped ear", 0)]
    found = learning.weights(asked, [("torn", "ripped"), ("late", "not here yet")])
    assert found["torn"][0] > 0
    assert found["=0"][0] > 0
    assert found["=1"] == found["late"] == {1: found["late"][1]}
    assert all(abs(weight) < found["late"][1] for weight in found.get("my", {}).values())
    assert "seam" not in found  # one query tells nothing
    assert found == learning.weights(asked, [("torn", "ripped"), ("late", "not here yet")])


def test_a_rare_word_of_many_queries_tells_nothing() -> None:
    many = [(f"plain {number}", number % 2) for number in range(3 * learning.RARE)]
    found = learning.weights([*many, ("plonk it", 0), ("plonk them", 0)], [])
    assert "plonk" not in found


TURNED = [("i shouted at them", 0), ("i shouted back", 0), ("they shouted at me", 1), ("she swore at me", 1)]


def judged(script: str, *features: str) -> list[dict[int, float]]:
    """What a script says of each feature, by the pairs: by the number of a page, how much it speaks for it."""
    pairs = told(script)["pairs"]
    signed = [-size for size in pairs["sizes"]] + pairs["sizes"]
    how = iter(pairs["how"])
    found = [{page: signed[ord(next(how)) - learnt.FIRST] for page in row} for row in rows(pairs["rows"])]
    assert next(how, None) is None
    assert len(pairs["rare"]) == sum(map(bool, found))
    return [found[classifier.bucket(feature)] for feature in features]


def test_pairs_of_words_tell_who_does_what_to_whom() -> None:
    script = learnt.script(TURNED, [], ["mine/", "theirs/"])
    mine, theirs, both = judged(script, "i shout", "at me", "swore")
    assert mine[0] > 0 > mine[1]
    assert theirs[1] > 0 > theirs[0]
    assert both == {}  # one query tells nothing
    assert learnt.script(TURNED, [], ["mine/", "theirs/"]) == script


def test_nothing_is_learnt_where_nobody_asks() -> None:
    assert judged(learnt.script([], [], ["a/"]), "i shout") == [{}]


def test_forms_are_the_beginnings_of_words_and_the_groups() -> None:
    forms = typed.Forms([("pay", "settle up"), ("fast", "pay now")])
    assert forms.of("They’re paying, settle up") == ["theyr", "payin", "settl", "up", "=0"]
    assert forms.of("pay now") == ["pay", "now", "=1"]  # the longest
    assert forms.of("?!") == []


def test_the_toys_index(tmp_path: Path) -> None:
    library = checks.load(toys.copy(tmp_path / "docs"), "docs")
    index = json.loads(search.files(library)[search.PATH])
    page = next(one for one in index["pages"] if one["at"] == "situations/toy-late/")
    assert (page["title"], page["kind"], page["weight"], page["list"]) == ("The toy is late", 0, 130, False)
    assert page["queries"].splitlines()[:2] == ["delayed toy", "late"]
    first = index["pages"][0]
    assert (first["at"], first["kind"], first["weight"], first["list"]) == ("", -1, 50, True)
    assert index["kinds"] == ["Situation", "Card"]
    assert index["fallback"][0]["at"] == "decide/repair/"


def test_a_heading_that_many_pages_have_leads_nowhere(tmp_path: Path) -> None:
    """It would stand below each of them in a list of results, and tell none from another."""
    docs = toys.copy(tmp_path / "docs")
    (docs / "more").mkdir()
    for name, count in (("Every one", search.SHARED + 1), ("Some", search.SHARED)):
        for number in range(count):
            anchor = name.lower().replace(" ", "-")
            (docs / "more" / f"{anchor}-{number}.md").write_text(
                f"---\ndescription: A part.\n---\n# Part {number}\n\n## {name} {{: #{anchor} }}\n\nTold here.\n",
                "utf-8",
            )
    index = json.loads(search.files(checks.load(docs, "docs"))[search.PATH])
    headings = [page["parts"] for page in index["pages"] if page["at"].startswith("more/")]
    assert sorted(headings) == [""] * (search.SHARED + 1) + ["some Some"] * search.SHARED


def test_a_common_word_is_known_but_stands_nowhere(tmp_path: Path) -> None:
    """It is told apart from a word that nobody knows, and weighs nothing for the pages that all have it."""
    docs = toys.copy(tmp_path / "docs")
    (docs / "more").mkdir()
    for number in range(search.COMMON + 1):
        (docs / "more" / f"part-{number}.md").write_text(
            f"---\ndescription: A part.\n---\n# Part {number}\n\nTold rarely{number}.\n", "utf-8"
        )
    steps = held(json.loads(search.files(collect(docs))[search.PATH]))
    assert steps["told"] == []
    assert len(steps[f"rarely{search.COMMON}"]) == 1


def test_words_of_a_text() -> None:
    assert (
        search.words("They can’t pay; the invoice (“overdue”) can't wait!") == "they cant pay the invoice overdue wait"
    )
    assert search.words("Say it, say it", frozenset({"it"})) == "say"


def test_vendored_libraries_are_the_recorded_ones() -> None:
    """Each file as it was made, with its licence; of the rules of Snowball all files as one."""
    recorded = yaml.safe_load(Path(__file__).with_name("vendored.yml").read_text("utf-8"))
    whole = {path.name: [path] for path in (*VENDOR.iterdir(), STEMS / "english.js")}
    whole["snowball"] = sorted((STEMS / "snowball").iterdir())
    found = {name: hashlib.sha256(b"".join(map(Path.read_bytes, paths))).hexdigest() for name, paths in whole.items()}
    assert found == {name: about["sha256"] for name, about in recorded.items()}
    scripts = [path for paths in whole.values() for path in paths if path.suffix == ".js"]
    assert [path.name for path in scripts if "ermission" not in path.read_text("utf-8")] == []


def test_a_site_has_the_rules_of_its_own_language_alone() -> None:
    assert set(stems.known()) >= {"de", "en", "es", "fr", "nb", "ru"}
    for tag in ("fr-CA", "nn", "no"):
        assert stems.script(tag) == stems.script({"fr-CA": "fr"}.get(tag, "nb"))
    assert stems.script("pl") == 'var handbookRules={stem:null,accents:false,apostrophe:""}\n'
    assert len(stems.script("en")) < 5000
    assert [tag for tag in stems.known() if "http" in stems.script(tag).partition("*/")[2]] == []


def test_the_small_words_of_a_language_tell_nothing(tmp_path: Path) -> None:
    """English has those that its search.yml names; any other language needs not write them again."""
    docs = toys.copy(tmp_path / "docs")
    file = docs / "_data/interface.yml"
    ours = json.loads(search.files(collect(docs))[search.PATH])["ignored"]
    file.write_text(file.read_text("utf-8").replace("language: en-GB", "language: fr-FR"), "utf-8")
    made = search.files(collect(docs))
    theirs = json.loads(made[search.PATH])["ignored"]
    assert theirs[: len(ours)] == ours
    assert {"avec", "même", "nous"} <= set(theirs)
    assert b"FrenchStemmer" in made[stems.PATH]


def test_an_apostrophe_parts_words_where_the_language_says_so() -> None:
    told = [stems.parted("L’addition d'hier", tag) for tag in ("fr", "it-IT", "en", "de")]
    assert told == ["L addition d hier"] * 2 + ["L’addition d'hier"] * 2


def test_sayings_are_outlined() -> None:
    """A line has a space for each first word of the line above; nothing is lost and nothing stands twice in a row."""
    assert folding.outline(["kill~ .. SELF", "gun", "kill~ WHO", "kill~ .. family"]) == "\n".join(
        ["gun", "kill~ .. SELF", "  family", " WHO"]
    )


def test_words_are_folded() -> None:
    """A capital for the first letters that the word above has too; nothing is lost, however long or in what script."""
    assert folding.folded(["pay", "payment", "payments", "refund", "3", "30"]) == "ApayDmentHsArefundA3B0"
    assert folding.folded([]) == ""
    words = sorted(["𝔸b", "𝔸c", "überfällig", "überzahlt", "a" * 30, "a" * 30 + "b", "払い", "払う"])
    assert unfolded(folding.folded(words)) == words
