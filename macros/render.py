"""An item -> HTML with one root, through templates/. Pure functions of the library and the place.

A `Place` is where on the site the HTML will stand: how to get from there to the site's
root, and which ids the page has used up, for no id may stand twice on a page.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from typing import NamedTuple, get_args
from weakref import WeakKeyDictionary

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import checks, maps, text, upkeep
from . import tree as graph
from .library import Library, country_of
from .models import (
    CHANNEL_NAMES,
    CLOSING_NAMES,
    MODE_NAMES,
    SEVERITY_NAMES,
    SPOKEN,
    Alone,
    Card,
    Channel,
    Checklist,
    Claim,
    Node,
    OnboardingPath,
    Option,
    Question,
    Remark,
    Role,
    SafetyCountry,
    Scenario,
    Script,
    Sourced,
    Tone,
    Tree,
    Variant,
)

# What an owner keeps true.
Kept = Card | Checklist | OnboardingPath | Remark | SafetyCountry | Scenario | Script | Tree

# Collection of the library -> what readers call one of its items.
KIND_NAMES = {
    "situations": "Situation",
    "trees": "Decision tree",
    "scripts": "Script",
    "checklists": "Checklist",
    "cards": "Card",
    "paths": "Path",
    "scenarios": "Practice scene",
    "remarks": "Remark of law",
    "countries": "Numbers to call",
}

day = text.day

TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class Place:
    """A page under construction: `url` is its address below the site's root ("guide/ending/").

    `today` is the day of the build; without one, no review is due. `source` is the page's file below docs/, where
    the engine takes each address in HTML as one written beside that file, and makes it one beside the page.
    """

    url: str = ""
    today: datetime.date | None = None
    source: str = ""
    taken: set[str] = field(default_factory=set)
    refused: int = 0  # how often an id was asked for that was gone

    @property
    def root(self) -> str:
        """The relative address of the site's root, with a closing slash: for what scripts read (data-*, xlink:href)."""
        return "../" * self.url.count("/") or "./"

    @property
    def base(self) -> str:
        """The same for the links of HTML (href, src), as the engine wants them."""
        return ("../" * self.source.count("/") or "./") if self.source else self.root

    def take(self, id_: str) -> str:
        """`id_` when it is still free on this page, else ''."""
        if id_ in self.taken:
            self.refused += 1
            return ""
        self.taken.add(id_)
        return id_


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = text.inline
    environment.filters["plain"] = text.plain
    environment.filters["typographic"] = text.typographic_inline
    environment.filters["day"] = day
    environment.filters["month"] = month
    environment.filters["dialled"] = dialled
    environment.filters["channel"] = channel
    environment.globals["mode_names"] = MODE_NAMES
    environment.globals["closing_names"] = CLOSING_NAMES
    return environment


def channel(id_: str) -> str:
    """A channel as readers call it: "text" is a text message."""
    return CHANNEL_NAMES.get(id_, id_)


def month(as_of: str) -> str:
    """A month as readers write it: 2026-11 -> November 2026."""
    return f"{datetime.date.fromisoformat(f'{as_of}-01'):%B %Y}"


def dialled(number: str) -> str:
    """What a phone dials for a number as people write it: the first, where it says two; '' where there is none."""
    found = re.search(r"\+?\d[\d ]*", number)
    return "".join(found[0].split()) if found else ""


def render(template: str, **values: object) -> str:
    """The template's HTML without blank lines, which would end a raw HTML block in Markdown."""
    html = _environment().get_template(f"{template}.html.jinja").render(**values)
    return "\n".join(line for line in html.split("\n") if line.strip())


# Items rendered before, by library: function, id and depth -> the HTML and the ids it took.
_KEPT: WeakKeyDictionary[Library, dict[tuple[object, ...], tuple[str, frozenset[str]]]] = WeakKeyDictionary()


