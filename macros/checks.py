"""Rules across items and files: each a function Library -> problems, listed in RULES."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jinja2.filters import FILTERS as JINJA_FILTERS

from . import tree as graph
from .library import Library, collect
from .models import WRITTEN, Model, Scenario, Script, Sourced, Style, Tree, Variant
from .pages import Call
from .problems import Invalid, Problem, nearest, quote
from .source import Path_
from .text import banned, long_sentences, plain, slug, words

Found = Iterator[Problem]

# What a page may call, and the kind of item that each positional argument names.
MACROS = {
    "checklist": "checklists",
    "why": "claims",
    "tension": "tensions",
    "script": "scripts",
    "tree": "trees",
    "card": "cards",
    "path": "paths",
    "practice": "scenarios",
    "scripts": None,
    "script_index": None,
    "situation": None,
    "coverage": None,
    "gallery": None,
    "deck": None,
    "reviews": None,
    "link_kit": None,
}
# Keyword arguments of macros, and the kind of item each names.
KEYWORDS = {"scripts": {"moment": "moments", "situation": "situations"}}
# The arguments that are lists: one or more of the kind.
SEVERAL = {"why"}

# What a page may put behind a value.
FILTERS = {*JINJA_FILTERS, "pretty", "relative_url"}

# A field as an editor may have meant it: [[client name]] is none, and would stand in the text as it is.
_FIELD_LIKE = re.compile(r"\[\[(.*?)\]\]")

# What has an owner and a day of review.
OWNED = ("checklists", "scripts", "trees", "cards", "paths", "scenarios")

STAGES = {"first-day": "First day", "first-week": "First week", "first-month": "First month"}
FIRST_DAY_MINUTES = 30

CARD_LINE = 52  # characters that fit one line of a card


def load(docs: Path, shown: str | None = None) -> Library:
    """The library below `docs`, checked. Raises Invalid with every problem."""
    library = collect(docs, shown)
    problems = list(library.problems)
    for rule in RULES:
        problems.extend(rule(library))
    if problems:
        raise Invalid(problems)
    return library


def _sourced(library: Library) -> Iterator[tuple[str, str, Path_, Sourced]]:
    """Everything that cites claims: (kind, id, path inside the item, the sourced thing)."""
    for id_, checklist in library.checklists.items():
        for index, item in enumerate(checklist.items):
            yield "checklists", id_, ("items", index), item
    for id_, script in library.scripts.items():
        yield "scripts", id_, (), script
    for id_, tree in library.trees.items():
        for index, node in enumerate(tree.nodes):
            if isinstance(node, Sourced):
                yield "trees", id_, ("nodes", index), node
    for id_, card in library.cards.items():
        yield "cards", id_, (), card
    yield from _replies(library)
    for id_, situation in library.situations.items():
        yield "situations", id_, (), situation


def _replies(library: Library) -> Iterator[tuple[str, str, Path_, Sourced]]:
    for id_, scene in library.scenarios.items():
        for index, turn in enumerate(scene.turns):
            for number, reply in enumerate(turn.replies):
                yield "scenarios", id_, ("turns", index, "replies", number), reply


def claims_exist(library: Library) -> Found:
    """Every cited claim, reference and article exists."""
    for kind, id_, path, thing in _sourced(library):
        for key, target in (("claims", "claims"), ("references", "references")):
            for index, name in enumerate(getattr(thing, key)):
                if not library.knows(target, name):
                    yield library.problem(kind, id_, (*path, key, index), *library.unknown(target, name))
    for id_, claim in library.claims.items():
        if not library.knows("articles", claim.article):
            yield library.problem("claims", id_, ("article",), *library.unknown("articles", claim.article))


def tension_claims_exist(library: Library) -> Found:
    """Every claim that a tension sets against another exists."""
    for id_, tension in library.tensions.items():
        for key in ("one_way", "other_way"):
            for index, name in enumerate(getattr(tension, key)):
                if not library.knows("claims", name):
                    yield library.problem("tensions", id_, (key, index), *library.unknown("claims", name))


def uses(library: Library) -> dict[str, list[tuple[str, str]]]:
    """Where each claim is used: claim id -> (kind, id) of items and pages, in reading order."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in library.pages.values():
        for call in page.calls:
            for name in call.args if call.name == "why" else ():
                found[str(name)].append(("pages", page.path))
    for kind, id_, _, thing in _sourced(library):
        for name in thing.claims:
            if (kind, id_) not in found[name]:
                found[name].append((kind, id_))
    for id_, tension in library.tensions.items():
        for name in (*tension.one_way, *tension.other_way):
            found[name].append(("tensions", id_))
    return found


