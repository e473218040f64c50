"""The shapes of the data under docs/_data, one frozen model each.

Every field is described: the descriptions become the hover text of the JSON Schemas
(see `schema`). Lengths are characters; dates are ISO. Rules that need a second item or
file are in `checks`, rules of the graph of a tree in `tree`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

T = TypeVar("T")

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
FIELD_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
ITEM_ID = r"^[a-z0-9-]+--[a-z0-9-]+$"
VERSION = r"^[0-9]+\.[0-9]+$"
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
SAYING = r"^([a-z0-9]+~?|[A-Z]+)( (\.\.|[a-z0-9]+~?|[A-Z]+))*$"
ADDRESS = r"^https://[^\s]+$"
DOCS_PAGE = r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md(#[A-Za-z0-9_-]+)?$"

Many = Annotated[tuple[T, ...], Strict(strict=False)]


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank text")
    return text


def _one_line(text: str) -> str:
    if "\n" in text.strip():
        raise PydanticCustomError("lines", "text of several lines")
    return text.strip()


def _no_markup(text: str) -> str:
    """Front matter goes into the page's head as it is: nothing there may end an attribute or begin a tag."""
    for character in '<>"':
        if character in text:
            raise PydanticCustomError("markup", "text with {character}", {"character": character})
    return text


Id = Annotated[str, StringConstraints(pattern=ID, max_length=60)]
FieldId = Annotated[str, StringConstraints(pattern=FIELD_ID, max_length=40)]
Text = Annotated[str, AfterValidator(_not_blank), StringConstraints(max_length=4000)]
Line = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line), StringConstraints(max_length=400)]
Title = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line), StringConstraints(max_length=60)]
Saying = Annotated[str, StringConstraints(pattern=SAYING, max_length=80)]
PagePath = Annotated[str, StringConstraints(pattern=DOCS_PAGE)]
Phone = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line), StringConstraints(max_length=40)]
Url = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=400)]
Date = Annotated[datetime.date, Field(description="Date, as 2026-11-22.")]

Mode = Literal["read-do", "do-confirm"]
Tone = Literal["warm", "neutral", "firm"]
Channel = Literal["in-person", "meeting", "phone", "voicemail", "chat", "text", "social", "email", "letter"]
Closing = Literal["hand-over", "end"]
Moment = Literal["before", "during", "after"]
Severity = Literal["stay", "stop", "hand-over", "carry-on"]
FieldKind = Literal["text", "long-text", "choice", "date"]

WRITTEN: frozenset[str] = frozenset({"email", "letter"})
# Where people speak and hear each other at once, so that one set of words may serve all three.
SPOKEN: frozenset[str] = frozenset({"in-person", "meeting", "phone"})
# Channels whose name is more than their id; overrides/assets/js/lib/choice.js says the same.
CHANNEL_NAMES: dict[str, str] = {"in-person": "in person", "text": "text message", "social": "social message"}
CLOSING_NAMES = {
    "hand-over": "Hand it over from here.",
    "end": "Leave it there.",
}
MODE_NAMES = {"read-do": "Read, then do", "do-confirm": "Do, then confirm"}
SEVERITY_NAMES = {"stay": "Stay", "stop": "Stop", "hand-over": "Hand over", "carry-on": "Carry on"}