def _kept(function: Callable[[Library, str, Place], str]) -> Callable[[Library, str, Place], str]:
    """Render an item once for all pages of one depth, as long as its ids are free there.

    Its own page is left out: an item may look different there.
    """

    @wraps(function)
    def once(library: Library, id_: str, place: Place) -> str:
        if f"/{id_}/" in f"/{place.url}":
            return function(library, id_, place)
        kept, key = _KEPT.setdefault(library, {}), (function.__name__, id_, place.root, place.base, place.today)
        html, ids = kept.get(key, ("", frozenset()))
        if html and not ids & place.taken:
            place.taken |= ids
            return html
        before, refused = frozenset(place.taken), place.refused
        html = function(library, id_, place)
        if place.refused == refused:
            kept[key] = html, frozenset(place.taken) - before
        return html

    return once


def address(kind: str, id_: str, library: Library) -> str:
    """Where an item is found, below the site's root. `kind` is a collection's name, or "pages"."""
    if kind == "pages":
        return page_address(id_)
    if kind == "scripts":
        return f"scripts/{library.scripts[id_].moment}/#script-{id_}"
    if kind == "countries":  # at home on the page that lists them, wherever it stands
        lists = (path for path, page in library.pages.items() if any(call.name == "helplines" for call in page.calls))
        return f"{page_address(next(lists, 'index.md'))}#numbers-{id_}"
    folders = {
        "articles": "about/sources",
        "trees": "decide",
        "moments": "scripts",
        "paths": "start",
        "scenarios": "practice",
        "tensions": "guide/tensions/#tension-",
        "remarks": "about/law/#law-",
    }
    folder = folders.get(kind, kind)
    return f"{folder}{id_}" if folder.endswith("-") else f"{folder}/{id_}/"


def page_address(path: str) -> str:
    """The address of a page of docs/ below the site's root: guide/ending.md#x -> guide/ending/#x."""
    page, mark, anchor = path.partition("#")
    stem = page.removesuffix(".md")
    folder = stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else stem + "/"
    return folder + mark + anchor


def title(kind: str, id_: str, library: Library) -> str:
    """The name that readers see for an item or page."""
    if kind in ("pages", "situations"):
        page = library.pages[id_ if kind == "pages" else f"situations/{id_}.md"]
        return page.title or page.path
    return text.plain(getattr(library, kind)[id_].title)


@_kept
def checklist(library: Library, id_: str, place: Place) -> str:
    """A checklist with real boxes; its own page has the title already."""
    item = library.checklists[id_]
    own_page = place.url == address("checklists", id_, library)
    return render(
        "checklist",
        checklist=item,
        alone=turns(library.turned_to("checklists", id_)),
        place=place,
        own_page=own_page,
        law=_law(library, place),
        review=_review(library, item, place),
    )


def script(library: Library, id_: str, place: Place, *, heading: bool = True) -> str:
    """A script with all its variants. Without `heading`, the page gives it one as Markdown."""
    item = library.scripts[id_]
    return render(
        "script",
        script=item,
        served=[served(item, variant) for variant in item.variants],
        anchor=place.take(f"script-{id_}") if heading else "",
        former=[anchor for old in item.aliases if (anchor := place.take(f"script-{old}"))],
        heading=heading,
        address=address("scripts", id_, library),
        next=library.scripts[item.next] if item.next else None,
        next_address=address("scripts", item.next, library) if item.next else "",
        paragraphs=text.paragraphs,
        fields=lambda body: text.with_fields(body, library.fields),
        alone=turns(library.turned_to("scripts", id_)),
        law=_law(library, place),
        review=_review(library, item, place),
        place=place,
        **_sources(library, item),
    )


def served(item: Script, variant: Variant) -> list[str]:
    """The channels a variant is for: its own, or those to speak on that have no variant of their own in its tone."""
    if variant.channel:
        return [variant.channel]
    own = {other.channel for other in item.variants if other.tone == variant.tone}
    spoken: list[str] = [channel for channel in item.channels if channel in SPOKEN]
    return [channel for channel in spoken if channel not in own] or spoken


