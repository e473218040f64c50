"""Whether modules that are joined do what they do apart: Deno runs them, and is the measure, for it knows modules.

Small graphs of modules are made up, in every form that an import and an export may have.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from macros.problems import Invalid, Problem
from macros.publish import bundle

from ..sites import lay
from ..types import DENO, KEPT

RUNNER = Path(__file__).with_name("apart.js")
PATHS = ("lib/one.js", "two.js", "lib/deep/three.js", "four.js", "main.js")
NAMES = ("a", "b", "c", "d", "e", "f", "value", "part0", "Object")

# What gives a name, and what has a name of its own to give; {n} is a number that stands nowhere else.
GIVES = (
    "export const {x} = {n}",
    "export let {x} = {n}",
    "export var {x} = {n}, more{n}; var {x}",
    "export function {x}() {{ return {n} }}",
    "export async function {x}() {{ return {n} }}",
    "export class {x} {{ static is = {n} }}",
    "export const {{ q: {x}, ...rest{n} }} = {{ q: {n}, r: {n} }}",
    "export const [, {x} = {n}] = []",
    "export {{ {x} }}\nfunction {x}() {{ return {n} }}",
    "const own{n} = {n}; export {{ own{n} as {x}, own{n} as 'two words', }}",
    "if (true) {{ var {x} = {n} }}; export {{ {x} }}",
    "export {{ {x} }}; for (var {x} of [{n}]);",
    "export default {n}",
    "export default () => {n}",
    "export default function () {{ return {n} }}\n;[{n}].map(tell)",
    "export default function {x}() {{ return {n} }}",
    "export default class {{ static is = {n} }}",
    "export default class {x} {{ static is = {n} }}",
    "export default (tell('once'), {n})",
    "const {x} = {n}\nexport {{ {x} as default }}",
)
# What no module may, and what no classic script can.
ODD = (
    "export {{ {x} }}",
    "export let {x}\n;({x}) = {n}",
    "export let {x} = 1; export const set{n} = () => {{ {x} = {n} }}; setTimeout(set{n})",
)
# What takes one or hands it on; {there} is its name there, {x} the one here.
TAKES = (
    'import {{ {there} as {x} }} from "{way}"; tell({x})',
    "import whole{n}, {{ {there} as {x}, }} from '{way}'\ntell(whole{n}, {x})",
    'tell({x}); import * as {x} from "{way}"',
    'import whole{n}, * as {x} from "{way}"; tell(whole{n}, {x}.{there})',
    'import * as {x} from "{way}"\ntry {{ {x}.{there} = 0 }} catch (error) {{ tell(error.name) }}\ntell({x})',
    'import {{ {there} as {x} }} from "{way}"\nexport {{ {x} }}',
    'import * as {x} from "{way}"; export {{ {x} }}',
    'export {{ {there} as {x} }} from "{way}"',
    'export {{ {there} }} from "{way}"',
    'export {{ {there} as default }} from "{way}"',
    'export * as {x} from "{way}"',
    'export * from "{way}"',
    'import {{ {there} as {x} }} from "{way}"; try {{ {x} = 1 }} catch (error) {{ tell(error.name) }}',
    'import "{way}"',
    'export {{}} from "{way}"',
)
BETWEEN = ("\n", ";\n", "\r\n", ";", "; // one\n", "\n/* two\n*/\n", "\n\u2028\n", "\ntell('x')\n;(tell)('y')\n")
"""What stands between two statements."""


class Graph(NamedTuple):
    """Some modules, and those that a page asks for, in order."""

    parts: dict[str, str]
    entries: tuple[str, ...]


class _Module:
    """A module that is being made up."""

    def __init__(self, draw: st.DrawFn, path: str, *, odd: bool) -> None:
        self.draw, self.path, self.odd = draw, path, odd  # odd: now and then what cannot be
        self.said = [f"tell('{path}')"]
        self.gives: list[str] = []
        self.free = list(NAMES)

    def say(self, forms: Iterable[str], **more: str) -> tuple[str, str]:
        """Add one of the forms with a name; a default is given once."""
        once = "default" in self.gives and not self.odd
        form = self.draw(st.sampled_from([one for one in forms if not (once and "default" in one)]))
        name = self.pick(self.free)
        text = form.format(x=name, n=10 * PATHS.index(self.path) + len(self.said), **more)
        self.said.append(text)
        self.free = [one for one in self.free if one not in text]
        return form, name

    def take(self, source: _Module) -> None:
        """Add what takes something of another module."""
        way = os.path.relpath(source.path, Path(self.path).parent)
        there = self.pick(source.gives)
        fit = [one for one in TAKES if self.odd or "default" in source.gives or "whole" not in one]
        form, name = self.say(fit, there=there, way=way if way[0] == "." else f"./{way}")
        if form.startswith("export * from"):
            self.gives += [one for one in source.gives if one != "default"]
        elif "export" in form:
            self.gives.append("default" if "default" in form else name if "{x}" in form else there)

    def give(self) -> None:
        """Add what gives something."""
        form, name = self.say((*GIVES, *ODD) if self.odd else GIVES)
        self.gives.append("default" if "default" in form else name)

    def pick(self, likely: Sequence[str]) -> str:
        """A name, of the likely ones unless something is odd."""
        return self.draw(st.sampled_from(NAMES if self.odd or not likely else likely))

    def text(self) -> str:
        """What was said, in any order."""
        said = self.draw(st.permutations(self.said))
        return "".join(f"{one}{self.draw(st.sampled_from(BETWEEN))}" for one in said)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Modules that take something of those before them, and give something; now and then what cannot be."""
    paths = PATHS[-draw(st.integers(2, len(PATHS))) :]
    odd = draw(st.integers(0, 3)) == 0
    made: list[_Module] = []
    for path in paths:
        one = _Module(draw, path, odd=odd)
        for _ in range(draw(st.integers(1, 4)) if made else 0):
            one.take(draw(st.sampled_from(made)))
        for _ in range(draw(st.integers(0 if made else 1, 3))):
            one.give()
        made.append(one)
    others = draw(st.permutations(paths[:-1]))[: draw(st.integers(0, 3))]
    return Graph({one.path: one.text() for one in made}, (paths[-1], *others))


Runs = Callable[[Graph], tuple[list[str], list[str] | Problem]]


@contextmanager
def running(folder: Path) -> Iterator[Runs]:
    """A function that gives what a graph tells as modules, and what it tells joined, or why it cannot be joined."""
    command = [DENO, "run", "--quiet", "--no-config", "--no-lock", "--no-remote", f"--allow-read={folder}", RUNNER]
    quiet = {"DENO_DIR": str(KEPT), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    numbers = itertools.count()
    with subprocess.Popen(
        command, env=os.environ | quiet, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout

        def run(graph: Graph) -> tuple[list[str], list[str] | Problem]:
            own = folder / str(next(numbers))
            lay(own, graph.parts)
            scripts, problem = _made(graph.parts, graph.entries)
            job = {"folder": str(own), "entries": graph.entries, "scripts": scripts}
            process.stdin.write(f"{json.dumps(job)}\n")
            process.stdin.flush()
            apart, joined = json.loads(process.stdout.readline())
            return apart, problem or joined

        yield run
        process.stdin.close()


def _made(parts: Mapping[str, str], entries: Sequence[str]) -> tuple[list[str], Problem | None]:
    try:
        made, _ = bundle.scripts(parts, entries)
    except Invalid as refused:
        return [], refused.problems[0]
    return [made[entry] for entry in entries], None