def claims_used(library: Library) -> Found:
    """No claim is left without an item or page. The rules of tensions alone do not count as use."""
    if library.broken or library.incomplete or not all(page.readable for page in library.pages.values()):
        return  # what uses a claim may be among the broken
    used = uses(library)
    for id_ in library.claims:
        if not any(kind != "tensions" for kind, _ in used[id_]):
            said = f"no item or page uses the claim {quote(id_)}"
            yield library.problem("claims", id_, (), said, "an item that cites it, or a page with why()")


def owners_exist(library: Library) -> Found:
    """Every owner is a role of team.yml."""
    if "roles" in library.incomplete or library.team is None:
        return
    roles = type(library.team.roles).model_fields
    for kind in OWNED:
        for id_, item in getattr(library, kind).items():
            if item.owner and item.owner not in roles:
                said = f"unknown role {quote(item.owner)}"
                yield library.problem(kind, id_, ("owner",), said, "a role of team.yml", nearest(item.owner, roles))


def reviews_past(library: Library) -> Found:
    """No review lies in the future."""
    today = datetime.date.today()
    for kind in OWNED:
        for id_, item in getattr(library, kind).items():
            if item.reviewed and item.reviewed > today:
                said = f"the review date {item.reviewed} lies in the future"
                yield library.problem(kind, id_, ("reviewed",), said, "today or a day before")


def ids_unique_inside(library: Library) -> Found:
    """Items of a checklist, steps of a tree and turns of a scene have ids of their own."""
    for kind, key in (("checklists", "items"), ("trees", "nodes"), ("scenarios", "turns")):
        for id_, holder in getattr(library, kind).items():
            seen: set[str] = set()
            for index, part in enumerate(getattr(holder, key)):
                if part.id in seen:
                    said = f"the id {quote(part.id)} stands twice"
                    yield library.problem(kind, id_, (key, index, "id"), said, "an id of its own")
                seen.add(part.id)


def pages_exist(library: Library) -> Found:
    """Every checklist, tree and script moment has its page, under its own title, that shows it."""
    for kind, folder, macro in (
        ("checklists", "checklists", "checklist"),
        ("trees", "decide", "tree"),
        ("cards", "cards", "card"),
        ("moments", "scripts", "scripts"),
        ("paths", "start", "path"),
        ("scenarios", "practice", "practice"),
    ):
        for id_, item in getattr(library, kind).items():
            page = library.pages.get(f"{folder}/{id_}.md")
            if page is None:
                said = f"there is no page {folder}/{id_}.md"
                yield library.problem(kind, id_, (), said, "a page for it", f"python -m macros new {kind[:-1]} {id_}")
                continue
            if not page.readable:
                continue
            if page.title != plain(item.title):
                said = f"the title is {quote(page.title)}" if page.title else "the page has no title"
                expected = f"{quote(plain(item.title))}, as in the data"
                yield page.problem(page.title_line, said, expected)
            shown = [call for call in page.calls if call.name == macro]
            faulty = any(True for call in shown for _ in _arguments(library, call))
            if not faulty and not any(id_ in call.args or ("moment", id_) in call.kwargs for call in shown):
                yield page.problem(page.title_line, f"the page does not show {quote(id_)}", f"a call of {macro}()")


def calls_known(library: Library) -> Found:
    """Macros on pages and what they name exist."""
    for page in library.pages.values():
        hidden = page.meta.data if isinstance(page.meta.data, dict) else {}
        for call in page.calls:
            if call.name in hidden:
                said = f"the front matter's key {quote(call.name)} hides the macro {call.name}()"
                yield page.problem(call.line, said, "the macro on another page, or no such key")
            if call.name not in MACROS:
                said, hint = f"unknown macro {quote(call.name)}", nearest(call.name, MACROS)
                yield page.problem(call.line, said, "a macro of the handbook", hint)
                continue
            for said, expected, hint in _arguments(library, call):
                yield page.problem(call.line, said, expected, hint, where=f"{call.name}()")


