"""What was typeset is found again, whatever the disk is like."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from macros import cache
from macros.render import templates

from .sites import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cache.forget()
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_is_put_is_found_by_another_process(folder: Path) -> None:
    key = cache.key("a", "b")
    assert cache.get(key) is None
    cache.put(key, b"made")
    cache.forget()
    assert cache.get(key) == b"made"
    assert [file.name for file in folder.iterdir()] == [key]


def test_what_takes_long_is_made_once(folder: Path) -> None:
    made = iter([b"first"])
    for _ in range(2):
        assert cache.made("key", lambda: next(made)) == b"first"
        cache.forget()


def test_other_parts_have_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [cache.key(*parts) for parts in (("ab",), ("a", "b"), ("b", "a"), ("a", "b", ""), ())]
    assert len(set(keys)) == len(keys)
    monkeypatch.setattr(cache, "_made_by", lambda: "typst 99")
    assert cache.key("ab") != keys[0]


@pytest.mark.parametrize("named", ["", "/dev/null/no-folder"])
def test_without_a_disk_the_process_remembers(named: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, named)
    cache.put("key", b"made")
    assert cache.get("key") == b"made"
    cache.forget()
    assert cache.get("key") is None


def test_a_process_remembers_no_more_than_it_may(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    monkeypatch.setattr(cache, "IN_MEMORY", 5)
    for key in "abc":
        cache.put(key, b"xx")
    assert [cache.get(key) for key in "abc"] == [None, b"xx", b"xx"]
    cache.put("d", b"larger than all")
    assert cache.get("d") == b"larger than all"


def test_what_nobody_asks_for_goes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 200)  # bytes; each file has the 32 of a digest before its own
    for age, (key, content) in enumerate({"a": b"x", "b": b"x", "c": b"x" * 100}.items()):
        cache.put(key, content)
        os.utime(folder / key, (age, age))
    cache.forget()
    assert cache.get("a") == b"x"  # young again
    cache.put("d", b"x" * 30)
    assert sorted(file.name for file in folder.iterdir()) == ["a", "d"]


def test_what_is_broken_on_the_disk_is_made_again(folder: Path) -> None:
    cache.put("key", b"made")
    whole = (folder / "key").read_bytes()
    for broken in (b"", whole[:-1], whole[:5], whole + b"x", whole.replace(b"made", b"mode"), b"made"):
        cache.forget()
        (folder / "key").write_bytes(broken)
        assert cache.get("key") is None
    cache.put("key", b"made")
    cache.forget()
    assert cache.get("key") == b"made"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are told of nothing here")
@pytest.mark.parametrize("name", ["", "key"])
@pytest.mark.parametrize("mode", [0o777, 0o722, 0o720, 0o702])
def test_what_others_may_write_is_not_read(mode: int, name: str, folder: Path) -> None:
    """An object is unpickled and a template's code is run: another's file would be too."""
    cache.keep("key", ["made"])
    cache.forget()
    assert cache.find("key") == ["made"]
    cache.forget()
    (folder / name).chmod(mode)
    assert cache.find("key") is None
    assert cache.get("key") is None
    (folder / name).chmod(0o700)
    assert cache.find("key") == ["made"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners are told of nothing here")
@pytest.mark.usefixtures("folder")
def test_what_is_anothers_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep("key", ["made"])
    cache.forget()
    monkeypatch.setattr("os.geteuid", lambda: -2)
    assert cache.find("key") is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are told of nothing here")
def test_nothing_is_put_where_it_would_not_be_read(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    cache.put("key", b"made")
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are told of nothing here")
@pytest.mark.parametrize("before", [None, 0o775])
def test_whatever_the_umask_nobody_else_may_write(
    before: int | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where an earlier version left our own folder as the umask had it."""
    if before:
        monkeypatch.setattr(cache, "FOLDER", folder)
        folder.mkdir()
        folder.chmod(before)
    umask = os.umask(0o002)
    try:
        cache.keep("key", ["made"])
    finally:
        os.umask(umask)
    assert (folder.stat().st_mode & 0o777, (folder / "key").stat().st_mode & 0o777) == (0o700, 0o600)
    cache.forget()
    assert cache.find("key") == ["made"]


def test_many_may_write_at_once(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: cache.put("key", b"%d" % (turn % 2) * 100_000), range(40)))
    cache.forget()
    assert cache.get("key") in (b"0" * 100_000, b"1" * 100_000)
    assert [file.name for file in folder.iterdir()] == ["key"]


def test_the_folder_is_one_that_git_ignores_and_clean_removes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cache.VARIABLE, raising=False)
    kept = cache.folder()
    assert kept is not None
    assert kept.relative_to(ROOT).parts[0] == ".cache"
    assert ".cache/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    (clean,) = re.findall(r"^clean:.*\n\t(rm .*)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert ".cache" in clean.split()


@pytest.mark.usefixtures("folder")
def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And again when it has changed: what is kept is found by the text."""
    templates.environment.cache_clear()
    templates.environment().get_template("why.html.jinja")
    templates.environment.cache_clear()
    cache.forget()
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_: pytest.fail("compiled again"))
    templates.environment().get_template("why.html.jinja")
    monkeypatch.setattr("jinja2.loaders.FileSystemLoader.get_source", lambda *_: ("changed", None, None))
    templates.environment.cache_clear()
    with pytest.raises(pytest.fail.Exception, match="compiled again"):
        templates.environment().get_template("why.html.jinja")
    templates.environment.cache_clear()