class Model(BaseModel):
    """Frozen, strict about types, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


class Sourced(Model):
    """Something that says where it comes from."""

    claims: Many[Id] = ()
    """Ids of the claims in sources.yml that this rests on."""
    extends: Line | None = None
    """One plain sentence: what this adds that no article says, and why."""
    references: Many[Id] = ()
    """Ids of references in sources.yml that support what extends the articles."""

    @model_validator(mode="after")
    def _has_source(self) -> Sourced:
        if not self.claims and not self.extends:
            raise PydanticCustomError("unsourced", "neither claims nor extends")
        return self


class Advice(Sourced):
    """Something that a reader does or says, which the law may bear on."""

    law: Many[Id] = ()
    """Ids of the remarks in law.yml that are shown with it."""


# Team --------------------------------------------------------------------------------


class Response(Model):
    """How fast we answer. Each value reads well after "within"."""

    first_reply: Line
    """Longest wait for a first reply, for example: one working day."""
    next_update: Line
    """Longest gap between updates while a problem is live, for example: two hours."""
    after_fix: Line
    """When to check back after a fix, for example: two working days."""
    quiet: Line
    """How long a client may be silent before we ask, for example: five working days."""


class Payment(Model):
    """Payment rules that scripts and checklists mention."""

    terms: Line
    """Days from invoice to payment, for example: 30 days."""
    final_notice: Line
    """Time given in the last reminder, for example: seven days."""


class Alone(Model):
    """Whom a person without colleagues turns to in place of a role."""

    title: Title
    """Who that is, as it reads after "the": peer you trust."""
    contact: Line
    """How to reach them, or who fits: a number, or a few words."""


class Role(Model):
    """Who does what, and how to reach them."""

    title: Title
    """The role in lower case, as it reads in a sentence: team lead."""
    contact: Line
    """How to reach the role now: a number, channel or address."""
    goodwill: Line
    """What the role may give without asking anyone."""
    alone: Alone | None = None
    """Who it is for a person who works alone; left out for what they do themselves."""


class Roles(Model):
    """The roles the handbook hands over to. A team may add its own, which its own texts name."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Role] = Field(init=False)

    rep: Role
    """Whoever handles the client."""
    account: Role
    """Account or project manager."""
    lead: Role
    """Team lead: first step up."""
    billing: Role
    """Invoices and payments."""
    legal: Role
    """Contracts, claims, threats of legal action."""
    safety: Role
    """Safety of people: threats, violence, care afterwards."""
    owner: Role
    """Business owner or director: last step up."""


class OwnNumbers(Model):
    """Numbers of your own, which come before those of your country in safety.yml."""

    emergency: Phone | None = None
    """What to dial when somebody is in danger now, for example: 2222 for site security."""
    crisis_line: Title | None = None
    """Who answers somebody who may harm themselves: a crisis line, or a service that you pay for."""
    crisis_number: Phone | None = None
    """Its number."""
    crisis_hours: Line | None = None
    """When it answers, as it reads after the number: day and night."""


class Team(Model):
    """What an adopting company fills in; usable in every text as {{ team.key }}."""

    name: Line
    """Name of the company or team, as it reads in a sentence."""
    hours: Line
    """Working hours, as they read in a sentence."""
    out_of_hours: Line
    """What happens outside these hours."""
    contact: Line
    """The shared address that clients use."""
    record: Line
    """Name of the place where client notes are kept."""
    country: Line
    """Country whose law and emergency numbers apply to you; legal remarks name their own."""
    safety: OwnNumbers | None = None
    """Numbers of your own in place of those of your country. Left out, those of safety.yml hold."""
    alone: bool = False
    """Whether you work alone. Then each role is whom you turn to in its place, and every limit is your own."""
    review_days: Annotated[int, Field(ge=1, le=3650)]
    """Days after which an item is due for review."""
    response: Response
    """How fast you answer."""
    payment: Payment
    """Payment rules."""
    own: dict[str, Line] = {}
    """Values of the team's own, for texts of its own: {{ team.own.ticket_tool }}."""
    roles: Roles
    """Contacts and limits by role."""

    def in_force(self) -> Team:
        """The team as texts name it: for a person alone, each role is whom they turn to in its place."""
        if not self.alone:
            return self
        roles: dict[str, Role] = dict(self.roles)
        for id_, role in roles.items():
            if role.alone:
                other = role.alone.model_dump() | {"goodwill": self.roles.rep.goodwill}
                roles[id_] = role.model_copy(update=other)
        return self.model_copy(update={"roles": self.roles.model_copy(update=roles)})

    def keeper(self, role: str) -> str:
        """The role that keeps an item true which names `role`: a person alone keeps all of them."""
        return "rep" if self.alone else role


# Safety ------------------------------------------------------------------------------


