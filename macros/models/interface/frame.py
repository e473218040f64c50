"""The words around every page: the header, the menus, the search, paper, and pages that are not there."""

from __future__ import annotations

from typing import Annotated

from .. import Line, Model
from .phrases import Count, Plain, holding


class FrameWords(Model):
    """Around every page."""

    skip: Plain
    """The way past the header, for readers with a keyboard."""
    header: Plain
    """What the header is called by screen readers."""
    handbook: Plain
    """What the list of all sections is called by screen readers."""
    tabs: Plain
    """What the row of sections is called by screen readers."""
    menu: Plain
    """The button that opens that list on small screens."""
    path: Plain
    """What the way back is called by screen readers."""
    contents: Plain
    """Heads the sections of a page."""
    section: Plain
    """What the link to a heading is called, before a script says what the heading is."""
    close: Plain
    """Closes a window over the page."""
    system: Plain
    """The colours are those of the device."""
    light: Plain
    """The colours are light."""
    dark: Plain
    """The colours are dark."""
    moved: Plain
    """Heads the page of an old address, which leads on by itself."""
    moved_to: Plain
    """A link there, to the new one."""
    footer: Plain
    """What the foot of the page is called by screen readers."""
    previous: Plain
    """Leads to the page before."""
    next: Plain
    """Leads to the page after."""
    sources: Plain
    """A link in the foot, to the sources."""
    privacy: Plain
    """A link in the foot, to what is kept of readers."""
    accessibility: Plain
    """A link in the foot, to how everybody can use it."""
    adopting: Plain
    """A link in the foot, to how a company makes the handbook its own."""
    markdown: Plain
    """What programs are told of a page as Markdown."""
    data: Plain
    """What programs are told of the handbook as data."""
    news: Plain
    """What programs are told of the feed."""


class MissingWords(Model):
    """On the page that stands where none is."""

    title: Plain
    """Its heading."""
    lead: Plain
    """What a reader may do."""
    call: Plain
    """Leads to the tree for a call that is going on: a question."""
    call_how: Plain
    """How that goes."""
    situations: Plain
    """A link to the situations."""
    situations_about: Plain
    """What they are."""
    scripts: Plain
    """A link to the scripts."""
    scripts_about: Plain
    """What they are."""
    trees: Plain
    """A link to the decision trees."""
    trees_about: Plain
    """What they are."""
    checklists: Plain
    """A link to the checklists."""
    checklists_about: Plain
    """What they are."""
    cards: Plain
    """A link to the cards."""
    cards_about: Plain
    """What they are."""
    home: Plain
    """A link to the first page."""
    home_about: Plain
    """What it has."""


class SearchWords(Model):
    """In the search."""

    name: Plain
    """What the search is called."""
    ask: Plain
    """Asks for words."""
    hint: Plain
    """What to type, where nothing is typed yet: what people leave out."""
    searching: Plain
    """Stands where an answer takes long."""
    found: Count
    """How many pages were found."""
    nothing: Plain
    """Before pages that are offered where none was found."""
    foreign: Plain
    """The same where the words are in another language."""
    unsure: Plain
    """The same where it is not sure what was meant: asks for what people leave out."""
    failed: Plain
    """Before the sections, where the search did not come."""
    beside: Plain
    """Asks whether somebody is in danger, before the pages that protect, where the words may mean it."""
    safety: Plain
    """Marks a page that protects somebody."""


class CopyWords(Model):
    """Where something is copied."""

    done: Annotated[Line, holding("what")]
    """It is copied; `what` is named by whoever copies it."""
    refused: Annotated[Line, holding("what")]
    """The browser does not let it; `what` begins a sentence."""
    box: Plain
    """What the box with the text is called by screen readers."""
    text: Plain
    """What is copied, where nobody says more."""
    link: Plain
    """What a press on the sign beside a heading does."""
    link_to: Annotated[Line, holding("title")]
    """What was copied there, in a sentence."""


class PaperWords(Model):
    """Where a page is printed."""

    print: Plain
    """Opens the choice."""
    short: Plain
    """Prints a situation in short, on one sheet."""
    map: Plain
    """Prints the map of a tree, on one sheet."""
    sheet: Plain
    """Prints the role-play sheet of a scene, on one sheet."""
    words: Plain
    """Prints the words of the scripts as they are shown."""
    page: Plain
    """Prints a page of one sheet."""
    whole: Count
    """Prints the whole page, on about so many sheets."""
    reasons: Plain
    """Prints what folds away as well."""
    foot: Annotated[Line, holding("day")]
    """At the foot of a printed page, after its title: how old it is."""


class DeviceWords(Model):
    """About what a device keeps."""

    newer: Plain
    """A newer version of the handbook is there."""
    reload: Plain
    """Takes it."""
    later: Plain
    """Leaves it for now."""
    clear: Plain
    """Removes all that is kept."""
    cleared: Count
    """How much was kept, and of what sort."""
    removed: Plain
    """The copy of the handbook was removed as well."""
    none: Plain
    """Nothing was kept."""
    whole: Plain
    """The device keeps all of the handbook."""
    begun: Count
    """How many files of a copy have come, while others are still to come."""
    not_yet: Plain
    """The device keeps no copy."""


class EmbedWords(Model):
    """Where one item is shown alone on another site."""

    credit: Annotated[Line, holding("handbook")]
    """Where it is from; `handbook` is a link that opens a new tab."""
