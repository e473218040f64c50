"""The command line: python -m macros check | serve | new | rename | remove | nav | schema | read | export | publish |
zip | company."""

from __future__ import annotations

import argparse
import difflib
import gc
import io
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from . import checks, company, exports, kinds, moves, nav, scaffold, schema, serve, upkeep
from .exports import reading, trial
from .kinds.tree import graph
from .library import Library
from .moves.promises import PROMISES
from .problems import Invalid
from .publish import archive, folder
from .reading import collect

ROOT = Path(__file__).resolve().parent.parent
READINGS = {"bodies": reading.bodies, "chains": reading.chains}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 problems found, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Check and tend the handbook's data.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check all data and pages; print every problem")
    check.add_argument("--data", type=Path, help="a data folder (docs/_data) or its docs folder; the handbook's own")
    check.add_argument("--site", type=Path, help="the folder of a built site: look at what only HTML shows, too")
    check.add_argument("--trees", action="store_true", help="print the numbers of every tree")
    check.add_argument("--reviews", action="store_true", help="print what is due for review today")
    watching = commands.add_parser("serve", help="show the handbook in a browser and follow every change")
    watching.add_argument("--port", type=int, default=8000, help="0 takes a free one; 8000")
    watching.add_argument("--config", type=Path, default=ROOT / nav.FILE, help="another configuration than mkdocs.yml")
    commands.add_parser("nav", help="write nav in mkdocs.yml from the order of the index pages")
    write = commands.add_parser("schema", help="write the JSON Schemas for editors")
    write.add_argument("--check", action="store_true", help="only say whether they are up to date")
    scaffolding = commands.add_parser("new", help="write the first version of a new item: data, page, index, nav")
    scaffolding.add_argument("kind", choices=kinds.BY_NAME)
    scaffolding.add_argument("id", help="words in lower case joined by hyphens")
    renaming = commands.add_parser("rename", help="give an item another id, wherever it stands")
    removing = commands.add_parser("remove", help="take an item out, and the uses that may go with it")
    for one in (renaming, removing):
        one.add_argument("kind", choices=kinds.BY_NAME)
        one.add_argument("id", help="the id it has")
        one.add_argument("--dry-run", action="store_true", help="change nothing; say what would be")
    renaming.add_argument("new", help="the id it gets")
    removing.add_argument("--to", default="", metavar="PAGE", help="the page below docs/ that its address leads to")
    export = commands.add_parser("export", help="write every file that is generated, as a site publishes it")
    export.add_argument("folder", type=Path, metavar="DIR", help="where to; other files there stay")
    export.add_argument("--data", type=Path, help="a data folder or its docs folder; the handbook's own")
    export.add_argument("--site-url", help="the site's address, printed on cards; that of mkdocs.yml")
    read = commands.add_parser("read", help="print the scripts for a person to read")
    read.add_argument("what", choices=READINGS, help="bodies, filled with the examples; or chains of push-backs")
    read.add_argument("--data", type=Path, help="a data folder or its docs folder; the handbook's own")
    publishing = commands.add_parser("publish", help="finish a site that any engine has built, in its place")
    publishing.add_argument("site", type=Path, help="the folder of the built site")
    publishing.add_argument("--config", type=Path, default=ROOT / nav.FILE, help="what it was built from; mkdocs.yml")
    disk = commands.add_parser("zip", help="write a built site as one ZIP file that opens from a disk")
    disk.add_argument("site", type=Path, help="the folder of the built site")
    disk.add_argument("file", type=Path, help="the ZIP file; its name is that of the folder in it")
    layer = commands.add_parser("company", help="lay a company's folder over the handbook: COMPANY=path, or company/")
    doing = "new: a first one at PATH; build: write build/company/mkdocs.yml and its pages; status: what to look at"
    layer.add_argument("what", choices=("new", "build", "status"), help=doing)
    layer.add_argument("path", type=Path, nargs="?", help="of new: a new folder; else that of COMPANY, or company/")
    layer.add_argument("--seen", action="store_true", help="of status: you have looked at what is there now")
    given = parser.parse_args(arguments)
    run: dict[str, Callable[[], int]] = {
        "check": lambda: _check(given.data, given.site, given.trees, given.reviews),
        "serve": lambda: _serve(_real(given.config), given.port),
        "nav": _nav,
        "schema": lambda: _schema(given.check),
        "new": lambda: _new(given.kind, given.id),
        "rename": lambda: _move(lambda docs: moves.rename(docs, given.kind, given.id, given.new), given.dry_run),
        "remove": lambda: _move(lambda docs: moves.remove(docs, given.kind, given.id, given.to), given.dry_run),
        "export": lambda: _export(given.folder, given.data, given.site_url),
        "publish": lambda: _publish(given.site, _real(given.config)),
        "read": lambda: _read(given.what, given.data),
        "zip": lambda: _zip(given.site, given.file),
        "company": lambda: _company(given.what, given.path, given.seen),
    }
    try:
        return run[given.command]()
    except yaml.YAMLError as error:  # of mkdocs.yml, which many commands read
        print(Invalid([nav.unreadable(error)]))
        return 1
    except company.Missing as missing:
        print(missing)
        return 1


