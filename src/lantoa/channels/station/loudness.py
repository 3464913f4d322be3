"""How loud a cluster is at an hour: levels of zones, of days, of schools and clinics. Pure.

Ten levels, as the screens say them; 0 is silence but for an emergency. A level is heard as decibels
below full scale, steps that people tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lantoa.core.clock import local

LOUDEST, SILENT = 10, 0
DECIBELS = {10: 0, 9: -2, 8: -4, 7: -6, 6: -8, 5: -10, 4: -13, 3: -16, 2: -20, 1: -26}


@dataclass(frozen=True, slots=True)
class Band:
    """From `start` to `end` of a day (over midnight if need be; equal ends: the whole day) no
    louder than `level`. `weekdays`: 0 is Monday. `why`: in words; `clusters`: None for all."""

    start: time
    end: time
    level: int
    why: str = ""
    weekdays: frozenset[int] = frozenset(range(7))
    clusters: frozenset[int] | None = None

    def touches(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Does any second of an airtime lie in it?"""
        moment = local(starts_at)
        day = moment.date() - timedelta(days=1)
        while day <= local(ends_at).date():
            if day.weekday() in self.weekdays:
                begin = datetime.combine(day, self.start, moment.tzinfo)
                over = timedelta(days=1) if self.end <= self.start else timedelta()
                end = datetime.combine(day, self.end, moment.tzinfo) + over
                if begin < ends_at and starts_at < end:
                    return True
            day += timedelta(days=1)
        return False


def level(
    bands: Iterable[Band], cluster: int, starts_at: datetime, ends_at: datetime
) -> tuple[int, str]:
    """The level of one cluster while something sounds, and why it is not the loudest."""
    found, why = LOUDEST, ""
    for band in bands:
        applies = band.clusters is None or cluster in band.clusters
        if applies and band.level < found and band.touches(starts_at, ends_at):
            found, why = band.level, band.why
    return found, why


def decibels(of_level: int) -> int:
    """Gain of a level; silence has none and is never asked."""
    return DECIBELS[of_level]
