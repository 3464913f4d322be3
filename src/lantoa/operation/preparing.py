"""What has to be done before the parts run is done in a process of its own, which ends; and not
again while neither the program nor the folder has changed. No Django here."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import lantoa

PACKAGE = Path(lantoa.__file__).parent
STAMP = "prepared"


def prepare_apart(folder: Path, words: Sequence[str]) -> bool:
    """Runs one `lantoa` command to its end, its lines going where ours go. Is the folder ready?

    A folder that was prepared by exactly these files of the program needs nothing.
    """
    stamp = folder / STAMP
    now = fingerprint(words)
    if stamp.is_file() and stamp.read_text("utf-8") == now:
        return True
    stamp.unlink(missing_ok=True)
    if subprocess.call([sys.executable, "-m", "lantoa.cli", *words]) != 0:
        return False
    stamp.write_text(now, "ascii")
    return True


def fingerprint(words: Sequence[str]) -> str:
    """SHA-256, hex, of names, sizes and times of the program's files, and of the command."""
    lines = [" ".join(words), os.environ.get("DATABASE_URL", "")]
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            known = path.stat()
            lines.append(f"{path} {known.st_size} {known.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