def _real(path: Path) -> Path:
    """The path itself, without links; one that leads round in a circle stays as it is."""
    return Path(os.path.realpath(path))


def _library(data: Path | None) -> Library:
    """The checked library; raises Invalid."""
    laid = company.command.laid(ROOT) if data is None else None
    docs = _real(data or (laid.docs if laid else ROOT / "docs"))
    if docs.name == "_data":
        docs = docs.parent
    try:
        shown = docs.relative_to(Path.cwd()).as_posix()
    except ValueError:
        shown = docs.as_posix()
    return checks.load(docs, shown)


def _company(what: str, path: Path | None, seen: bool) -> int:
    said, status = company.command.run(ROOT, what, path, seen=seen)
    print(said)
    return status


def _check(data: Path | None, site: Path | None, trees: bool, due: bool) -> int:
    laid = company.command.laid(ROOT) if data is None else None
    try:
        library = _library(laid.docs if laid else data)
        trial.run(library, _site_url())
    except Invalid as invalid:
        print(invalid)
        return 1
    if trees:
        for tree in library.trees.values():
            shape = graph.shape(tree)
            print(
                f"{tree.id}: {shape.nodes} nodes, {shape.outcomes} outcomes, path in questions:"
                f" shortest {shape.shortest}, mean {shape.mean:.1f}, longest {shape.longest}"
            )
    if laid:  # a shell that has lost COMPANY would else look like a company without a fault
        print("\n".join([*laid.notes, f"with the company's folder {company.chosen(ROOT)} over the handbook"]))
    print(checks.counts(library))
    if due and (left := checks.team.examples(library)):
        print(f"team.yml has {len(left)} contacts that are only examples: give your own before anybody relies on them")
    if due and (told := upkeep.report(library, upkeep.today())):
        print(told)
    return _built(site, library) if site else 0


def _built(site: Path, library: Library) -> int:
    """Look at a built site."""
    from . import built  # what reads HTML is imported by no other command

    if library.style is None:
        raise TypeError("a library without a problem says how it speaks")
    try:
        found, read = built.examined(site, library.style)
    except OSError as error:
        print(error)
        return 1
    print(
        "\n".join(
            [*map(str, found), f"{len(found)} fault{'' if len(found) == 1 else 's'} in {site}"] if found else [read]
        )
    )
    return 1 if found else 0


def _read(what: str, data: Path | None) -> int:
    try:
        print(READINGS[what](_library(data)))
    except Invalid as invalid:
        print(invalid)
        return 1
    return 0


def _site_url() -> str:
    laid = ROOT / company.FOLDER / nav.FILE if company.chosen(ROOT) else ROOT / nav.FILE
    return str(_configuration(laid).get("site_url") or "")


def _export(below: Path, data: Path | None, site_url: str | None) -> int:
    if site_url is None:
        site_url = _site_url()
    try:
        files = exports.all_files(_library(data), site_url)
    except Invalid as invalid:
        print(invalid)
        return 1
    for path, content in files.items():
        target = below / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"OK: {len(files)} files in {below}")
    return 0


def _zip(site: Path, file: Path) -> int:
    if missing := [name for name in ("index.html", archive.INDEX) if not (site / name).is_file()]:
        print(f"{site} holds no built site with a search: {missing[0]} is not there")
        return 1
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    # What unpacks it may take a name for a way out of the folder.
    if not file.stem.strip("."):
        print(f"{file} gives the folder in it no name")
        return 1
    if odd := next((name for name in found if "\\" in name), ""):
        print(f"{odd}: Windows takes \\ for the end of a folder's name: call the file otherwise")
        return 1
    # An archive that was written into the site before is no part of it.
    found = {name: path for name, path in found.items() if path.resolve() != file.resolve()}
    files = archive.files({name: path.read_bytes() for name, path in found.items()})
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(archive.packed(files, file.stem))
    print(f"OK: {len(files)} files in {file}, {file.stat().st_size / 1e6:.1f} MB")
    return 0


