"""Scripts, the moments they belong to, and the fields that they have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from ...models import Advice, Date, FieldId, Id, Line, Many, Model, Of, Text, Title, fault

Tone = Literal["warm", "neutral", "firm"]
Channel = Literal["in-person", "meeting", "phone", "voicemail", "chat", "text", "social", "email", "letter"]
Closing = Literal["hand-over", "end"]
FieldKind = Literal["text", "long-text", "choice", "date"]
WRITTEN: frozenset[str] = frozenset({"email", "letter"})
# Where people speak and hear each other at once, so that one set of words may serve all three.
SPOKEN: frozenset[str] = frozenset({"in-person", "meeting", "phone"})


class ScriptMoment(Model):
    """A moment of a conversation; its scripts share a page."""

    id: Id
    """Stable id; the page is scripts/ID/."""
    title: Title
    """Name of the moment."""
    summary: Line
    """One line on what these scripts do."""
    moved: Many[Id] = ()
    """Ids, old or not, of scripts that stood on this page and stand on another now: their links still lead there."""


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
            raise fault("choices do not fit the kind", "two choices or more for kind: choice, and none for other kinds")
        if self.default is not None and self.choices and self.default not in self.choices:
            raise fault("the default is none of the choices", "a default that is one of the choices")
        if self.example is None and not self.choices:
            raise fault("no example", "example: what somebody may type, which reads well in every script")
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
    moment: Annotated[Id, Of("moments")]
    """Id of its moment."""
    situations: Annotated[Many[Annotated[Id, Of("situations")]], Field(min_length=1)]
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
    next: Annotated[Id, Of("scripts")] | None = None
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
