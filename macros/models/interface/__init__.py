"""The words of the frame: what pages and files show where it is no guidance."""

from __future__ import annotations

import datetime
from typing import Annotated

from ... import language
from ...text import Quotes
from .. import Line, Model, Tag
from .frame import CopyWords, DeviceWords, EmbedWords, FrameWords, MissingWords, PaperWords, SearchWords
from .items import CardWords, ChecklistWords, DeckWords, HelplineWords, PathWords
from .names import ChannelNames, ClosingNames, ModeNames, SeverityNames, StageNames, ToneNames
from .phrases import Count, Plain, Plural, counting, holding
from .printed import DownloadWords, KindWords, PrintedWords, SheetNames
from .scripts import IndexWords, KitWords, ScriptWords
from .walks import PracticeWords, TensionWords, TreeWords


class Marks(Model):
    """Around words that somebody says."""

    open: Plain
    """Before them."""
    close: Plain
    """After them."""
    inner_open: Plain
    """Before words inside those."""
    inner_close: Plain
    """After them; an apostrophe is the same in every language."""

    @property
    def all(self) -> Quotes:
        """The four of them."""
        return Quotes(self.open, self.close, self.inner_open, self.inner_close)


class LinkWords(Model):
    """Names of links for screen readers."""

    to: Annotated[Line, holding("title")]
    """A link to an item or a heading, to be copied."""


class SourceWords(Model):
    """Beside claims, references and articles."""

    title: Plain
    """Over the claims that a page rests on."""
    beyond: Plain
    """Before what no article says."""
    rests: Plain
    """Before claims in a line."""
    limit: Plain
    """Before what a claim does not cover."""
    credit: Plain
    """Before whom an article credits for a claim."""
    credits: Plain
    """Before all whom an article credits."""
    published: Plain
    """Before when an article came out."""
    claims: Count
    """How many claims an article makes."""
    uses: Count
    """In how many places a claim is used."""
    says: Plain
    """Heads the claims of an article."""
    used_in: Annotated[Line, holding("places")]
    """The places that use a claim, in a line."""
    where_used: Plain
    """A link to those places."""
    used: Plain
    """Heads the places that use a claim."""


class ReviewWords(Model):
    """Beside owners and dates of review."""

    owner: Plain
    """Before the role that keeps an item true."""
    reviewed: Plain
    """Before the day of the last review."""
    late: Plain
    """Before the day since when a review is due."""
    what: Plain
    """Heads the items of a table of reviews."""
    due: Plain
    """Heads the days that a review is due."""
    due_on: Annotated[Line, holding("day")]
    """The day that a review is due, in a line."""
    now: Plain
    """Before a day that has passed."""
    none: Annotated[Line, holding("day")]
    """How much is due on the day of the build: nothing."""
    count: Annotated[Plural, counting("day")]
    """How much is due on the day of the build."""


class AloneWords(Model):
    """Whom a person alone turns to."""

    question: Plain
    """Asks whether the line is for them."""
    turn: Annotated[Line, holding("roles", "who", "contact")]
    """Whom to turn to in place of which roles."""
    either: Plain
    """Between roles, any of which will do."""


class LawWords(Model):
    """Beside remarks of law."""

    unwritten: Line
    """Stands for a remark that nobody has written for the team's country."""
    title: Plain
    """Names the remarks beside an item."""
    ask: Annotated[Line, holding("who")]
    """Whom to ask, after remarks."""
    no_advice: Plain
    """The same in brackets."""
    ask_alone: Annotated[Line, holding("who")]
    """Whom a person alone asks."""
    either: Plain
    """Between those whom to ask."""
    read: Plain
    """Before the sources of a remark."""
    shown: Plain
    """Before the places that show a remark."""


class CompanyWords(Model):
    """On pages that a company has changed."""

    replaced: Line
    """On a page that the company wrote in place of ours."""
    changed: Line
    """Before the titles of what the company has changed on a page."""
    version: Plain
    """Before the number of our version."""


class Interface(Model):
    """The words that the frame of pages and files shows, where they are no guidance."""

    language: Tag
    """The language of these words and of all pages: en-GB, de, pt-BR. Dates, plurals, direction, the voice of screen
    readers and the division of words follow."""
    marks: Marks
    """The marks around words that somebody says."""
    frame: FrameWords
    """What stands around every page."""
    missing: MissingWords
    """The page that stands where none is."""
    search: SearchWords
    """The search."""
    copies: CopyWords
    """What is said where something is copied."""
    paper: PaperWords
    """The choice of what to print, and the foot on paper."""
    device: DeviceWords
    """What a device keeps."""
    embed: EmbedWords
    """Beside an item that is shown alone on another site."""
    links: LinkWords
    """The names of links that are no words on the page, for screen readers."""
    modes: ModeNames
    """How a checklist or a card is used."""
    severities: SeverityNames
    """What an outcome of a tree asks, by severity."""
    tones: ToneNames
    """The tones of scripts."""
    channels: ChannelNames
    """The channels of scripts, as they read in a sentence."""
    closings: ClosingNames
    """What comes after the last script of a chain."""
    stages: StageNames
    """The stretches of an onboarding path."""
    sources: SourceWords
    """Where something comes from."""
    review: ReviewWords
    """Who keeps something true, and since when it was last read."""
    alone: AloneWords
    """For a reader without colleagues."""
    law: LawWords
    """Beside remarks of law, and where nobody has written one for the country of team.yml."""
    checklist: ChecklistWords
    """Checklists."""
    path: PathWords
    """Onboarding paths."""
    card: CardWords
    """Quick-reference cards, and the deck to print."""
    deck: DeckWords
    """The choice of cards to print."""
    helplines: HelplineWords
    """Whom to call in danger, country by country."""
    practice: PracticeWords
    """Scenes to practise with."""
    script: ScriptWords
    """Scripts."""
    index: IndexWords
    """The list of all scripts, where it is filtered."""
    tension: TensionWords
    """Where the articles disagree."""
    tree: TreeWords
    """Decision trees."""
    kit: KitWords
    """The link kit."""
    printed: PrintedWords
    """What is printed: cards, posters and the book."""
    sheets: SheetNames
    """What the cards can be printed on, in the titles of files."""
    downloads: DownloadWords
    """The scripts as files to download."""
    company: CompanyWords
    """On pages that a company has changed; never on ours alone."""
    kinds: dict[str, KindWords]
    """What readers call each kind of things, by the name of its list; and a page, and a part of one."""

    def day(self, date: datetime.date) -> str:
        """A date as readers write it: 22 November 2026."""
        return language.day(date, self.language)

    def month(self, as_of: str) -> str:
        """A month as readers write it: 2026-11 -> November 2026."""
        return language.month(as_of, self.language)

    def count(self, words: Plural, count: int, **values: str) -> str:
        """Words for a number, in the form that goes with it."""
        return words.of(language.number(count, self.language), count, **values)