def names_known(library: Library) -> Found:
    """Variables and filters on pages exist."""
    names = {*MACROS, "team", "config", "page"}
    for page in library.pages.values():
        for name, line in page.names:
            root = name.partition(".")[0]
            if root == "team" and name not in library.variables and "variables" not in library.incomplete:
                hint = nearest(name, library.variables)
                yield page.problem(line, f"unknown variable {quote(name)}", "a variable of team.yml", hint)
            elif root in MACROS:
                yield page.problem(line, f"the macro {quote(name)} is not called", f"{root}(...)")
            elif root not in names:
                hint = nearest(name, {*names, *library.variables})
                yield page.problem(line, f"unknown variable {quote(name)}", "a variable or macro", hint)
        for name, line in page.filters:
            if name not in FILTERS:
                hint = nearest(name, FILTERS)
                yield page.problem(line, f"unknown filter {quote(name)}", "a filter of Jinja", hint)


def _arguments(library: Library, call: Call) -> Iterator[tuple[str, str, str]]:
    kind = MACROS[call.name]
    known = KEYWORDS.get(call.name, {})
    given: list[tuple[str, object]] = [(kind, arg) for arg in call.args if kind]
    given += [(known[key], value) for key, value in call.kwargs if key in known]
    for key, _ in call.kwargs:
        if key not in known:
            expected = f"one of {', '.join(known)}" if known else "none"
            yield f"unknown argument {quote(key)}", expected, nearest(key, known)
    if kind and (not call.args or (len(call.args) > 1 and call.name not in SEVERAL)):
        said = f"{len(call.args) or 'no'} argument{'' if len(call.args) == 1 else 's'}"
        yield said, "one id" + (" or more" if call.name in SEVERAL else ""), ""
    if kind is None and call.args:
        yield "an argument without a name", f"one of {', '.join(known)}, named" if known else "none", ""
    for target, value in given:
        if not isinstance(value, str):
            yield "an argument is not a text in quotes", f"the id of one of the {target}", ""
        elif not library.knows(target, value):
            yield library.unknown(target, value)


def tensions_two_sided(library: Library) -> Found:
    """A tension has a claim on each side, and none on both."""
    for id_, tension in library.tensions.items():
        for key in ("one_way", "other_way"):
            if not getattr(tension, key):
                yield library.problem("tensions", id_, (key,), "no claim stands on this side", "one or more")
        if both := set(tension.one_way) & set(tension.other_way):
            said = f"{quote(sorted(both)[0])} stands on both sides"
            yield library.problem("tensions", id_, (), said, "each claim on one side")


# Scripts -------------------------------------------------------------------------------


def script_targets(library: Library) -> Found:
    """What a script names exists: moment, situations, follow-up."""
    for id_, script in library.scripts.items():
        if not library.knows("moments", script.moment):
            yield library.problem("scripts", id_, ("moment",), *library.unknown("moments", script.moment))
        for index, name in enumerate(script.situations):
            if not library.knows("situations", name):
                yield library.problem("scripts", id_, ("situations", index), *library.unknown("situations", name))
        if script.next and not library.knows("scripts", script.next):
            yield library.problem("scripts", id_, ("next",), *library.unknown("scripts", script.next))
        if script.next == id_:
            yield library.problem("scripts", id_, ("next",), "the script follows itself", "another script")
        if script.pushback and not script.next:
            said = "pushback without next"
            yield library.problem("scripts", id_, ("pushback",), said, "next: the script to use then")


def script_fields(library: Library) -> Found:
    """Every field in a body is declared, and every declared field is used."""
    used: set[str] = set()
    for id_, script in library.scripts.items():
        for index, variant in enumerate(script.variants):
            for key in ("subject", "body"):
                for name in _FIELD_LIKE.findall(getattr(variant, key) or ""):
                    used.add(name)
                    if not library.knows("fields", name):
                        path: Path_ = ("variants", index, key)
                        said, hint = f'unknown field "[[{quote(name)[1:-1]}]]"', nearest(name, library.fields)
                        yield library.problem("scripts", id_, path, said, "a field of this file", hint)
    if not library.broken and "scripts" not in library.incomplete:
        for id_ in library.fields:
            if id_ not in used:
                yield library.problem("fields", id_, (), f"no script uses the field {quote(id_)}", "a use, or no field")