def scripts(library: Library, place: Place, moment: str | None = None, situation: str | None = None) -> str:
    """Scripts of a moment, for a situation, or all. Markdown headings above put each in the contents."""
    blocks = []
    for id_, item in library.scripts.items():
        if moment in (None, item.moment) and (situation is None or situation in item.situations):
            anchor = place.take(f"script-{id_}")
            heading = f"## {text.heading(item.title)}" + (f" {{: #{anchor} }}" if anchor else "")
            blocks += [heading, script(library, id_, place, heading=False)]
    moved = [(anchor, now(library, old)) for old in _moved(library, moment) if (anchor := place.take(f"script-{old}"))]
    if moved:
        blocks.append(render("script_moved", moved=moved, place=place))
    return "\n\n".join(blocks)


def _moved(library: Library, moment: str | None) -> tuple[str, ...]:
    return library.moments[moment].moved if moment in library.moments else ()


def now(library: Library, old: str) -> Script:
    """The script that an old id stands for."""
    return next(item for item in library.scripts.values() if old in item.aliases)


def script_index(library: Library, place: Place) -> str:
    """Every script as a link, grouped by moment, with each "tone/channel" it can be had in."""
    groups = [
        (moment, [(item, _offered(item)) for item in library.scripts.values() if item.moment == moment.id])
        for moment in library.moments.values()
    ]
    return render("script_index", groups=groups, place=place)


def _offered(item: Script) -> list[str]:
    """In one order for all: lists that are alike weigh next to nothing once compressed."""
    pairs = {(variant.tone, channel) for variant in item.variants for channel in served(item, variant)}
    tones, channels = get_args(Tone), get_args(Channel)
    ordered = sorted(pairs, key=lambda pair: (tones.index(pair[0]), channels.index(pair[1])))
    return [f"{tone}/{channel}" for tone, channel in ordered]


def tree(library: Library, id_: str, place: Place) -> str:
    """A decision tree as numbered steps that link to each other."""
    item = library.trees[id_]
    own_page = place.url == address("trees", id_, library)
    nodes = graph.order(item)
    numbers = {node.id: number for number, node in enumerate(nodes, 1)}
    prefix = "" if own_page else f"{id_}--"
    anchors = {node.id: f"{prefix}{node.id}" for node in nodes}
    steps = [_step(library, place, id_, node, numbers, anchors) for node in nodes]
    return render(
        "tree",
        tree=item,
        steps=steps,
        prefix=prefix,
        severity_names=SEVERITY_NAMES,
        map=maps.layout(item, {other.id: other.title for other in library.trees.values()}),
        anchors=anchors,
        home="" if own_page else place.base + address("trees", id_, library),
        pages={other: place.root + address("trees", other, library) for other in library.trees},
        law=_law(library, place),
        review=_review(library, item, place),
        place=place,
    )


def _step(
    library: Library, place: Place, tree_id: str, node: Node, numbers: dict[str, int], anchors: dict[str, str]
) -> dict[str, object]:
    """What the template needs of one step."""
    step = {"node": node, "number": numbers[node.id], "anchor": place.take(anchors[node.id])}
    if isinstance(node, Question):
        options = [_option(library, place, option, numbers, anchors) for option in node.options]
        return step | {"kind": "question", "options": options}
    at = ("nodes", library.trees[tree_id].nodes.index(node))
    return step | {
        "kind": "outcome",
        "alone": turns(library.turned_to("trees", tree_id, at)),
        "scripts": [
            {"id": name, "title": library.scripts[name].title, "address": address("scripts", name, library)}
            for name in node.scripts
        ],
        "checklist": library.checklists[node.checklist] if node.checklist else None,
        "links": [
            {"address": page_address(link), "title": title("pages", link.partition("#")[0], library)}
            for link in node.links
        ],
        **_sources(library, node),
    }


def _option(
    library: Library, place: Place, option: Option, numbers: dict[str, int], anchors: dict[str, str]
) -> dict[str, object]:
    """One answer: where it leads, by link and, on paper, in words."""
    if option.tree:
        href = place.base + address("trees", option.tree, library)
        goto = f"go to the page “{library.trees[option.tree].title}”"
    else:
        href, goto = f"#{anchors[option.next or '']}", f"go to {numbers[option.next or '']}"
    return {
        "label": option.label,
        "hint": option.hint,
        "to": option.next,
        "href": href,
        "goto": goto,
        "answer": text.slug(option.label),
    }


