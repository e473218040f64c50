"""Where on the site the HTML of an item will stand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field


@dataclass
class Place:
    """A page under construction: `url` is its address below the site's root ("guide/ending/").

    `today` is the day of the build; without one, no review is due. `source` is the page's file below docs/, where
    the engine takes each address in HTML as one written beside that file, and makes it one beside the page. `site`
    is the address of the site's root, for paper; "" where none is known.
    """

    url: str = ""
    today: datetime.date | None = None
    source: str = ""
    site: str = ""
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
