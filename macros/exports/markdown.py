"""An item -> Markdown that reads well as it is: pure functions of the library and `base`.

`base` leads from where the Markdown will stand to the site's root: the site's own address, a
relative one ("../../"), or ''. Every function gives blocks that an empty line parts, without HTML
and without a newline at the end. Words that a reader copies stand in code blocks, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any

from .. import checks, text, upkeep
from .. import tree as graph
from ..library import Library
from ..models import (
    MODE_NAMES,
    SEVERITY_NAMES,
    Advice,
    Item,
    Node,
    Option,
    Outcome,
    PathStep,
    Question,
    Reply,
    Role,
    SafetyCountry,
    Sourced,
    Turn,
)
from ..render import address, asked, by_country, card_roles, channel, month, page_address, role, title, turns
from .plain import after, block, escape, labelled, name, said

# Inline HTML, of which the texts of the data hold no other -> its Markdown.
_MARKS = {"em": "*", "strong": "**", "code": "`"}
_TAG = re.compile(r"</?(em|strong|code)>")

# What stands above a list of sources.
WHERE_FROM = "**Where this comes from:**"
WHY = "**Why:**"
WHY_WORDS = "**Why these words:**"


def blocks(*parts: str) -> str:
    """The parts that are not empty, an empty line between them."""
    return "\n\n".join(part for part in parts if part)


def line(words: str) -> str:
    """A text with inline Markdown, on one line: what it marks stays marked, and nothing else is markup."""
    html, at, parts, literal = str(text.inline(words)), 0, [], False
    for tag in _TAG.finditer(html):
        parts += [_said(html[at : tag.start()], literal), _MARKS[tag[1]]]
        at, literal = tag.end(), tag[0] == "<code>"
    return "".join([*parts, _said(html[at:], literal)])


def _said(html: str, literal: bool) -> str:
    words = unescape(html)
    return words if literal else escape(words)


def rows(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {words}" for words in lines)


def link(words: str, where: str) -> str:
    """A link whose words are a text of the data."""
    return f"[{line(words)}]({where})"


def linked(library: Library, base: str, kind: str, id_: str) -> str:
    """An item's title, which leads to it; `kind` is its collection's name."""
    return f"[{escape(title(kind, id_, library))}]({base}{address(kind, id_, library)})"


def _heading(level: int, words: str) -> str:
    """A heading, or nothing at level 0: where the page gives it."""
    return f"{'#' * level} {words}" if level else ""


def _kept(library: Library, item: Any) -> str:
    """Who keeps an item true, and since when."""
    return f"Owner: {line(role(library, item.owner))}. Reviewed {text.day(item.reviewed)}."


# Where things come from ----------------------------------------------------------------


def why(library: Library, claims: Sequence[str], base: str) -> str:
    """What a passage rests on."""
    return blocks(WHERE_FROM, rows(claim(library, id_, base) for id_ in claims))


def claim(library: Library, id_: str, base: str) -> str:
    """A claim on one line, with who makes it and where it stops being true."""
    item = library.claims[id_]
    article = library.articles[item.article]
    credit = f"{article.short}, {item.credit}" if item.credit else article.short
    limits = f" Limit: {line(item.limits)}" if item.limits else ""
    return f"{line(item.text)} ({link(credit, f'{base}about/sources/#claim-{id_}')}){limits}"


def sources(library: Library, thing: Sourced, base: str) -> list[str]:
    """What an item rests on, a line each."""
    found = [claim(library, id_, base) for id_ in thing.claims]
    return [*found, extends(library, thing)] if thing.extends else found


def extends(library: Library, thing: Sourced) -> str:
    """What an item adds to the articles, with its references; '' where it adds nothing."""
    if not thing.extends:
        return ""
    named = [library.references[id_] for id_ in thing.references]
    links = "; ".join(link(f"{one.publisher}: {one.title}", one.url) for one in named)
    return f"**Beyond the articles:** {line(thing.extends)}{f' ({links})' if links else ''}"


def alone(roles: list[Role]) -> str:
    """Whom a person without colleagues turns to in place of some roles; '' where there are none."""
    told = [
        f"Where it says {' or '.join(map(line, titles))}, turn to the {line(who.title)} ({line(who.contact)})."
        for titles, who in turns(roles)
    ]
    return " ".join(["**Working alone?**", *told]) if told else ""


def law(library: Library, ids: Sequence[str], base: str) -> str:
    """Remarks of law, and whom to ask; '' for none."""
    if not ids:
        return ""
    remarks = [library.remarks[id_] for id_ in ids]
    told = rows(f"{linked(library, base, 'remarks', one.id)}. {remark(library, one.id)}" for one in remarks)
    who, others = (" or the ".join(map(line, people)) for people in asked(library, remarks))
    ask = f"Not legal advice. Ask the {who}." + (f" Working alone, ask the {others}." if others else "")
    return blocks("**What the law says:**", told, ask)


def remark(library: Library, id_: str) -> str:
    """What one remark says on one line: where and since when it holds, and its sources."""
    item = library.remarks[id_]
    named = [library.references[one] for one in item.references]
    links = "; ".join(link(f"{one.publisher}: {one.title}", one.url) for one in named)
    return f"{line(item.country)}, {month(item.as_of)}: {line(item.text)} ({links})"


def laws(library: Library, base: str) -> str:
    """Every remark of law, and where else it is shown."""
    uses = checks.law.uses(library)
    groups = []
    for id_, item in library.remarks.items():
        shown = ", ".join(linked(library, base, kind, used) for kind, used in uses.get(id_, ()))
        groups += [f"## {line(item.title)}", remark(library, id_), f"Shown in: {shown}" if shown else ""]
        groups.append(_kept(library, item))
    return blocks(*groups)


# Items ---------------------------------------------------------------------------------


def checklist(library: Library, id_: str, base: str, level: int = 3) -> str:
    """A checklist with boxes to tick, as most wikis and ticket systems read them."""
    item = library.checklists[id_]
    return blocks(
        _heading(level, linked(library, base, "checklists", id_)),
        f"**When:** {line(item.when)}",
        "\n".join(_box(point.text, point.note) for point in item.items),
        alone(library.turned_to("checklists", id_)),
        law(library, _lawful(item.items), base),
        f"{MODE_NAMES[item.mode]}. {_kept(library, item)}",
    )


def point(library: Library, item: Item, base: str) -> str:
    """One step of a checklist."""
    return blocks(line(item.text), line(item.note) if item.note else "", law(library, item.law, base))


def _lawful(parts: Iterable[Advice]) -> list[str]:
    """The remarks of all parts, each once."""
    return list(dict.fromkeys(id_ for part in parts for id_ in part.law))


def _box(words: str, note: str | None = None) -> str:
    return f"- [ ] {line(words)}" + (f"\n  {line(note)}" if note else "")


def script(library: Library, id_: str, base: str, level: int = 3) -> str:
    """A script with all its variants; a field is "[label]"."""
    item = library.scripts[id_]
    variants = [
        part
        for variant in item.variants
        for part in (f"**{name(variant).capitalize()}:**", block(labelled(said(variant), library)))
    ]
    return blocks(
        _heading(level, linked(library, base, "scripts", id_)),
        rows([line(item.when), line(item.avoid)]),
        alone(library.turned_to("scripts", id_)),
        *variants,
        law(library, item.law, base),
        after(item, line, lambda next_: linked(library, base, "scripts", next_), "**"),
        blocks(WHY_WORDS, rows(sources(library, item, base))),
    )


def tree(library: Library, id_: str, base: str, level: int = 2) -> str:
    """A decision tree as numbered steps; an answer says which step comes next."""
    item = library.trees[id_]
    steps = [
        part
        for number, node in enumerate(graph.order(item), 1)
        for part in (_heading(level, f"{number}. {_name(node)}"), step(library, id_, node, base))
    ]
    return blocks(f"**When:** {line(item.when)}", *steps)


def step(library: Library, tree_id: str, node: Node, base: str) -> str:
    """One step of a tree without its heading; an answer names the step that comes next."""
    if isinstance(node, Outcome):
        return outcome(library, tree_id, node, base)
    answers = [f"{_answer(option)}: {_next(library, tree_id, option, base)}" for option in node.options]
    return blocks(line(node.help) if node.help else "", rows(answers))


def _name(node: Node) -> str:
    """The heading of a step."""
    if isinstance(node, Question):
        return line(node.question)
    return f"{SEVERITY_NAMES[node.severity]}: {line(node.outcome)}"


def _answer(option: Option) -> str:
    return f"**{line(option.label)}**" + (f" ({line(option.hint)})" if option.hint else "")


def _next(library: Library, tree_id: str, option: Option, base: str) -> str:
    """Where an answer leads: to a numbered step of its tree, or to another tree."""
    if option.tree:
        return f"go on with {linked(library, base, 'trees', option.tree)}"
    nodes = graph.order(library.trees[tree_id])
    number, node = next((at, node) for at, node in enumerate(nodes, 1) if node.id == option.next)
    return f"go to [{number}. {_name(node)}]({base}{address('trees', tree_id, library)}#{node.id})"


def outcome(library: Library, tree_id: str, node: Outcome, base: str) -> str:
    """What to do, what to write down, what to say and why."""
    at = ("nodes", library.trees[tree_id].nodes.index(node))
    facts = [f"**Write down:** {line(node.record)}", f"**Next step:** {line(node.next_step)}"]
    if node.scripts:
        named = ", ".join(linked(library, base, "scripts", id_) for id_ in node.scripts)
        facts.append(f"**Say this:** {named}")
    if node.checklist:
        facts.append(f"**Checklist:** {linked(library, base, 'checklists', node.checklist)}")
    if node.links:
        facts.append(f"**Read on:** {', '.join(_page(library, path, base) for path in node.links)}")
    return blocks(
        "\n".join(f"{number}. {line(words)}" for number, words in enumerate(node.steps, 1)),
        alone(library.turned_to("trees", tree_id, at)),
        rows(facts),
        law(library, node.law, base),
        blocks(WHY, rows(sources(library, node, base))),
    )


def _page(library: Library, path: str, base: str) -> str:
    """A page's title, which leads to it, or to an anchor on it."""
    return f"[{escape(title('pages', path.partition('#')[0], library))}]({base}{page_address(path)})"


