"""What there is to say of a kind in one row: where its items stand, what they are called, and how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..models import Model
from ..models.interface import Interface


class Macro(NamedTuple):
    """What a page may give a macro: the id of one item of a kind, or of `several`, or what keywords name.

    `only` is the folder of docs/ that it has a meaning in: its pages that are items, and not their index. `of` is the
    collection of which it shows those items that name what its keywords do, `lists` those of which it shows every item;
    `leads` tells, of the library, the pages that it links to in its order; `sourced` says that it prints what its
    items rest on.
    """

    names: str | None = None
    several: bool = False
    keywords: Mapping[str, str] = {}
    only: str = ""
    of: str = ""
    lists: tuple[str, ...] = ()
    leads: Callable[[Any], Iterable[str]] | None = None
    sourced: bool = False


class Part(NamedTuple):
    """A part of an item with an address of its own: its id, its words and its anchor on the item's page."""

    id: str
    words: str
    anchor: str
    thing: Model


class File(NamedTuple):
    """Data below docs/_data: one file, or a folder ("trees/") with a file for each item; and the schema's name."""

    path: str
    model: type[Model]
    schema: str

    @property
    def folder(self) -> bool:
        """Whether it is a folder with a file for each item."""
        return self.path.endswith("/")


def _none(_: Any) -> Iterable[Part]:
    return ()


@dataclass(frozen=True)
class Kind:
    """A kind of items. Whatever goes over all kinds reads this row, and names none."""

    collection: str
    """Its name in the library, and that of its list in the file."""
    model: type[Model]
    """The model of one item."""
    order: int
    """Its place among the kinds, in whatever lists them; that of the navigation."""
    file: File | None = None
    """Where its items stand; None for those that are pages and stand in their front matter."""
    name: str = ""
    """What commands call one: `python -m macros new NAME`; '' where nobody asks for one."""
    recorded: str = ""
    """What handbook.json, links.json and short addresses call one; '' where it stands in none."""
    linked: str = ""
    """What links.json alone calls one."""
    section: bool = False
    """Whether it says what a page of its folder is called above its title, in lists and pictures."""
    family: str = ""
    """The family of cards whose colour and mark the pictures of its pages have."""
    folder: str = ""
    """Folder of docs/ where each has a page of its own, or ''."""
    macro: str = ""
    """The macro that shows it on its page."""
    keyword: str = ""
    """The keyword of that macro that names it; '' where its first argument does."""
    home: str | Callable[[Any], str] = ""
    """The page below docs/ where all have an anchor, or what tells it of an item; '' for those with a page each."""
    lister: str = ""
    """The macro that shows all on one page, where that is their home wherever it stands."""
    anchor: str = ""
    """What its anchor begins with."""
    short: bool = False
    """Whether each has a short address."""
    formerly: str = ""
    """The key that names ids which an item had before, or ''."""
    few: bool = False
    """Whether there are few, and seldom a new one: an unknown id is told with all that are known."""
    quoted: bool = False
    """Whether its words are other people's, such as titles: no rule of how the handbook speaks holds for them."""
    lawful: bool = False
    """Whether its words may say what a law is."""
    title: Callable[[Any], str] = field(default=lambda item: item.title)
    """What it is called."""
    summary: Callable[[Any, Interface], str] = field(default=lambda item, _says: item.when)
    """One line in plain words; what is made for it takes the words of the frame."""
    part: str = ""
    """What records call one of its parts."""
    frame: int = 0
    """Pixels of height that suit it where it is shown alone in a frame; 0 where it is not."""
    parts: Callable[[Any], Iterable[Part]] = _none
    """Its parts with an address of their own, in order."""
    first: tuple[str, str] | None = None
    """What a new one has to begin with: the name of another kind, and the key by which its item names this one."""
    then: str = ""
    """What is left to do for a new one, beside its words; ID stands for its id."""
    defaults: tuple[str, ...] = ()
    """Keys that an item may leave out, since they stand once at the top of its file."""

    @property
    def called(self) -> dict[str, bool]:
        """Which words of the frame it needs: what readers call one, all, a part, and a page of its folder."""
        linked = bool(self.recorded or self.linked or self.owned)
        return {"one": linked or self.section, "many": self.short, "part": bool(self.part), "section": self.section}

    @property
    def owned(self) -> bool:
        """Whether somebody keeps it true, and reviews it."""
        return {"owner", "reviewed"} <= self.model.model_fields.keys()
