"""The rules of the package: who may import whom, and what everything public owes its reader."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import macros
from macros import checks, exports, kinds, render

from . import toys
from .house import ENTRY, PACKAGE, imports, layer, layers, layers_of
from .sites import ROOT

HOSTS = {"mkdocs", "mkdocs_macros", "material"}
FILES = sorted(PACKAGE.rglob("*.py"))


def test_every_module_has_its_place() -> None:
    assert {layer(path) for path in FILES} - set(ENTRY) == set(layers())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    order = layers()
    own = layer(path)
    allowed = [*order[: order.index(own)], own] if own in order else [*order, *ENTRY]
    assert layers_of(path) <= set(allowed)


@pytest.mark.parametrize("folder", kinds.FOLDERS)
def test_no_kind_imports_another(folder: str) -> None:
    """They reach each other by ids, through the library."""
    others = tuple(f"macros.kinds.{other}." for other in kinds.FOLDERS if other != folder)
    for path in (PACKAGE / "kinds" / folder).glob("*.py"):
        assert not [name for name in imports(path) if name.startswith(others)], path.name


MOST_LINES = 350


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_too_long(path: Path) -> None:
    """A longer one has a second job, which wants a room of its own."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_only_three_modules_know_the_host() -> None:
    knowing = {layer(path) for path in FILES if {name.split(".")[0] for name in imports(path)} & HOSTS}
    assert knowing <= {"env", "hooks", "engine"}


def test_the_package_stands_alone(tmp_path: Path) -> None:
    """No host is needed to import it: it would hide a missing import behind a message of its own."""
    program = (
        "import sys, macros, macros.__main__\n"
        f"assert not {HOSTS!r} & {{name.partition('.')[0] for name in sys.modules}}\n"
        "assert callable(macros.define_env)\n"
    )
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def definitions(path: Path) -> list[tuple[str, bool]]:
    """Each public function, class and method of a file, and whether it has a docstring."""
    found: list[tuple[str, bool]] = []

    def walk(node: Any, name: str) -> None:
        for inner in node.body:
            if isinstance(inner, (ast.FunctionDef, ast.ClassDef)) and not inner.name.startswith("_"):
                found.append((f"{name}.{inner.name}", bool(ast.get_docstring(inner))))
                if isinstance(inner, ast.ClassDef):
                    walk(inner, f"{name}.{inner.name}")

    module = ast.parse(path.read_text(encoding="utf-8"))
    found.append((path.stem, bool(ast.get_docstring(module))))
    walk(module, path.stem)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_everything_public_says_what_it_does(path: Path) -> None:
    assert [name for name, explained in definitions(path) if not explained] == []


def unspecified(path: Path) -> list[str]:
    """The calls of a file that would read or write text in the encoding of whoever's machine it is."""
    found: list[str] = []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            said = {ast.unparse(keyword) for keyword in call.keywords}
            before = {"read_text": 0, "write_text": 1}.get(name)  # what stands before the encoding
            text = before is not None and len(call.args) <= before
            if (text or "text=True" in said) and not any(one.startswith("encoding=") for one in said):
                found.append(f"line {call.lineno}: {ast.unparse(call)[:60]}")
    return found


def test_every_text_has_its_encoding(tmp_path: Path) -> None:
    """Whatever the locale. Ruff's PLW1514 sees open(), and a path only where its type is plain."""
    calls = "here.read_text()\nhere.write_text(words)\nrun(command, text=True)\n"
    sound = 'here.read_text("utf-8")\nhere.write_text(words, encoding="utf-8")\nrun(command, encoding="utf-8")\n'
    (tmp_path / "calls.py").write_text(calls + sound, "utf-8")
    assert [one.partition(":")[0] for one in unspecified(tmp_path / "calls.py")] == ["line 1", "line 2", "line 3"]
    files = [*FILES, *(ROOT / "tests").rglob("*.py")]
    assert [f"{path.relative_to(ROOT)}: {call}" for path in files for call in unspecified(path)] == []


def macros_of_the_host() -> dict[str, Any]:
    """The macros that define_env gives to the host, from the toy site."""
    given: dict[str, Any] = {}
    env = SimpleNamespace(
        conf={"docs_dir": str(toys.SITE / "docs"), "site_url": ""},
        project_dir=str(toys.SITE),
        variables={},
        page=SimpleNamespace(url="index.html"),
        macro=lambda function, name: given.__setitem__(name, function),
        filter=lambda function, name=None: None,
    )
    macros.define_env(env)
    return given


def test_the_checks_know_every_macro() -> None:
    assert set(macros_of_the_host()) == set(checks.MACROS)


def test_the_checks_know_the_arguments_of_every_macro() -> None:
    """After library and place: one where MACROS names a kind, many where it says several, else none or keywords."""
    for name, function in {**render.macros(), "link_kit": exports.kit.page}.items():
        taken = inspect.signature(function).parameters.values()
        parameters = [one for one in taken if one.kind is not inspect.Parameter.KEYWORD_ONLY][2:]
        macro = checks.MACROS[name]
        given = [one.name for one in parameters if one.default is not inspect.Parameter.empty]
        many = any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in parameters)
        assert len(parameters) - len(given) - many == int(macro.names is not None and not macro.several), name
        assert many == macro.several, name
        assert set(given) == set(macro.keywords), name


def test_the_module_is_what_hosts_look_for() -> None:
    assert isinstance(macros, ModuleType)
    assert list(inspect.signature(macros.define_env).parameters) == ["env"]