class CrisisLine(Model):
    """A line that answers somebody who may harm themselves, or who is afraid for somebody."""

    name: Title
    """What it calls itself."""
    number: Phone | None = None
    """What to dial; left out for a line that answers text messages only."""
    text: Line | None = None
    """How to reach it by text message, as it reads after "text": SHOUT to 85258."""
    hours: Line | None = None
    """When it answers, as it reads after the number: day and night. Left out where no source says."""
    whom: Line | None = None
    """Whom it is for, where not for everybody: under 19s."""
    reference: Id
    """Id of the reference in sources.yml that gives the number."""

    @model_validator(mode="after")
    def _reached(self) -> CrisisLine:
        if not self.number and not self.text:
            raise PydanticCustomError("reached", "neither number nor text")
        return self


class SafetyCountry(Model):
    """What to dial in one country."""

    id: Id
    """Stable id."""
    title: Title
    """Its name, as team.yml gives it."""
    also: Many[Title] = ()
    """Other names that team.yml may give: parts of the country, or a short form."""
    emergency: Phone
    """What to dial when somebody is in danger now."""
    reference: Id
    """Id of the reference in sources.yml that gives the emergency number."""
    lines: Many[CrisisLine] = ()
    """Crisis lines. The first is the one that texts and cards name: it has a number and answers at all hours."""
    owner: Id | None = None
    """Role that keeps it true, where it is not the file's."""
    reviewed: Date
    """Day when the numbers were last looked up."""


class SafetyFile(Model):
    """Whom to call in danger, by country; usable in every text as {{ safety.key }}."""

    owner: Id
    """Role that keeps the numbers true."""
    card: Annotated[Line, StringConstraints(max_length=160)]
    """Printed on posters, and on the cards for moments of danger."""
    card_short: Annotated[Line, StringConstraints(max_length=80)]
    """The same for the wallet."""
    countries: Annotated[Many[SafetyCountry], Field(min_length=1)]
    """The countries whose numbers are known."""


class Safety(Model):
    """The numbers in force: the team's own, and else those of its country."""

    emergency: Phone
    """What to dial when somebody is in danger now."""
    crisis_line: Title
    """Who answers somebody who may harm themselves."""
    crisis_number: Phone
    """Its number."""
    crisis_hours: Line
    """When it answers."""


# Style -------------------------------------------------------------------------------


class Style(Model):
    """The numbers and words that every text is held to."""

    sentence_words: Annotated[int, Field(ge=5, le=60)]
    """Words in the longest sentence of instructions and scripts."""
    script_words: Annotated[int, Field(ge=20, le=500)]
    """Words in the longest script."""
    letter_words: Annotated[int, Field(ge=20, le=1000)]
    """Words in the longest letter."""
    situation_least: Annotated[int, Field(ge=0, le=2000)]
    """Words that the page of a situation has at least, without what macros print."""
    situation_most: Annotated[int, Field(ge=1, le=5000)]
    """Words that it has at most."""
    situation_scripts: Annotated[int, Field(ge=0, le=20)] = 0
    """Scripts that it shows at least."""
    situation_aids: Annotated[int, Field(ge=0, le=2)] = 0
    """Trees and cards that its front matter names at least."""
    situation_checklists: Annotated[int, Field(ge=0, le=5)] = 0
    """Checklists that it shows or links to at least."""
    situation_related: Annotated[int, Field(ge=0, le=10)] = 0
    """Other situations that it links to at least, below its heading {: #related }."""
    sourced: Many[Id] = ()
    """Folders of docs/ whose pages say where they come from: a claim, or what they add."""
    shared_search_pages: Annotated[int, Field(ge=1, le=25)]
    """Most situation pages that may share one search word."""
    never: Many[Line]
    """Words and phrases that no text uses."""
    law: Many[Line]
    """Words that law.yml alone may say: countries, acts, regulators, time limits of law. Capitals count."""


# Sources -----------------------------------------------------------------------------


class Article(Model):
    """One of the source articles."""

    id: Id
    """Short name used by claims."""
    title: Line
    """Title as published, or a description where there is none."""
    short: Title
    """Name shown beside a claim."""
    credited: Many[Line]
    """People whom the article names as sources; an empty list where nobody is named."""
    published: Line | None = None
    """Where it appeared."""
    note: Text | None = None
    """A caution for readers."""


class Claim(Model):
    """One piece of guidance of an article, in the handbook's own words."""

    id: Id
    """Stable id."""
    article: Id
    """Id of the article that says it."""
    text: Line
    """The claim in one plain sentence."""
    credit: Line | None = None
    """Who says it inside the article."""
    limits: Line | None = None
    """Where it stops being true."""


