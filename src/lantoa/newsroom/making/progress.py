"""How far a thing is that a job makes, and whether somebody stopped it meanwhile."""

from __future__ import annotations

import time
from typing import Any

from django.db.models import QuerySet

TELL_SECONDS = 1.0


class Stopped(Exception):
    """Somebody pressed Dừng, or the row is gone."""


class Progress:
    """Notes how far it is, at most once a second. `making`: the row, as long as it is still
    being made; work from `low` to `high` percent."""

    def __init__(self, making: QuerySet[Any], low: int = 0, high: int = 100) -> None:
        self._making, self._low, self._high, self._told_at = making, low, high, 0.0

    def part(self, low: int, high: int) -> Progress:
        """One stretch of the same work, from `low` to `high` percent."""
        return Progress(self._making, low, high)

    def __call__(self, share: float) -> None:
        if time.monotonic() - self._told_at < TELL_SECONDS:
            return
        self._told_at = time.monotonic()
        percent = round(self._low + (self._high - self._low) * min(1.0, share))
        if not self._making.update(percent=min(99, percent)):
            raise Stopped