def script_variants(library: Library) -> Found:
    """Variants fit their channels, differ from each other, and keep to the bounds of length."""
    style = library.style
    bodies: dict[str, str] = {}
    for id_, script in library.scripts.items():
        seen: set[tuple[str, str | None]] = set()
        for index, variant in enumerate(script.variants):
            path: Path_ = ("variants", index)
            for said, expected in _variant(script, variant, seen, style):
                yield library.problem("scripts", id_, path, said, expected)
            seen.add((variant.tone, variant.channel))
            body = " ".join(variant.body.split())
            if body in bodies:
                said = f"the same words as in {quote(bodies[body])}"
                yield library.problem("scripts", id_, (*path, "body"), said, "words of its own")
            bodies.setdefault(body, id_)
        for channel in script.channels:
            if not any(variant.channel in (None, channel) for variant in script.variants):
                yield library.problem("scripts", id_, ("channels",), f"no variant serves {channel}", "one that does")


def _variant(
    script: Script, variant: Variant, seen: set[tuple[str, str | None]], style: Style | None
) -> Iterator[tuple[str, str]]:
    if (variant.tone, variant.channel) in seen:
        yield f"a second {variant.tone} variant for the same channel", "one for each tone and channel"
    if variant.channel and variant.channel not in script.channels:
        yield f"the channel {variant.channel} is none of the script's", f"one of {', '.join(script.channels)}"
    if (variant.channel in WRITTEN) != (variant.subject is not None):
        yield (
            ("no subject", "a subject, as emails and letters have one")
            if variant.channel in WRITTEN
            else ("a subject", "none, as only emails and letters have one")
        )
    if style:
        most = style.letter_words if variant.channel == "letter" else style.script_words
        if (count := len(words(variant.body))) > most:
            yield f"{count} words", f"{most} at most"


# Trees ---------------------------------------------------------------------------------


def tree_graphs(library: Library) -> Found:
    """Trees start, end and go one way; every step is reached; options differ."""
    for id_, tree in library.trees.items():
        nodes = graph.by_id(tree)
        unsound = False
        if tree.start not in nodes:
            unsound = True
            hint = nearest(tree.start, nodes)
            yield library.problem("trees", id_, ("start",), f"unknown step {quote(tree.start)}", "a step's id", hint)
        for index, node in enumerate(tree.nodes):
            labels: set[str] = set()
            for number, option in enumerate(getattr(node, "options", ())):
                path: Path_ = ("nodes", index, "options", number)
                if option.next and option.next not in nodes:
                    unsound = True
                    said, hint = f"unknown step {quote(option.next)}", nearest(option.next, nodes)
                    yield library.problem("trees", id_, (*path, "next"), said, "a step of this tree", hint)
                if option.tree and not library.knows("trees", option.tree):
                    yield library.problem("trees", id_, (*path, "tree"), *library.unknown("trees", option.tree))
                if slug(option.label) in labels:  # which tells them apart in an address
                    said = f"a second option is called {quote(option.label)}"
                    yield library.problem("trees", id_, (*path, "label"), said, "options that differ")
                labels.add(slug(option.label))
        yield from _walked(library, id_, tree, unsound)


def _walked(library: Library, id_: str, tree: Tree, unsound: bool) -> Found:
    """What only makes sense once all targets exist."""
    index = {node.id: number for number, node in enumerate(tree.nodes)}
    if ring := graph.cycle(tree):
        said = "the steps go in a circle: " + " > ".join(ring)
        yield library.problem("trees", id_, ("nodes", index[ring[0]]), said, "a way that ends")
    elif not unsound:
        reached = graph.reachable(tree)
        for node in tree.nodes:
            if node.id not in reached:
                said = f"no path leads to {quote(node.id)}"
                yield library.problem("trees", id_, ("nodes", index[node.id]), said, "an option that leads to it")
        if (longest := graph.shape(tree).longest) > graph.MAX_DEPTH:
            said = f"the longest path has {longest} questions"
            yield library.problem("trees", id_, (), said, f"{graph.MAX_DEPTH} at most")


