"""The types of the scripts, checked by TypeScript: a name that is misspelt, a part that an element never has.

TypeScript comes inside Deno, which installs with pip alone. Nothing is run and nothing is fetched: deno.json says what
a browser knows, and browser.d.ts what the scripts rest on beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
DENO = Path(sys.executable).with_name("deno")
KEPT = Path(sys.prefix) / "deno"  # what it remembers between runs


def check(paths: Sequence[Path]) -> str:
    """What is wrong in the scripts at or below `paths`, as TypeScript says it; "" where nothing is."""
    command = [DENO, "check", "--quiet", "--no-remote", "--config", HERE / "deno.json", *paths]
    quiet = {"DENO_DIR": str(KEPT), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    done = subprocess.run(command, env=os.environ | quiet, capture_output=True, encoding="utf-8", check=False)
    if done.returncode and not done.stderr:
        raise RuntimeError(f"deno check gave {done.returncode} and said nothing")
    return done.stderr if done.returncode else ""
