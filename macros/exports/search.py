"""search/index.json: what the search in the browser reads (overrides/assets/js/search).

Every page with its sections, each text at its home alone: a script on the page of its moment, not again on every
page that shows it. Of a text only its words are kept, each once a page and without those that tell nothing: it
is there to be found, not to be read. What is shown is the title and the line of a page, and the headings of sections.
Beside it stands what was learnt from what people ask (learnt.py).
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape
from itertools import pairwise
from typing import Any

from .. import kinds, markup, text, typed
from ..checks.common import texts
from ..kinds.row import Kind
from ..library import Library
from ..models.search import SearchFile
from ..pages import Page
from ..publish import archive
from ..render.address import page_address
from . import catalogue, folding, learnt, stems

PATH = archive.INDEX
EVEN = 100  # weight of a page whose folder has none of its own, in per cent
TOLD = 3  # times that the words of somebody who was there count: with 1 and with 6, fewer strangers find their page
SEVERAL = 6  # queries that hold a word, from which on it is known though no page has it: in fewer it may be a slip
SHARED = 4  # pages that have a heading, above which it is that of every page of a kind, and names no place to go to
COMMON = 3  # pages whose text holds a word, above which that tells nothing and weighs the most

_WORD = re.compile(rf"[^\W_](?:[\w'’{typed.MARKS}]*(?:[^\W_]|[{typed.MARKS}]))?")
# What is no word of the reader's: comments and tags, attributes, where links lead, the marks of a list.
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\{:[^{}]*\}|(?<=\])\([^()\s]*\)")
_LINK = re.compile(r"\]\([^()\s]*\)")
_LIST_MARK = re.compile(r"^[ \t]*(?:[-*+>]|\d+\.)[ \t]+", re.MULTILINE)

Section = dict[str, str]


def files(library: Library) -> dict[str, bytes]:
    """The index, and the rules of its language; none of a library without search.yml."""
    if library.search is None:
        return {}
    tag = library.words.language
    kinds = [entry.folder for entry in library.search.folders]
    pages = [
        _page(library, library.search, kinds, page)
        for page in catalogue.pages(library)
        if (head := library.heads.get(page.path)) is None or head.searchable
    ]
    asked = _asked(library, pages)
    parted = partial(stems.parted, tag=tag)
    synonyms = [[*map(parted, group)] for group in library.search.synonyms]
    held = _words(pages, asked)
    _name(pages)
    index = {
        "language": tag,
        "kinds": [_kind(library, entry.folder) for entry in library.search.folders],
        "asked": [list(entry.asked) for entry in library.search.folders],
        "danger": _danger(library),
        "fallback": [_offer(library, path) for path in library.search.fallback],
        "ignored": list(_ignored(library)),
        "foreign": list(library.search.foreign),
        "synonyms": _lines("|".join(group) for group in library.search.synonyms),
        "words": folding.folded(held),
        "steps": " ".join(",".join(map(str, steps)) for steps in held.values()),
        "pages": [{**page, "parts": _lines(map("{at} {title}".format_map, page["parts"]))} for page in pages],
    }
    whole = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    told = learnt.script(asked, synonyms, [page["at"] for page in pages])
    return {PATH: whole.encode(), stems.PATH: stems.script(tag).encode(), learnt.PATH: told.encode()}


def _lines(lines: Iterable[str]) -> str:
    """A list of lines as one text, which weighs less."""
    return "\n".join(lines)


def _kind(library: Library, folder: str) -> str:
    """What a page of the folder is called in a result."""
    index = library.pages.get(f"{folder}/index.md")
    return catalogue.section(library, folder) or (catalogue.title(library, index) if index else folder.capitalize())


def _words(pages: list[dict[str, Any]], asked: list[tuple[str, int]]) -> dict[str, list[int]]:
    """Each word with the pages whose text has it, numbers in order, each as the step from the one before, and takes the
    words out of their sections. A common word, and one that people ask with alone, is known, but stands nowhere.
    """
    texts: dict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for word in " ".join(part.pop("words") for part in page["parts"]).split():
            texts[word].add(number)
    held = {}
    for word in sorted({*texts, *_usual(asked)}):
        written = sorted(texts[word]) if len(texts[word]) <= COMMON else []
        held[word] = [number - before for before, number in pairwise((0, *written))]
    return held


def _name(pages: list[dict[str, Any]]) -> None:
    """Leaves to each page the sections whose headings tell them from those of other pages."""
    shared = Counter(title for page in pages for title in {part["title"] for part in page["parts"]})
    for page in pages:
        page["parts"] = [part for part in page["parts"] if part["title"] and shared[part["title"]] <= SHARED]


def _usual(asked: list[tuple[str, int]]) -> set[str]:
    """The words that several queries hold."""
    held = Counter(word for query, _ in asked for word in set(typed.words(query)))
    return {word for word, count in held.items() if count >= SEVERAL}


def _lessons(library: Library, page: str) -> tuple[str, ...]:
    """What is learnt for a page, as often as it counts: what happened to people is worth more than what we think up."""
    asked = library.asked.get(page)
    return asked.queries + asked.told * TOLD if asked else ()


def _asked(library: Library, pages: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """What is learnt from, with the number of its page: what people ask, and what pages say of themselves."""
    numbers = {page["at"]: number for number, page in enumerate(pages)}
    told = ((numbers[page_address(page)], _lessons(library, page)) for page in sorted(library.asked))
    asked = [(query, number) for number, queries in told for query in queries]
    for number, page in enumerate(pages):
        asked += [(query, number) for query in page["queries"].splitlines()]
        asked += [] if page["list"] else [(page["title"], number), (page["about"], number)]
    return [(stems.parted(query, library.words.language), number) for query, number in asked]


def _ignored(library: Library) -> Iterable[str]:
    """The words that tell no page from another: the small ones of the language, and those that the handbook names."""
    own = library.search.ignored if library.search else ()
    return dict.fromkeys((*own, *stems.small_words(library.words.language)))


def _danger(library: Library) -> dict[str, Any]:
    """The sayings of danger, as overrides/assets/js/search/danger.js reads them."""
    if library.danger is None:
        return {"sets": "", "groups": [], "harmless": ""}
    return {
        "sets": _lines(" ".join([one.id, *sorted(one.words)]) for one in library.danger.sets),
        "groups": [
            {"at": page_address(one.page), "said": folding.outline(map(_heard, one.said))}
            for one in library.danger.dangers
        ],
        "harmless": folding.outline(map(_heard, library.danger.harmless)),
    }


def _heard(saying: str) -> str:
    """A saying with a space between all that is compared."""
    parts = [(part, typed.pieces(part.rstrip("~"))) for part in saying.split()]
    return " ".join(" ".join(pieces) if len(pieces) > 1 else part for part, pieces in parts)


def _offer(library: Library, path: str) -> dict[str, str]:
    """A page, or an anchor on it, to offer where nothing is found or the search does not load."""
    page = library.pages[path.partition("#")[0]]
    return {"at": page_address(path), "title": catalogue.title(library, page), "about": catalogue.description(page)}


def _page(library: Library, search: SearchFile, kinds: list[str], page: Page) -> dict[str, Any]:
    """One page: where, title, one line, number of its kind (-1: none), weight in per cent, queries, sections."""
    folder = catalogue.folder(page)
    kind = kinds.index(folder) if folder in kinds else -1
    listing = page.path.rpartition("/")[2] == "index.md"
    weight = search.folders[kind].weight if kind >= 0 else EVEN
    head = library.heads.get(page.path)
    kept = partial(words, ignored=frozenset(_ignored(library)))
    parts = [
        {**section, "words": kept(stems.parted(section["words"], library.words.language))}
        for section in (*_prose(library, page), *_items(library, page))
    ]
    return {
        "at": catalogue.at(page),
        "title": catalogue.title(library, page),
        "about": catalogue.description(page),
        "kind": kind,
        "list": listing,
        "weight": search.index_weight if listing else weight,
        "queries": _lines(head.sought if head else ()),
        "asked": len(_lessons(library, page.path)),
        "parts": parts,
    }


def words(written: str, ignored: frozenset[str] = frozenset()) -> str:
    """The words of a text in lower case and without apostrophes, each once, in order of first use."""
    whole = (word.lower().replace("’", "").replace("'", "") for word in _WORD.findall(written))
    found = (piece for word in whole for piece in typed.pieces(word))
    return " ".join(dict.fromkeys(word for word in found if word not in ignored))


# What stands on a page -----------------------------------------------------------------


def part(at: str, title: str, *texts: str | None) -> Section:
    """A section of the data: anchor ('' for the page itself), heading, and all its text."""
    return section(at, text.plain(title), " ".join(text.plain(one) for one in texts if one))


def section(at: str, title: str, words: str) -> Section:
    """One of words that are plain already."""
    return {"at": at, "title": title, "words": words}


def _prose(library: Library, page: Page) -> Iterator[Section]:
    """What is written on the page itself: above its first heading with an anchor, and below each."""
    source = markup.blanked(page.text, list(markup.fences(page.text)))
    source = markup.blanked(source, list(markup.comments(source)))
    source = text.chosen(source, library.variables)
    source = text.filled(source, lambda name: library.literal(name) or " ")
    anchor, title, begin = "", "", 0
    for heading in markup.headings(source):
        end = source.find("\n", heading.start)
        if heading.anchor:
            yield from _written(anchor, title, source[begin : heading.start])
            anchor, title, begin = heading.anchor, heading.words, end if end >= 0 else len(source)
    yield from _written(anchor, title, source[begin:])


def _written(anchor: str, title: str, source: str) -> Iterator[Section]:
    """A section of Markdown; none where all its lines are links, whose words belong to other pages."""
    lines = [line for line in source.split("\n") if line.strip()]
    if anchor and all(_LINK.search(line) for line in lines):
        return
    rows = [_LIST_MARK.sub("", _bare(row)) for row in source.split("\n")]
    bare = "\n".join(rows).replace("[", "").replace("]", "")
    yield section(anchor, _read(title), _read(bare) if bare.strip() else "")


def _read(source: str) -> str:
    """Markdown without tags and links as plain words."""
    return unescape(text.plain(source))


def _bare(row: str) -> str:
    """A line without markup. The title of a page is no part of its text."""
    marks = row[:7].partition(" ")[0]
    if marks and not marks.strip("#"):
        return "" if marks == "#" else _MARKUP.sub("", row[len(marks) :]).strip()
    return _MARKUP.sub("", row)


def _items(library: Library, page: Page) -> Iterator[Section]:
    """The items at home on this page."""
    sections = kinds.table("search", "SECTIONS")
    folder, _, name = page.path.rpartition("/")
    for row in (row for row in kinds.KINDS if row.macro or row.collection in sections):
        known = getattr(library, row.collection)
        id_ = name.removesuffix(".md")
        at_home = [id_] if row.folder == folder and id_ in known else known if row.home == page.path else ()
        for one in at_home:
            yield from sections.get(row.collection, partial(_whole, row))(library, one)


def _whole(row: Kind, library: Library, id_: str) -> Iterator[Section]:
    """All that an item says, where its kind does not tell what of it is to be found."""
    item = getattr(library, row.collection)[id_]
    at = "" if row.folder else f"{row.anchor}{id_}"
    yield part(at, "" if row.folder else row.title(item), *(words for _, words in texts(item)))


def both(pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """The texts of all pairs, empty ones left out."""
    for pair in pairs:
        yield from filter(None, pair)