def trees_meet_no_circle(library: Library) -> Found:
    """Trees that lead into each other do not come round to where they began."""
    leads = {
        id_: [option.tree for question in tree.questions for option in question.options if option.tree]
        for id_, tree in library.trees.items()
    }
    for id_ in leads:
        todo, seen = [[id_, to] for to in leads[id_]], set[str]()
        while todo:
            way = todo.pop(0)
            if way[-1] == id_:
                said = "the trees go in a circle: " + " > ".join(way)
                yield library.problem("trees", id_, (), said, "links to a page for the way back")
                break
            if way[-1] not in seen:
                seen.add(way[-1])
                todo.extend([*way, to] for to in leads.get(way[-1], ()))


def outcome_targets(library: Library) -> Found:
    """What an outcome names exists: scripts, checklist, pages."""
    for id_, tree in library.trees.items():
        for index, node in enumerate(tree.nodes):
            path: Path_ = ("nodes", index)
            for number, name in enumerate(getattr(node, "scripts", ())):
                if not library.knows("scripts", name):
                    unknown = library.unknown("scripts", name)
                    yield library.problem("trees", id_, (*path, "scripts", number), *unknown)
            checklist = getattr(node, "checklist", None)
            if checklist and not library.knows("checklists", checklist):
                unknown = library.unknown("checklists", checklist)
                yield library.problem("trees", id_, (*path, "checklist"), *unknown)
            for number, link in enumerate(getattr(node, "links", ())):
                page = link.partition("#")[0]
                if page not in library.pages:
                    said, hint = f"there is no page {quote(page)}", nearest(page, library.pages)
                    yield library.problem("trees", id_, (*path, "links", number), said, "a page below docs/", hint)


# Cards ---------------------------------------------------------------------------------


def card_targets(library: Library) -> Found:
    """What a card names exists: its page, script and checklist items, which must fit its line."""
    for id_, card in library.cards.items():
        page = card.page.partition("#")[0]
        if page not in library.pages:
            said, hint = f"there is no page {quote(page)}", nearest(page, library.pages)
            yield library.problem("cards", id_, ("page",), said, "a page below docs/", hint)
        if card.script and not library.knows("scripts", card.script):
            yield library.problem("cards", id_, ("script",), *library.unknown("scripts", card.script))
        for index, step in enumerate(card.steps):
            if step.item and "checklists" not in library.incomplete:
                words_ = library.items.get(step.item)
                if words_ is None and not library.broken:
                    said, hint = f"unknown item {quote(step.item)}", nearest(step.item, library.items)
                    yield library.problem("cards", id_, ("steps", index), said, "CHECKLIST--ITEM", hint)
                elif words_ and len(plain(words_.text)) > CARD_LINE:
                    said = f"the item {quote(step.item)} has {len(plain(words_.text))} characters"
                    yield library.problem("cards", id_, ("steps", index), said, f"{CARD_LINE} at most, to fit a line")


# Changes -------------------------------------------------------------------------------


def changes_sound(library: Library) -> Found:
    """What changed is no news of tomorrow, and the pages it names exist."""
    for id_, change in library.changes.items():
        if change.date > datetime.date.today():
            said = f"the date {change.date} lies in the future"
            yield library.problem("changes", id_, ("date",), said, "today or a day before")
        for index, path in enumerate(change.pages):
            page = path.partition("#")[0]
            if page not in library.pages:
                said, hint = f"there is no page {quote(page)}", nearest(page, library.pages)
                yield library.problem("changes", id_, ("pages", index), said, "a page below docs/", hint)


# Onboarding and practice ---------------------------------------------------------------