class Reference(Model):
    """A source outside the articles, for what extends them."""

    id: Id
    """Stable id."""
    title: Line
    """Title."""
    publisher: Line
    """Who publishes it."""
    url: Url
    """Address, https only."""
    basis: Literal["primary", "excerpt"]
    """What was read: the primary text in full, or an official excerpt."""


class SourcesFile(Model):
    """Articles, claims and references: where every rule comes from."""

    articles: Many[Article]
    """The articles."""
    claims: Many[Claim]
    """Every claim they make."""
    references: Many[Reference] = ()
    """Further sources."""


# Law ---------------------------------------------------------------------------------


class Remark(Model):
    """What the law of one place says on one point, as somebody read it in one month."""

    id: Id
    """Stable id, the same for the same point in every country; the anchor is law-ID."""
    title: Title
    """The point in plain words."""
    country: Line
    """Where it holds: a country, or the parts of one that share this law."""
    as_of: Annotated[str, StringConstraints(pattern=MONTH)]
    """Month in which its sources were read, as 2026-11."""
    text: Line
    """What it says, in short sentences. Inline Markdown."""
    references: Annotated[Many[Id], Field(min_length=1)]
    """Ids of the references in sources.yml that say so."""
    owner: Id
    """Role that keeps it true, and whom a reader asks."""
    reviewed: Date
    """Day of the last review."""


class LawFile(Model):
    """Remarks of law: nothing else in the handbook says what a law is."""

    remarks: Many[Remark]
    """The remarks, by subject."""


# Tensions ----------------------------------------------------------------------------


class Tension(Model):
    """Two claims that pull apart, and the rule that respects both."""

    id: Id
    """Stable id; the anchor is tension-ID."""
    title: Title
    """The contrast in plain words."""
    one_way: Many[Id]
    """Claims on one side."""
    other_way: Many[Id]
    """Claims on the other side."""
    rule: Text
    """The rule that respects both sides."""
    question: Line
    """The question that picks a side."""


class TensionsFile(Model):
    """Where the articles disagree."""

    tensions: Many[Tension]
    """The disagreements, each with its rule."""


# Checklists --------------------------------------------------------------------------


class Item(Advice):
    """One step of a checklist."""

    id: Id
    """Stable id, unique in its checklist; the anchor is CHECKLIST--ITEM."""
    text: Annotated[Line, StringConstraints(max_length=90)]
    """What to do, verb first. Inline Markdown."""
    note: Line | None = None
    """One or two sentences more, where needed. Inline Markdown."""


class Checklist(Model):
    """Five to nine things to do, in order."""

    id: Id
    """Stable id; the page is checklists/ID/."""
    formerly: Many[Id] = ()
    """Ids it had before: devices keep its ticks under them."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """The trigger, in one line."""
    mode: Mode
    """read-do: step by step, for the rare and urgent. do-confirm: from memory, then confirm."""
    owner: Id
    """Id of the role in team.yml that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    items: Annotated[Many[Item], Field(min_length=5, max_length=9)]
    """The steps, five to nine."""


class ChecklistsFile(Model):
    """The shared data file that every checklist in the book is built from."""

    checklists: Many[Checklist]
    """The checklists."""


# Scripts -----------------------------------------------------------------------------


class ScriptMoment(Model):
    """A moment of a conversation; its scripts share a page."""

    id: Id
    """Stable id; the page is scripts/ID/."""
    title: Title
    """Name of the moment."""
    summary: Line
    """One line on what these scripts do."""
    moved: Many[Id] = ()
    """Old ids of scripts that stood on this page and stand on another now: their links still lead there."""