def card(library: Library, id_: str, base: str, level: int = 0) -> str:
    """A quick-reference card."""
    item = library.cards[id_]
    more = f"**More words:** {linked(library, base, 'scripts', item.script)}" if item.script else ""
    family = line(library.families[item.family].title)
    return blocks(
        _heading(level, linked(library, base, "cards", id_)),
        f"Card {library.card_number(id_)}, {family}. {MODE_NAMES[item.mode]}.",
        f"**When:** {line(item.when)}",
        f"**Say:** “{line(item.say)}”",
        "\n".join(_box(words) for words in library.card_steps(id_)),
        f"**{line(item.never)}**",
        f"**Call:** {line(library.call)}" if item.danger else "",
        alone(card_roles(library, id_)),
        law(library, item.law, base),
        more,
        f"Version {item.version}. {_kept(library, item)}",
    )


def helplines(library: Library) -> str:
    """Whom to call in danger, country by country."""
    return blocks(*(part for one in by_country(library) for part in _numbers(library, one)))


def _numbers(library: Library, country: SafetyCountry) -> list[str]:
    known = [
        f"{line(one.name)}{f', for {line(one.whom)}' if one.whom else ''}: "
        + ", ".join(
            part for part in (one.number, one.text and f"text {line(one.text)}", one.hours and line(one.hours)) if part
        )
        + _reference(library, one.reference)
        for one in country.lines
    ]
    first = f"Danger now: {line(country.emergency)}{_reference(library, country.reference)}"
    return [_heading(3, line(country.title)), rows([first, *known]), f"Looked up on {text.day(country.reviewed)}."]


def _reference(library: Library, id_: str) -> str:
    one = library.references[id_]
    return f" ({link(f'{one.publisher}: {one.title}', one.url)})"


def tension(library: Library, id_: str, base: str, level: int = 3) -> str:
    """Two sides, the rule between them and the question that chooses."""
    item = library.tensions[id_]
    return blocks(
        _heading(level, linked(library, base, "tensions", id_)),
        f"**Ask yourself:** {line(item.question)}",
        f"**The rule:** {line(item.rule)}",
        blocks("On the one side:", rows(claim(library, one, base) for one in item.one_way)),
        blocks("On the other side:", rows(claim(library, one, base) for one in item.other_way)),
    )


def situation(library: Library, id_: str) -> str:
    """How far the articles carry a situation's page; '' where they carry all of it."""
    return extends(library, library.situations[id_])


# Onboarding and practice ---------------------------------------------------------------


def path(library: Library, id_: str, base: str, level: int = 2) -> str:
    """An onboarding path with boxes to tick, stage by stage."""
    item = library.paths[id_]
    first = ", ".join(linked(library, base, "cards", card) for card in item.cards)
    stages = [
        part
        for stage in item.stages
        for part in (
            _heading(level, f"{checks.STAGES[stage.id]} ({sum(one.minutes for one in stage.steps)} minutes)"),
            "\n".join(f"{_box(one.text)}\n  {task(library, one, base)}" for one in stage.steps),
        )
    ]
    return blocks(line(item.when), f"**Print first:** {first}", *stages, _kept(library, item))


def task(library: Library, step: PathStep, base: str) -> str:
    """Where a step of a path leads, how long it takes and what it is for."""
    return f"{_page(library, step.link, base)}, {step.minutes} min. Then you can {line(step.able)}."


