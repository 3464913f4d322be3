"""The pulse of the background jobs: a small file that the tick writes anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from lantoa.core.clock import iso
from lantoa.core.tick import register_tick

NAME = "pulse"
EVERY = timedelta(seconds=30)


def beat(now: datetime) -> None:
    """Writes the present moment."""
    (Path(settings.HOME) / "logs" / NAME).write_text(iso(now), encoding="ascii")


def last_beat(folder: Path) -> datetime | None:
    """When the tick turned last; None where it never did."""
    try:
        return datetime.fromisoformat((folder / "logs" / NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


register_tick("pulse", EVERY, beat)
