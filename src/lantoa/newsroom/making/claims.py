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
def claim(row: Model) -> Iterator[int | None]:
    """Holds the making of `row` while the block runs, and answers how many processes died in it
    before; None where another job holds it."""
    with claim_file(_path_of(row)) as deaths:
        yield deaths


@contextmanager
def claim_file(path: Path) -> Iterator[int | None]:
    """The same by a file, which goes with its holder's good end. So what it holds is a byte for
    each that died: counted without the database, which a dying process may not reach."""
    held = _locked(path)
    if held is None:
        yield None
        return
    with held:
        deaths = path.stat().st_size
        held.write(b".")
        held.flush()
        try:
            yield deaths
        finally:
            path.unlink(missing_ok=True)


def is_claimed(row: Model) -> bool:
    """Is a process making it right now?"""
    path = _path_of(row)
    if not path.exists():
        return False
    held = _locked(path)
    if held is None:
        return True
    with held:
        if not path.stat().st_size:  # nobody died in it: it was made by looking
            path.unlink(missing_ok=True)
    return False


def _path_of(row: Model) -> Path:
    folder = sound_folder() / ".dang-lam"
    folder.mkdir(exist_ok=True)
    return folder / f"{row._meta.label_lower}-{row.pk}"


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
