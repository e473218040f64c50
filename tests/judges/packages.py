"""The judges themselves, by name, version and checksum: fetched once into a folder, by npm.

A package is packed and taken apart, not installed: no script of its runs, and nothing that is not checked is kept.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from .. import nodejs

NPM = "make judges needs npm to fetch its judges: install Node.js with npm, then run this again."


@dataclass(frozen=True)
class Package:
    """A file of an npm package of one version, and the package's checksum as the registry gives it."""

    name: str
    version: str
    integrity: str
    file: str


NU = Package(
    "vnu-jar",
    "26.9.27",
    "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==",
    "build/dist/vnu.jar",
)
IBM = Package(
    "accessibility-checker-engine",
    "4.0.34",
    "sha512-nGE7j5gI/914QLgt1tFcjM9kCr4EKx3HxctsZE8BobObYmQr+UoYsKdWVLowG4QHCB7G/F0Prr3kTwKENPHrcA==",
    "ace.js",
)


class Missing(Exception):
    """Something the judges need is not on this machine, or not what it should be; the text says what to do."""


def fetched(package: Package, folder: Path) -> Path:
    """The package's file in `folder`, fetched before if it is not there. Raises Missing."""
    kept = folder / f"{package.name}-{package.version}-{Path(package.file).name}"
    if not kept.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        archive = _packed(package, folder)
        if checksum(archive.read_bytes()) != package.integrity:
            archive.unlink()
            raise Missing(f"{package.name}@{package.version} is not what was pinned: its checksum differs.")
        with tarfile.open(archive) as packed:
            member = packed.extractfile(f"package/{package.file}")
            assert member, package.file
            kept.write_bytes(member.read())
        archive.unlink()
    return kept


def _packed(package: Package, folder: Path) -> Path:
    try:
        npm = nodejs.npm(folder)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise Missing(NPM) from problem
    command = [*npm, "pack", "--loglevel=error", "--ignore-scripts", f"{package.name}@{package.version}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Missing(f"npm could not fetch {package.name}@{package.version}: {done.stderr.strip()[-300:]}")
    return folder / done.stdout.split()[-1]


def checksum(body: bytes) -> str:
    """The checksum as registries write it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(body).digest()).decode()