class ScriptField(Model):
    """A blank in the words of scripts. It means one thing in all of them."""

    id: FieldId
    """Name used as [[id]] in a body."""
    label: Annotated[Line, StringConstraints(max_length=40)]
    """Shown as [label], and beside the input."""
    means: Annotated[Line, StringConstraints(max_length=90)]
    """What goes in, in a few words without a full stop; shown under the label."""
    kind: FieldKind
    """Which input it gets."""
    shared: bool = False
    """True where the value is the same in every script: names, a case number, a phone. It is carried over, and
    marked there; any other value stays in the script it was typed in."""
    example: Line | None = None
    """What somebody may type. It must read well in every script; only a choice needs none."""
    default: Line | None = None
    """Value used until something is typed."""
    choices: Many[Line] = ()
    """The values of a choice."""

    @model_validator(mode="after")
    def _choices_fit_kind(self) -> ScriptField:
        if (self.kind == "choice") != (len(self.choices) >= 2):
            raise PydanticCustomError("choices", "choices do not fit the kind")
        if self.default is not None and self.choices and self.default not in self.choices:
            raise PydanticCustomError("choice_default", "the default is none of the choices")
        if self.example is None and not self.choices:
            raise PydanticCustomError("no_example", "no example")
        return self


class Variant(Model):
    """A script in one tone, to be said, or for one channel."""

    tone: Tone
    """warm, neutral or firm."""
    channel: Channel | None = None
    """The one channel it is for; left out, it is to be said: on the phone, in a meeting, in person."""
    subject: Line | None = None
    """Subject line; emails and letters have one, others have none."""
    body: Text
    """The words, with [[fields]]. Plain text; an empty line begins a paragraph."""


class Script(Advice):
    """Words to say or send at one moment."""

    id: Id
    """Stable id; the anchor is script-ID."""
    title: Title
    """Begins with the words people look for."""
    moment: Id
    """Id of its moment."""
    situations: Annotated[Many[Id], Field(min_length=1)]
    """Ids of situation pages it serves."""
    channels: Annotated[Many[Channel], Field(min_length=1)]
    """Where it is said or sent."""
    when: Line
    """Use when ..."""
    avoid: Line
    """Avoid when ..."""
    variants: Annotated[Many[Variant], Field(min_length=1, max_length=8)]
    """One to eight ways to say it."""
    pushback: Line | None = None
    """What the client may say back, as angry people say it."""
    next: Id | None = None
    """Id of the script to use then. Four steps at most lead to one that closes."""
    closes: Closing | None = None
    """Where nothing more is needed: hand-over, as somebody else goes on; end, as all is said. A next is then extra."""
    aliases: Many[Id] = ()
    """Old ids of scripts that were merged into this one; their anchors and short addresses lead here."""
    owner: Id | None = None
    """Role that keeps it true, where it is not the file's."""
    reviewed: Date | None = None
    """Day of its own last review, where it is later than the file's."""


class ScriptsFile(Model):
    """The copyable scripts."""

    owner: Id
    """Role that keeps the scripts true."""
    reviewed: Date
    """Day of the last review of all."""
    moments: Many[ScriptMoment]
    """Moments of a conversation, in order."""
    fields: Many[ScriptField]
    """Blanks, each declared once for all scripts."""
    scripts: Many[Script]
    """The scripts."""


# Trees -------------------------------------------------------------------------------


class Option(Model):
    """One answer to a question."""

    label: Title
    """The answer, as the reader would give it."""
    hint: Line | None = None
    """One short line on how to tell."""
    next: Id | None = None
    """Id of the step this leads to."""
    tree: Id | None = None
    """Id of another tree that goes on from here."""

    @model_validator(mode="after")
    def _one_target(self) -> Option:
        if (self.next is None) == (self.tree is None):
            raise PydanticCustomError("target", "not exactly one of next and tree")
        return self


class Question(Model):
    """A step that asks."""

    id: Id
    """Stable id; the anchor of the step."""
    question: Annotated[Line, StringConstraints(max_length=90)]
    """A question that can be answered from what one can observe."""
    help: Line | None = None
    """How to tell, in one or two sentences."""
    options: Annotated[Many[Option], Field(min_length=2, max_length=6)]
    """Two to six answers, one of them for "I don't know yet"."""


