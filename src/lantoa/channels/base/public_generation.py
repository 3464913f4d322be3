"""The generation of the public pages: one small file that all processes look at.

Each process keeps its own copies of pages; whoever changes what the public sees touches the
file, and every copy made before is stale. Not a counter: two processes that touch it at the
same moment must not end on the same value.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction


def path() -> Path:
    """The file, in the commune's folder."""
    return Path(settings.HOME) / "public-generation"


def current() -> str:
    """The present generation; empty before anything was published."""
    try:
        return path().read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def bump() -> None:
    """Makes every kept page stale, once the running transaction is committed."""
    transaction.on_commit(_write)


def _write() -> None:
    target = path()
    beside = target.with_name(f"{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    beside.write_text(secrets.token_hex(8), encoding="ascii")
    beside.replace(target)
