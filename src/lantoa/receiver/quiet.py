"""Hours without broadcasting (khung giờ không phát), kept by the receiver itself. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from lantoa.core.clock import local


class Hours(Protocol):
    """Times in which only an emergency sounds."""

    def covers(self, moment: datetime) -> bool: ...

    def next_start(self, moment: datetime) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end` in the commune's time, over midnight if need be. The end belongs to
    the day: with 21:00–05:00, 05:00:00 may sound. Equal ends: no quiet hours."""

    start: time
    end: time

    @classmethod
    def read(cls, start: str, end: str) -> QuietHours:
        """From "21:00", "05:00"; from "", "": none."""
        if not start:
            return cls(time(0), time(0))
        return cls(time.fromisoformat(start), time.fromisoformat(end))

    def covers(self, moment: datetime) -> bool:
        """Is it quiet at this moment?"""
        clock = local(moment).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def next_start(self, moment: datetime) -> datetime | None:
        """The first moment from here on at which it gets quiet, None for never."""
        if self.start == self.end:
            return None
        here = local(moment)
        begin = here.replace(
            hour=self.start.hour, minute=self.start.minute, second=0, microsecond=0
        )
        return begin if begin >= here else begin + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Band:
    """Hours of some days of the week (0 is Monday), over midnight if need be: they belong to the
    day on which they begin. Equal ends: the whole day."""

    start: time
    end: time
    weekdays: frozenset[int]

    @classmethod
    def read(cls, start: str, end: str, weekdays: str) -> Band:
        """From "06:30", "07:00" and ISO numbers such as "12345"."""
        days = frozenset(int(day) - 1 for day in weekdays)
        return cls(time.fromisoformat(start), time.fromisoformat(end), days)

    def covers(self, moment: datetime) -> bool:
        """Does it hold at this moment?"""
        return self.touches(moment, moment + timedelta(microseconds=1))

    def touches(self, begin: datetime, end: datetime) -> bool:
        """Does any part of this time lie in it?"""
        return any(first < end and begin < last for first, last in self._around(begin, end))

    def next_start(self, moment: datetime) -> datetime | None:
        """The first moment from here on at which it begins."""
        week = moment + timedelta(days=7)
        return min(
            (first for first, _ in self._around(moment, week) if first >= moment), default=None
        )

    def _around(self, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = local(begin).date() - timedelta(days=1)
        over = timedelta(days=1) if self.end <= self.start else timedelta()
        while day <= local(end).date():
            if day.weekday() in self.weekdays:
                zone = local(begin).tzinfo
                first = datetime.combine(day, self.start, zone)
                yield first, datetime.combine(day, self.end, zone) + over
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closed:
    """Everything in which only an emergency sounds: the closed hours, and the hours of silence
    beside a school or a clinic."""

    hours: QuietHours
    bands: tuple[Band, ...] = ()

    def covers(self, moment: datetime) -> bool:
        """Is it closed at this moment?"""
        return self.hours.covers(moment) or any(band.covers(moment) for band in self.bands)

    def next_start(self, moment: datetime) -> datetime | None:
        """The first moment from here on at which it closes, None for never."""
        starts = (self.hours.next_start(moment), *(band.next_start(moment) for band in self.bands))
        return min((start for start in starts if start is not None), default=None)
