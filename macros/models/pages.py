"""The front matter of any page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from . import Line, Many, Model, Tag, Title, fault


def _no_markup(text: str) -> str:
    """Front matter goes into the page's head as it is: nothing there may end an attribute or begin a tag."""
    for character in '<>"':
        if character in text:
            raise fault(
                f"text with {character}", "text without < > and double quotes, for it goes into the page's head"
            )
    return text


Queries = Annotated[Many[Annotated[Line, StringConstraints(max_length=60)]], Field(max_length=60)]


class PageMeta(Model):
    """Front matter of any page."""

    description: Annotated[Line, AfterValidator(_no_markup), StringConstraints(max_length=155)]
    """What the page is for, in one line; search engines and chat previews show it."""
    title: Annotated[Title, AfterValidator(_no_markup)] | None = None
    """Title in the navigation, where it is not the heading."""
    lang: Tag | None = None
    """Language of the page where it is not the handbook's, by its tag: fr, pt-BR."""
    template: Line | None = None
    """Template in overrides/, where it is not main.html."""
    hide: Many[Literal["navigation", "toc", "path", "footer"]] = ()
    """Parts of the frame that this page leaves out."""
    queries: Queries = ()
    """What people type when they want this page, in words that it says or synonyms of search.yml; for search alone."""
    means: dict[Line, Annotated[Queries, Field(min_length=1)]] = Field(default_factory=dict)
    """Words that a reader sees on this page, each with other words that people type for the same; for search alone."""
    searchable: bool = True
    """Whether the search offers this page; `false` for one that only lists what stands on others."""

    @property
    def sought(self) -> tuple[str, ...]:
        """All that people type when they want this page, in one order, whichever key it stands below."""
        told = (*self.queries, *(one for others in self.means.values() for one in others))
        return tuple(sorted(told, key=str.casefold))
