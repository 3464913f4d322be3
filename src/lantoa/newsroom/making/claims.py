"""Which sound a process is making right now: a claim that the kernel lets go when the process
dies, however it dies. So a job that lives is never begun a second time, and a dead one is."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.db.models import Model

from lantoa.newsroom.sounds.files import sound_folder


@contextmanager
def claim(row: Model) -> Iterator[bool]:
    """Holds the making of `row` while the block runs; False where another job holds it."""
    folder = sound_folder() / ".dang-lam"
    folder.mkdir(exist_ok=True)
    with claim_file(folder / f"{row._meta.label_lower}-{row.pk}") as is_mine:
        yield is_mine


@contextmanager
def claim_file(path: Path) -> Iterator[bool]:
    """The same by a file, which is gone when nobody holds it."""
    held = _locked(path)
    if held is None:
        yield False
        return
    with held:
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)


def _locked(path: Path) -> BinaryIO | None:
    """The file with its lock; anew where its last holder removed it between opening and locking."""
    while True:
        handle = path.open("ab")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return None
        if path.exists() and os.path.samestat(os.fstat(handle.fileno()), path.stat()):
            return handle
        handle.close()