def path_targets(library: Library) -> Found:
    """A path's cards and pages exist, its stages stand in order, and the first day fits half an hour."""
    for id_, path in library.paths.items():
        for index, name in enumerate(path.cards):
            if not library.knows("cards", name):
                yield library.problem("paths", id_, ("cards", index), *library.unknown("cards", name))
        stages = [stage.id for stage in path.stages]
        if stages != list(STAGES):
            yield library.problem("paths", id_, ("stages",), f"the stages are {', '.join(stages)}", ", ".join(STAGES))
        steps: set[str] = set()
        for number, stage in enumerate(path.stages):
            for index, step in enumerate(stage.steps):
                place: Path_ = ("stages", number, "steps", index)
                if step.id in steps:
                    said = f"the id {quote(step.id)} stands twice"
                    yield library.problem("paths", id_, (*place, "id"), said, "an id of its own")
                steps.add(step.id)
                page = step.link.partition("#")[0]
                if page not in library.pages:
                    said, hint = f"there is no page {quote(page)}", nearest(page, library.pages)
                    yield library.problem("paths", id_, (*place, "link"), said, "a page below docs/", hint)
        first_day = sum(step.minutes for step in path.stages[0].steps)
        if first_day > FIRST_DAY_MINUTES:
            said = f"the first day takes {first_day} minutes"
            yield library.problem("paths", id_, ("stages", 0), said, f"{FIRST_DAY_MINUTES} at most")


def scene_targets(library: Library) -> Found:
    """A scene's turns lead on, end, and are all reached; its situations exist."""
    for id_, scene in library.scenarios.items():
        turns = {turn.id: turn for turn in scene.turns}
        for index, name in enumerate(scene.situations):
            if not library.knows("situations", name):
                yield library.problem("scenarios", id_, ("situations", index), *library.unknown("situations", name))
        if scene.start not in turns:
            said, hint = f"unknown turn {quote(scene.start)}", nearest(scene.start, turns)
            yield library.problem("scenarios", id_, ("start",), said, "a turn's id", hint)
        leads: dict[str, list[str]] = {}
        for index, turn in enumerate(scene.turns):
            leads[turn.id] = [reply.next for reply in turn.replies if reply.next]
            for number, reply in enumerate(turn.replies):
                if reply.next and reply.next not in turns:
                    said, hint = f"unknown turn {quote(reply.next)}", nearest(reply.next, turns)
                    place: Path_ = ("turns", index, "replies", number, "next")
                    yield library.problem("scenarios", id_, place, said, "a turn of this scene", hint)
        yield from _played(library, id_, scene, leads)


def _played(library: Library, id_: str, scene: Scenario, leads: dict[str, list[str]]) -> Found:
    """What shows when a scene is played through."""
    if scene.start in leads:
        ring, reached = graph.circle(leads), graph.reach(leads, scene.start)
        if ring:
            said = "the turns go in a circle: " + " > ".join(ring)
            yield library.problem("scenarios", id_, ("turns",), said, "a way that ends")
        for index, turn in enumerate(scene.turns):
            if turn.id not in reached:
                said = f"no reply leads to {quote(turn.id)}"
                yield library.problem("scenarios", id_, ("turns", index), said, "a reply that leads to it")


# Situations ----------------------------------------------------------------------------


def situation_targets(library: Library) -> Found:
    """The tree and the card that a situation names exist."""
    for id_, situation in library.situations.items():
        for key, kind in (("tree", "trees"), ("card", "cards")):
            name = getattr(situation, key)
            if name and not library.knows(kind, name):
                yield library.problem("situations", id_, (key,), *library.unknown(kind, name))


def situation_scripts(library: Library) -> Found:
    """A script that a situation page shows names that situation, so that both find each other."""
    for id_ in library.situations:
        page = library.pages[f"situations/{id_}.md"]
        for call in page.calls:
            script = library.scripts.get(str(call.args[0])) if call.name == "script" and call.args else None
            if script and id_ not in script.situations:
                said = f"the script {quote(script.id)} does not name this situation"
                yield page.problem(call.line, said, f"{id_} among its situations in scripts.yml")


# Search --------------------------------------------------------------------------------


def search_words_shared(library: Library) -> Found:
    """No search word stands for so many pages of a folder that it finds none."""
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, head in library.heads.items():
        folder, _, name = path.rpartition("/")
        meta = library.pages[path].meta
        for index, word in enumerate(head.queries):
            at: Path_ = ("queries", index)
            holders = where[folder, word.casefold()]
            if name in holders:
                yield Problem(meta.file, meta.line(at), meta.where(at), f"{quote(word)} stands twice", "each once")
                continue
            holders.append(name)
            most = library.style.shared_search_pages if library.style else len(holders)
            if len(holders) == most + 1:
                said = f"{quote(word)} is shared with {', '.join(one.removesuffix('.md') for one in holders[:-1])}"
                expected = f"a word on at most {most} page{'' if most == 1 else 's'}"
                yield Problem(meta.file, meta.line(at), meta.where(at), said, expected)


