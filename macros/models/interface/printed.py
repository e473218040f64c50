"""The words of what is printed and downloaded, and what readers call each kind of thing."""

from __future__ import annotations

from typing import Annotated

from .. import Line, Model
from .phrases import Names, Plain, Plural, counting, holding


class KindWords(Model):
    """What readers call a kind of things."""

    one: Plain
    """One of them, in lists and as what a link leads to."""
    many: Plain | None = None
    """All of them, over their short links."""
    part: Plain | None = None
    """A part of one that has an address of its own."""
    section: Plain | None = None
    """What a page of their folder is called, above its title in results and pictures."""


class PrintedWords(Model):
    """On cards, posters and the book."""

    deck: Plain
    """What the cards are called."""
    titled: Annotated[Line, holding("title", "number")]
    """The title of a file with one card."""
    sheet: Annotated[Line, holding("deck", "sheet")]
    """The title of a file with all of them."""
    danger: Plain
    """On the back of a card: before whom to call in danger."""
    help: Plain
    """Before who takes over."""
    limit: Plain
    """Before what may be given."""
    why: Plain
    """Before what the card rests on."""
    title: Plain
    """On a card to write on: where its title goes."""
    never: Plain
    """Before what never to do."""
    owner: Plain
    """Before who keeps it true."""
    reviewed: Plain
    """Before the day when it was last read."""
    find: Plain
    """On the index of all cards: how to use it."""
    in_danger: Annotated[Line, holding("call")]
    """Whom to call in danger."""
    address: Annotated[Line, holding("address")]
    """Where all cards are."""
    code: Annotated[Line, holding("address")]
    """What a QR code is, for readers who do not see it."""
    count: Annotated[Plural, counting("day")]
    """How many cards there are, and when they were last read."""
    team: Annotated[Line, holding("team")]
    """On the cover of the book: whose it is."""
    as_of: Annotated[Line, holding("day")]
    """When it was last read."""
    places: Plain
    """Heads the list of its chapters."""
    sayings: Plain
    """Heads the index of what people say."""
    page: Annotated[Line, holding("page")]
    """The number of a page that words lead to."""
    short: Annotated[Line, holding("address")]
    """On the quick guide, over the situations: where their short addresses go."""
    credit: Annotated[Line, holding("articles")]
    """The articles that a passage rests on."""


class SheetNames(Names):
    """What the cards are printed on, as the rest of a file's title."""

    deck_a4: Plain
    """Four to a sheet of A4."""
    deck_letter: Plain
    """Four to a sheet of US Letter."""
    deck_a6: Plain
    """A6."""
    deck_index: Plain
    """Index cards."""
    deck_wallet: Plain
    """The size of a bank card."""
    deck_business_a4: Plain
    """Business cards on A4."""
    deck_business_letter: Plain
    """Business cards on US Letter."""
    deck_a4_long_edge: Plain
    """With backs, turned over the long edge, A4."""
    deck_a4_short_edge: Plain
    """With backs, turned over the short edge, A4."""
    deck_letter_long_edge: Plain
    """With backs, turned over the long edge, US Letter."""
    deck_letter_short_edge: Plain
    """With backs, turned over the short edge, US Letter."""
    deck_booklet_a4: Plain
    """A booklet on A4."""
    deck_booklet_letter: Plain
    """A booklet on US Letter."""
    deck_blank_a4: Plain
    """Cards to write on, A4."""
    deck_blank_letter: Plain
    """Cards to write on, US Letter."""
    deck_large: Plain
    """In large print."""
    deck_tent: Plain
    """To stand on a desk."""
    deck_press: Plain
    """For a print shop."""
    deck_press_grey: Plain
    """For a print shop, without colour."""
    poster_a4: Plain
    """The index of all cards, A4."""
    poster_letter: Plain
    """The index of all cards, US Letter."""
    wall_a4: Plain
    """Posters of single cards, A4."""
    wall_a3: Plain
    """Posters of single cards, A3."""


class DownloadWords(Model):
    """In files to download."""

    title: Plain
    """What the collection of scripts is called."""
    about: Plain
    """What it is for, without a full stop."""
    replace: Plain
    """What to do with blanks."""
    fields: Plain
    """Heads the table of blanks."""
    field: Plain
    """A blank."""
    means: Plain
    """What it is for."""
    example: Plain
    """An example."""
    choices: Plain
    """What may be chosen."""
    default: Plain
    """What stands there until it is filled."""
    address: Annotated[Line, holding("address")]
    """Where a page stands, below its text."""
    data: Plain
    """Heads the files with data."""
    items: Plain
    """What the file with all items has."""
    links: Plain
    """What the file with all links has."""
    handbook: Plain
    """The menu that macros of a help desk stand in."""
    send: Annotated[Line, holding("fields")]
    """Which blanks to fill before a macro is sent."""
    use: Annotated[Line, holding("fields")]
    """Which blanks to fill before it is used."""
    subject: Annotated[Line, holding("subject")]
    """The subject of a new mail."""
    note: Plain
    """What a macro does that the client does not see."""
    filled: Annotated[Line, holding("about")]
    """What a program for text does with the scripts."""
    author: Plain
    """What the handbook calls itself there."""
    source: Annotated[Line, holding("about", "handbook")]
    """Where the scripts are from."""
    example_of: Annotated[Line, holding("label", "example")]
    """A blank with its example. No square brackets: they would begin another."""
    safe: Plain
    """What the package may do."""
    install: Plain
    """Heads how to install it."""
    where: Annotated[Line, holding("command")]
    """Where packages live."""
    unpack: Annotated[Line, holding("folder")]
    """Where to put it."""
    restart: Annotated[Line, holding("command")]
    """What to do then."""
    using: Plain
    """Heads how to use it."""
    type: Plain
    """What to type."""
    pick: Plain
    """What to do where a script has several forms."""
    form: Plain
    """What to do last."""
    trigger: Plain
    """Heads what to type."""
    script: Plain
    """Heads the scripts."""
    when: Plain
    """Heads when to use them."""