class Outcome(Advice):
    """A step that tells what to do."""

    id: Id
    """Stable id; the anchor of the step."""
    outcome: Title
    """What to do, verb first."""
    severity: Severity
    """stay: do not end the contact. stop: end it. hand-over: give it to somebody. carry-on: you handle it."""
    steps: Annotated[Many[Line], Field(min_length=2, max_length=6)]
    """What to do now, in order."""
    scripts: Many[Id] = ()
    """Ids of scripts that say it."""
    checklist: Id | None = None
    """Id of the checklist to use."""
    links: Many[PagePath] = ()
    """Further pages, as paths under docs/."""
    record: Line
    """What to write down."""
    next_step: Line
    """The next agreed step and by when."""


def _node_kind(node: Any) -> str | None:
    """Which model a node is, from the one key that names it. The tags are never keys of the data."""
    if isinstance(node, dict):
        return "Question" if "question" in node else "Outcome" if "outcome" in node else None
    return "Question" if isinstance(node, Question) else "Outcome" if isinstance(node, Outcome) else None


Node = Annotated[
    Annotated[Question, Tag("Question")] | Annotated[Outcome, Tag("Outcome")],
    Discriminator(_node_kind),
]


class Tree(Model):
    """A decision tree: its words and its edges together."""

    id: Id
    """The same as the file's name; the page is decide/ID/."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """When to open it, in one line."""
    owner: Id
    """Role that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    start: Id
    """Id of the first step."""
    nodes: Annotated[Many[Node], Field(min_length=3, max_length=40)]
    """The steps: questions and outcomes, at most 40."""

    @property
    def questions(self) -> Iterator[Question]:
        """The steps that ask, in file order."""
        return (node for node in self.nodes if isinstance(node, Question))

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """The steps that tell what to do, in file order."""
        return (node for node in self.nodes if isinstance(node, Outcome))


# Cards -------------------------------------------------------------------------------


class CardFamily(Model):
    """A group of cards, told apart by the place of its tab, its word and its colour."""

    id: Literal["now", "say", "decide", "after"]
    """now, say, decide or after."""
    title: Annotated[Line, StringConstraints(max_length=12)]
    """The word on the tab."""
    summary: Line
    """What the family is for."""


class CardStep(Model):
    """One line of a card, its own or a checklist item's."""

    text: Annotated[Line, StringConstraints(max_length=52)] | None = None
    """What to do, verb first; one printed line."""
    item: Annotated[str, StringConstraints(pattern=ITEM_ID)] | None = None
    """CHECKLIST--ITEM: take the words from that item."""
    card: Id | None = None
    """Id of the card that goes on from here; its number is added to the words."""

    @model_validator(mode="after")
    def _one_kind(self) -> CardStep:
        if (self.text is None) == (self.item is None):
            raise PydanticCustomError("step", "not exactly one of text and item")
        return self


class CardShort(Model):
    """The same card in a wallet's size."""

    say: Annotated[Line, StringConstraints(max_length=70)]
    """What to say, in one breath."""
    steps: Annotated[Many[Annotated[Line, StringConstraints(max_length=34)]], Field(min_length=3, max_length=3)]
    """Three steps."""
    never: Annotated[Line, StringConstraints(max_length=44)]
    """What never to do."""


class Card(Advice):
    """A quick-reference card: what fits on a quarter of a sheet."""

    id: Id
    """Stable id; the page is cards/ID/."""
    formerly: Many[Id] = ()
    """Ids that it had before: its PDF and its picture are there under each, too."""
    family: Literal["now", "say", "decide", "after"]
    """Id of its family."""
    title: Annotated[Line, StringConstraints(max_length=30)]
    """The situation in the reader's words, the same as its page's title."""
    when: Annotated[Line, StringConstraints(max_length=60)]
    """The trigger."""
    mode: Mode
    """read-do or do-confirm; printed on the card."""
    say: Annotated[Line, StringConstraints(max_length=110)]
    """Words to say aloud."""
    script: Id | None = None
    """Id of the script that says more."""
    steps: Annotated[Many[CardStep], Field(min_length=4, max_length=6)]
    """First the most critical, last the one that closes."""
    never: Annotated[Line, StringConstraints(max_length=80)]
    """The one thing never to do."""
    short: CardShort
    """For the wallet size."""
    danger: bool = False
    """Whether it is for a moment of danger: then it prints whom to call, as safety.yml says."""
    owner: Id
    """Role that keeps it true."""
    page: PagePath
    """The page it belongs to, below docs/."""
    version: Annotated[str, StringConstraints(pattern=VERSION)]
    """Version, in quotes: "1.0"."""
    reviewed: Date
    """Day of the last review."""