def _publish(site: Path, config: Path) -> int:
    told = _configuration(config)
    if not (site / "index.html").is_file():
        print(f"{site} holds no built site: index.html is not there")
        return 1
    try:
        library = _library(config.parent / str(told.get("docs_dir", "docs")))
        name, about, url = (str(told.get(key) or "") for key in ("site_name", "site_description", "site_url"))
        kept = bool(told["extra"].get("offline"))
        settings = exports.settings(library, name, about, url, upkeep.today(), offline=kept)
        written, gone = folder.publish(site, settings)
    except Invalid as invalid:
        print(invalid)
        return 1
    print(f"OK: {written} files written, {gone} taken away in {site}")
    return 0


class _Plain(yaml.SafeLoader):
    """Reads what is plain data; what a tag makes of it, such as an object of the theme, is nothing here."""


for _tag in ("!", "tag:yaml.org,2002:python/"):
    _Plain.add_multi_constructor(_tag, lambda *_: None)


def _configuration(path: Path) -> dict[str, Any]:
    """What the configuration at `path` says, on top of that which it inherits; `extra` is a mapping."""
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=_Plain)  # noqa: S506 -- a safe loader
    told = told if isinstance(told, dict) else {}
    base = _configuration(path.parent / str(told["INHERIT"])) if "INHERIT" in told else {"extra": {}}
    extra = told.get("extra")
    return {**base, **told, "extra": {**base["extra"], **(extra if isinstance(extra, dict) else {})}}


def _new(kind: str, id_: str) -> int:
    try:
        print("\n".join(scaffold.new(ROOT / "docs", kind, id_)))
    except ValueError as error:
        print(error)
        return 1
    return 0


def _move(change: Callable[[Path], list[str]], dry_run: bool) -> int:
    """Make a change, or make it in a copy; say what was done and what is left."""
    with tempfile.TemporaryDirectory() as copy:
        docs = ROOT / "docs"
        if dry_run:
            docs = Path(copy) / "docs"
            shutil.copytree(ROOT / "docs", docs)
            for name in (nav.FILE, PROMISES):
                if (ROOT / name).is_file():
                    (docs.parent / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / name, docs.parent / name)
        before = set(moves.left(docs))
        try:
            done = change(docs)
        except ValueError as error:
            print(error)
            return 1
        left = [problem for problem in moves.left(docs) if problem not in before]
        done += _differences(ROOT, docs.parent) if dry_run else []
    print("\n".join([*done, *(["left to do:"] if left else []), *left]))
    return 0


def _differences(before: Path, after: Path) -> Iterator[str]:
    """Each line that a change takes (-) or puts (+), at its place."""
    for old in sorted([*(before / "docs").rglob("*.md"), *(before / "docs").rglob("*.yml"), before / nav.FILE]):
        new = after / old.relative_to(before)
        if not (old.is_file() and new.is_file()):
            continue
        was, now = (path.read_text(encoding="utf-8").splitlines() for path in (old, new))
        for tag, start, end, first, last in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag != "equal":
                at = f"{old.relative_to(before).as_posix()}:{start + 1}:"
                yield from (f"{at} - {row.strip()}" for row in was[start:end])
                yield from (f"{at} + {row.strip()}" for row in now[first:last])


def _serve(config: Path, port: int) -> int:
    from .engine import Site  # the host is imported by no other command

    watched = [config, config.parent / "docs", *(ROOT / name for name in ("overrides", "macros/templates", nav.FILE))]
    layer = company.chosen(ROOT) if config == ROOT / nav.FILE else None

    def read(address: str) -> Site:
        return Site(company.prepare(layer, ROOT / company.FOLDER).config if layer else config, address)

    serve.serve(read, [*watched, *([layer] if layer else [])], port, partial(print, flush=True))
    return 0


def _nav() -> int:
    library = collect(ROOT / "docs", "docs")
    if library.problems:  # what gives the order may be among the broken
        print(Invalid(library.problems))
        return 1
    print("\n".join(nav.write(library)) or "OK: nav is up to date")
    return 0


def _schema(only_check: bool) -> int:
    stale = []
    for path, text in schema.files().items():
        target = ROOT / path
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            stale.append(path)
            if not only_check:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path}: {'out of date; run python -m macros schema' if only_check else 'written'}")
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    # A reader that stops early (| head) ends this quietly; a name that the terminal cannot show is escaped.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    # Little of what is read is let go of before the end; to look for it as often as usual takes a fifth of the time.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(main())
