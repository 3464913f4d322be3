"""When the last backup was made: a small file beside the logs, so that its age can be told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from lantoa.core.clock import iso

NAME = "last-backup"


def note_backup(folder: Path, *, now: datetime) -> None:
    """Writes the moment of a backup that was made whole."""
    (folder / "logs").mkdir(exist_ok=True)
    (folder / "logs" / NAME).write_text(iso(now), encoding="ascii")


def last_backup(folder: Path) -> datetime | None:
    """None where none was made since this folder began (or was restored)."""
    try:
        return datetime.fromisoformat((folder / "logs" / NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