def path(library: Library, id_: str, place: Place) -> str:
    """An onboarding path: three stages of steps to tick, each with its link and what it is for."""
    item = library.paths[id_]
    stages = [
        {
            "id": stage.id,
            "title": checks.STAGES[stage.id],
            "minutes": sum(step.minutes for step in stage.steps),
            "steps": [
                step.model_dump()
                | {
                    "address": page_address(step.link),
                    "title": title("pages", step.link.partition("#")[0], library),
                }
                for step in stage.steps
            ],
        }
        for stage in item.stages
    ]
    cards = [library.cards[name] for name in item.cards]
    review = _review(library, item, place)
    return render("path", path=item, stages=stages, cards=cards, review=review, place=place)


def practice(library: Library, id_: str, place: Place) -> str:
    """A scene to practise with, turn by turn, and its role-play sheet."""
    item = library.scenarios[id_]
    anchors = {turn.id: place.take(turn.id) or f"{id_}--{turn.id}" for turn in item.turns}
    cited = {name for turn in item.turns for reply in turn.replies for name in reply.claims}
    return render(
        "practice",
        scene=item,
        anchors=anchors,
        end=place.take("takeaway") or f"{id_}--takeaway",
        sheet=place.take("role-play") or f"{id_}--role-play",
        claims={name: _credited(library, library.claims[name]) for name in cited},
        references=library.references,
        law=_law(library, place),
        review=_review(library, item, place),
        place=place,
    )


def situation(library: Library, place: Place) -> str:
    """The line under a situation's title that says how far the articles carry it; nothing where they do."""
    item = library.situations.get(place.url.removeprefix("situations/").removesuffix("/"))
    if item is None or not item.extends:
        return ""
    return render("situation", situation=item, **_sources(library, item))


def card(library: Library, id_: str, place: Place) -> str:
    """A quick-reference card for the screen; the printed ones are made by `exports`."""
    item = library.cards[id_]
    return render(
        "card",
        **_face(library, id_),
        families=library.families.values(),
        script=item.script,
        script_address=address("scripts", item.script, library) if item.script else "",
        alone=turns(card_roles(library, id_)),
        own_page=place.url == address("cards", id_, library),
        law=_law(library, place),
        review=_review(library, item, place),
        place=place,
        **_sources(library, item),
    )


def card_roles(library: Library, id_: str) -> list[Role]:
    """The roles that a card names, in words of its own or of the checklist items on it."""
    found = library.turned_to("cards", id_)
    for step in library.cards[id_].steps:
        if step.item:
            list_, _, item = step.item.partition("--")
            index = [one.id for one in library.checklists[list_].items].index(item)
            found += library.turned_to("checklists", list_, ("items", index, "text"))
    return found


def _face(library: Library, id_: str) -> dict[str, object]:
    """What every form of a card shows."""
    item = library.cards[id_]
    return {
        "card": item,
        "call": library.call if item.danger else "",
        "number": library.card_number(id_),
        "total": len(library.cards),
        "steps": library.card_steps(id_),
        "leads": [step.card and (library.card_number(step.card), step.card) for step in item.steps],
        "role": role(library, item.owner),
        "articles": dict.fromkeys(library.articles[library.claims[id_].article].short for id_ in item.claims),
    }


def gallery(library: Library, place: Place) -> str:
    """All cards as small ones that link to their pages, each family under a Markdown heading."""
    blocks = []
    for family in library.families.values():
        faces = [_face(library, id_) for id_, item in library.cards.items() if item.family == family.id]
        anchor = place.take(family.id)
        blocks.append(f"## {text.heading(family.title)}" + (f" {{: #{anchor} }}" if anchor else ""))
        families = library.families.values()
        blocks.append(render("card_gallery", family=family, families=families, faces=faces, place=place))
    return "\n\n".join(blocks)