def search_file(library: Library) -> Found:
    """What search.yml names exists, and each of its words has one meaning."""
    if library.search is None:
        return
    folders = {path.partition("/")[0] for path in library.pages if "/" in path}
    named: set[str] = set()
    for index, entry in enumerate(library.search.folders):
        at: Path_ = ("folders", index, "folder")
        if entry.folder not in folders:
            said, hint = f"there is no folder {quote(entry.folder)}", nearest(entry.folder, folders)
            yield library.problem("search", "search", at, said, "a folder of pages below docs/", hint)
        elif entry.folder in named:
            yield library.problem("search", "search", at, f"{quote(entry.folder)} stands twice", "each folder once")
        named.add(entry.folder)
    for index, link in enumerate(library.search.fallback):
        page = link.partition("#")[0]
        if page not in library.pages:
            said, hint = f"there is no page {quote(page)}", nearest(page, library.pages)
            yield library.problem("search", "search", ("fallback", index), said, "a page below docs/", hint)
    seen: dict[str, str] = {}
    for index, word in enumerate(library.search.ignored):
        yield from _meant_once(library, ("ignored", index), word, seen)
    for index, group in enumerate(library.search.synonyms):
        for number, word in enumerate(group):
            yield from _meant_once(library, ("synonyms", index, number), word, seen)


def _meant_once(library: Library, at: Path_, word: str, seen: dict[str, str]) -> Found:
    """Note `word`, or say where it stands already."""
    folded = word.casefold()
    if folded in seen:
        yield library.problem("search", "search", at, f"{quote(word)} stands in {seen[folded]} already", "one place")
    else:
        seen[folded] = library.places["search", "search"].source.where(at).rpartition(" > ")[0]


# Style ---------------------------------------------------------------------------------

# Texts that hold a client's own or a searcher's words, or a name, and are not the handbook speaking.
QUOTED = {
    "queries",
    "example",
    "credit",
    "published",
    "credited",
    "url",
    "contact",
    "pushback",
    "client",
    "id",
    "never",
}


def _texts(value: object, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Every text in an item that the handbook itself speaks."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in QUOTED:
                yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif isinstance(value, str) and " " in value:
        yield path, value


def spoken_well(library: Library) -> Found:
    """No sentence is too long to say, and no banned word stands in any text of the data."""
    if library.style is None:
        return
    kinds = ("claims", "tensions", "moments", "changes", "situations", *OWNED)
    for kind in kinds:
        for id_, item in getattr(library, kind).items():
            for path, text in _texts(item, ()):
                for phrase in banned(text, library.style.never):
                    yield library.problem(kind, id_, path, f"the word {quote(phrase)}", "other words")
                for count, sentence in long_sentences(text, library.style.sentence_words):
                    said = f"a sentence of {count} words: {quote(sentence)}"
                    yield library.problem(kind, id_, path, said, f"{library.style.sentence_words} at most")


RULES: list[Callable[[Library], Found]] = [
    claims_exist,
    tension_claims_exist,
    claims_used,
    owners_exist,
    reviews_past,
    ids_unique_inside,
    pages_exist,
    calls_known,
    names_known,
    tensions_two_sided,
    script_targets,
    script_fields,
    script_variants,
    tree_graphs,
    trees_meet_no_circle,
    outcome_targets,
    card_targets,
    changes_sound,
    path_targets,
    scene_targets,
    situation_targets,
    situation_scripts,
    search_words_shared,
    search_file,
    spoken_well,
]


def counts(library: Library) -> str:
    """One line of how much there is, for people."""
    kinds = (
        "checklists",
        "scripts",
        "trees",
        "cards",
        "situations",
        "paths",
        "scenarios",
        "claims",
        "tensions",
        "pages",
    )
    items = sum(len(checklist.items) for checklist in library.checklists.values())
    numbers = [(len(getattr(library, kind)), kind) for kind in kinds]
    words_ = [f"{number} {kind.removesuffix('s') if number == 1 else kind}" for number, kind in numbers]
    return "OK: " + ", ".join([*words_, f"{items} checklist items"])
