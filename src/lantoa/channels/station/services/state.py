"""How the station itself is, for the desk and the doctor."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.station.models import StationStatus
from lantoa.channels.station.names import status


def note_turn(*, line_is_up: bool, now: datetime) -> None:
    """The loop lives."""
    status()
    StationStatus.objects.filter(pk=1).update(turned_at=now, line_is_up=line_is_up)


def note_line(*, is_up: bool, problem: str, now: datetime) -> None:
    """The line to the broker came up or went down."""
    row = status()
    if row.line_is_up == is_up and row.problem == problem:
        return
    row.line_is_up, row.problem, row.line_changed_at = is_up, problem, now
    row.save(update_fields=["line_is_up", "problem", "line_changed_at"])
