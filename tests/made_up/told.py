"""Print, as JSON, where the copy of the package in this folder has a kind. It runs inside such a copy."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import macros
from macros import checks, moves, scaffold, schema, upkeep
from macros.exports import documents, kit, records, search, shortlinks

DOCS = Path("docs")
SITE = "https://toys.example.org/"


def page(path: str, name: str, *args: str) -> str:
    """What a macro gives the host on a page."""
    given: dict[str, Any] = {}
    env = SimpleNamespace(
        conf={"docs_dir": str(DOCS), "site_url": SITE},
        project_dir=".",
        variables={},
        page=SimpleNamespace(url=path),
        macro=lambda function, name: given.__setitem__(name, function),
        filter=lambda function, name=None: None,
    )
    macros.define_env(env)
    return str(given[name](*args))


def main() -> None:
    """Everything that is derived from the kinds."""
    library = checks.load(DOCS, "docs")
    recorded = json.loads(records.files(library, SITE)["handbook.json"])["items"]
    linked = json.loads(records.files(library, SITE)["links.json"])["links"]
    found = json.loads(search.files(library)["search/index.json"])
    told = {
        "counted": checks.counts(library),
        "html": page("phrases/calm-down/", "phrase", "calm-down"),
        "markdown": documents.files(library, SITE)["phrases/calm-down/index.md"].decode(),
        "listed": documents.files(library, SITE)["llms.txt"].decode(),
        "record": next(one for one in recorded if one["kind"] == "phrase"),
        "link": next(one for one in linked if one["kind"] == "phrase"),
        "kit": kit.told(library)["phrase"],
        "short": sorted(path for path in shortlinks.files(library, SITE) if "calm-down" in path),
        "words": found["words"],
        "review": [review._asdict() for review in upkeep.reviews(library) if review.kind == "phrases"],
        "used": "".join(page(f"about/sources/{one}/", "coverage", one) for one in library.articles),
        "schema": sorted(schema.files()),
        "changed": str(upkeep.changed(library, library.pages["phrases/calm-down.md"])),
        "new": scaffold.new(DOCS, "phrase", "see-above"),
        "renamed": moves.rename(DOCS, "phrase", "calm-down", "keep-calm"),
    }
    moves.rename(DOCS, "script", "hear-it", "hear-them")
    told["data"] = (DOCS / "_data" / "phrases.yml").read_text("utf-8")
    told["left"] = [str(problem) for problem in checks.examined(DOCS, "docs")[1] if "TODO" not in str(problem)]
    print(json.dumps(told, default=str))


if __name__ == "__main__":
    main()
