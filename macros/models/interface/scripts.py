"""The words around scripts, and around links to anything."""

from __future__ import annotations

from typing import Annotated

from .. import Line, Model
from .phrases import Count, Plain, Plural, counting, holding


class ScriptWords(Model):
    """On scripts."""

    name: Annotated[Line, holding("title")]
    """What a script is called by screen readers."""
    all: Plain
    """What the list of all is called by screen readers."""
    subject: Plain
    """Before the subject of a mail."""
    pushback: Plain
    """Before what they may answer."""
    then: Plain
    """Before what comes next."""
    why: Plain
    """Opens what the script rests on."""
    elsewhere: Annotated[Line, holding("script")]
    """Where a script stood that has moved; `script` is a link."""
    merged: Annotated[Line, holding("script")]
    """Where a script stood that is part of another now."""
    tone: Plain
    """Heads the tones."""
    channel: Plain
    """Heads the channels."""
    either: Annotated[Line, holding("some", "last")]
    """Several channels that have the same words; `some` may be a list."""
    copy_script: Plain
    """Copies the words."""
    copy_email: Plain
    """Copies an email."""
    copy_letter: Plain
    """Copies a letter."""
    copy_subject: Plain
    """Copies its subject."""
    copy_body: Plain
    """Copies its body."""
    the_script: Annotated[Line, holding("title")]
    """What was copied, in a sentence: words to say."""
    the_email: Annotated[Line, holding("title")]
    """An email."""
    the_letter: Annotated[Line, holding("title")]
    """A letter."""
    the_subject: Plain
    """Its subject."""
    the_body: Plain
    """Its body."""
    mail: Plain
    """Opens the mail program."""
    the_mail: Plain
    """What was copied because no address can hold it."""
    pasted: Plain
    """What to do with it."""
    large: Plain
    """Shows the words large."""
    large_of: Annotated[Line, holding("title")]
    """What the large words are called by screen readers."""
    fill: Plain
    """Opens the inputs for blanks."""
    empty: Count
    """How many blanks are left."""
    full: Plain
    """None is left."""
    blanks: Annotated[Plural, counting("fields")]
    """Which blanks are left, in a sentence."""
    ask: Annotated[Line, holding("blanks")]
    """Asks whether to copy all the same; `blanks` is that sentence."""
    anyway: Plain
    """Copies all the same."""
    carried: Plain
    """Marks a value that was typed in another script."""
    carried_all: Annotated[Line, holding("fields")]
    """Names all of them."""
    example: Annotated[Line, holding("value")]
    """An example of what goes into a blank."""
    otherwise: Annotated[Line, holding("value")]
    """What stands there when it is left empty."""
    choose: Plain
    """No choice is made yet."""
    kept: Plain
    """Where the values stay, and how long."""
    clear: Plain
    """Takes all values away."""
    cleared: Plain
    """They are away."""


class IndexWords(Model):
    """On the list of all scripts, where it is filtered."""

    filter: Plain
    """What the filter is called by screen readers."""
    words: Plain
    """Asks for words."""
    moment: Plain
    """Heads the moments."""
    any_moment: Plain
    """Any of them."""
    channel: Plain
    """Heads the channels."""
    any_channel: Plain
    """Any of them."""
    tone: Plain
    """Heads the tones."""
    any_tone: Plain
    """Any of them."""
    all: Plain
    """Takes the filter away."""
    count: Count
    """How many scripts there are."""
    some: Annotated[Line, holding("count", "all")]
    """How many of them are shown."""
    none: Plain
    """None is shown."""


class LinkForm(Model):
    """One form of a link, to be copied."""

    name: Plain
    """What it is called."""
    copy_it: Plain
    """Copies it."""
    the: Annotated[Line, holding("title")]
    """What was copied, in a sentence."""


class KitWords(Model):
    """In the link kit."""

    name: Plain
    """What the search of links is called by screen readers."""
    plain: Plain
    """Where no script runs."""
    codes: Annotated[Line, holding("address", "picture", "other")]
    """Where QR codes are found."""
    link: Plain
    """Heads the links."""
    short: Plain
    """Heads the short links."""
    which: Annotated[Line, holding("name")]
    """Heads the choice at a short address that stands for several."""
    anything: Plain
    """Any kind of thing."""
    find: Plain
    """What the form is called by screen readers."""
    words: Plain
    """Asks for words of its name."""
    kind: Plain
    """Asks what kind of thing it is."""
    missing: Plain
    """The list did not come."""
    found: Count
    """How many links were found."""
    first: Annotated[Line, holding("found", "count")]
    """The same, where only the first are shown."""
    nothing: Plain
    """None was found."""
    plain_link: LinkForm
    """The link itself."""
    short_link: LinkForm
    """The short link."""
    markdown: LinkForm
    """The link in Markdown."""
    html: LinkForm
    """The link in HTML."""
    embed: LinkForm
    """Code that shows the thing on another page."""
    code: Annotated[Line, holding("kind")]
    """A link to the QR code as a picture; `kind` is that of the file."""
    code_of: Annotated[Line, holding("title")]
    """What the QR code is, for screen readers."""