class CardsFile(Model):
    """The quick-reference cards."""

    families: Annotated[Many[CardFamily], Field(min_length=4, max_length=4)]
    """The four families, in the order of their tabs."""
    cards: Many[Card]
    """The cards, numbered in this order."""


# Onboarding paths --------------------------------------------------------------------


class PathStep(Model):
    """One thing to read, try or print on the way in."""

    id: Id
    """Stable id, unique in its path; the anchor is PATH--STEP."""
    text: Annotated[Line, StringConstraints(max_length=90)]
    """What to do, verb first."""
    link: PagePath
    """The page it leads to, below docs/, with an anchor where one fits better."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """How long it takes."""
    able: Line
    """What you can do afterwards; follows "You can"."""


class PathStage(Model):
    """A stretch of a path."""

    id: Literal["first-day", "first-week", "first-month"]
    """first-day, first-week or first-month."""
    steps: Annotated[Many[PathStep], Field(min_length=2, max_length=9)]
    """Its steps, in order."""


class OnboardingPath(Model):
    """A way into the handbook for one role."""

    id: Id
    """Stable id; the page is start/ID/."""
    formerly: Many[Id] = ()
    """Ids it had before: devices keep its ticks under them."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """Who it is for, in one line."""
    owner: Id
    """Role that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    cards: Annotated[Many[Id], Field(min_length=3, max_length=3)]
    """Ids of the three cards to print first."""
    stages: Annotated[Many[PathStage], Field(min_length=3, max_length=3)]
    """First day (under 30 minutes), first week, first month."""


class PathsFile(Model):
    """Onboarding paths by role."""

    paths: Many[OnboardingPath]
    """The paths."""


# Practice ----------------------------------------------------------------------------


class Reply(Advice):
    """One thing you might say, and what comes of it."""

    say: Annotated[Line, StringConstraints(max_length=300)]
    """The words."""
    feedback: Annotated[Line, StringConstraints(max_length=400)]
    """What this does, and why: never a score."""
    next: Id | None = None
    """Id of the turn that follows; left out, the scene ends here."""


class Turn(Model):
    """The client says something; you decide."""

    id: Id
    """Stable id; the anchor of the turn."""
    client: Annotated[Line, StringConstraints(max_length=300)]
    """What the client says or does."""
    question: Title
    """What you decide; the heading of the turn."""
    replies: Annotated[Many[Reply], Field(min_length=2, max_length=4)]
    """Two to four replies, each with its feedback."""


class RolePlay(Model):
    """The same scene for three people and a sheet of paper."""

    client: Annotated[Many[Line], Field(min_length=2, max_length=6)]
    """What the one who plays the client knows and wants."""
    handler: Annotated[Many[Line], Field(min_length=2, max_length=6)]
    """What the one who practises knows and may give."""
    observer: Annotated[Many[Line], Field(min_length=3, max_length=6)]
    """What the observer listens for."""


class Scenario(Model):
    """A scene to practise with: a few decisions, feedback, and a role-play."""

    id: Id
    """Stable id; the page is practice/ID/."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """What it lets you practise, in one line."""
    situations: Annotated[Many[Id], Field(min_length=1)]
    """Ids of the situations it belongs to."""
    owner: Id
    """Role that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    scene: Text
    """Who, where, what has happened: two to five sentences."""
    start: Id
    """Id of the first turn."""
    turns: Annotated[Many[Turn], Field(min_length=2, max_length=6)]
    """Two to four decisions on any way through."""
    takeaway: Line
    """What to carry into the next real call."""
    role_play: RolePlay
    """The sheet for two people and an observer."""


class PracticeFile(Model):
    """Scenes to practise with."""

    scenarios: Many[Scenario]
    """The scenes."""


# Changes -----------------------------------------------------------------------------


class Change(Model):
    """What changed in the guidance on one day, for those who follow it."""

    id: Id
    """Stable id; feed readers know the entry by it."""
    date: Date
    """Day of the change."""
    title: Title
    """What changed, in a few words."""
    summary: Line
    """What is different now, for somebody who uses the handbook."""
    pages: Annotated[Many[PagePath], Field(min_length=1)]
    """The pages to read, below docs/; the one to open first stands first."""


