"""A company's own words in place of ours: what the other party is called, product words, "can't" or "cannot".

Only what people read is changed: no id, link, macro, code, address or word that somebody types to search. What was
typed before still finds: the search takes old and new words for the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from .. import markup
from ..moves import named
from .forms import Words
from .nodes import Node
from .sheets import Edit, Sheet

# Keys whose values are no prose of ours.
KEPT = {
    *("id", "formerly", "aliases", "moved", "references", "reference", "owner", "moment", "channels", "channel"),
    *("tone", "next", "start", "page", "pages", "links", "link", "item", "family", "article", "kind", "mode"),
    *("severity", "closes", "version", "url", "queries", "folder", "roles", "template", "hide", "also", "number"),
    *("emergency", "lines", "publisher", "credited", "published", "law", "sourced", "basis", "country"),
}
WHOLE = {"means"}  # of which the keys are words of people, too
SKIPPED = ("_data/asked/", "_data/danger.yml", "_data/style.yml", "_data/search.yml")
SOURCES = "_data/sources.yml"
OF_SOURCES = {"text", "limits"}  # what is ours in there: titles are what somebody called a text
LENGTHS = ("sentence_words", "script_words", "letter_words", "situation_most")
ROOM = 1.12  # "112 or 999" for "999", "we will" for "we'll"
SOURCE_PAGES = "about/sources/"

# What is no prose inside a text: values, fields, code, links' targets and texts that name a source, tags, addresses.
_KEPT = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\[\[[^\[\]]*\]\]|`[^`]*`|\[[^\[\]]*\]\(https?:[^()\s]*\)|(?<=\])\([^()\s]*\)"
    r"|<[^<>]*>|\{:[^{}]*\}|https?://\S+|\S+@\S+",
    re.DOTALL,
)
_VERBS = {"ca": "can", "wo": "will", "sha": "shall"}  # what is left of a verb before n't, where that is not the verb
_PRONOUN = r"(I|you|we|they|he|she|it|this|that|there)"
_FULL = {"'m": " am", "'re": " are", "'ve": " have", "'ll": " will"}


class Speech:
    """What to say in place of a text."""

    def __init__(self, words: Words) -> None:
        self.pairs: dict[str, str] = {}
        if words.client:
            self.pairs |= {"client": words.client.one, "clients": words.client.many}
        self.pairs |= {ours.lower(): theirs for ours, theirs in words.words.items()}
        self._steps: list[Callable[[str], str]] = []
        if self.pairs:
            named = "|".join(re.escape(one) for one in sorted(self.pairs, key=len, reverse=True))
            self._named = re.compile(rf"(?:\b([Aa]n?)(\s+[*_]*))?(?<![\w-])({named})(?![\w]|-\w)", re.IGNORECASE)
            self._party = words.client
            self._steps.append(lambda text: self._named.sub(self._renamed, text))
        if not words.contractions:
            self._steps.append(_whole)

    def __bool__(self) -> bool:
        return bool(self._steps)

    def say(self, text: str) -> str:
        """The text in the company's words."""
        return "".join(part if kept else self.said(part) for part, kept in _parts(text))

    def said(self, text: str) -> str:
        """Plain prose in the company's words."""
        for step in self._steps:
            text = step(text)
        return text

    def _renamed(self, match: re.Match[str]) -> str:
        article, gap, found = match[1], match[2], match[3]
        new = _cased(self.pairs[found.lower()], found)
        if not article:
            return new
        mine = self._party is not None and found.lower() == "client"
        due = self._party.article if mine and self._party and self._party.article else _article(new)
        return f"{'A' + due[1:] if article[0] == 'A' else due}{gap}{new}"


def _article(word: str) -> str:
    return "an" if word[:1].lower() in "aeiou" else "a"