def practice(library: Library, id_: str, base: str, level: int = 2) -> str:
    """A scene to practise with, turn by turn, and its role-play sheet."""
    item = library.scenarios[id_]
    turns = [
        part for one in item.turns for part in (_heading(level, line(one.question)), turn(library, id_, one, base))
    ]
    play = item.role_play
    return blocks(
        f"**Practise:** {line(item.when)}",
        line(item.scene),
        *turns,
        _heading(level, "Take this with you"),
        line(item.takeaway),
        _heading(level, "Role-play sheet"),
        blocks("**You play the client:**", rows(map(line, play.client))),
        blocks("**You handle it:**", rows(map(line, play.handler))),
        blocks("**You watch:**", rows(map(line, play.observer))),
        _kept(library, item),
    )


def turn(library: Library, scene_id: str, turn: Turn, base: str) -> str:
    """What the client says, and what each reply does and leads to."""
    return blocks(
        f"**The client:** {line(turn.client)}",
        "\n".join(_reply(library, scene_id, reply, base) for reply in turn.replies),
        law(library, _lawful(turn.replies), base),
    )


def _reply(library: Library, scene_id: str, reply: Reply, base: str) -> str:
    after = "The scene ends here."
    if reply.next:
        following = next(one for one in library.scenarios[scene_id].turns if one.id == reply.next)
        where = f"{base}{address('scenarios', scene_id, library)}#{reply.next}"
        after = f"Next: {link(following.question, where)}"
    told = [line(reply.feedback), *sources(library, reply, base), after]
    return "\n".join([f"- “{line(reply.say)}”", *(f"  - {words}" for words in told)])


# Several items -------------------------------------------------------------------------


def scripts(library: Library, base: str, moment: str | None = None, situation: str | None = None) -> str:
    """Scripts of a moment, for a situation, or all."""
    return blocks(
        *(
            script(library, id_, base, 2)
            for id_, item in library.scripts.items()
            if moment in (None, item.moment) and (situation is None or situation in item.situations)
        )
    )


def script_index(library: Library, base: str) -> str:
    """Every script as a link, grouped by moment."""
    groups = []
    for moment in library.moments.values():
        members = [
            f"{linked(library, base, 'scripts', id_)}: {line(item.when)} ({', '.join(map(channel, item.channels))})"
            for id_, item in library.scripts.items()
            if item.moment == moment.id
        ]
        heading = f"## {linked(library, base, 'moments', moment.id)}"
        groups += [heading, line(moment.summary), rows(members)]
    return blocks(*groups)


def cards(library: Library, base: str, level: int = 2) -> str:
    """Every card as a link, grouped by family."""
    groups = []
    for family in library.families.values():
        members = [
            f"{library.card_number(id_)} {linked(library, base, 'cards', id_)}: {line(item.when)}"
            for id_, item in library.cards.items()
            if item.family == family.id
        ]
        groups += [_heading(level, line(family.title)), line(family.summary), rows(members)]
    return blocks(*groups)


def claims(library: Library, base: str) -> str:
    """Every claim of every article."""
    groups = []
    for article in library.articles.values():
        members = [item.id for item in library.claims.values() if item.article == article.id]
        note = line(article.note) if article.note else ""
        uses = f"[Where each is used]({base}about/sources/{article.id}/)"
        groups += [f"### {line(article.title)}", note, rows(claim(library, id_, base) for id_ in members), uses]
    return blocks(*groups)


def coverage(library: Library, id_: str, base: str) -> str:
    """The claims of an article, and each place in the handbook that uses them."""
    uses = checks.uses(library)

    def row(claim_id: str) -> str:
        places = (linked(library, base, kind, used) for kind, used in dict.fromkeys(uses[claim_id]))
        return f"{claim(library, claim_id, base)} Used in: {', '.join(places)}."

    return rows(row(item.id) for item in library.claims.values() if item.article == id_)


def reviews(library: Library, base: str) -> str:
    """The next review of every item by owner, the soonest first."""
    owners: dict[str, list[str]] = {}
    for review in upkeep.reviews(library):
        row = f"{linked(library, base, review.kind, review.id)}: due {text.day(review.due)}"
        owners.setdefault(review.owner, []).append(row)
    groups: list[str] = []
    for owner, listed in owners.items():
        named = role(library, owner)
        groups += [f"## {line(named[:1].upper() + named[1:])}", rows(listed)]
    return blocks(*groups)


def links(groups: Iterable[tuple[str, str, Iterable[tuple[Any, str]]]], base: str) -> str:
    """What has a short address, by kind: (collection, its name, (entry, short address) each)."""
    parts: list[str] = []
    for _, named, listed in groups:
        lines = (f"[{escape(entry.title)}]({base}{entry.address}): `/{short}`" for entry, short in listed)
        parts += [f"## {named}", rows(lines)]
    return blocks(*parts)
