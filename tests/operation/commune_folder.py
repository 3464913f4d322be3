"""A commune's folder made by the program itself, in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Three entries, one with a file; a key of the station that has given ten orders.
STORY = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
import django
django.setup()
from datetime import datetime
from lantoa.channels.station.models import StationKey
from lantoa.core.clock import ZONE
from lantoa.ledger.attachments import keep
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Commune
now = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
Commune.objects.create(name="xã Sông Lam", province="tỉnh Nghệ Tĩnh minh họa")
StationKey.objects.create(key_id="ab" * 32, public_key="k", last_number=10, created_at=now)
for number in range(3):
    record_evidence(
        kind="meeting.held", occurred_at=now, now=now, by="account:1", subjects=["hamlet:1"],
        payload={"attendees": 30 + number}, proof=Proof.DOCUMENT,
        attachments=[keep(b"bien ban %d" % number, "text/plain")],
    )
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Of a process that works on this folder, on SQLite unless `more` names a database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "LANTOA_HOME": str(folder), **more}


def lantoa(*words: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """One command on this folder."""
    return subprocess.run(
        [sys.executable, "-m", "lantoa.cli", *words], env=environment(folder, **more),
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def make(folder: Path, **more: str) -> str:
    """A folder after its first start, with a little in its ledger; answers what was printed."""
    first = lantoa("run", "--prepare-only", folder=folder, **more)
    assert first.returncode == 0, first.stderr
    told = subprocess.run(
        [sys.executable, "-c", STORY], env=environment(folder, **more), capture_output=True,
        text=True, timeout=300,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return first.stdout


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of the folder by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }
