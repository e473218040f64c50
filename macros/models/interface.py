"""The words of the frame: what pages and files show where it is no guidance."""

from __future__ import annotations

from . import Line, Model


class LawWords(Model):
    """Words beside remarks of law."""

    unwritten: Line
    """Stands for a remark that nobody has written for the team's country."""


class PracticeWords(Model):
    """Words of the scenes to practise with."""

    client: Line
    """Before what the other party says."""
    rehearse: Line
    """How to play a scene with others."""
    play_client: Line
    """Over the lines for whoever plays the other party."""
    play_handler: Line
    """Over the lines for whoever practises."""
    play_observer: Line
    """Over the lines for whoever watches."""


class DownloadWords(Model):
    """Words of the files to download."""

    title: Line
    """What the collection of scripts is called."""
    about: Line
    """What it is for, without a full stop."""


class CompanyWords(Model):
    """Words on pages that a company has changed."""

    replaced: Line
    """On a page that the company wrote in place of ours."""
    changed: Line
    """Before the titles of what the company has changed on a page."""
    version: Line
    """Before the number of our version."""


class Interface(Model):
    """The words that the frame of pages and files shows, where they are no guidance."""

    law: LawWords
    """Beside remarks of law."""
    practice: PracticeWords
    """In scenes to practise with."""
    downloads: DownloadWords
    """In files to download."""
    company: CompanyWords
    """On pages that a company has changed."""
