"""The law of a company's country in place of ours, by id: what nobody has written there says so, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..problems import Problem, quote
from .merge import over
from .nodes import Node, Spot

LAW, TEAM, SAFETY, STYLE = "_data/law.yml", "_data/team.yml", "_data/safety.yml", "_data/style.yml"
INTERFACE, SOURCES = "_data/interface.yml", "_data/sources.yml"
KEPT = ("id", "title", "owner", "reviewed", "as_of")  # of a remark that nobody has written: what holds anywhere


def names(country: str, data: Mapping[str, Node]) -> set[str]:
    """The names that a file of a country's law may have: words of the country's own name, and its id of safety.yml."""
    called = country.casefold().removeprefix("the ")
    found = {slug(country)}
    countries = data[SAFETY].keys["countries"].entries if SAFETY in data and "countries" in data[SAFETY].keys else []
    for one in countries:
        also = one.keys["also"].entries if "also" in one.keys else []
        if called in {value.casefold() for value in (one.text("id"), one.text("title"), *(str(n.value) for n in also))}:
            found |= {one.text("id"), slug(one.text("title"))}
    return found


def slug(country: str) -> str:
    """A country as the name of a file."""
    return re.sub(r"[^\w]+", "-", country.casefold().removeprefix("the ")).strip("-")


def over_ours(data: dict[str, Node], theirs: Node | None, moved: bool, spot: Spot) -> list[str]:
    """Lay their remarks over ours in `data`; the ids of those that are still to be written.

    Where the company has `moved` to another country, no remark of ours is left.
    """
    ours = data[LAW].keys["remarks"].entries
    country = data[TEAM].keys["country"]
    own = {one.text("id"): one for one in (theirs.keys["remarks"].entries if theirs else ())}
    unwritten = _unwritten(data, country, spot) if moved else None
    remarks, missing = [], []
    for remark in ours:
        id_ = remark.text("id")
        if id_ in own:
            remarks.append(own.pop(id_))
        elif unwritten is not None:
            missing.append(id_)
            kept = {key: inner for key, inner in remark.keys.items() if key in KEPT}
            remarks.append(Node({**kept, **unwritten}, remark.spot))
        else:
            remarks.append(remark)
    data[LAW] = Node({**data[LAW].keys, "remarks": Node([*remarks, *own.values()], spot)}, data[LAW].spot)
    if theirs and "references" in theirs.keys and SOURCES in data:
        data[SOURCES] = over(data[SOURCES], Node({"references": theirs.keys["references"]}, theirs.spot), [])
    _telling(data, spot)
    return missing


def _unwritten(data: Mapping[str, Node], country: Node, spot: Spot) -> dict[str, Node]:
    says = data[INTERFACE].keys.get("law") if INTERFACE in data else None
    words = says.keys.get("unwritten") if says else None  # what is not there is told by whoever reads the file
    marked = Node(value=True, spot=spot)
    return {"country": Node(country.value, spot), "text": Node(words.value if words else "", spot), "unwritten": marked}


def _telling(data: dict[str, Node], spot: Spot) -> None:
    """The countries of the remarks among the words that remarks alone may say: else another page may name them."""
    if STYLE not in data or "law" not in data[STYLE].keys:
        return
    words = data[STYLE].keys["law"]
    known = [str(one.value).casefold() for one in words.entries]
    countries = dict.fromkeys(remark.text("country") for remark in data[LAW].keys["remarks"].entries)
    new = [one for one in countries if one and not any(word in one.casefold() for word in known)]
    if new:
        listed = Node([*words.entries, *(Node(one, spot) for one in new)], words.spot)
        data[STYLE] = Node({**data[STYLE].keys, "law": listed}, data[STYLE].spot)


def unnamed(files: list[str], country: Node, wanted: set[str]) -> Problem | None:
    """That there is law, and none of it is the country's."""
    if not files or set(files) & wanted:
        return None
    name = min(wanted, key=len)
    said = f"the folder law has nothing for {quote(country.value)}"
    return Problem(
        *country.spot, "country", said, f"law/{name}.yml there, beside {', '.join(f'{one}.yml' for one in files)}"
    )
