"""What readers call the values of a key that has few."""

from __future__ import annotations

from .phrases import Names, Plain


class ModeNames(Names):
    """How a list is used."""

    read_do: Plain
    """Each step is read and then done."""
    do_confirm: Plain
    """All is done, then checked by the list."""


class SeverityNames(Names):
    """What an outcome of a tree asks."""

    stay: Plain
    """Stay with it."""
    stop: Plain
    """Stop."""
    hand_over: Plain
    """Give it to somebody else."""
    carry_on: Plain
    """Nothing is in the way."""


class ToneNames(Names):
    """Tones of scripts."""

    warm: Plain
    """Warm."""
    neutral: Plain
    """Neither warm nor firm."""
    firm: Plain
    """Firm."""


class ChannelNames(Names):
    """Channels of scripts."""

    in_person: Plain
    """Face to face."""
    meeting: Plain
    """Several people at once."""
    phone: Plain
    """A call."""
    voicemail: Plain
    """A message left."""
    chat: Plain
    """A chat on a site."""
    text: Plain
    """An SMS or a messenger."""
    social: Plain
    """A public or private message in a network."""
    email: Plain
    """A mail."""
    letter: Plain
    """On paper."""


class ClosingNames(Names):
    """What ends a chain of scripts."""

    hand_over: Plain
    """Somebody else goes on."""
    end: Plain
    """Nothing more is said."""


class StageNames(Names):
    """Stretches of a path."""

    first_day: Plain
    """The first day."""
    first_week: Plain
    """The rest of the week."""
    first_month: Plain
    """The rest of the month."""
