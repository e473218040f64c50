"""A handbook with a company's layer over it, written as a folder that every engine and every check can read."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from .. import nav
from ..models import Model
from ..origins import NOTE, Origins
from ..pages import LEFT_OUT, read_page
from ..problems import Problem, nearest, quote
from ..reading import collect, typed
from ..source import Source, content, parse
from . import forms, law, leave, merge, words
from .nodes import Node, Spot, of, written
from .sheets import Sheet, read

VARIABLE = "COMPANY"  # names the folder of the layer; empty: none
DEFAULT = "company"
FOLDER = "build/company"
M = TypeVar("M", bound=Model)
ROOT = Path(__file__).resolve().parents[2]
KNOWN = ("team.yml", "site.yml", "words.yml", "leave-out.yml")
FOLDERS = ("_data", "pages", "law")
OWN = "from-our-team"  # the anchor of what an index page lists beside its own


class Missing(Exception):
    """The folder that was named is not there."""


@dataclass
class Project:
    """What was laid together: its configuration and pages, and what a person may want to look at."""

    config: Path
    docs: Path
    notes: list[str] = field(default_factory=list)


def chosen(root: Path = ROOT) -> Path | None:
    """The company's folder: the one that the variable names, or `company` beside the handbook; None for none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).resolve() if named else None
    return root / DEFAULT if (root / DEFAULT).is_dir() else None


def prepare(company: Path, target: Path, config: Path = ROOT / nav.FILE) -> Project:
    """Lay a company's folder over the handbook of a configuration and write the whole below `target`.

    Every problem is noted there, and told by whoever checks the result. Raises Missing where there is no folder.
    """
    if not company.is_dir():
        raise Missing(f"{company}: there is no such folder; COMPANY names the folder of a company's layer")
    layer = _Layer(company, config.parent / "docs")
    layer.lay()
    files = layer.files()
    _settle(target / "docs", {below: text for below, (text, _) in files.items()})
    project = Project(target / nav.FILE, target / "docs", layer.notes)
    for name, text in _configuration(layer, project, config).items():
        _put(target / name, text.encode())
    return project


