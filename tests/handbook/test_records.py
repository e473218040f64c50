"""handbook.json and links.json of the handbook: they leave nothing out, and lead somewhere."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import jsonschema
import pytest

from macros.exports import records
from macros.kinds.card import deck
from macros.library import Library

from ..editions import walked
from ..links import Site
from ..sites import ROOT as PROJECT
from ..test_records import made_validator


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return made_validator()


@pytest.fixture(scope="module")
def handbook(built: Site) -> dict[str, Any]:
    return json.loads(built.text("handbook.json"))


@pytest.fixture(scope="module")
def links(built: Site) -> list[dict[str, Any]]:
    return json.loads(built.text("links.json"))["links"]


@walked
def test_the_handbook_keeps_to_its_schema(
    handbook: dict[str, Any], built: Site, validator: jsonschema.Draft202012Validator
) -> None:
    assert [error.message for error in validator.iter_errors(handbook)] == []
    assert json.loads(built.text(handbook["$schema"])) == validator.schema


def test_the_schema_is_published_and_kept_with_the_others(built: Site) -> None:
    kept = (PROJECT / "schemas" / "handbook.schema.json").read_text("utf-8")
    assert kept == records.schema() == built.text("handbook.schema.json")


def of(items: list[dict[str, Any]], kind: str) -> set[str]:
    return {item["id"] for item in items if item["kind"] == kind}


@walked
def test_nothing_is_left_out(handbook: dict[str, Any], links: list[dict[str, Any]], library: Library) -> None:
    whole = {
        "situation": library.situations,
        "tree": library.trees,
        "script": library.scripts,
        "checklist": library.checklists,
        "item": deck.points(library),
        "card": library.cards,
        "tension": library.tensions,
        "law": library.remarks,
        "path": library.paths,
        "scenario": library.scenarios,
    }
    for found in (handbook["items"], links):
        for kind, collection in whole.items():
            assert of(found, kind) == set(collection)
        trees = library.trees.items()
        assert of(found, "step") == {f"{id_}--{node.id}" for id_, tree in trees for node in tree.nodes}
    assert {claim["id"] for claim in handbook["claims"]} == of(links, "claim") == set(library.claims)
    assert {article["id"] for article in handbook["articles"]} == set(library.articles)
    assert {reference["id"] for reference in handbook["references"]} == set(library.references)


@walked
def test_every_page_is_there_once(links: list[dict[str, Any]], library: Library) -> None:
    wholes = [link["address"] for link in links if link["anchor"] is None]
    assert len(set(wholes)) == len(wholes) == len(library.pages)


@walked
def test_every_record_is_told_apart(handbook: dict[str, Any], links: list[dict[str, Any]]) -> None:
    for found in (handbook["items"], links):
        twice = [key for key, count in Counter((one["kind"], one["id"]) for one in found).items() if count > 1]
        assert twice == []


@walked
def test_every_record_says_something(handbook: dict[str, Any]) -> None:
    assert [item["id"] for item in handbook["items"] if not item["title"].strip() or not item["text"].strip()] == []


@walked
def test_what_a_record_rests_on_is_in_the_file(handbook: dict[str, Any]) -> None:
    claims = {claim["id"] for claim in handbook["claims"]}
    references = {reference["id"] for reference in handbook["references"]}
    articles = {article["id"] for article in handbook["articles"]}
    assert {claim["article"] for claim in handbook["claims"]} <= articles
    for item in handbook["items"]:
        assert set(item["claims"]) <= claims, item["id"]
        assert len(set(item["claims"])) == len(item["claims"])
        assert set(item["references"]) <= references
    cited = {claim for item in handbook["items"] for claim in item["claims"]}
    assert cited == claims


@walked
def test_every_item_has_an_owner_and_a_day(handbook: dict[str, Any], library: Library) -> None:
    kept = ("tree", "step", "script", "checklist", "item", "card", "path", "task", "scenario", "turn", "law")
    for item in handbook["items"]:
        assert bool(item["owner"]) == bool(item["reviewed"]) == (item["kind"] in kept), item["id"]
    assert handbook["reviewed"] == max(item["reviewed"] for item in handbook["items"] if item["reviewed"])


@walked
def test_parts_name_their_whole(handbook: dict[str, Any]) -> None:
    whole = {"step": "tree", "item": "checklist", "task": "path", "turn": "scenario"}
    for item in handbook["items"]:
        if item["kind"] in whole:
            assert item["part_of"] in of(handbook["items"], whole[item["kind"]])
            assert item["id"].startswith(f"{item['part_of']}--")
        else:
            assert item["part_of"] is None


@walked
def test_every_address_leads_to_its_place(handbook: dict[str, Any], links: list[dict[str, Any]], built: Site) -> None:
    found = [one[key] for one in (*handbook["items"], *links) for key in ("address", "short") if one[key]]
    found += [item["markdown"] for item in handbook["items"]]
    found += [claim["address"] for claim in handbook["claims"]]
    assert [address for address in found if not address.startswith(built.url)] == []
    assert [address for address in set(found) if built.broken("handbook.json", address)] == []


@walked
def test_every_heading_with_an_anchor_can_be_linked_to(links: list[dict[str, Any]], library: Library) -> None:
    headings = {link["address"] for link in links if link["kind"] == "heading"}
    written = [line for page in library.pages.values() for line in page.text.split("\n") if line.startswith("##")]
    assert len(headings) == sum("{: #" in line for line in written) > 0
    assert all(link["address"].endswith(f"#{link['anchor']}") for link in links if link["anchor"])


@walked
def test_a_short_address_is_that_of_one_item(links: list[dict[str, Any]], built: Site) -> None:
    short = [link for link in links if link["short"]]
    assert len({link["short"] for link in short}) == len(short)
    for link in short:
        page = built.pages[link["short"].removeprefix(built.url) + "index.html"]
        assert page.redirect == "../../" + link["address"].removeprefix(built.url)
