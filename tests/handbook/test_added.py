"""An editor adds one of each kind, as CONTRIBUTING.md says: the tests of the handbook's content stay green in a copy of
the project, but for the promise of new addresses, which names its command.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import checks, kinds, scaffold

from .. import editions
from ..sites import QUIET, ROOT, build

# What `new` leaves to a person; any other text says TODO before words that will do here.
COUNTRY = "the United Kingdom"
SCRIPTS = ("begun-script", "first-begun-moment", "begun-again")
SITUATION = {
    "say-this": "\n\n".join(f'{{{{ script("{id_}") }}}}' for id_ in SCRIPTS),
    "not-this": '{{ checklist("begun-checklist") }}',
    "stop-or-hand-over": '{{ law("begun-remark") }}',
    "why-this-works": '{{ why("begun-claim") }}',
}
WORDS = "Listen first, and say back what you heard. Then tell them what you will do, and by when. " * 4
RELATED = "- [The client is shouting](angry-caller.md)\n- [The client has not paid](late-payer.md)\n"
# Each generated file is compared with what is published in the handbook itself; here it would be typeset once more.
LEFT_OUT = ("test_added.py", "test_hooks.py", "test_kit.py")
# A company's handbook stands on the toy site's pages, which are the same in the copy.
OF_OTHERS = editions.BEARS


def begin(project: Path) -> None:
    """One of each kind, with every TODO written."""
    docs = project / "docs"
    before = {path: path.read_bytes() for path in docs.rglob("*") if path.is_file()}
    for kind in kinds.BY_NAME:
        scaffold.new(docs, kind, f"begun-{kind}")
    scaffold.new(docs, "script", "begun-again")
    for path in (path for path in docs.rglob("*") if path.is_file()):
        if before.get(path) != path.read_bytes():
            path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")


def written(text: str) -> str:
    """A text without its TODOs."""
    text = re.sub(r"situations: \[.*\](?=\n.*\n.*TODO use when)", "situations: [begun-situation]", text)
    text = text.replace("TODO where it holds", COUNTRY).replace("TODO ", "")
    text = re.sub(
        r"\{: #(\S+) \}\n\nTODO$",
        lambda found: f"{{: #{found[1]} }}\n\n{WORDS}\n\n{SITUATION.get(found[1], '')}".rstrip(),
        text,
        flags=re.MULTILINE,
    )
    text = text.replace("{: #related }\n\n", "{: #related }\n\n" + RELATED) if "begun-situation 1" in text else text
    return re.sub(r"^moment: during\nroles:", "moment: during\ncard: begun-card\nroles:", text, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one more of each kind."""
    copy = tmp_path_factory.mktemp("added")
    for path in ROOT.iterdir():
        if path.name in ("macros", "overrides", "schemas", "pyproject.toml"):
            (copy / path.name).symlink_to(path)
    for name in ("docs", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", copy)
    begin(copy)
    return copy


def test_one_more_of_each_kind_breaks_no_test_but_the_promise_that_names_its_command(project: Path) -> None:
    _, problems = checks.examined(project / "docs", "docs")
    assert [str(problem) for problem in problems] == []
    build(project / "built", project / "mkdocs.yml")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--site=built"]
    left_out = [f"--ignore=tests/handbook/{name}" for name in LEFT_OUT]
    done = subprocess.run(
        [*command, *left_out, "-k", f"not {OF_OTHERS}", "tests/handbook"],
        cwd=project,
        env={**os.environ, **QUIET, "PYTHONPATH": str(project)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    failed = re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)", done.stdout, re.MULTILINE)
    assert failed == ["test_every_address_is_promised"], done.stdout[-6000:] + done.stderr[-2000:]
    assert "`make published` promises these" in done.stdout
