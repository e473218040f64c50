"""All files of the handbook and of a company, by their path below docs/, and the one laid over the other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from ..models import Model
from ..moves.uses import asked
from ..origins import NOTE, Origins
from ..pages import LEFT_OUT, read_page
from ..problems import Problem, nearest, quote
from ..reading import ASKED, typed
from ..source import Source, content, parse
from . import anew, forms, law, leave, looks, merge, status, words
from .nodes import Node, Spot, of, written
from .paths import files_in, shown, strays
from .sheets import Sheet, read

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
M = TypeVar("M", bound=Model)
KNOWN = ("team.yml", "site.yml", "words.yml", "leave-out.yml", status.LOCK)
FOLDERS = ("_data", "pages", "law", looks.FOLDER)
HOME = "index.md"
OWN = "from-our-team"  # the anchor of what an index page lists beside its own


class Layer:
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
        self.anew = False  # whether it is in another language than ours: then nothing of ours is shown
        self.ours: tuple[dict[str, Node], dict[str, Sheet]] = ({}, {})  # all data and pages of ours, as they are
        self.gone = leave.Gone()
        self.site = forms.Site()
        self.less: list[str] = []  # pages of ours that something was left out of
        self.theirs: set[str] = set()  # pages that are the company's
        self.speech: words.Speech | None = None
        self.made: dict[str, str] = {}  # texts that are neither data nor pages
        self.logo = ""
        self.over: list[status.Over] = []  # what of ours has something of theirs over it

    def lay(self) -> None:
        """Read both and lay one over the other."""
        for path in files_in(self.docs):
            self._take(path, path.relative_to(self.docs).as_posix(), shown(path))
        self.ours = (dict(self.data), dict(self.sheets))
        self._strays()
        if (site := self._form("site.yml", forms.Site)) is not None:
            self.site = site
        if self._form("leave-out.yml", forms.LeaveOut) is not None and (
            source := self._source(self.company / "leave-out.yml")
        ):
            self.gone = leave.planned(of(source), self.data, set(self.sheets))
        country = self.data[law.TEAM].text("country") if law.TEAM in self.data else ""
        self.anew = anew.speaks(self.company / law.INTERFACE, self.data.get(law.INTERFACE))
        if self.anew:
            self._begin_anew()
        self._team()
        for path in files_in(self.company / "_data"):
            self._data(path, path.relative_to(self.company).as_posix())
        for path in files_in(self.company / "pages"):
            self._page(path, path.relative_to(self.company / "pages").as_posix())
        self._law(country)
        self._looks()
        if self.gone:
            self._leave_out()
        if (said := self._form("words.yml", forms.Words)) is not None and (speech := words.Speech(said)):
            self._speak(speech)
        self._name_home()
        self._give_room()
        self._list_pages()
        self._say_so()
        if self.anew and (left := anew.untold(self.ours[0], self.data, set(self.ours[1]), set(self.sheets))):
            self.notes.append(f"of ours, nothing of yours stands in place of {left}")

    def _name_home(self) -> None:
        """Call the first page by the site's name, as its frame and links to it do; theirs is called as they like."""
        if self.site.name and HOME in self.sheets and HOME not in self.theirs:
            self.sheets[HOME].call(self.site.name)
            self.touched.add(HOME)

    def _give_room(self) -> None:
        """Let texts of ours be longer where their words or values stand in them."""
        if not self.anew and law.STYLE in self.data and {law.TEAM, *self.sheets} & self.touched:
            self.data[law.STYLE] = words.roomy(self.data[law.STYLE])
            self.touched.add(law.STYLE)

    def _take(self, path: Path, below: str, name: str) -> None:
        self.raw[below], self.shown[below] = path, name
        self.data.pop(below, None)
        self.sheets.pop(below, None)
        self.touched.discard(below)
        try:
            raw = content(path) if below.endswith((".yml", ".md")) else b""
            text = re.sub(r"\r\n?", "\n", raw.decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return  # as it is: the check says what is wrong
        if below.endswith(".md"):
            self.sheets[below] = read(text, name)
        elif below.startswith("_data/") and below.endswith(".yml"):
            source = parse(raw, name)
            if isinstance(source.data, dict) and not source.problems:
                self.data[below] = of(source)

    def _source(self, path: Path) -> Source | None:
        """A file of theirs that holds keys and values; None, with its problems noted, for any other."""
        source = parse(content(path), shown(path))
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
        self.problems += strays(self.company, KNOWN, FOLDERS)
        if (folder := self.company / looks.FOLDER).is_dir():
            self.problems += strays(folder, looks.KNOWN)

    def _begin_anew(self) -> None:
        """Keep of ours what is in no language."""
        self._drop([*self.sheets, *(one for one in self.data if one.startswith(("_data/trees/", f"_data/{ASKED}")))])
        for below, node in self.data.items():
            file = shown(self.company / (below if below != law.TEAM else "team.yml"))
            self.data[below], self.shown[below] = anew.emptied(node, (file, 1)), file
        self.touched |= set(self.data)
        self.problems += anew.unnamed(self.site, shown(self.company / "site.yml"))

    def _drop(self, files: Iterable[str]) -> None:
        for below in files:
            for held in (self.raw, self.data, self.sheets):
                held.pop(below, None)

    def _leave_out(self) -> None:
        gone = self.gone
        trees = (f"_data/trees/{id_}.yml" for id_ in gone.ids.get("trees", ()))
        self._drop((*gone.pages, *map(asked, gone.pages), *trees))
        for below, node in self.data.items():
            self.data[below] = leave.data(node, below, gone)
        ours = {below: sheet for below, sheet in self.sheets.items() if below not in self.theirs}
        self.less = leave.each(ours, gone, self._unlinked)
        self.touched |= {*self.data, *ours}
        self.problems += gone.problems

    def _unlinked(self, below: str, words_: str) -> None:
        self.notes.append(f"{self.shown[below]}: {quote(words_)} is no link any more: its page is left out")

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
            said, expected = "the team stands beside _data", f"it as {shown(self.company / 'team.yml')}"
            self.problems.append(Problem(shown(path), 1, "", said, expected))
            return
        source = self._source(path) if below.endswith(".yml") else None
        if source is None:
            return
        theirs, ours = of(source), self.data.get(below)
        if (before := self.ours[0].get(below)) is not None:
            self.over += status.of_data(before, theirs, below)
        tree = below.startswith("_data/trees/")
        if tree and merge.CHANGE in theirs.keys:
            if ours is None:
                known = [posixpath.basename(one)[:-4] for one in self.data if one.startswith("_data/trees/")]
                self.problems.append(merge.gone(theirs, theirs.text(merge.CHANGE), known))
                return
            theirs = merge.changed(ours, theirs, self.problems)
        elif ours is not None and not tree:
            words = below == law.INTERFACE  # whose groups have keys, and a company may change a single one
            theirs = merge.deep(ours, theirs) if words else merge.over(ours, theirs, self.problems)
        self.data[below] = theirs
        self.raw[below], self.shown[below] = path, source.file
        self.touched.add(below)

    def _law(self, before: str) -> None:
        """Law of the country that the team is in now; `before` is ours."""
        if not {law.LAW, law.TEAM} <= set(self.data) or "country" not in self.data[law.TEAM].keys:
            return
        country = self.data[law.TEAM].keys["country"]
        wanted = law.names(str(country.value), self.data)
        files = {path.stem: path for path in files_in(self.company / "law") if path.suffix == ".yml"}
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

    def _looks(self) -> None:
        """Pictures, font and colours of theirs, where the theme's would stand."""
        folder = self.company / looks.FOLDER
        for below, path in looks.files(folder).items():
            self._take(path, below, shown(path))
        self.logo = looks.logo(folder)
        ours = (OVERRIDES / looks.COLOURS).read_text(encoding="utf-8")
        for path, said, expected in looks.unread(folder, self.company / "pages"):
            self.problems.append(Problem(shown(path), 1, "", said, expected))
        if looks.OWN[0] in self.raw:
            self.made[looks.COLOURS] = ours = looks.lettered(ours)
        name = f"{looks.FOLDER}/{looks.FILE}"
        colours = self._form(name, forms.Colours)
        if colours is None or (source := self._source(self.company / name)) is None:
            return
        self.problems += looks.weak(ours, colours, of(source))
        self.made[looks.COLOURS] = looks.sheet(ours, colours)
        if colours.brand and looks.MARK not in self.raw:
            mark = (OVERRIDES / looks.MARK).read_text(encoding="utf-8")
            self.made[looks.MARK] = mark.replace(looks.brand(ours), colours.brand)

    def _speak(self, speech: words.Speech) -> None:
        """Say everything of ours in their words."""
        own = shown(self.company) + "/"
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
            self.problems.append(Problem(shown(path), 1, "", said, "a name that begins with a letter"))
            return
        if below in self.ours[1]:
            self.over.append(status.of_page(below, self.ours[1][below].text, (shown(path), 1)))
        self._take(path, below, shown(path))
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
            spot = (shown(self.company / "pages"), 1)
            heading = f"## From {{{{ team.name }}}} {{: #{OWN} }}"
            self.sheets[below].add(["", heading, "", *rows], spot)
            self.touched.add(below)

    def _say_so(self) -> None:
        """Say on each page what of ours is changed there, and which version of ours somebody has seen."""
        seen = status.read(self.company)["version"] or status.version(OVERRIDES.parent)
        words_ = self.data[law.INTERFACE].keys.get("company") if law.INTERFACE in self.data else None
        for below in dict.fromkeys(one.page for one in self.over if not self.anew):
            here = [one for one in self.over if one.page == below]
            if words_ is None or below not in self.sheets:
                continue
            whole = any(one.name.startswith("pages/") for one in here)
            said = (
                words_.text("replaced")
                if whole
                else f"{words_.text('changed')} {'; '.join(one.title for one in here)}."
            )
            self.sheets[below].add(["", f"*{said} {words_.text('version')} {seen}.*"], here[0].spot)
            self.touched.add(below)
        if todo := status.looks(self.company, self.over) if (self.company / status.LOCK).is_file() else []:
            self.notes.append(f"{len(todo)} of ours changed under yours: {status.COMMAND}")

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
        made |= {below: (text.encode(), None) for below, text in self.made.items()}
        origins = Origins(
            {below: self.shown[below] for below in made if below in self.shown},
            {below: spots for below, (_, spots) in made.items() if spots is not None},
            sorted(set(self.problems)),
            self.less,
        )
        made[NOTE] = origins.text().encode(), None
        return made


def _lists_by_macro(text: str) -> bool:
    return bool(re.search(r"\{\{ (?:gallery|script_index|claims)\(", text))
