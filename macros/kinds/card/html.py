"""Cards on the screen."""

from __future__ import annotations

from ... import text
from ...library import Library
from ...models.team import Role
from ...render.address import address
from ...render.people import keeper, review_of, turns
from ...render.place import Place
from ...render.provenance import law_block, sources_of
from ...render.templates import render
from .deck import filled, given, number, steps
from .model import Card


def card(library: Library, place: Place, id_: str) -> str:
    """A quick-reference card for the screen; the printed ones are made by `exports`."""
    item: Card = library.cards[id_]
    return render(
        "card",
        library.words,
        **_face(library, id_),
        families=library.families.values(),
        script=item.script,
        script_address=address("scripts", item.script, library) if item.script else "",
        alone=turns(card_roles(library, id_)),
        given=given(library),
        own_page=place.url == address("cards", id_, library),
        law=law_block(library, place),
        review=review_of(library, item, place),
        place=place,
        **sources_of(library, item),
    )


def card_roles(library: Library, id_: str) -> list[Role]:
    """The roles that a card names, in words of its own or of the checklist items on it."""
    found = library.turned_to("cards", id_)
    for step in library.cards[id_].steps:
        if step.item:
            list_, _, item = step.item.partition("--")
            index = [one.id for one in library.checklists[list_].items].index(item)
            found += library.turned_to("checklists", list_, ("items", index, "text"))
    return found


def _face(library: Library, id_: str) -> dict[str, object]:
    """What every form of a card shows."""
    item: Card = library.cards[id_]
    return {
        "card": item,
        "call": library.call if item.danger else "",
        "number": number(library, id_),
        "total": len(library.cards),
        "steps": steps(library, id_),
        "leads": [step.card and (number(library, step.card), step.card) for step in item.steps],
        "role": keeper(library, item.owner),
        "articles": dict.fromkeys(library.articles[library.claims[id_].article].short for id_ in item.claims),
    }


def gallery(library: Library, place: Place) -> str:
    """All cards as small ones that link to their pages, each family under a Markdown heading."""
    blocks = []
    for family in filled(library):
        faces = [_face(library, id_) for id_, item in library.cards.items() if item.family == family.id]
        anchor = place.take(family.id)
        blocks.append(f"## {text.heading(family.title)}" + (f" {{: #{anchor} }}" if anchor else ""))
        families = library.families.values()
        blocks.append(render("card_gallery", library.words, family=family, families=families, faces=faces, place=place))
    return "\n\n".join(blocks)


def deck(library: Library, place: Place) -> str:
    """The choice of cards to print. On paper each has its whole address, where that is known."""
    faces = []
    for id_ in library.cards:
        url = f"{place.site.rstrip('/')}/{address('cards', id_, library)}" if place.site else ""
        faces.append(_face(library, id_) | {"url": url})
    told = {"families": library.families.values(), "filled": filled(library), "given": given(library)}
    return render("card_deck", library.words, faces=faces, place=place, **told)


MACROS = {"card": card, "gallery": gallery, "deck": deck}