class _Layer:
    """All files of both, by their path below docs/."""

    def __init__(self, company: Path, docs: Path) -> None:
        self.company, self.docs = company, docs
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.raw: dict[str, Path] = {}  # what is taken as it is, and where it stands
        self.shown: dict[str, str] = {}  # and its name in messages
        self.data: dict[str, Node] = {}
        self.sheets: dict[str, Sheet] = {}
        self.touched: set[str] = set()  # what is written anew
        self.gone = leave.Gone()
        self.site = forms.Site()
        self.theirs: set[str] = set()  # pages that are the company's
        self.speech: words.Speech | None = None

    def lay(self) -> None:
        """Read both and lay one over the other."""
        for path in _below(self.docs):
            self._take(path, path.relative_to(self.docs).as_posix(), _shown(path))
        self._strays()
        if (site := self._form("site.yml", forms.Site)) is not None:
            self.site = site
        if self._form("leave-out.yml", forms.LeaveOut) is not None and (
            source := self._source(self.company / "leave-out.yml")
        ):
            self.gone = leave.planned(of(source), self.data, set(self.sheets))
        country = self.data[law.TEAM].text("country") if law.TEAM in self.data else ""
        self._team()
        for path in _below(self.company / "_data"):
            self._data(path, path.relative_to(self.company).as_posix())
        for path in _below(self.company / "pages"):
            self._page(path, path.relative_to(self.company / "pages").as_posix())
        self._law(country)
        if self.gone:
            self._leave_out()
        if (said := self._form("words.yml", forms.Words)) is not None and (speech := words.Speech(said)):
            self._speak(speech)
        self._list_pages()

    def _take(self, path: Path, below: str, shown: str) -> None:
        self.raw[below], self.shown[below] = path, shown
        self.data.pop(below, None)
        self.sheets.pop(below, None)
        self.touched.discard(below)
        try:
            raw = content(path) if below.endswith((".yml", ".md")) else b""
            text = re.sub(r"\r\n?", "\n", raw.decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return  # as it is: the check says what is wrong
        if below.endswith(".md"):
            self.sheets[below] = read(text, shown)
        elif below.startswith("_data/") and below.endswith(".yml"):
            source = parse(raw, shown)
            if isinstance(source.data, dict) and not source.problems:
                self.data[below] = of(source)

    def _source(self, path: Path) -> Source | None:
        """A file of theirs that holds keys and values; None, with its problems noted, for any other."""
        source = parse(content(path), _shown(path))
        if not source.problems and not isinstance(source.data, dict):
            source.problem((), "the file holds no keys and values", "keys and values")
        self.problems += source.problems
        return None if source.problems else source

    def _form(self, name: str, model: type[M]) -> M | None:
        path = self.company / name
        if not path.is_file() or (source := self._source(path)) is None:
            return None
        result = typed(source, model)
        self.problems += source.problems
        return result

    def _strays(self) -> None:
        """Name what nothing reads: a misspelt name must not lose its content."""
        for path in sorted(self.company.iterdir()):
            known = KNOWN if path.is_file() else FOLDERS
            if path.name not in known and not path.name.startswith((".", "#")) and path.suffix != ".md":
                said, hint = f"nothing reads {quote(path.name)}", nearest(path.name, [*KNOWN, *FOLDERS])
                self.problems.append(
                    Problem(_shown(path), 1, "", said, f"one of {', '.join([*KNOWN, *FOLDERS])}", hint)
                )

    def _leave_out(self) -> None:
        gone = self.gone
        for below in [*gone.pages, *(f"_data/trees/{id_}.yml" for id_ in gone.ids.get("trees", ()))]:
            for held in (self.raw, self.data, self.sheets):
                held.pop(below, None)
        for below, node in self.data.items():
            self.data[below] = leave.data(node, below, gone)
        ours = {below: sheet for below, sheet in self.sheets.items() if below not in self.theirs}
        leave.each(ours, gone, lambda below, words: self.notes.append(f"{self.shown[below]}: no link: {words}"))
        self.touched |= {*self.data, *ours}
        self.problems += gone.problems

    def _team(self) -> None:
        path, below = self.company / "team.yml", "_data/team.yml"
        if path.is_file() and below in self.data and (source := self._source(path)):
            theirs = of(source)
            merged = merge.deep(self.data[below], theirs)
            roles = dict(merged.keys["roles"].keys) if "roles" in merged.keys else {}
            for name, role in roles.items():
                if isinstance(role.value, str):  # somebody else's work as well
                    roles[name] = self._held(role, roles)
            self.data[below] = Node({**merged.keys, "roles": Node(dict(roles), theirs.spot)}, theirs.spot)
            self.touched.add(below)

    def _held(self, role: Node, roles: dict[str, Node]) -> Node:
        other = roles.get(str(role.value))
        if other is None or not other.keys:
            known = [name for name, one in roles.items() if one.keys]
            said, hint = f"there is no role {quote(role.value)}", nearest(role.value, known)
            self.problems.append(Problem(*role.spot, "roles", said, f"one of {', '.join(known)}", hint))
            return role
        return Node({key: Node(inner.value, role.spot) for key, inner in other.keys.items()}, role.spot)

    def _data(self, path: Path, below: str) -> None:
        if below == "_data/team.yml":
            said, expected = "the team stands beside _data", f"it as {_shown(self.company / 'team.yml')}"
            self.problems.append(Problem(_shown(path), 1, "", said, expected))
            return
        source = self._source(path) if below.endswith(".yml") else None
        if source is None:
            return
        theirs, ours = of(source), self.data.get(below)
        tree = below.startswith("_data/trees/")
        if tree and merge.CHANGE in theirs.keys:
            if ours is None:
                known = [posixpath.basename(one)[:-4] for one in self.data if one.startswith("_data/trees/")]
                self.problems.append(merge.gone(theirs, theirs.text(merge.CHANGE), known))
                return
            theirs = merge.changed(ours, theirs, self.problems)
        elif ours is not None and not tree:
            theirs = merge.over(ours, theirs, self.problems)
        self.data[below] = theirs
        self.raw[below], self.shown[below] = path, source.file
        self.touched.add(below)

    def _law(self, before: str) -> None:
        """Law of the country that the team is in now; `before` is ours."""
        if not {law.LAW, law.TEAM} <= set(self.data) or "country" not in self.data[law.TEAM].keys:
            return
        country = self.data[law.TEAM].keys["country"]
        wanted = law.names(str(country.value), self.data)
        files = {path.stem: path for path in _below(self.company / "law") if path.suffix == ".yml"}
        if problem := law.unnamed(sorted(files), country, wanted):
            self.problems.append(problem)
        theirs, spot = None, country.spot
        for stem in sorted(set(files) & wanted):
            if self._form(f"law/{files[stem].name}", forms.LawOf) and (source := self._source(files[stem])):
                theirs, spot = of(source), (source.file, 1)
        moved = before not in wanted and not law.names(before, self.data) & wanted
        if theirs or moved:
            missing = law.over_ours(self.data, theirs, moved, spot)
            self.touched |= {law.LAW, law.SOURCES, law.STYLE} & set(self.data)
            if missing:
                listed = ", ".join(missing)
                self.notes.append(f"law: {len(missing)} to be written for {country.value}: {listed}")

    def _speak(self, speech: words.Speech) -> None:
        """Say everything of ours in their words."""
        own = _shown(self.company) + "/"
        for below, node in self.data.items():
            self.data[below] = words.data(node, below, speech, lambda file: not file.startswith(own))
        for below, said in (("_data/search.yml", words.search), (law.STYLE, words.style)):
            if below in self.data:
                self.data[below] = said(self.data[below], speech)
        for below, sheet in self.sheets.items():
            if below not in self.theirs:
                words.page(sheet, below, speech)
        self.touched |= {*self.data, *(set(self.sheets) - self.theirs)}
        self.speech = speech

    def _page(self, path: Path, below: str) -> None:
        hidden = below.startswith(LEFT_OUT) or any(part.startswith(LEFT_OUT) for part in below.split("/"))
        if hidden:
            said = f"{quote(below)} would be hidden"
            self.problems.append(Problem(_shown(path), 1, "", said, "a name that begins with a letter"))
            return
        self._take(path, below, _shown(path))
        if below.endswith(".md"):
            self.theirs.add(below)

    def _list_pages(self) -> None:
        """Give each page of theirs its line on the index of its folder, where that is ours and lists by hand."""
        added: dict[str, list[str]] = {}
        for below in sorted(self.theirs):
            folder, _, name = below.rpartition("/")
            index = self.sheets.get(f"{folder}/index.md")
            if not folder or name == "index.md" or index is None or f"{folder}/index.md" in self.theirs:
                continue
            if f"]({name})" in index.text or _lists_by_macro(index.text):
                continue
            page = read_page(self.raw[below], below, self.shown[below])
            head = self.sheets[below].head
            about = head.text("description") if head else ""
            added.setdefault(f"{folder}/index.md", []).append(f"- [{page.title}]({name}): {about}")
        for below, rows in added.items():
            spot = (_shown(self.company / "pages"), 1)
            heading = f"## From {{{{ team.name }}}} {{: #{OWN} }}"
            self.sheets[below].add(["", heading, "", *rows], spot)
            self.touched.add(below)

    def files(self) -> dict[str, tuple[bytes, list[Spot] | None]]:
        """The bytes of every file by its path below docs/, the note of where their lines came from among them."""
        made: dict[str, tuple[bytes, list[Spot] | None]] = {}
        for below, path in self.raw.items():
            if below in self.touched and below in self.data:
                text, spots = written(self.data[below])
                made[below] = text.encode(), spots
            elif below in self.touched and below in self.sheets:
                text, spots = self.sheets[below].written()
                made[below] = text.encode(), spots
            else:
                made[below] = path.read_bytes(), None
        origins = Origins(
            {below: self.shown[below] for below in made},
            {below: spots for below, (_, spots) in made.items() if spots is not None},
            sorted(set(self.problems)),
        )
        made[NOTE] = origins.text().encode(), None
        return made


def _lists_by_macro(text: str) -> bool:
    return bool(re.search(r"\{\{ (?:gallery|script_index|claims)\(", text))


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _shown(path: Path) -> str:
    """A file as messages name it: from here, where it is below."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _settle(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold these files and no others; what is the same already stays, with its time."""
    for path in _below(folder):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for below, made in files.items():
        _put(folder / below, made)


def _put(path: Path, made: bytes) -> None:
    if not path.is_file() or path.read_bytes() != made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)


# The configuration ---------------------------------------------------------------------


def _configuration(layer: _Layer, project: Project, config: Path) -> dict[str, str]:
    """Configurations for what was laid together, by name: they inherit ours, and differ in what the layer says."""
    top = project.config.parent

    def there(path: Path) -> str:
        return Path(os.path.relpath(path, top)).as_posix()

    said = layer.site
    ours = config.read_text(encoding="utf-8")
    told: dict[str, Any] = {
        "INHERIT": there(config),
        **{
            key: value
            for key, value in (
                ("site_name", said.name or _named(ours, "site_name", layer.speech)),
                ("site_description", said.about or _named(ours, "site_description", layer.speech)),
                ("site_url", said.url),
            )
            if value
        },
        "docs_dir": "docs",
        "site_dir": there(config.parent / "site"),
        "theme": {"custom_dir": there(ROOT / "overrides")},
        "plugins": {
            "macros": {"module_name": there(ROOT / "macros")},
            "redirects": {"redirect_maps": _led_on(layer)},
        },
        "hooks": [there(ROOT / "macros" / "hooks.py")],
        "watch": [],
    }
    if said.offline is not None:
        told["extra"] = {"offline": said.offline}
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000)
    listed = _nav(ours, layer.gone.pages)
    if listed:
        text = nav.written(collect(project.docs, project.docs.as_posix()), f"{text}{listed}")
    made = {nav.FILE: text}
    if (other := config.parent / "zensical.yml").is_file():
        made[other.name] = other.read_text(encoding="utf-8")
    return made


def _named(text: str, key: str, speech: words.Speech | None) -> str:
    """A line of our configuration in their words, where they have other words."""
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return next((speech.say(value.value) for name, value in pairs if speech and name.value == key), "")


def _led_on(layer: _Layer) -> dict[str, str]:
    """Where the addresses of pages that are left out lead: to the index of their folder, or to the first page."""
    return {
        page: index if (index := f"{posixpath.dirname(page)}/index.md") in layer.sheets else "index.md"
        for page in sorted(layer.gone.pages)
        if page not in layer.sheets
    }


def _nav(text: str, gone: set[str]) -> str:
    """The lines of nav in a configuration without the pages that are gone; '' where it has no list of its own."""
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if key.value == "nav" and isinstance(value, yaml.SequenceNode):
            rows = text.split("\n")[key.start_mark.line : value.end_mark.line]
            return "".join(f"{row}\n" for row in rows if row.strip() and row.split()[-1] not in gone)
    return ""