class ChangesFile(Model):
    """What changed in the guidance; the feed is made from it."""

    changes: Many[Change]
    """The changes, in any order."""


# Search ------------------------------------------------------------------------------


class SearchFolder(Model):
    """How the pages of one folder of docs/ take part in the search."""

    folder: Annotated[str, StringConstraints(pattern=ID, max_length=60)]
    """Name of the folder, like situations."""
    weight: Annotated[int, Field(ge=1, le=300)]
    """What a match here counts, in per cent."""
    asked: Many[Line] = ()
    """Words that ask for this kind of page, like print for cards."""


class SearchFile(Model):
    """What the search knows of people's words, beside the `queries` of each page."""

    index_weight: Annotated[int, Field(ge=1, le=300)]
    """What a match on a list of pages counts, in per cent: on the first page, and where a folder begins."""
    folders: Annotated[Many[SearchFolder], Field(min_length=1)]
    """The folders of docs/, each once."""
    fallback: Annotated[Many[PagePath], Field(min_length=1, max_length=3)]
    """Pages below docs/ to offer where nothing is found, best first."""
    ignored: Many[Annotated[Line, StringConstraints(max_length=40)]]
    """Words that tell no page from another. A search of nothing else still looks for them."""
    foreign: Many[Annotated[Line, StringConstraints(max_length=40)]] = ()
    """Words that tell that somebody writes in a language other than the handbook's, which has none of them."""
    synonyms: Many[Annotated[Many[Annotated[Line, StringConstraints(max_length=60)]], Field(min_length=2)]]
    """Groups of words and phrases that people use for the same thing; no word stands in two groups."""


# Danger ------------------------------------------------------------------------------


class DangerSet(Model):
    """Words that may stand in one place of a saying."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=20)]
    """Name; a saying has it in capitals."""
    words: Annotated[Many[Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=40)]], Field(min_length=2)]
    """The words, in lower case and without apostrophes."""


class Danger(Model):
    """A kind of danger, what tells of it, and the page that protects."""

    id: Id
    """Stable id."""
    page: PagePath
    """The page below docs/ that comes first."""
    said: Annotated[Many[Saying], Field(min_length=1)]
    """What people say or type."""


class DangerFile(Model):
    """The safety net of the search: sayings that lead to the page that protects, before any ranking."""

    sets: Many[DangerSet] = ()
    """Sets of words that sayings use."""
    dangers: Annotated[Many[Danger], Field(min_length=1)]
    """The kinds of danger, the most urgent first."""
    harmless: Many[Saying] = ()
    """Sayings that only sound like danger."""


# Pages -------------------------------------------------------------------------------


Queries = Annotated[Many[Annotated[Line, StringConstraints(max_length=60)]], Field(max_length=60)]


class PageMeta(Model):
    """Front matter of any page."""

    description: Annotated[Line, AfterValidator(_no_markup), StringConstraints(max_length=155)]
    """What the page is for, in one line; search engines and chat previews show it."""
    title: Annotated[Title, AfterValidator(_no_markup)] | None = None
    """Title in the navigation, where it is not the heading."""
    template: Line | None = None
    """Template in overrides/, where it is not main.html."""
    hide: Many[Literal["navigation", "toc", "path", "footer"]] = ()
    """Parts of the frame that this page leaves out."""
    queries: Queries = ()
    """Words people type when they want this page, beside those in its text; for search alone."""
    searchable: bool = True
    """Whether the search offers this page; `false` for one that only lists what stands on others."""


class SituationMeta(PageMeta, Sourced):
    """Front matter of a situation page."""

    moment: Moment
    """When it happens: before, during or after the contact."""
    roles: Annotated[Many[Literal["support", "sales", "account", "freelancer"]], Field(min_length=1)]
    """Who meets it most."""
    queries: Annotated[Queries, Field(min_length=8)]
    """Words people type; for search alone."""
    tree: Id | None = None
    """Id of the tree that helps."""
    card: Id | None = None
    """Id of the card to print."""