def _cased(word: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it stays as it is."""
    at = 0
    for match in _KEPT.finditer(text):
        yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    yield text[at:], False


def _whole(text: str) -> str:
    """The text without contractions, where it is sure what they stand for."""
    text = text.replace("’", "'") if re.search(r"\w’\w", text) else text

    def negated(match: re.Match[str]) -> str:
        verb = _cased(_VERBS.get(match[1].lower(), match[1]), match[1])
        asked = match[2] and (verb[0].isupper() or match.string[: match.start()].rstrip().endswith(","))
        if asked:
            return f"{verb} {match[2]} not"
        return (f"{verb}not" if verb.lower() == "can" else f"{verb} not") + (match[3] or "")

    text = re.sub(rf"\b(\w+?)n't\b(?:(?=\s+{_PRONOUN}\b)(\s+{_PRONOUN}))?", negated, text)
    text = re.sub(r"\b(\w+)('m|'re|'ve|'ll)\b", lambda match: match[1] + _FULL[match[2]], text)
    text = re.sub(r"\b([Ll])et's\b", r"\1et us", text)
    text = re.sub(rf"\b({_PRONOUN[1:-1]}|what|who|where|here)'s\b(?= (?:been|got|had)\b)", r"\1 has", text, flags=re.I)
    text = re.sub(rf"\b({_PRONOUN[1:-1]}|what|who|where|here|how)'s\b", r"\1 is", text, flags=re.I)
    text = re.sub(rf"\b{_PRONOUN}'d\b(?= (?:better|been|had)\b)", r"\1 had", text, flags=re.I)
    return re.sub(rf"\b{_PRONOUN}'d\b", r"\1 would", text, flags=re.I)


# Data ----------------------------------------------------------------------------------


def data(node: Node, below: str, speech: Speech, ours: Callable[[str], bool]) -> Node:
    """A file of data, or the head of a page, in the company's words; `ours` tells whose file a text stands in."""
    if below.startswith((*SKIPPED, SOURCE_PAGES)):
        return node

    def walk(inner: Node, key: str) -> Node:
        if isinstance(inner.value, dict):
            return Node(
                {name: one if _kept(name, one, below) else walk(one, name) for name, one in inner.keys.items()},
                inner.spot,
            )
        if isinstance(inner.value, list):
            return Node([walk(one, key) for one in inner.value], inner.spot)
        if not isinstance(inner.value, str) or not ours(inner.spot[0]):
            return inner
        if below == SOURCES and key not in OF_SOURCES:
            return inner
        return Node(speech.say(inner.value), inner.spot)

    return walk(node, "")


def _kept(key: str, node: Node, below: str) -> bool:
    """Whether what stands under a key is no prose: names, and lists of names, but no entries of their own."""
    if key in WHOLE:
        return True
    if key == "roles" and node.keys:
        return False
    entries = isinstance(node.value, list) and any(entry.keys for entry in node.entries)
    return (key in KEPT or named(key, below) is not None) and not entries and not node.keys


def search(node: Node, speech: Speech) -> Node:
    """search.yml with old and new words for the same, and new words as telling as the old."""
    ignored = list(node.keys["ignored"].entries) if "ignored" in node.keys else []
    groups = [list(group.entries) for group in node.keys["synonyms"].entries] if "synonyms" in node.keys else []
    known = {str(one.value) for one in ignored}
    for old, new in speech.pairs.items():
        word, spot = new.lower(), node.spot
        if old in known:
            if word not in known:
                ignored.append(Node(word, spot))
                known.add(word)
            continue
        homes = [group for group in groups if {old, word} & {str(one.value) for one in group}]
        joined = [one for group in homes for one in group]
        there = {str(one.value) for one in joined}
        joined += [Node(one, spot) for one in (old, word) if one not in there]
        groups = [group for group in groups if group not in homes]
        if len(joined) > 1:
            groups.append(joined)
    found = {**node.keys, "ignored": Node(list(ignored), node.spot)}
    found["synonyms"] = Node([Node(group, group[0].spot) for group in groups], node.spot)
    return Node(found, node.spot)


def style(node: Node, speech: Speech) -> Node:
    """style.yml without the company's own words among those that nobody says."""
    own = {theirs.lower() for theirs in speech.pairs.values()}
    never = [one for one in node.keys["never"].entries if str(one.value).lower() not in own]
    return Node({**node.keys, "never": Node(never, node.keys["never"].spot)}, node.spot)


def roomy(node: Node) -> Node:
    """style.yml with room for words and values that are longer than ours, in texts that nobody there can mend."""
    grown: dict[str, Node] = {}
    for key, inner in node.keys.items():
        if key in LENGTHS and isinstance(inner.value, int):
            grown[key] = Node(math.ceil(inner.value * ROOM), inner.spot)
    return Node({**node.keys, **grown}, node.spot)


# Pages ---------------------------------------------------------------------------------


def page(sheet: Sheet, below: str, speech: Speech) -> None:
    """A page of ours in the company's words. Each heading keeps the anchor that it had."""
    if below.startswith(SOURCE_PAGES):
        return
    if sheet.head is not None:
        sheet.head = data(sheet.head, below, speech, lambda _: True)
    sheet.edit(list(_anchors(sheet, speech)))
    sheet.edit(list(_edits(sheet, speech)))


def _anchors(sheet: Sheet, speech: Speech) -> Iterator[Edit]:
    for heading in markup.headings(sheet.masked):
        row = sheet.text[heading.start :].partition("\n")[0]
        if heading.anchor or not row.startswith("#") or speech.say(heading.words) == heading.words:
            continue
        slug = markup.slug(markup.spoken(heading.words))
        end = heading.start + len(row.rstrip())
        if row.rstrip().endswith("}") and "{:" in row:
            at = heading.start + row.rindex("{:") + 2
            yield at, at, f" #{slug}"
        elif slug:
            yield end, end, f" {{: #{slug} }}"


def _edits(sheet: Sheet, speech: Speech) -> Iterator[Edit]:
    """Each run of prose that reads otherwise; code and comments stay."""
    code = markup.code(sheet.text)
    kept = sorted([*code, *markup.comments(markup.blanked(sheet.text, code)), (len(sheet.text), len(sheet.text))])
    at = 0
    for start, end in kept:
        for part, fixed in _parts(sheet.text[at : max(start, at)]):
            if not fixed and (new := speech.said(part)) != part:
                yield at, at + len(part), new
            at += len(part)
        at = max(at, end)