def deck(library: Library, place: Place, site: str = "") -> str:
    """The choice of cards to print. `site` is the address of the site's root, for paper; "" where none is known."""
    faces = []
    for id_ in library.cards:
        url = f"{site.rstrip('/')}/{address('cards', id_, library)}" if site else ""
        faces.append(_face(library, id_) | {"url": url})
    return render("card_deck", faces=faces, families=library.families.values(), place=place)


def role(library: Library, id_: str) -> str:
    """What the team calls a role that keeps items true."""
    return getattr(library.team.roles, library.team.keeper(id_)).title if library.team else id_


def _review(library: Library, item: Kept, place: Place) -> dict[str, object]:
    """Who keeps an item true, when it was last read, and whether that is due again on the day of the build."""
    due = upkeep.due(library.team, item.reviewed) if library.team and item.reviewed else None
    return {
        "role": role(library, item.owner or ""),
        "reviewed": item.reviewed,
        "due": due,
        "late": bool(due and place.today and due <= place.today),
    }


def reviews(library: Library, place: Place) -> str:
    """All reviews by owner, a Markdown heading for each: the soonest first, and the owner who has it first."""
    owners: dict[str, list[dict[str, object]]] = {}
    for review in upkeep.reviews(library):
        row = review._asdict() | {
            "late": bool(place.today and review.due <= place.today),
            "title": title(review.kind, review.id, library),
            "address": address(review.kind, review.id, library),
            "kind": KIND_NAMES[review.kind].lower(),
        }
        owners.setdefault(review.owner, []).append(row)
    late = sum(bool(row["late"]) for rows in owners.values() for row in rows)
    blocks = []
    if place.today:
        count = "nothing is" if not late else "one item is" if late == 1 else f"{late} items are"
        blocks.append(f"On {day(place.today)}, {count} due.")
    for owner, rows in owners.items():
        anchor = place.take(f"owner-{owner}")
        name = role(library, owner)
        blocks.append(f"## {text.heading(name[:1].upper() + name[1:])}" + (f" {{: #{anchor} }}" if anchor else ""))
        blocks.append(render("reviews", rows=rows, place=place))
    return "\n\n".join(blocks)


class StandIn(NamedTuple):
    """Whom a person alone turns to, and the titles of the roles in whose place."""

    roles: list[str]
    who: Alone


def turns(roles: list[Role]) -> list[StandIn]:
    """Whom a person alone turns to in place of some roles, each person once."""
    people: dict[Alone, list[str]] = {}
    for one in roles:
        if one.alone and one.title not in people.setdefault(one.alone, []):
            people[one.alone].append(one.title)
    return [StandIn(titles, who) for who, titles in people.items()]


def alone(library: Library, place: Place) -> str:
    """Whom a person alone turns to in place of the roles that a page names; nothing where they are those."""
    path = next((path for path in library.pages if page_address(path) == place.url), "")
    found = turns(library.turned_to_on(path)) if path else []
    return render("alone", turns=found) if found else ""


def by_country(library: Library) -> list[SafetyCountry]:
    """Whose numbers are known, the team's own country first."""
    own = country_of(library, text.plain(library.team.country)) if library.team else None
    return sorted(library.countries.values(), key=lambda one: (one is not own, one.title))


def helplines(library: Library, place: Place) -> str:
    """Whom to call in danger, country by country, each number with where it comes from."""
    countries = [
        {
            "country": one,
            "anchor": place.take(f"numbers-{one.id}"),
            "reference": library.references[one.reference],
            "lines": [(line, library.references[line.reference]) for line in one.lines],
            "review": _review(library, one, place),
        }
        for one in by_country(library)
    ]
    return render("helplines", countries=countries, place=place)


def _sources(library: Library, thing: Sourced) -> dict[str, object]:
    """What something rests on, for the templates: credited claims and references."""
    return {
        "claims": [_credited(library, library.claims[id_]) for id_ in thing.claims],
        "references": [library.references[id_] for id_ in thing.references],
    }


def law(library: Library, remarks: tuple[str, ...], place: Place) -> str:
    """What the law of a place says, since when that is known, by which source, and whom to ask."""
    return render("law", law=_law(library, place), remarks=remarks)


def _law(library: Library, place: Place) -> Callable[[tuple[str, ...]], Markup]:
    """For the templates: ids of remarks -> one block of them inside an item, '' for none."""

    def block(ids: tuple[str, ...]) -> Markup:
        if not ids:
            return Markup("")
        remarks = [library.remarks[id_] for id_ in ids]
        who, alone = asked(library, remarks)
        return Markup(
            render("law_parts", remarks=remarks, references=library.references, who=who, alone=alone, place=place)
        )

    return block


def asked(library: Library, remarks: Sequence[Remark]) -> tuple[list[str], list[str]]:
    """Whom to ask about some remarks, each once, and whom a person alone asks where that is somebody else."""
    if library.team is None:
        return list(dict.fromkeys(remark.owner for remark in remarks)), []
    team = library.team.in_force()
    roles = [getattr(team.roles, remark.owner) for remark in remarks]
    others = [role.alone.title for role in roles if role.alone and not team.alone]
    return list(dict.fromkeys(f"{role.title} ({role.contact})" for role in roles)), list(dict.fromkeys(others))


def laws(library: Library, place: Place) -> str:
    """Every remark under a Markdown heading of its own: its home, and where else it is shown."""
    uses = checks.law.uses(library)
    blocks = []
    for id_, remark in library.remarks.items():
        anchor = place.take(f"law-{id_}")
        blocks.append(f"## {text.heading(remark.title)}" + (f" {{: #{anchor} }}" if anchor else ""))
        shown = [(address(kind, used, library), title(kind, used, library)) for kind, used in uses.get(id_, ())]
        references = [library.references[name] for name in remark.references]
        review = _review(library, remark, place)
        blocks.append(render("laws", remark=remark, references=references, shown=shown, review=review, place=place))
    return "\n\n".join(blocks)


def why(library: Library, claims: tuple[str, ...], place: Place) -> str:
    """Claims, each with the article that makes it and whom the article credits."""
    return render("why", claims=[_credited(library, library.claims[id_]) for id_ in claims], place=place)


@_kept
def tension(library: Library, id_: str, place: Place) -> str:
    """Two sides, the rule between them and the question that chooses."""
    item = library.tensions[id_]
    sides = [[_credited(library, library.claims[claim]) for claim in side] for side in (item.one_way, item.other_way)]
    return render("tension", tension=item, sides=sides, place=place)


@_kept
def tension_rule(library: Library, id_: str, place: Place) -> str:
    """The rule and the question of a tension alone, and where its two sides stand."""
    item = library.tensions[id_]
    claims = (library.claims[claim] for claim in (*item.one_way, *item.other_way))
    articles = dict.fromkeys(library.articles[claim.article].short for claim in claims)
    return render("tension", tension=item, sides=None, articles=articles, place=place)


def claims(library: Library, place: Place) -> str:
    """Every claim of every article, and in how many places the handbook uses it."""
    uses = checks.uses(library)
    articles = [
        {"article": article, "claims": [(claim, len(set(uses[claim.id]))) for claim in _of(library, article.id)]}
        for article in library.articles.values()
    ]
    return render("claims", articles=articles, place=place)


@_kept
def coverage(library: Library, id_: str, place: Place) -> str:
    """The claims of an article, and each place in the handbook that uses them."""
    uses = checks.uses(library)
    rows = [
        (
            claim,
            [
                (place.base + address(kind, used, library), title(kind, used, library))
                for kind, used in dict.fromkeys(uses[claim.id])
            ],
        )
        for claim in _of(library, id_)
    ]
    return render("coverage", rows=rows, place=place)


def _of(library: Library, article: str) -> list[Claim]:
    return [claim for claim in library.claims.values() if claim.article == article]


def _credited(library: Library, claim: Claim) -> dict[str, object]:
    return {"claim": claim, "article": library.articles[claim.article]}
