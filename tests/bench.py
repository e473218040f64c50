"""Measure builds: python -m tests.bench [N ...]. Prints seconds, peak memory and ratios; judges nothing.

For each N the toy site gets N generated pages that call macros. They are built against the same pages
with their macros already rendered: once by the same plugins, so that what remains is what our macros
cost, and once without the macros plugin at all, which is what the whole mechanism costs.
Builds take turns, and a ratio is that of the medians, so that a drifting machine does not mislead.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment

from macros import checks, define_env
from macros.exports import cards as card_exports

from .sites import QUIET, ROOT

TOY = ROOT / "tests" / "site"
# Without our hook, which makes files and is no part of what is measured, nobody reads the colours of the header.
BARE = {"hooks": [], "extra": {"colours": ["#000000", "#ffffff"]}}
SIZES = (60, 1000, 2000)
PAGE = """---
description: A generated page that calls macros as pages of the handbook do.
---

# Page {number}

{prose}

{{{{ checklist("{checklist}") }}}}

## Say this {{: #say-{number} }}

{{{{ script("{script}") }}}}

## Why {{: #why-{number} }}

{prose}

{{{{ why("{claim}") }}}}

{{{{ tension("{tension}") }}}}
"""
PROSE = " ".join(["Say what happened, in order, and name the next day."] * 12)


class _Env:
    """As much of the macros plugin's environment as define_env() needs."""

    def __init__(self, docs: Path) -> None:
        self.conf = {"docs_dir": str(docs), "site_url": "https://toy.example.org/"}
        self.project_dir = str(TOY)
        self.variables: dict[str, Any] = {}
        self.page = SimpleNamespace(url="")

    def macro(self, function: Any, name: str) -> None:
        self.variables[name] = function


def project(folder: Path, size: int) -> list[Path]:
    """Write projects of `size` generated pages below `folder`: with macros, rendered, and without the plugin."""
    docs = folder / "macros" / "docs"
    shutil.copytree(TOY / "docs", docs)
    data = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (docs / "_data").glob("*.yml")}
    for number in range(size):
        page = docs / "bench" / f"{number // 100:02}" / f"page-{number:04}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        pick = {
            kind: entries[number % len(entries)]["id"]
            for kind, entries in (
                ("checklist", data["checklists"]["checklists"]),
                ("script", data["scripts"]["scripts"]),
                ("claim", data["sources"]["claims"]),
                ("tension", data["tensions"]["tensions"]),
            )
        }
        page.write_text(PAGE.format(number=number, prose=PROSE, **pick), "utf-8")
    _prerender(docs, folder / "rendered" / "docs")
    shutil.copytree(folder / "rendered" / "docs", folder / "plain" / "docs")
    (folder / "rendered" / "nothing.py").write_text("def define_env(env):\n    pass\n", "utf-8")
    return [
        _config(folder / "macros", enabled=True, module=ROOT / "macros"),
        _config(folder / "rendered", enabled=True, module=folder / "rendered" / "nothing"),
        _config(folder / "plain", enabled=False, module=ROOT / "macros"),
    ]


def _prerender(docs: Path, target: Path) -> None:
    """Copy `docs` with every macro call replaced by what it prints."""
    env = _Env(docs)
    define_env(env)
    jinja = Environment(autoescape=False)
    shutil.copytree(docs, target)
    for path in target.rglob("*.md"):
        below = path.relative_to(target).as_posix().removesuffix(".md").removesuffix("index").rstrip("/")
        env.page = SimpleNamespace(url=f"{below}/" if below else "")
        path.write_text(jinja.from_string(path.read_text(encoding="utf-8")).render(**env.variables), "utf-8")


def _config(folder: Path, *, enabled: bool, module: Path) -> Path:
    config = {
        "INHERIT": str(TOY / "mkdocs.yml"),
        "strict": False,
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "plugins": {"macros": {"enabled": enabled, "module_name": str(module)}},
        **BARE,
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), "utf-8")
    return path


def run(config: Path) -> tuple[float, float]:
    """Build once in a fresh process: (seconds, peak memory in MB). Raises RuntimeError where it fails."""
    target = config.parent / "site"
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(target)]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    process = os.posix_spawn(sys.executable, command, environment)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise RuntimeError(f"the build of {config} failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, usage.ru_maxrss * unit / 1e6


def cards(of: Path = ROOT) -> None:
    """Print what the printed cards of a site cost, beside a build of it without any generated file."""
    library = checks.load(of / "docs")
    began = time.perf_counter()
    made = card_exports.files(library, "https://handbook.example.org/")
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as temporary:
        config = {
            "INHERIT": str(of / "mkdocs.yml"),
            "docs_dir": str(of / "docs"),
            "strict": False,
            "theme": {"custom_dir": str(ROOT / "overrides")},
            "plugins": {"macros": {"module_name": str(ROOT / "macros")}},
            **BARE,
            "watch": [],
            "validation": {"links": {"not_found": "info"}},
        }
        path = Path(temporary) / "mkdocs.yml"
        path.write_text(yaml.safe_dump(config), "utf-8")
        build, _ = run(path)
    size = sum(map(len, made.values())) / 1e6
    print(
        f"cards: {len(made)} files, {size:.1f} MB, in {seconds:.2f} s: {seconds / build:.2f} of a build ({build:.2f} s)"
    )


def main() -> None:
    """Measure the sizes that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--runs", type=int, default=0, help="builds of each kind; default 5 up to 100 pages, else 2")
    given = parser.parse_args()
    print(f"{'pages':>6} {'macros':>8} {'rendered':>9} {'no plugin':>10} {'ratio':>6} {'ratio':>6} {'growth':>20}")
    print(f"{'':>6} {'s / MB':>8} {'s / MB':>9} {'s / MB':>10} {'to 2nd':>6} {'to 3rd':>6}")
    before: tuple[int, float] | None = None
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            configs = project(Path(temporary), size)
            runs = given.runs or (5 if size <= 100 else 2)
            figures = [[run(config) for config in configs] for _ in range(runs)]
        seconds, memory = ([median(one[side][unit] for one in figures) for side in range(3)] for unit in (0, 1))
        growth = f"x{size / before[0]:.1f} pages x{seconds[0] / before[1]:.2f} s" if before else ""
        print(
            f"{size:>6} {seconds[0]:>8.2f} {seconds[1]:>9.2f} {seconds[2]:>10.2f}"
            f" {seconds[0] / seconds[1]:>6.2f} {seconds[0] / seconds[2]:>6.2f} {growth:>20}"
        )
        print(f"{'':>6} {memory[0]:>8.0f} {memory[1]:>9.0f} {memory[2]:>10.0f}", flush=True)
        before = size, seconds[0]
    cards()


if __name__ == "__main__":
    main()
